"""Rules and treaties cited by name and article: `Điều 28 Điều lệ Công ty`, `khoản 1 Điều 12 Hiệp định Thương mại …`.

They bear no number an office gives; what they are is told by the noun and the words behind it. Without a provision
before it such a noun is no reference.
"""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.scan import B, M
from extract.citations.stretch import Stretch
from extract.citations.tail import read_tail
from extract.titles import read_name

_TYPES = {
    "dieu le": "dieu_le",
    "quy che": "quy_che",
    "quy dinh": "quy_dinh",
    "noi quy": None,
    "hien chuong": None,
    "hiep dinh": None,
    "hiep uoc": None,
    "cong uoc": None,
    "nghi dinh thu": None,
    "thoa uoc": None,
}
_NOUNS = "|".join(noun.replace(" ", B) for noun in _TYPES)
_NOUN = re.compile(rf"{M},?{M}(?:(?:cua|tai|thuoc|trong|theo){B})?(?P<noun>{_NOUNS})(?={B}[a-z])")
_STANDARD = re.compile(
    rf"{M},?{M}(?:(?:cua|tai|thuoc|trong|theo){B})?(?P<name>[tq]cvn(?:{B}[a-z]{{2,4}}(?:/[a-z]{{2,4}})?)?{B}[0-9][0-9a-z:./-]*[0-9a-z])"
)
"""`Điều 5 QCVN 01:2021/BXD`, `mục 3.2 TCVN ISO 9001:2015`."""
_YEAR = re.compile(rf"(?:{B}nam)?{B}[12][0-9]{{3}}(?![0-9a-z/])")
_ABOUT = re.compile(rf"{B}ve(?={B}[a-z])")
_THIS = re.compile(rf"{B}(?:nay|tren|neu{B}tren|noi{B}tren)(?![a-z])")
_PAUSE = re.compile(r"[,;:.()]|$")
_LONGEST = 160


def read_instrument(stretch: Stretch, at: int) -> Mention | None:
    """The rule or treaty named behind a provision that ends at `at`; None where no name stands there."""
    source, shadow = stretch.source, stretch.shadow
    if standard := _STANDARD.match(shadow, at, stretch.end):
        begin, stop = standard.span("name")
        return Mention(begin, stop, None, title=" ".join(source[begin:stop].split()), form="named")
    noun = _NOUN.match(shadow, at, stretch.end)
    if not noun or "\n\n" in shadow[at : noun.end()] or _THIS.match(shadow, noun.end(), stretch.end):
        return None
    words, begin = " ".join(noun["noun"].split()), noun.start("noun")
    if words == "quy dinh" and not source.startswith("Quy", begin):
        return None  # `khoản 2 Điều 5 quy định …` is what the article says
    pause = _PAUSE.search(shadow, noun.end(), min(stretch.end, noun.end() + _LONGEST))
    stop = _named(source, shadow, noun.end(), pause.start() if pause else noun.end())
    if stop == noun.end():
        return None
    mention = Mention(begin, stop, _TYPES[words], title=" ".join(source[begin:stop].split()), form="named")
    read_tail(source, shadow, mention, stretch.end)
    return mention


def _named(source: str, shadow: str, at: int, end: int) -> int:
    """Where a name ends, with its year and what it is about: ` Viên năm 1969 về Luật Điều ước quốc tế`."""
    stop = read_name(source, shadow, at, end)
    if year := _YEAR.match(shadow, stop, end):
        stop = year.end()
    about = _ABOUT.match(shadow, stop, end)
    named = read_name(source, shadow, about.end(), end) if about else stop
    return named if about and named > about.end() else stop
