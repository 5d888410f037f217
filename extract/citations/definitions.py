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
        if _CALLED.search(shadow, max(0, mention.start - 60), mention.start):
            mention.kind = "definition"
        elif i and _alone_in_parentheses(shadow, mention) and mention.number and not mention.dated:
            work = mention.number.key
            if any(other.number and other.number.key == work for other in mentions[max(0, i - 3) : i]):
                mention.kind = "definition"


def _alone_in_parentheses(shadow: str, mention: Mention) -> bool:
    return shadow[mention.start - 1 : mention.start] == "(" and shadow[mention.end : mention.end + 1] == ")"
