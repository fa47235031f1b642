"""A Finding: something a person must look at. Codes and arguments only; `messages` puts it into words."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheets_sync.messages.codes import Code, Severity

Args = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at, with its place.

    `subject` (a row's id, or what else is concerned) and `column` (a column key) say what it is about wherever
    the row has gone: with the code they make it the same Finding from pass to pass. `tab` and `cell` are where
    that stands now, `found` is what stands there.
    """

    code: Code
    subject: str = ""
    column: str = ""
    tab: str | None = None
    cell: str | None = None
    found: str | None = None
    args: Args = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same Finding in two passes over one binding."""
        return (self.code, self.subject, self.column)

    @property
    def severity(self) -> Severity:
        """How much it matters; fixed by the code."""
        return self.code.severity
