"""Workbooks as files: whether one is open elsewhere, and putting new bytes in its place in one step."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sheets_sync.excel.reading import signature
from sheets_sync.layout.grid import UnreadableDocument


def signature_of(path: Path) -> str | None:
    """Time and size of a file, None if it is not there."""
    try:
        return signature(path.stat())
    except OSError:
        return None


def refuse_if_open(path: Path, name: str) -> None:
    """Leave alone what a person has open; `name` is what he calls it.

    Raises:
        UnreadableDocument: Excel or LibreOffice have left their mark beside it (file-open).
    """
    for lock in (path.with_name("~$" + path.name), path.with_name(f".~lock.{path.name}#")):
        if os.path.exists(lock):  # unlike Path.exists, it bears a name that is too long
            raise UnreadableDocument("file-open", file=name, lock=lock.name)


def replace_file(path: Path, data: bytes, *, expected: str | None) -> str:
    """Put bytes in place of a file in one step; its mode stays. The signature of the new file.

    Args:
        path: the file, links followed; its folder is made if need be.
        data: the new content.
        expected: the signature of what is to be replaced, None for nothing.

    Raises:
        UnreadableDocument: another program has changed the file (file-changed), or it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".sheets-sync-", suffix=path.suffix, dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        written = signature(temporary.stat())
        if signature_of(path) != expected:
            raise UnreadableDocument("file-changed", file=str(path))
        temporary.chmod(0o666 & ~_umask() if expected is None else path.stat().st_mode & 0o7777)
        os.replace(temporary, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    return written


def _unwritable(path: Path, error: OSError) -> UnreadableDocument:
    return UnreadableDocument("file-unwritable", file=str(path), reason=error.strerror or str(error))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
