"""The words a query is read by (từ vựng tra cứu): names of fields, types of document, abbreviations in symbols."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from corpus.folding import name_key
from extract.agencies import agencies
from extract.document_types import by_folded_abbreviation, by_name, document_types
from extract.fold import fold
from extract.names_of_types import type_names
from extract.titles import laws

FieldName = Literal[
    "issuer",
    "type",
    "year",
    "number",
    "symbol",
    "date",
    "signer",
    "subject",
    "urgency",
    "secrecy",
    "signature",
    "cites",
]
FIELDS: dict[str, FieldName] = {
    "co quan": "issuer", "co quan ban hanh": "issuer", "noi ban hanh": "issuer", "tac gia": "issuer",
    "issuer": "issuer",
    "loai": "type", "loai van ban": "type", "ten loai": "type", "type": "type",
    "nam": "year", "year": "year",
    "so": "number", "so ky hieu": "number", "number": "number",
    "ky hieu": "symbol", "symbol": "symbol",
    "ngay": "date", "ngay ban hanh": "date", "ban hanh": "date", "date": "date",
    "nguoi ky": "signer", "signer": "signer",
    "trich yeu": "subject", "ve viec": "subject", "subject": "subject",
    "do khan": "urgency", "khan": "urgency", "urgency": "urgency",
    "do mat": "secrecy", "mat": "secrecy", "secrecy": "secrecy",
    "chu ky": "signature", "chu ky so": "signature", "signature": "signature",
    "vien dan": "cites", "can cu": "cites", "cites": "cites",
}  # fmt: skip
"""Folded name before the colon → field. `cơ quan:` and `issuer:` are the same."""
TITLE_YEAR = re.compile(r"(?: nam)? (?P<year>(?:19|20)\d\d)$")
"""The year people put behind the title of a law: `luat duoc 2016`, `luat duoc nam 2016`."""
SIGNATURES = {
    "hop le": "passed", "passed": "passed", "valid": "passed",
    "khong hop le": "failed", "failed": "failed", "invalid": "failed", "not valid": "failed",
    "chua ro": "indeterminate", "chua xac dinh": "indeterminate", "indeterminate": "indeterminate",
    "khong co": "unsigned", "khong": "unsigned", "khong ky": "unsigned", "chua ky": "unsigned",
    "none": "unsigned", "unsigned": "unsigned",
}  # fmt: skip
URGENCIES = {"hoa toc": "hoa_toc", "thuong khan": "thuong_khan", "khan": "khan"}
SECRECIES = {"tuyet mat": "tuyet_mat", "toi mat": "toi_mat", "mat": "mat"}
LEVELS = {
    "phan": "phan", "chuong": "chuong", "muc": "muc", "dieu": "dieu", "khoan": "khoan", "diem": "diem", "tiet": "tiet",
    "phu luc": "phu_luc",
}  # fmt: skip
"""Folded level word → level in a path."""
LEVEL_NAMES = {
    "phan": "Phần", "chuong": "Chương", "muc": "Mục", "dieu": "Điều", "khoan": "khoản", "diem": "điểm", "tiet": "tiết",
    "phu_luc": "Phụ lục",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`symbols`: folded parts that make a number a number (`vpcp`, `qd`, `ttg`); `titles`: laws (`luat duoc`)."""

    symbols: frozenset[str]
    titles: frozenset[str] = frozenset()

    def with_symbols(self, parts: Iterable[str]) -> Lexicon:
        """One that also knows the parts seen in a corpus; one letter says too little."""
        return replace(self, symbols=self.symbols | {fold(part) for part in parts if len(part) > 1})


@cache
def standard_lexicon() -> Lexicon:
    """Abbreviations of types and of central bodies, and those every province has."""
    bodies = {fold(symbol) for body in agencies().values() for symbol in body.symbols}
    everywhere = {"ubnd", "hdnd", "vp", "vpub", "kstt", "tthc", "ub", "so", "tu"} - {"so"}
    titles = (f"{type_label(law.document_type)} {law.title}" for law in laws() if law.title)
    return Lexicon(
        frozenset(bodies | set(by_folded_abbreviation()) | everywhere), frozenset(name_key(title) for title in titles)
    )


def type_of_name(folded: str) -> str | None:
    """`quyet dinh`, `qd`, `quyet_dinh` → quyet_dinh."""
    found = by_name().get(folded) or by_folded_abbreviation().get(folded)
    if found:
        return found.slug
    return next((row.slug for row in document_types() if row.slug == folded.replace(" ", "_")), None)


def type_label(slug: str) -> str:
    """`quyet_dinh` → Quyết định; a slug unknown is shown as it is."""
    return type_names().get(slug, slug)
