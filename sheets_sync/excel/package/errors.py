"""The one exception that comes out of a package."""

from __future__ import annotations

from sheets_sync.messages.errors import Refusal


class PackageError(Refusal):
    """Why a file cannot be read as a workbook, as a code; `messages.errors` has the sentences.

    not-a-workbook: no ZIP, or a package of something else; password-protected: encrypted, or an old .xls;
    strict-workbook: Strict Open XML; unsafe-names: doubled, absolute or climbing part names; doctype: a part declares
    one; too-large: over a limit; damaged: anything else. `args_` may name the `part`.
    """


def damaged(part: str) -> PackageError:
    """The error for a part that is broken or missing."""
    return PackageError("damaged", part=part)


def too_large(part: str) -> PackageError:
    """The error for a part that goes over a limit."""
    return PackageError("too-large", part=part)
