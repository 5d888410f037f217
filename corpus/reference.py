"""The key of a reference (số, ký hiệu): what `15/2020/QĐ-TTg`, `15/2020/qd-ttg` and `015/2020/QÐ-TTG` share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.folding import fold

REFERENCE = re.compile(r"\s*0*(\d{1,7})([a-z]?)\s*[/\-]\s*(?:((?:19|20)\d\d)\s*[/\-]\s*)?(\S.*?)\s*")
BLANKS = re.compile(r"[\s.&]+")
DASHES = re.compile(r"[/\-‐‑–—]+")
NATIONAL = re.compile(
    r"(TTG|CP|HDBT|HDNN\d*|CTN|TW|VPTW|VPCP|VPQH|VPCTN|QH\d*|UBTVQH\d*|NHNN|TTCP|UBDT|KTNN|TANDTC|VKSNDTC|LDTBXH"
    r"|B(TC|NV|YT|GDDT|KHDT|KHCN|TP|XD|CA|QP|NG|CT|TNMT|NNPTNT|NNMT|GTVT|TTTT|VHTTDL|LDTBXH|DTTG))"
)
"""Organs of which the country has one, so that their symbol tells the issuer; of `UBND` it has thousands."""


@dataclass(frozen=True, slots=True)
class ReferenceKey:
    """Number as an integer with its letter, the year printed in the number, and the symbol folded to `QD-TTG`."""

    number: int
    suffix: str
    year: int | None
    symbol: str

    def __str__(self) -> str:
        year = f"{self.year}/" if self.year else ""
        return f"{self.number}{self.suffix}/{year}{self.symbol}"

    @property
    def national(self) -> bool:
        """Whether the symbol alone tells the issuer."""
        return any(NATIONAL.fullmatch(part) for part in self.symbol.split("-"))


def reference_key(reference: str | None) -> ReferenceKey | None:
    """The key of a canonical reference; None where it is no number with a symbol."""
    match = REFERENCE.fullmatch(fold(reference)) if reference else None
    if match is None:
        return None
    number, suffix, year, symbol = match.groups()
    folded = symbol_key(symbol)
    return ReferenceKey(int(number), suffix, int(year) if year else None, folded) if folded else None


def symbol_key(symbol: str) -> str:
    """`VPCP-KSTT`, `Vpcp/kstt` → `VPCP-KSTT`; `&`, `.` and blanks are dropped, Đ is D."""
    return DASHES.sub("-", BLANKS.sub("", fold(symbol))).strip("-").upper()
