"""Text files are read as they were written."""

from __future__ import annotations

import pytest

from ingest.plaintext import read_string
from ingest.problems import Damaged, UnsupportedType


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Số: 1\r\nNgày".encode(), "Số: 1\r\nNgày"),  # line ends stay
        ("\ufeffSố".encode(), "\ufeffSố"),  # so does the mark: offsets count it
        ("Số".encode("utf-16"), "Số"),
        ("Số".encode("utf-32"), "Số"),  # its mark begins like that of UTF-16
        ("Công văn".encode("cp1258", "ignore"), "Công văn"),
    ],
)
def test_read_string(data: bytes, expected: str) -> None:
    """UTF-8, UTF-16 with its mark, and the code page of old editors."""
    assert read_string(data) == expected


def test_bytes_that_are_no_text_are_refused() -> None:
    """Half a UTF-16 character is damage; what no code page explains is no text."""
    with pytest.raises(Damaged):
        read_string(b"\xff\xfea")
    with pytest.raises(UnsupportedType):
        read_string(b"\xd2\x81\xff\xd2")
