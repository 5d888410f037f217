"""Document numbers (số, ký hiệu): `15/2020/QĐ-TTg`, `3951/VPCP-KSTT`, `18-NQ/TW`, `332/HĐBT`, `64 TC/TCT`.

Layout of Decree 30/2020/NĐ-CP, Annex I: `/` between number and symbol, `-` between groups, no blanks.
Read with what paper does to it: `2119 /UBND-KSTT`, `33/2018/TT- BGTVT`, `**1969** /UBND`, `115/202O/NĐ-CP`, `NÐ-CP`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.document_types import by_abbreviation
from extract.fold import DASHES, LOOK_ALIKES, fold
from extract.tables import table

_UPPER = "A-ZĐÐƉƯÔƠÂÊĂ" + "".join(char for char, like in LOOK_ALIKES.items() if like.isupper())
_LOWER = "a-zđð" + "".join(char for char, like in LOOK_ALIKES.items() if like.islower())
_B = "[ \t\u00a0*_]{0,6}"
_WRAP = rf"{_B}\n?{_B}"
_DASH = f"[{re.escape(DASHES)}]"
_END = r"(?:(?![^\W_])|(?=(?:ngày|của|về|nêu|hướng|sửa|được|và)(?!\w)))"
"""No letter follows, or a word that a page's links ran into the symbol: `119/2018/NĐ-CPngày 12/09/2018`."""
_TYPES = "|".join(sorted((re.escape(a) for a in by_abbreviation()), key=len, reverse=True))


def _halves() -> str:
    """`TT-BGD ĐT`, `QĐ-SKH & CN`: the halves of a symbol, by the letters of its sector, whose `&` a page lost."""
    pairs = (row["letters"].partition("&") for row in table("sectors") if row["letters"])
    return "|".join(rf"(?<=[BSP-]{first} )(?:& ?)?{second.replace('Đ', '[ĐÐƉD]')}" for first, _, second in pairs)


_BEFORE_DAY = r"(?=[ \n]+ngày|$)"
_AND = rf"(?: (?=[&A-ZĐÐƉ])(?:&[{_UPPER}]{{1,4}}{_BEFORE_DAY}|(?:{_halves()})(?![\w:]))|<{_BEFORE_DAY})"
"""`BKH-KTĐP &LT`, and `KTĐP<`, which a web page made of `KTĐP&LT`; a telephone, `SGD ĐT: 024…`, is no half."""
_GROUP = rf"[{_UPPER}](?:[{_UPPER}0-9&]|[{_LOWER}])*(?:\.[{_UPPER}][{_UPPER}0-9]+)?(?:{_AND})?{_END}"
_OPEN = rf"(?:(?:{_TYPES}){_B}{_DASH}{_WRAP}(?={_GROUP}))?"
_SYMBOL = rf"{_OPEN}{_GROUP}(?:(?:{_DASH}{_WRAP}|{_B}{_DASH}(?=[^ ])|{_B}/){_GROUP}){{0,6}}"
_YEAR = "[12][0-9OoIl]{3}"
_DIGITS = r"[0-9lI|][0-9OoIl|]{0,7}(?:\.[0-9]{1,2}(?=/[12][0-9]{3}/))?"

_MODERN = re.compile(
    rf"(?P<number>{_DIGITS})(?P<suffix>[A-Za-zđĐ](?![^\W\d_]))?{_WRAP}"
    rf"(?:(?:/|(?P<hyphen>{_DASH}))(?P<gap>{_WRAP})(?P<year>{_YEAR}){_WRAP}(?=/))?"
    rf"/{_WRAP}(?P<symbol>{_SYMBOL})"
)
_PARTY = re.compile(
    rf"(?P<number>[0-9l][0-9Ol]{{0,5}})(?P<suffix>[A-Za-zđĐ](?![^\W\d_]))?{_WRAP}{_DASH}{_WRAP}"
    rf"(?P<symbol>(?:[{_UPPER}][{_UPPER}{_LOWER}]{{0,4}}){_B}/{_WRAP}{_GROUP}(?:{_DASH}{_WRAP}{_GROUP}){{0,3}}"
    rf"(?:[/-]nb{_END})?)"
)
"""`141-CV/VPTW/nb` is an internal letter (nội bộ)."""
_GAP = "[ \u00a0]{1,3}"
_WIDE = re.compile(
    rf"(?P<number>[0-9]{{1,6}})(?P<suffix>[A-Za-zđĐ](?![^\W\d_]))?(?P<hyphen>(?!))?"
    rf"{_GAP}(?:/{_GAP}(?P<year>[12][0-9]{{3}}){_GAP})?/{_GAP}(?P<symbol>{_GROUP}(?:{_GAP}{_DASH}{_GAP}{_GROUP}){{1,4}})"
)
"""Blanks around every mark: `2471 / LĐTBXH - ATLĐ`; with none at the slash, ` - ` begins the next phrase."""
_GAPPED = re.compile(
    rf"(?P<number>[0-9]{{1,6}})(?P<suffix>[A-Za-zđĐ](?![^\W\d_]))?(?P<hyphen>(?!))?(?:/(?P<year>[12][0-9]{{3}}))?"
    rf"/(?P<symbol>{_GROUP}{_GAP}{_DASH}{_GAP}[{_UPPER}]{{2,8}}{_END})"
)
_GOES_ON = re.compile(r"[ \n]+(?:ngày|ngay|của|cua)(?!\w)")
"""`815/UBND - NN ngày …`: a date or an issuer shows that the unit is no new phrase."""
_OLD_UNIT = re.compile(
    rf"(?P<number>[0-9]{{1,5}})-(?P<symbol>[{_UPPER}]{{2,10}}(?:-[{_UPPER}]{{2,10}}){{0,3}}/[{_UPPER}]{{2,8}}){_END}"
)
"""`210-TCHQ/KTTT`, `03-TANDTC-VKSNDTC/TTLT`, of the years before 1993."""
_OLD = re.compile(r"(?P<number>[0-9]{1,5})-(?P<symbol>TTg|[A-ZĐƯ]{2,8})(?![^\W_]|[-/])")
_SPACED = re.compile(rf"(?P<number>[0-9]{{1,5}}) (?P<symbol>[{_UPPER}]{{2,8}}/(?:[{_UPPER}]{{2,8}}[0-9]?|TTg)){_END}")
_SLASHLESS = re.compile(rf"(?P<number>[0-9]{{1,5}}) ?[Il|]?(?P<symbol>(?:{_TYPES})-{_GROUP})")
_BLANK_FOR_SLASH = re.compile(r"(?P<number>[0-9]{1,4}) (?P<symbol>CP|TTg|HĐBT)(?=[ \n]+(?:ngày|ngay)[ \n]+[0-9])")
"""`28 CP ngày 29/4/1995`: numbers of the government before 1997, the slash left out; the date tells that it is one."""
_UNIT_ALONE = re.compile(rf"(?P<number>[0-9]{{1,5}}) (?P<symbol>[{_UPPER}]{{2,8}})(?=[ \n]+(?:ngày|ngay)[ \n]+[0-9])")
"""`1185 KTTH ngày 7-4-1993`: letters of the years before 1997, the unit that wrote them behind a blank."""
_PARTY_ORGANS = frozenset({"TW", "TƯ", "TU", "HU", "QU", "ThU", "ĐU"})
"""`15 CT/TW`, the hyphen left out."""
_TYPED = re.compile(rf"(?:{_TYPES})[-/]")
_BARE_YEAR = re.compile(r"(?P<number>[0-9]{1,4})/(?P<year>(?:19|20)[0-9]{2})(?![\d/])")

_OF_BUSINESS = re.compile(
    rf"(?=[^ \n]{{0,24}}[0-9])[{_UPPER}0-9][{_UPPER}0-9&]{{0,15}}"
    rf"(?:[-/._][{_UPPER}0-9&]{{1,15}}){{1,6}}(?: ?/ ?[12][0-9]{{3}})?{_END}"
)
"""Numbers by a company's own rule: `KTX/2019/05`, `12-20/CV/KT`, `15/CV/2019`, `85/KTX /2019`."""

_FIGURES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "S": "5"})
_LETTERS = str.maketrans({**LOOK_ALIKES, "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", **dict.fromkeys(DASHES, "-")})
_BLANK = re.compile(r"[\s*_]+")
_LEFT = re.compile(r"[\w./,:%°$" + re.escape(DASHES) + "]")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """`15/2020/QĐ-TTg`: number `15`, year 2020, symbol `QĐ-TTg`; digits as printed, so `09` stays `09`."""

    number: str
    symbol: str
    year: int | None = None
    suffix: str = ""
    party: bool = False
    """Number–hyphen–type–slash–organ, as the Party writes: `18-NQ/TW`; offices, too, before 1993: `210-TCHQ/KTTT`."""
    of_business: bool = False
    """A company's own way of numbering its letters, kept whole in `number`: `KTX/2019/05`."""
    repaired: tuple[str, ...] = ()
    """What was put right, in machine words: `digit`, `year_hyphen`, `slash`."""

    def __str__(self) -> str:
        """As the rules would print it: no blanks, `/` and `-` in their places."""
        head = f"{self.number}{self.suffix}"
        if not self.symbol:
            return f"{head}/{self.year}" if self.year else head
        if self.party:
            return f"{head}-{self.symbol}"
        return f"{head}/{self.year}/{self.symbol}" if self.year else f"{head}/{self.symbol}"

    @property
    def value(self) -> int:
        """The number as an integer: `09` and `9` are one (66 of the dotted `66.7`); 0 where it is no number."""
        head = self.number.split(".")[0]
        return int(head) if head.isdecimal() else 0

    @property
    def key(self) -> str:
        """For comparison: `15.2020.qdttg`; blanks, separators, case, Đ and `&` do not tell numbers apart."""
        return f"{self.number.lstrip('0')}{self.suffix.lower()}.{self.year or ''}.{symbol_key(self.symbol)}"


@lru_cache(maxsize=4096)
def symbol_key(symbol: str) -> str:
    """`NĐ-CP`, `ND-CP`, `NÐ/CP` → `ndcp`; `QĐ-BGD&ĐT` → `qdbgddt`."""
    return re.sub(r"[^a-z0-9]", "", fold(symbol))


def parse_number(text: str) -> DocumentNumber | None:
    """Parse a reference that stands alone, `15/2020/QĐ-TTg` or `Số: 05/QĐ-UBND`; None where it is none."""
    at = next((i for i, char in enumerate(text) if char.isdigit()), None)
    found = read_number(text, at, typed=True) if at is not None else None
    return found[0] if found else None


def read_number(text: str, at: int, *, typed: bool) -> tuple[DocumentNumber, int] | None:
    """The document number that starts at an offset, and where it ends; None where none does.

    `typed`: a type noun or `số` stands before it, so forms without a slash count, too.
    """
    if at and _LEFT.match(text, at - 1) and not _opens(text, at):
        return None
    match = _WIDE.match(text, at) or _gapped(text, at) or _MODERN.match(text, at) or _PARTY.match(text, at)
    if match and (found := _checked(match)):
        return found
    if typed:
        match = (
            _OLD_UNIT.match(text, at)
            or _OLD.match(text, at)
            or _SPACED.match(text, at)
            or _SLASHLESS.match(text, at)
            or _BLANK_FOR_SLASH.match(text, at)
            or _UNIT_ALONE.match(text, at)
        )
        if match:
            return _unusual(match), match.end()
        return _small(text, at)
    return None


_SMALL = re.compile(
    r"[0-9]{1,5}[a-z]?(?:/[12][0-9]{3})?/(?:n[đd]|q[đd]|ttlt|tt|nq|ct|kh|tb|c[đd])(?:-[a-zđ]{2,12}){1,3}(?![^\W_]|[-/])",
    re.IGNORECASE,
)


def _small(text: str, at: int) -> tuple[DocumentNumber, int] | None:
    """`98/2020/nđ-cp`, typed without capitals: the abbreviation of a type shows that it is a number."""
    small = _SMALL.match(text, at)
    found = _MODERN.match(small.group().upper()) if small else None
    read = _checked(found) if found else None
    return (read[0], at + read[1]) if read else None


def _gapped(text: str, at: int) -> re.Match[str] | None:
    match = _GAPPED.match(text, at)
    return match if match and _GOES_ON.match(text, match.end()) else None


def read_short_number(text: str, at: int) -> tuple[DocumentNumber, int] | None:
    """`100/2019` after a type noun: a number with its year, the symbol left out."""
    match = _BARE_YEAR.match(text, at)
    return (DocumentNumber(match["number"], "", int(match["year"])), match.end()) if match else None


def read_business_number(text: str, at: int) -> tuple[DocumentNumber, int] | None:
    """`KTX/2019/05` after `công văn số`: what a company made up; a date behind it, or a year, tells its end."""
    match = _OF_BUSINESS.match(text, at)
    if not match or not (_DATED.match(text, match.end()) or _YEAR_LAST.fullmatch(match.group())):
        return None
    return DocumentNumber(match.group().replace(" ", ""), "", of_business=True), match.end()


_SO_GLUED = re.compile(r"\ss[ốôo]?$")
_YEAR_LAST = re.compile(rf"(?=.*[{_UPPER}])[0-9].*/(?:19|20)[0-9]{{2}}")
"""`05/HĐKT/2021`: behind the year nothing can follow."""
_DATED = re.compile(r"[ \n]{0,3},?[ \n]{1,3}(?:đề[ \n]+)?ngày[ \n]+[0-9]")


def _opens(text: str, at: int) -> bool:
    """Whether a punctuation mark before the number only ends what stood there: `Số:15/QĐ`, `A;15/QĐ`."""
    before = text[at - 1]
    if _SO_GLUED.search(text, max(at - 3, 0), at):
        return True  # `công văn s2687/…`, whose `ố` was lost; `Quyết định số68/…`
    return (
        before in ":,.-–"
        and not text[max(at - 2, 0) : at - 1].isdigit()
        and (before != "-" or text[max(at - 2, 0) : at - 1] in ("", " ", "\n"))
    )


def _checked(match: re.Match[str]) -> tuple[DocumentNumber, int] | None:
    """The number of a match and its end, unless its symbol is a word, a unit or a name."""
    found = _parsed(match.group(), match.re)
    return (found, match.end()) if found else None


@lru_cache(maxsize=4096)
def _parsed(printed: str, form: re.Pattern[str]) -> DocumentNumber | None:
    """A printed number, parsed; a document names its own few again and again."""
    party = form is _PARTY
    match = form.match(printed)
    if match is None:
        return None
    symbol = clean_symbol(match["symbol"])
    if sum(char.isupper() for char in symbol) < 2 and symbol_key(symbol) != "cp":
        return None
    if party:
        typed = symbol.split("/")[0] in by_abbreviation()
        number = match["number"].translate(_FIGURES)
        return DocumentNumber(number, symbol, None, match["suffix"] or "", True) if typed else None
    number, year = match["number"], match["year"]
    repaired = []
    if not number.replace(".", "").isdigit() or (year and not year.isdigit()):
        if not _TYPED.match(symbol) and not year:
            return None
        repaired.append("digit")
        number, year = number.translate(_FIGURES), year.translate(_FIGURES) if year else None
    if match["hyphen"]:
        repaired.append("year_hyphen")
    return DocumentNumber(number, symbol, int(year) if year else None, match["suffix"] or "", repaired=tuple(repaired))


def _unusual(match: re.Match[str]) -> DocumentNumber:
    symbol = clean_symbol(match["symbol"])
    if match.re is _SPACED and symbol.rpartition("/")[2] in _PARTY_ORGANS:
        return DocumentNumber(match["number"], symbol, party=True)
    if match.re is _SPACED:
        symbol = symbol.replace("/", "-")
    if match.re is _OLD_UNIT:
        return DocumentNumber(match["number"], symbol, party=True)
    slashless = match.re in (_SLASHLESS, _BLANK_FOR_SLASH)
    return DocumentNumber(match["number"], symbol, repaired=("slash",) if slashless else ())


def clean_symbol(printed: str) -> str:
    """A symbol without blanks, with Latin letters and plain hyphens: `TT- BTС` → `TT-BTC`, `NÐ–CP` → `NĐ-CP`."""
    return _BLANK.sub("", printed).replace("<", "&LT").translate(_LETTERS)
