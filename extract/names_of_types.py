"""The name of a document's type as a heading (tên loại): `QUYẾT ĐỊNH`, `THÔNG BÁO`, a scan's `QUYÉT ĐỊNH`."""

from __future__ import annotations

import re
from functools import cache

from extract.document_types import DocumentType, by_name, document_types
from extract.fold import fold
from extract.organisations import HEAD
from extract.row import Row
from extract.tables import table

_NOT_HEADINGS = frozenset({"van_ban", "cong_van"})
_OF = re.compile(rf"cua (?:(?:chu tich|giam doc|bo truong|chanh an|vien truong|cuc truong) )?(?:{HEAD.pattern})")
_OF_BODY = re.compile(rf" {_OF.pattern}.*$")
"""`CHỈ THỊ CỦA THỦ TƯỚNG CHÍNH PHỦ`: the heading may say whose it is."""


def named_type(row: Row) -> DocumentType | None:
    """The type a heading names; the row must hold nothing else and be set in capitals (or be bold on paper)."""
    text = re.sub(r"^\W+|\W+$", "", row.text)
    if not text or row.text.rstrip().endswith(":") or not (row.upper or (_titled(text) and row.bold)):
        return None
    name = _OF_BODY.sub("", fold(text))
    found = _headings().get(name) or (_run_together().get(name.replace(" ", "")) if row.upper else None)
    return found if found and found.slug not in _NOT_HEADINGS else None


def names_body(row: Row) -> bool:
    """Whether a row under the type names who issues it and nothing else: `CỦA BAN BÍ THƯ`."""
    return row.upper and len(row.text) < 80 and bool(_OF.match(row.bare))


@cache
def type_names() -> dict[str, str]:
    """Every type a document can be said to be of, forms included: `quyet_dinh` → Quyết định, `to_khai` → Tờ khai."""
    return {kind.slug: kind.name for kind in reversed((*document_types(), *_headings().values()))}


@cache
def _headings() -> dict[str, DocumentType]:
    """Folded heading → type: the names of the types, and headings that say more or are of forms."""
    kinds = {kind.slug: kind for kind in reversed(document_types())}
    extra = {
        fold(row["heading"]): kinds.get(row["slug"]) or DocumentType(row["slug"], row["heading"], (), "form")
        for row in table("type_headings")
    }
    return extra | by_name()


@cache
def _run_together() -> dict[str, DocumentType]:
    """Headings whose blanks a page lost: `QUYẾTĐỊNH`."""
    return {heading.replace(" ", ""): kind for heading, kind in _headings().items() if " " in heading}


def _titled(text: str) -> bool:
    return text[0].isupper() and len(text.split()) <= 4
