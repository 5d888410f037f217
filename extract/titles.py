"""Titles of laws (tên luật): `Luật Dược`, `Bộ luật Lao động`, `Pháp lệnh ưu đãi người có công với cách mạng`.

A title has no pattern: it may hold `và`, commas and other titles, so it is compared with a gazetteer, longest
match first (`data/law_titles.csv`). An unknown one is taken up to its number or
date, or as far as its words plausibly go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from extract.fold import fold, spelling
from extract.items import next_item
from extract.stop_words import stop_words
from extract.tables import table
from extract.word_tree import WordTree


@dataclass(frozen=True, slots=True)
class Law:
    """One law of the gazetteer; number and day are None where the table does not tell."""

    document_type: str
    title: str
    number: str | None
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A title that ends at `end`; `laws` are the laws of that name, none where the gazetteer lacks it."""

    end: int
    laws: tuple[Law, ...] = ()
    amending: bool = False
    """`Luật sửa đổi, bổ sung một số điều của Luật …`: one law whose title holds others."""


@cache
def laws() -> tuple[Law, ...]:
    """All rows of the gazetteer."""
    return tuple(
        Law(
            row["document_type"],
            row["title"],
            row["number"] or None,
            date.fromisoformat(row["issued_on"]) if row["issued_on"] else None,
        )
        for row in table("law_titles")
    )


@cache
def _tree(document_type: str) -> WordTree[tuple[Law, ...]]:
    by_title: dict[str, list[Law]] = {}
    for law in laws():
        if law.document_type == document_type and law.title:
            by_title.setdefault(law.title, []).append(law)
    pairs = [(title, tuple(found)) for title, found in by_title.items()]
    for row in table("law_abbreviations"):
        if row["document_type"] == document_type:
            unknown = (Law(document_type, row["title"], None, None),)
            pairs.append((row["abbreviation"], tuple(by_title.get(row["title"], unknown))))
    return WordTree(pairs)


@cache
def codes() -> dict[str, tuple[str, tuple[Law, ...]]]:
    """Folded abbreviation → abbreviation as printed and the codes it means: `blds` → `BLDS`, Bộ luật Dân sự."""
    found = {}
    for row in table("law_abbreviations"):
        if row["document_type"] == "bo_luat":
            named = tuple(law for law in laws() if (law.document_type, law.title) == ("bo_luat", row["title"]))
            unknown = (Law("bo_luat", row["title"], None, None),)
            found[fold(row["abbreviation"])] = (row["abbreviation"], named or unknown)
    return found


_B = r"[ \n]{1,24}"
_AMENDING = re.compile(
    rf"{_B}sua{_B}doi(?:,?{_B}bo{_B}sung)?{_B}(?:mot{_B}so{_B}(?:dieu|noi{_B}dung)|cac{_B}dieu|dieu{_B}[0-9]+|[0-9]+){_B}"
)
_OF_MANY = re.compile(rf"cua{_B}[0-9]{{1,2}}{_B}luat{_B}co{_B}lien{_B}quan{_B}den(?:{_B}[a-z]{{2,7}}){{2}}")
"""`… một số điều của 37 luật có liên quan đến quy hoạch`."""
_UP_TO_NUMBER = re.compile(
    rf"[^;:.\"|()]{{2,400}}?(?={_B}(?:so{_B}?:?[ \n]*[0-9]{{1,3}}/|ngay{_B}[0-9]{{1,2}}[ \n]*(?:thang|[/.-])))"
)
_INNER = re.compile(rf"[ \n,]{{0,24}}(?:(?:va|cua){_B})?(?:bo{_B})?(?P<type>luat|phap lenh)(?={_B})")
_DOTTED = re.compile(rf"\.{_B}(?P<type>luat)(?={_B}(?:[a-z]+{_B}){{0,8}}?[a-z]+(?:,|{_B}va){_B}luat{_B})")
"""A comma that a scan took for a full stop: `của Luật A. Luật B, Luật C và Luật D`."""
_WORDS = re.compile(r"[ \n]{1,24}([a-z]+)|[ \n]{0,24},[ \n]{1,24}(?=[a-z]+[ \n]{1,24}[a-z])")
_STOP = stop_words("ends_title")
_STOP_SPELT = stop_words("ends_title_spelt")
_COMPOUND = re.compile(rf"quy{_B}(?:pham|hoach)(?![a-z])")
_VERBS = stop_words("ends_issuer")
_NOT_A_LAW = stop_words("not_a_law")


def read_title(source: str, shadow: str, at: int, end: int, document_type: str) -> FoundTitle | None:
    """The title that follows the type word, whose end is `at`; None where no title stands there.

    A title of the gazetteer stands as it is; any other ends with its item of a list or of the grounds.
    """
    found = _tree(document_type).longest(source, shadow, at, end)
    end = next_item(source, shadow, at + 1, end)
    amending = _AMENDING.match(shadow, at, end)
    if amending:
        return _amending_title(source, shadow, at, amending.end(), end)
    longer = _UP_TO_NUMBER.match(shadow, at, min(end, at + 420))
    if found and not (longer and _longer_name(source, shadow, found[0], longer.end())):
        return FoundTitle(found[0], found[2])
    opens = found or source[at : at + 4].strip()[:1].isupper() or _AS_BASIS.search(shadow, max(0, at - 40), at)
    if longer and opens and _one_title(shadow[at : longer.end()]):
        return FoundTitle(longer.end())
    if found:
        return FoundTitle(found[0], found[2])
    return _plausible_title(source, shadow, at, end)


def find_law(source: str, shadow: str, at: int, end: int, document_type: str) -> FoundTitle | None:
    """The longest title of the gazetteer at an offset; None where none stands."""
    found = _tree(document_type).longest(source, shadow, at, end)
    return FoundTitle(found[0], found[2]) if found else None


def _longer_name(source: str, shadow: str, at: int, end: int) -> bool:
    """Whether a known title is only the beginning of one that goes on up to its number: `Luật Đầu tư mạo hiểm số …`."""
    if _goes_on(source, shadow, at, end):
        return True
    words = source[at:end].lower().split()
    return 0 < len(words) <= 6 and all(word.isalpha() for word in words) and _VERBS.isdisjoint(words)


def _goes_on(source: str, shadow: str, at: int, end: int) -> bool:
    """Whether a known title is only the beginning of a longer, unknown one: `Luật Đầu tư mạo hiểm số …`."""
    match = _WORDS.match(shadow, at, end)
    return bool(match and match[1] and match[1] not in _STOP and source[match.start(1)].isupper())


def _one_title(text: str) -> bool:
    """Whether words up to a number hold one title only, and no verb of a sentence."""
    return text.count("\n\n") == 0 and not _NO_TITLE.search(text)


_AS_BASIS = re.compile(rf"can{_B}cu(?:{_B}vao)?{_B}(?:(?:bo{_B})?luat|phap{_B}lenh)$")
"""Behind `Căn cứ` a title may begin in small letters: `Căn cứ Luật tổ chức Hội đồng Bộ trưởng ngày 4-7-1981`."""
_NO_TITLE = re.compile(
    r"(?<!phap)[ \n,](?:luat|nghi (?:dinh|quyet)|thong tu|quyet dinh|cong van|(?:dieu|khoan) [0-9]+|theo|can cu|"
    r"duoc|da|thi)[ \n]"
    r"|[ \n](?:[12][0-9]{3}[ \n,]|(?:tu|den|truoc|sau|het|ke tu)$)"
)
"""What shows that another phrase began, or that a period ends here: `Luật … 2014, từ ngày 01/7/2025`."""


def _amending_title(source: str, shadow: str, at: int, inner: int, end: int) -> FoundTitle:
    """`sửa đổi, bổ sung một số điều của Luật A và Luật B`: up to its own number or day, else its last inner title."""
    if many := _OF_MANY.match(shadow, inner, end):
        return FoundTitle(many.end(), amending=True)
    longer = _UP_TO_NUMBER.match(shadow, at, min(end, at + 420))
    stop = _inner_titles(source, shadow, inner, end)
    if stop > inner and longer and shadow[stop : longer.end()].strip():
        return FoundTitle(stop, amending=True)
    if (
        longer
        and longer.end() >= stop
        and not re.search(
            r"(?<!phap)[ \n](?:nghi dinh|thong tu|quyet dinh|can cu|duoc|da)[ \n]", shadow[inner : longer.end()]
        )
    ):
        return FoundTitle(longer.end(), amending=True)
    return FoundTitle(stop, amending=True)


def _inner_titles(source: str, shadow: str, at: int, end: int) -> int:
    cursor, several = at, False
    for _ in range(16):
        match = _INNER.match(shadow, cursor, end) or (_DOTTED.match(shadow, cursor, end) if cursor > at else None)
        if not match:
            break
        kind = "phap_lenh" if match["type"] == "phap lenh" else "bo_luat" if "bo" in match.group().split() else "luat"
        found = _tree(kind).longest(source, shadow, match.end(), end) or None
        stop = (
            found[0]
            if found
            else (guess.end if (guess := _plausible_title(source, shadow, match.end(), end)) else match.end())
        )
        cursor = stop
        numbered = _INNER_NUMBER.match(shadow, cursor, end)
        if numbered and (_INNER.match(shadow, numbered.end(), end) or several):
            cursor, several = numbered.end(), True
    return cursor if cursor > at else at


_INNER_NUMBER = re.compile(rf"{_B}so{_B}[0-9]{{1,3}}/[0-9]{{4}}/[a-z]{{2,6}}[0-9]{{1,2}}(?![a-z0-9])")
"""Laws whose title names several others may do so with their numbers: `Luật A số 31/2024/QH15, Luật B số …`."""


def read_name(source: str, shadow: str, at: int, end: int) -> int:
    """Where the words that name a rule or a treaty end: `Điều lệ Công ty`, `Quy chế làm việc`; `at` where none do."""
    found = _plausible_title(source, shadow, at, end, small=True)
    return found.end if found else at


def _plausible_title(source: str, shadow: str, at: int, end: int, *, small: bool = False) -> FoundTitle | None:
    """An unknown title without number: a capital (or not), then words until one no title holds; at most nine."""
    cursor, taken = at, 0
    while taken < 9 and (match := _WORDS.match(shadow, cursor, end)):
        if shadow.count("\n", match.start(), match.end()) > 1:
            break
        word = match[1]
        if word is None:
            if not taken or not source[match.end()].islower() or taken > 4:
                break
            cursor = match.end() - 1
            continue
        if (taken or small) and _stops(source, shadow, match) and not _vietnam(shadow, match):
            break
        if not taken and not small and (not source[match.start(1)].isupper() or word in _NOT_A_LAW):
            break
        cursor, taken = match.end(1), taken + 1
    return FoundTitle(cursor) if taken else None


def _vietnam(shadow: str, word: re.Match[str]) -> bool:
    return shadow.startswith("viet nam", word.start(1) - 5)


def _stops(source: str, shadow: str, match: re.Match[str]) -> bool:
    """Whether a syllable ends a title; with its marks it must be that very word: `tại`, not `tài sản`."""
    printed = source[match.start(1) : match.end(1)]
    if printed.isascii():
        return match[1] in _STOP and not _COMPOUND.match(shadow, match.start(1))
    return printed.lower() in _STOP_SPELT


_OPENING = "luật sửa đổi, bổ sung một số điều của "


def mended(title: str) -> str:
    """The title of an amending law without what a scan did to its closed words and commas; all else as printed."""
    opening = title[: len(_OPENING)]
    if fold(opening) == fold(_OPENING) and spelling(opening) != _OPENING.strip():
        title = _OPENING.capitalize() + title[len(_OPENING) :]
    return re.sub(r"\. (?=Luật )", ", ", title)


@lru_cache(maxsize=2048)
def title_key(title: str) -> str:
    """For comparison: `Luật Phòng, chống ma tuý` and `luật phòng chống ma túy` agree."""
    return " ".join(re.sub(r"[^\w]+", " ", spelling(title)).split())
