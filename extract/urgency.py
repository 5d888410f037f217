"""Marks of urgency (hỏa tốc, thượng khẩn, khẩn) and secrecy (tuyệt mật, tối mật, mật), stamped or printed."""

from __future__ import annotations

import re

from extract.field import Field
from extract.parts import Parts
from extract.printed import field_of
from extract.row import Row

_URGENCY = (
    ("hoa_toc", re.compile(r"(?<![a-z])h[o0]a ?t[o0]c(?: hen gio)?(?![a-z])")),
    ("thuong_khan", re.compile(r"(?<![a-z])thuong ?khan(?![a-z])")),
    ("khan", re.compile(r"(?<![a-z])khan(?![a-z])")),
)
_SECRECY = (
    ("tuyet_mat", re.compile(r"(?<![a-z])tuyet ?mat(?![a-z])")),
    ("toi_mat", re.compile(r"(?<![a-z])toi ?mat(?![a-z])")),
    ("mat", re.compile(r"(?<![a-z])mat(?![a-z])")),
)


def is_marked(row: Row) -> bool:
    """Whether the row is nothing but such a mark."""
    return _mark(row, _URGENCY) is not None or _mark(row, _SECRECY) is not None


def read_urgency(parts: Parts) -> Field[str] | None:
    """`hoa_toc`, `thuong_khan` or `khan`."""
    return _read(parts, _URGENCY)


def read_secrecy(parts: Parts) -> Field[str] | None:
    """`tuyet_mat`, `toi_mat` or `mat`."""
    return _read(parts, _SECRECY)


_Marks = tuple[tuple[str, re.Pattern[str]], ...]


def _read(parts: Parts, marks: _Marks) -> Field[str] | None:
    for row in dict.fromkeys((*parts.left, *parts.right, *parts.below[:6])):
        if found := _mark(row, marks):
            slug, start, end = found
            alone = end - start >= len(row.text) - 2
            return field_of(parts.text, [(row, start, end)], slug, 0.95 if alone else 0.8, "mark in the head")
    return None


def _mark(row: Row, marks: _Marks) -> tuple[str, int, int] | None:
    """A mark is in capitals, and alone on its line or beside other words in capitals of a stamp."""
    for slug, pattern in marks:
        found = pattern.search(row.bare)
        if not found or not row.text[found.start() : found.end()].isupper():
            continue
        if len(row.text) <= found.end() - found.start() + 14 and len(row.text.split()) <= 5:
            return slug, found.start(), found.end()
    return None
