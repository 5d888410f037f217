"""Short names a document gives (`sau đây gọi tắt là …`, `(Quyết định số 15/2020/QĐ-TTg)`): declared, not cited."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.scan import B

_CALLED = re.compile(
    rf"(?:(?:sau|duoi|tu){B}day{B})?(?:goi|viet){B}(?:(?:tat|chung|chung{B}tat|tat{B}chung){B})?la[ \n]*:?[ \n]*\"?$"
)


def mark_definitions(shadow: str, mentions: list[Mention]) -> None:
    """Set the kind of every mention that only declares a short name for the reference before it."""
    for i, mention in enumerate(mentions):
        if mention.form == "draft":
            continue
        if _CALLED.search(shadow, max(0, mention.start - 60), mention.start) or (
            i
            and mentions[i - 1].kind == "definition"
            and not mention.dated
            and _joined(shadow, mentions[i - 1], mention)
        ):
            mention.kind = "definition"
        elif not mention.dated and mention.run is None and _alone_in_parentheses(shadow, mention):
            repeats = any(_same_work(mention, other) for other in mentions[max(0, i - 3) : i])
            mention.kind = "definition" if repeats else mention.kind


_AND = re.compile(r"[\"]?[ \n]*(?:,|;|va(?![a-z]))[ \n]*[\"]?")


def _joined(shadow: str, before: Mention, mention: Mention) -> bool:
    """Whether a bracket declares both: `(sau đây gọi là Nghị định số 5 và Nghị định số 6)`."""
    ends = shadow[mention.end : mention.end + 2].lstrip('"').startswith(")")
    return ends and mention.form == "number" and bool(_AND.fullmatch(shadow, before.end, mention.start))


def _same_work(mention: Mention, other: Mention) -> bool:
    """Whether two mentions show one number, or name one law."""
    if mention.number:
        return other.number is not None and other.number.key == mention.number.key
    named = {law.title for law in mention.laws}
    return bool(named) and named == {law.title for law in other.laws} and mention.document_type == other.document_type


def _alone_in_parentheses(shadow: str, mention: Mention) -> bool:
    """`(Quyết định số 15/2020/QĐ-TTg)`, `(“Nghị định 01”)`."""
    before, after = shadow[max(0, mention.start - 3) : mention.start], shadow[mention.end : mention.end + 3]
    return before.rstrip('" ').endswith("(") and after.lstrip('" ').startswith(")")
