"""`completion`: what a shell needs to complete commands, options, roles and files; and the completion of roles.

The rule a newcomer would break first: a Tab is pressed and waited for, so nothing is read here but names of files.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from sheets_sync.cli.common import PROGRAM

VARIABLE = "_SHEETS_SYNC_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that makes a shell complete commands, options, roles and files."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(context.find_root().command, {}, PROGRAM, VARIABLE).source())


def complete_role(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """The roles whose name begins so: the company's own and the shipped ones."""
    from sheets_sync.config import ConfigError, load_settings
    from sheets_sync.sync.templates.folders import role_names, template_folders

    try:
        own = load_settings(os.environ, Path.cwd()).templates
    except ConfigError:
        own = None
    return [name for name in role_names(template_folders(own)) if name.startswith(begun)]
