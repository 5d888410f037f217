"""Whether a PDF may have layers (lớp hiển thị): content that can be switched off (ISO 32000, 8.11).

A word of a layer that is off is in the text layer and not on the page. The catalogue of every file that has layers
names `/OCProperties`; it is looked for in the bytes, as that costs next to nothing where there is none.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import numpy as np

_MOST = 1 << 24
"""Unpacked bytes of object streams beyond which nobody looks."""
_BLOCK = 1 << 20
_HEAD = 2000
"""Bytes from the type of an object stream to its data, at most."""


def _name(text: str) -> re.Pattern[bytes]:
    """A name of PDF, any of whose letters may be written by its code: `/O#43Properties`."""
    letters = "".join(f"(?:{letter}|(?i:#{ord(letter):02x}))" for letter in text)
    return re.compile(f"/{letters}".encode())


_LAYERS, _PACKED = _name("OCProperties"), _name("ObjStm")
_DATA = re.compile(rb"stream\r?\n")


def may_have_layers(data: bytes) -> bool:
    """Whether the bytes name layers, or keep objects in a way we cannot look into."""
    places = list(_places(data))
    if any(_LAYERS.match(data, at) for at in places):
        return True
    left = _MOST
    for found in filter(None, (_PACKED.match(data, at) for at in places)):
        objects = _unpacked(data, found.end(), left)
        if objects is None or _LAYERS.search(objects):
            return True
        left -= len(objects)
    return False


def _places(data: bytes) -> Iterator[int]:
    """Where a name begins with `O` or with a code; both names do, and few others: a pattern takes longer to find."""
    for start in range(0, len(data), _BLOCK):
        signs = np.frombuffer(data[start : start + _BLOCK + 1], np.uint8)
        names = np.flatnonzero(signs[:-1] == ord("/"))
        first = signs[names + 1]
        yield from (start + names[(first == ord("O")) | (first == ord("#"))]).tolist()


def _unpacked(data: bytes, at: int, most: int) -> bytes | None:
    """The objects of an object stream of whose dictionary `at` is a part; None where they cannot be had plainly."""
    start = _DATA.search(data, at, at + _HEAD)
    if start is None or b"DecodeParms" in data[max(at - _HEAD, 0) : start.start()]:
        return None
    packer = zlib.decompressobj()
    try:
        objects = packer.decompress(memoryview(data)[start.end() :], most)
    except zlib.error:
        return None
    return objects if packer.eof else None
