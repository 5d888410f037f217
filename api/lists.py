"""Lists sent as CSV (danh sách): bytes within a limit, as text."""

from __future__ import annotations

from typing import IO

from corpus.refusals import InvalidValue

LONGEST_LIST = 20_000_000
"""Bytes of a list of works; a line has some 100."""


def decode_list(sent: bytes) -> str:
    """UTF-8, with or without its mark; `InvalidValue` where it is none."""
    try:
        return sent.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidValue("danh sách không phải UTF-8 / the list is not UTF-8") from error


def read_list(stream: IO[bytes]) -> str:
    """The text of a file that somebody sent; `InvalidValue` where it is longer than a list may be."""
    sent = stream.read(LONGEST_LIST + 1)
    if len(sent) > LONGEST_LIST:
        raise InvalidValue(f"danh sách dài quá {LONGEST_LIST} byte / the list is longer than {LONGEST_LIST} bytes")
    return decode_list(sent)
