"""Laws listed under one noun: `các Luật: Đất đai, Nhà ở, Kinh doanh bất động sản`; `các Luật Xây dựng và Đầu tư công`.

Only laws of the gazetteer go on a list, as nothing else tells the name of a law from another noun in capitals.
"""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.scan import B, M
from extract.citations.stretch import Stretch
from extract.citations.tail import read_year
from extract.titles import find_law

_MANY = re.compile(rf"(?<![a-z])(?:cac|nhung|[0-9]{{1,2}}|mot{B}so|hai|ba|bon){B}$")
_COLON = re.compile(rf"{M}:(?={B}[a-z])")
_NEXT = re.compile(rf"{M}[,;]{M}(?:va{B})?(?=[a-z])|{B}va{B}(?=[a-z])")
_MOST = 40
_NOUN = {"luat": "Luật", "phap_lenh": "Pháp lệnh"}


def opens_list(stretch: Stretch, at: re.Match[str]) -> int | None:
    """Where the first title begins, if the noun of an act stands for several: `các Luật:`; None for one law."""
    if not _MANY.search(stretch.shadow, max(stretch.start, at.start() - 12), at.start()):
        return None
    colon = _COLON.match(stretch.shadow, at.end(), stretch.end)
    return colon.end() if colon else at.end()


def read_listed(stretch: Stretch, first: Mention) -> list[Mention]:
    """The laws after the first of a list, without a noun of their own."""
    found: list[Mention] = []
    slug, stop = first.document_type or "", first.end
    while slug in _NOUN and len(found) < _MOST and (link := _NEXT.match(stretch.shadow, stop, stretch.end)):
        law = find_law(stretch.source, stretch.shadow, link.end(), stretch.end, slug)
        if law is None or not stretch.source[link.end()].isupper() or "\n\n" in link.group():
            break
        mention = Mention(link.end(), law.end, slug, laws=law.laws, form="title")
        mention.title = f"{_NOUN[slug]} {' '.join(stretch.source[link.end() : law.end].split())}"
        read_year(stretch.shadow, mention, stretch.end)
        found.append(mention)
        stop = mention.end
    return found
