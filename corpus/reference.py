"""The key of a reference (số, ký hiệu): what `15/2020/QĐ-TTg`, `15/2020/qd-ttg` and `015/2020/QÐ-TTG` share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.folding import fold

REFERENCE = re.compile(
    r"\s*0*(\d{1,7})([a-z]|\.\d{1,2}(?=\s*/\s*(?:19|20)\d\d\s*/))?\s*[/\-]\s*(?:((?:19|20)\d\d)\s*[/\-]\s*)?(\S.*?)\s*"
)
PRINTED = re.compile(r"\s*\d+(?:\.\d{1,2})?[A-Za-zđĐ]?\s*[/\-]\s*(?:(?:19|20)\d\d\s*[/\-]\s*)?(\S.*?)\s*")
BLANKS = re.compile(r"[\s.&]+")
DASHES = re.compile(r"[/\-‐‑–—]+")


@dataclass(frozen=True, slots=True)
class ReferenceKey:
    """Number as an integer, its letter (or the dotted part of `66.7`), the year printed in it, the symbol folded."""

    number: int
    suffix: str
    year: int | None
    symbol: str

    def __str__(self) -> str:
        year = f"{self.year}/" if self.year else ""
        return f"{self.number}{self.suffix}/{year}{self.symbol}"


def reference_key(reference: str | None) -> ReferenceKey | None:
    """The key of a canonical reference; None where it is no number with a symbol."""
    match = REFERENCE.fullmatch(fold(reference)) if reference else None
    if match is None:
        return None
    number, suffix, year, symbol = match.groups()
    folded = symbol_key(symbol)
    return ReferenceKey(int(number), suffix or "", int(year) if year else None, folded) if folded else None


def symbol_key(symbol: str) -> str:
    """`VPCP-KSTT`, `Vpcp/kstt` → `VPCP-KSTT`; `&`, `.` and blanks are dropped, Đ is D."""
    return DASHES.sub("-", BLANKS.sub("", fold(symbol))).strip("-").upper()


def symbol_of(reference: str | None) -> str | None:
    """The printed symbol of a canonical reference: `QĐ-TTg` of `15/2020/QĐ-TTg`."""
    match = PRINTED.fullmatch(reference) if reference else None
    return match[1] if match else None
