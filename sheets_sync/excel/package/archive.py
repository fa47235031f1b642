"""The file as a ZIP: its parts by name, inflated piece by piece under limits.

It trusts no declared size and never holds a whole part. Names are compared as OPC says: without case, percent-decoded.
The rule a newcomer would break first: parts are read through `chunks`, which counts, never through zipfile.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sheets_sync.excel.package.errors import PackageError, damaged, too_large

MEBIBYTE = 1024 * 1024
MAX_ENTRIES = 10_000
MAX_PART, MAX_TOTAL = 512 * MEBIBYTE, 1024 * MEBIBYTE
RATIO_FROM, MAX_RATIO = 100 * MEBIBYTE, 200
"""Above that size a part may not be more than so many times its compressed size; sheets stay below 100."""
CHUNK = 64 * 1024

OLE_MARK, ZIP_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
ENTRY_MARK = b"PK\x01\x02"
ENCRYPTED_FLAG = 0x1

# Absolute, or climbing out of a folder.
_UNSAFE = re.compile(r"^/|^[a-z]:|(?:^|/)\.\.(?:/|$)")

# What zipfile and zlib are known to raise over bytes that are no sound ZIP.
_FOREIGN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Archive:
    """The parts of a package."""

    def __init__(self, data: bytes) -> None:
        """Open the bytes of a file.

        Raises:
            PackageError: password-protected, not-a-workbook, damaged, too-large or unsafe-names.
        """
        if data.startswith(OLE_MARK):
            raise PackageError("password-protected")
        if data.count(ENTRY_MARK) > MAX_ENTRIES:  # before zipfile makes an object of each
            raise PackageError("too-large")
        try:
            self._zip = ZipFile(BytesIO(data))
        except _FOREIGN as error:
            raise PackageError("damaged" if data.startswith(ZIP_MARK) else "not-a-workbook") from error
        self._size = len(data)
        self._inflated = 0
        self._entries = _by_key(self._zip.infolist())

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def stored_name(self, name: str) -> str | None:
        """A part's name as the file writes it, None if there is no such part."""
        entry = self._entries.get(_key(name))
        return entry.filename if entry else None

    def chunks(self, name: str) -> Iterator[bytes]:
        """The inflated bytes of a part, in pieces of at most 64 KiB.

        Raises:
            PackageError: damaged (also: there is no such part) or too-large.
        """
        entry = self._entries.get(_key(name))
        if entry is None or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged(name)
        limit = MAX_PART
        if entry.compress_type == ZIP_DEFLATED:
            limit = min(limit, max(RATIO_FROM, MAX_RATIO * min(entry.compress_size, self._size)))
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self._inflated += len(chunk)
                    if size > limit or self._inflated > MAX_TOTAL:
                        raise too_large(name)
                    yield chunk
        except _FOREIGN as error:
            raise damaged(name) from error


def _by_key(entries: list[ZipInfo]) -> dict[str, ZipInfo]:
    by_key: dict[str, ZipInfo] = {}
    for entry in entries:
        key = _key(entry.filename)
        if key in by_key or _UNSAFE.search(key):
            raise PackageError("unsafe-names", part=entry.filename)
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise PackageError("password-protected")
        by_key[key] = entry
    return by_key


def _key(name: str) -> str:
    """What makes two names the same part; some programs write backslashes."""
    return unquote(name).replace("\\", "/").lower()
