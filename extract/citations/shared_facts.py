"""What the mentions of one work tell of each other: numbers, dates, titles.

`Thông tư số 36/2022/TT-BTC` is dated where another mention prints the day; `CV 2119` is completed by
`Công văn số 2119/UBND-KSTT`; `Luật Phí và lệ phí` is 97/2015/QH13 where the same text says so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from extract.citations.mention import Mention
from extract.document_types import document_types
from extract.fold import fold
from extract.number import DocumentNumber
from extract.titles import Law, title_key

_ONE_SYMBOL = {"nghi_dinh": "NĐ-CP"}
"""Types whose symbol is always the same, so that `Nghị định 100/2019` says it all."""


def complete_numbers(mentions: list[Mention]) -> list[Mention]:
    """Give short numbers the symbol that another mention prints, before or after; drop what then names nothing."""
    whole: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.number and mention.number.symbol:
            same = whole.setdefault(mention.number.value, [])
            if len(same) < 8:
                same.append(mention)
    for mention, following in pairwise(mentions):
        _complete_in_list(mention, following, whole)
    return [mention for mention in mentions if _completed(mention, whole)]


def _complete_in_list(mention: Mention, following: Mention, whole: dict[int, list[Mention]]) -> None:
    """Give a number the symbol of the one it is listed with: `các Công văn số 3105, 3106/UBND-XD`."""
    number, shown = mention.number, following.number
    if number is None or number.symbol or number.year or mention.clipped or not following.elided or not shown:
        return
    if any(_may_be(mention, number, one) for one in whole.get(number.value, ())):
        return
    if shown.symbol and not mention.issued_on and mention.document_type == following.document_type:
        mention.number = replace(number, symbol=shown.symbol, year=shown.year)
        mention.reasons.append("number_completed")


def _completed(mention: Mention, whole: dict[int, list[Mention]]) -> bool:
    """Complete a number in place; False for a plain number nobody explains (`Kế hoạch 5`)."""
    number = mention.number
    if number is None or number.symbol or number.of_business:
        return True
    match = next((m for m in whole.get(number.value, ()) if _may_be(mention, number, m)), None)
    if match:
        mention.number = match.number
        mention.reasons.append("number_completed")
    elif number.year and mention.document_type in _ONE_SYMBOL:
        mention.number = replace(number, symbol=_ONE_SYMBOL[mention.document_type])
        mention.reasons.append("symbol_inferred")
        mention.confidence = 0.8
    elif number.year is None and mention.document_type in _PLANS:
        return False
    elif number.year is None and not (mention.issued_on or mention.issuer):
        return mention.document_type in _SHORTENED and (mention.run is not None or mention.clipped)
    return True


_PLANS = frozenset({"de_an", "du_an", "chuong_trinh", "ke_hoach", "phuong_an"})
"""Types that are numbered as plain nouns, `Đề án 06`: a number without symbol is no reference."""
_SHORTENED = frozenset({"nghi_dinh", "quyet_dinh", "cong_van", "nghi_quyet", "thong_tu_lien_tich"})
"""Types whose abbreviation with a plain number, `CV 2119`, `QĐ22`, is a reference even if nothing completes it."""


def _may_be(short: Mention, number: DocumentNumber, whole: Mention) -> bool:
    if number.year and whole.number and whole.number.year not in (None, number.year):
        return False
    return short.document_type in (whole.document_type, "van_ban", None)


def share_facts(mentions: list[Mention]) -> None:
    """Spread dates over the mentions of one number, numbers and dates over those of one title; mark antecedents."""
    works: dict[tuple[str | None, str], list[int]] = {}
    titles: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        if mention.number:
            works.setdefault((mention.document_type, mention.number.key), []).append(i)
        if mention.title:
            titles.setdefault(_bare_title(mention.title), []).append(i)
    _agree_on_titles(mentions, titles)
    for places in works.values():
        if len(places) > 1:
            _share_day(mentions, places)
    for places in titles.values():
        if len(places) > 1:
            _share_title(mentions, places)


@lru_cache(maxsize=2048)
def _bare_title(title: str) -> str:
    """A title without marks and blanks, so that a scan's `Luật Công đoản` finds its fellows."""
    return re.sub(r"[^a-z0-9]", "", fold(title))


def _agree_on_titles(mentions: list[Mention], titles: dict[str, list[int]]) -> None:
    """Where a scan spells one title in several ways, take the one the gazetteer knows, else the most frequent."""
    for mention in mentions:
        if mention.title and mention.laws:
            mention.title = _as_known(mention.title, mention.laws[0])
    for places in titles.values():
        spellings = Counter(title_key(mentions[i].title or "") for i in places)
        if len(spellings) < 2:
            continue
        known = next((i for i in places if any(_named_so(mentions[i], law) for law in mentions[i].laws)), None)
        best = spellings.most_common(1)[0][0]
        chosen = known if known is not None else next(i for i in places if title_key(mentions[i].title or "") == best)
        for i in places:
            mentions[i].title = mentions[chosen].title


def _as_known(title: str, law: Law) -> str:
    """A title as the gazetteer spells it, if the printed one differs in its marks only: `Luật Thực hiên dân chủ …`."""
    noun = _NOUNS.get(law.document_type, "")
    known = f"{noun} {law.title}".strip()
    same = _bare_title(title) == _bare_title(known) and title_key(title) != title_key(known)
    return known if same else title


_NOUNS = {row.slug: row.name for row in document_types() if row.rank == "act"}


def _named_so(mention: Mention, law: Law) -> bool:
    return title_key(mention.title or "").endswith(title_key(law.title))


def _share_day(mentions: list[Mention], places: list[int]) -> None:
    days = {day for i in places if (day := mentions[i].issued_on)}
    issuers = {name for i in places if (name := mentions[i].issuer)}
    for i in places:
        mention = mentions[i]
        if mention.issued_on is None and len(days) == 1:
            mention.issued_on = next(iter(days))
        if mention.issuer is None and len(issuers) == 1:
            mention.issuer = next(iter(issuers))
        if i != places[0]:
            mention.antecedent = places[0]


def _share_title(mentions: list[Mention], places: list[int]) -> None:
    """A law named alone is the one named so before it, else after it, if its day does not speak against that."""
    for order in (places, places[::-1]):
        known = _Known()
        for i in order:
            mention = mentions[i]
            if mention.form == "title" and mention.number is None:
                known.tell(mention, i if order is places else None)
            known.learn(mention, i)


class _Known:
    """The last mention of a title that shows a number, and the last that shows a day."""

    def __init__(self) -> None:
        self.first: int | None = None
        self.number: tuple[DocumentNumber, date | None] | None = None
        self.day: date | None = None

    def learn(self, mention: Mention, i: int) -> None:
        self.first = i if self.first is None else self.first
        if mention.number:
            self.number = (mention.number, mention.issued_on)
        if mention.issued_on:
            self.day = mention.issued_on

    def tell(self, mention: Mention, before: int | None) -> None:
        """Fill in what the mention itself does not print."""
        if before is not None and self.first is not None and mention.antecedent is None:
            mention.antecedent = self.first
        if mention.year and self.number and self.number[0].year not in (None, mention.year):
            return  # another law of that name: `Bộ luật Hình sự năm 1999` beside that of 2015
        if self.number and (mention.issued_on is None or self.number[1] in (None, mention.issued_on)):
            mention.number = self.number[0]
            mention.issued_on = mention.issued_on or self.number[1]
        elif mention.issued_on is None and self.day:
            mention.issued_on = self.day
