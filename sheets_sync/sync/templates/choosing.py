"""Choosing a role template by name, with the errors that people can mend."""

from __future__ import annotations

from pathlib import Path

from sheets_sync.okr.template import RoleTemplate
from sheets_sync.sync.errors import UserError
from sheets_sync.sync.templates.folders import BrokenTemplate, UnknownRole, load, template_folders
from sheets_sync.sync.templates.nodes import by_likeness


def choose_template(own: Path | None, role: str) -> RoleTemplate:
    """The template of a role, the company's own before the shipped one.

    Raises:
        UserError: there is none of that name, or its folder has mistakes.
    """
    try:
        return load(template_folders(own), role)
    except UnknownRole as error:
        raise UserError(
            "role-unknown", role=role, known=", ".join(by_likeness(role.casefold().replace(" ", "_"), error.known))
        ) from error
    except BrokenTemplate as error:
        raise UserError("templates-broken", folder=str(error.mistakes[0].file.parent)) from error
