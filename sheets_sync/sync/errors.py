"""The one way in which a use case says that it cannot go on."""

from __future__ import annotations

from sheets_sync.messages.errors import Refusal


class UserError(Refusal):
    """Something the caller of a use case can mend."""
