"""The one exception that leaves the store: a code from a closed list and its arguments, never a sentence.

`messages.errors` puts the codes into words. Nothing of SQLAlchemy or of a driver crosses this border; a reason that a
driver gave stands in the arguments, an address never holds a password.
"""

from __future__ import annotations

from types import TracebackType
from typing import Literal

from sheets_sync.messages.errors import Refusal

StoreCode = Literal[
    "store-url",  # no URL of SQLite or PostgreSQL
    "store-missing",  # there is none, and none was to be made
    "store-unreachable",  # no file, right, disk space, server or database
    "store-damaged",  # it holds what no version of ours has written
    "store-too-new",  # a newer version has migrated it
    "store-busy",  # others held it for too long
    "store-conflict",  # an id or a place in a chain was taken meanwhile
    "document-of-another-workspace",
    "plan-unknown",
    "plan-not-pending",
    "binding-unknown",
    "measure-unknown",
    "lease-lost",  # another pass has taken the binding over
]


class StoreError(Refusal):
    """Why the store cannot do what was asked. `args_` are the arguments of the code's sentences."""

    def __init__(self, code: StoreCode, **args: str) -> None:
        super().__init__(code, **args)


class decoding:
    """Turn the failure to make a value of what stands in the store into `store-damaged`; made for many values."""

    __slots__ = ("what",)

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, ValueError | TypeError | KeyError | AttributeError | ArithmeticError):
            raise StoreError("store-damaged", reason=f"{self.what}: {error}") from error
