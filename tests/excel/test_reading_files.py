"""A file's bytes and signature, of one moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sheets_sync.excel import reading
from sheets_sync.excel.package.errors import PackageError
from sheets_sync.excel.reading import read_document


def change_while_read(monkeypatch: pytest.MonkeyPatch, path: Path, times: int) -> list[str]:
    """Let another program write to the file each time its first bytes have been asked for, so many times."""
    seen: list[str] = []

    def fstat(handle: int) -> os.stat_result:
        status = os.stat(handle)
        seen.append(f"{status.st_mtime_ns}:{status.st_size}")
        if len(seen) <= 2 * times and len(seen) % 2:
            path.write_bytes(path.read_bytes() + b"x")
        return status

    monkeypatch.setattr("sheets_sync.excel.reading.os.fstat", fstat)
    return seen


def test_the_signature_is_time_and_size(tmp_path: Path) -> None:
    path = tmp_path / "Kế hoạch.xlsx"
    path.write_bytes(b"12345")
    os.utime(path, ns=(7, 1_700_000_000_123_456_789))
    assert read_document(path) == (b"12345", "1700000000123456789:5")


def test_a_file_that_changes_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"1")
    seen = change_while_read(monkeypatch, path, times=2)
    data, signature = read_document(path)
    assert data == b"1xx"
    assert signature == seen[-1]
    assert signature.endswith(":3")
    assert len(seen) == 6


def test_a_file_that_never_rests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"1")
    change_while_read(monkeypatch, path, times=9)
    with pytest.raises(PackageError, match="file-changed") as caught:
        read_document(path)
    assert caught.value.args_ == {"file": str(path)}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="file-missing"):
        read_document(tmp_path / "a.xlsx")


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    for path in (tmp_path, tmp_path / "pipe.xlsx"):
        with pytest.raises(PackageError, match="file-unreadable"):
            read_document(path)


def test_a_file_that_the_system_does_not_give(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="file-unreadable"):
        read_document(tmp_path / ("a" * 300 + ".xlsx"))


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"12345")
    monkeypatch.setattr(reading, "MAX_FILE", 5)
    assert read_document(path)[0] == b"12345"
    monkeypatch.setattr(reading, "MAX_FILE", 4)
    with pytest.raises(PackageError, match="too-large"):
        read_document(path)
