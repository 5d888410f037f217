"""Files that lost their tail (tệp bị cắt cụt): a copy with a table of contents of its own, made from the objects left.

A download that broke off, or a disk that ran full, takes the cross-reference table with it, and mostly the page tree,
too (ISO 32000-1, 7.5.4 and 7.7.3). What is left in front of the cut is often whole: the objects are found by their
heads, those packed in object streams are unpacked, and every page found hangs from a new tree. The original is not
touched; whoever reads the copy must say so.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,8})[ \r\n\t]+[0-9]{1,5}[ \r\n\t]+obj(?![a-zA-Z])")
_STREAM = re.compile(rb"stream\r?\n")
_PAGE = re.compile(rb"/Type[ \r\n\t]*/Page(?![A-Za-z])")
_PACKED = re.compile(rb"/Type[ \r\n\t]*/ObjStm(?![A-Za-z])")
_FIRST = re.compile(rb"/First[ \r\n\t]+([0-9]{1,9})")
_COUNT = re.compile(rb"/N[ \r\n\t]+([0-9]{1,6})")
_FIGURES = re.compile(rb"[0-9]{1,9}")
_MOST_OBJECTS = 500_000
_MOST_UNPACKED = 64 * 1024 * 1024


@dataclass(slots=True)
class _Found:
    """Objects by number: where they begin, or what an object stream had for them; a later one replaces an earlier."""

    offsets: dict[int, int] = field(default_factory=dict)
    unpacked: dict[int, bytes] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    """Pages, with the place in the file that gives their order."""

    def add(self, number: int, offset: int, head: bytes, packed: bytes | None = None) -> None:
        """One object, whole or from an object stream at `offset`."""
        for known in (self.offsets, self.unpacked, self.pages):
            known.pop(number, None)
        if packed is None:
            self.offsets[number] = offset
        else:
            self.unpacked[number] = packed
        if _PAGE.search(head):
            self.pages[number] = offset


def rebuild(data: bytes) -> bytes | None:
    """The bytes with a new catalogue, page tree and cross-reference table behind them; None where no page is left, or
    where the file is encrypted, as its key went with the tail."""
    if b"/Encrypt" in data:
        return None
    found = _find(data)
    return _with_tail(data, found) if found.pages else None


def _find(data: bytes) -> _Found:
    found, left = _Found(), _MOST_UNPACKED
    for number, offset, start, end in _objects(data):
        stream = _STREAM.search(data, start, end)
        head = data[start : stream.start() if stream else end]
        if stream is None and b"endobj" not in head:  # cut in the middle
            continue
        found.add(number, offset, b"" if stream else head)
        if stream and _PACKED.search(head):
            body = _unpack(data[stream.end() : end], head, left)
            left -= len(body)
            for inner, text in _members(head, body):
                found.add(inner, offset, text, text)
    return found


def _objects(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Number, offset, and where the body begins and ends at the latest, in the order of the file."""
    before: re.Match[bytes] | None = None
    for count, match in enumerate(_OBJECT.finditer(data)):
        if before is not None:
            yield int(before[1]), before.start(), before.end(), match.start()
        before = match
        if count >= _MOST_OBJECTS:
            return
    if before is not None:
        yield int(before[1]), before.start(), before.end(), len(data)


def _unpack(body: bytes, head: bytes, most: int) -> bytes:
    """The contents of an object stream as far as they can be had; filters other than Flate are not used for these."""
    if b"/Filter" not in head:
        return body[:most]
    try:
        return zlib.decompressobj().decompress(body, most) if most > 0 else b""
    except zlib.error:
        return b""


def _members(head: bytes, body: bytes) -> Iterator[tuple[int, bytes]]:
    first, count = _FIRST.search(head), _COUNT.search(head)
    if first is None or count is None:
        return
    start = int(first[1])
    figures = [int(figure) for figure in _FIGURES.findall(body[:start])][: 2 * int(count[1])]
    ends = [*figures[3::2], len(body) - start]
    for number, begin, end in zip(figures[::2], figures[1::2], ends, strict=False):
        if start + end <= len(body) and begin < end:
            yield number, body[start + begin : start + end]


def _with_tail(data: bytes, found: _Found) -> bytes:
    parts, size = [data, b"\nendstream\nendobj\n"], len(data) + 18
    offsets = dict(found.offsets)
    root = max((*found.offsets, *found.unpacked)) + 1
    kids = b" ".join(b"%d 0 R" % number for number in sorted(found.pages, key=lambda number: found.pages[number]))
    tree = {
        root: b"<< /Type /Catalog /Pages %d 0 R >>" % (root + 1),
        root + 1: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(found.pages), kids),
    }
    for number, body in (found.unpacked | tree).items():
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        offsets[number] = size
        parts.append(part)
        size += len(part)
    parts += [b"xref\n", *(b"%d 1\n%010d 00000 n \n" % (number, offsets[number]) for number in sorted(offsets))]
    parts.append(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (root + 2, root, size))
    return b"".join(parts)
