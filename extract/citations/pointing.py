"""References without a number: `Nghị định này`, `Quyết định nêu trên`, `Nghị quyết của Chính phủ`, `Nghị quyết`."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.scan import B, M
from extract.citations.stretch import Stretch
from extract.citations.tail import read_tail
from extract.fold import spelt_like

_THIS = re.compile(rf"{B}(?P<word>nay|do|tren|noi{B}tren|neu{B}tren|dan{B}tren|vua{B}neu)(?![a-z0-9])")
_THESE = {
    "nay": "này",
    "do": "đó",
    "tren": "trên",
    "noi tren": "nói trên",
    "neu tren": "nêu trên",
    "dan tren": "dẫn trên",
    "vua neu": "vừa nêu",
}
_AFTER_ABOVE = re.compile(
    r"[ \n]{0,3}(?:$|[.,;:()]|(?:thi|la|duoc|da|co|quy|va|se|phai|khong|de|con|chua|cua|ve)(?![a-z]))"
)
_PLURAL = re.compile(rf"(?:cac|nhung|mot{B}so|moi|nhieu|tung|hai|ba){M}$")
_NAMED_BY = frozenset(
    {
        "nghi_quyet",
        "nghi_dinh",
        "chi_thi",
        "quyet_dinh",
        "thong_tu",
        "thong_tu_lien_tich",
        "ket_luan",
        "cong_van",
        "thong_bao",
        "to_trinh",
        "cong_dien",
        "ke_hoach",
        "bao_cao",
    }
)
_LETTERS = frozenset({"cong_van", "van_ban", "to_trinh", "thong_bao", "bao_cao"})
_WITHOUT = re.compile(rf"{B}khong{B}(?:co{B}|ghi{B})?so(?![a-z0-9])")
_BARE = frozenset({"nghi_quyet", "nghi_dinh", "quyet_dinh", "thong_tu", "chi_thi"})
_BARE_BEFORE = re.compile(rf"(?:thuc{B}hien|trien{B}khai|thi{B}hanh|theo){M}$")
_BARE_AFTER = re.compile(r"[ \n]{0,24}[(.;]")
_PARTY = frozenset({"Bộ Chính trị", "Ban Chấp hành Trung ương", "Ban Bí thư"})
"""Whose conclusions are documents: `kết luận của Phó Thủ tướng` is what was said."""
_MAKERS = _PARTY | {"Chính phủ", "Quốc hội", "Ủy ban Thường vụ Quốc hội", "Thủ tướng Chính phủ"}


def read_this(stretch: Stretch, at: re.Match[str], slug: str) -> Mention | None:
    """`Nghị định này`, `Quyết định nêu trên`."""
    source, shadow = stretch.source, stretch.shadow
    match = _THIS.match(shadow, at.end(), stretch.end)
    if not match or shadow.count("\n", at.end(), match.end()) > 1 or slug == "van_ban":
        return None
    words = " ".join(match["word"].split())
    noun, word = source[at.start() : at.end()], source[match.start("word") : match.end()]
    if spelt_like(word, _THESE[words]) < (0.9 if _unmarked(noun, word) else 1.0) and not _misread(
        words, word, shadow, match.end()
    ):
        return None
    if words != "nay" and (
        not source[at.start()].isupper() or not _AFTER_ABOVE.match(shadow, match.end(), stretch.end)
    ):
        return None
    return Mention(at.start(), match.end(), slug, form="this" if words == "nay" else "above")


def _misread(words: str, printed: str, shadow: str, at: int) -> bool:
    """Whether a scan gave `này` another mark, `nảy`; without any, `nay` (now) is meant but at the end of a clause."""
    if words != "nay":
        return False
    return not printed.isascii() or bool(_CLAUSE_ENDS.match(shadow, at))


_CLAUSE_ENDS = re.compile(r"[ ]?(?:[.;:]|,[ \n]|/\.|$)")


def _unmarked(*words: str) -> bool:
    """Whether words are printed without any mark, as an old machine does: `Nghi dinh nay`."""
    return all(word.isascii() for word in words)


def read_named(stretch: Stretch, mention: Mention) -> Mention | None:
    """`Nghị quyết của Chính phủ`, `Công văn ngày 12/3/2020 của Bộ Tài chính`: no number printed."""
    start = mention.start
    if unnumbered := _unnumbered(stretch, mention):
        return unnumbered
    if not stretch.source[start].isupper() or mention.document_type not in _NAMED_BY:
        return None
    if _PLURAL.search(stretch.shadow, max(0, start - 12), start):
        return None
    stop = mention.end
    read_tail(stretch.source, stretch.shadow, mention, stretch.end)
    if mention.end == stop or (
        mention.issued_on is None and mention.document_type not in ("nghi_quyet", "nghi_dinh", "chi_thi", "ket_luan")
    ):
        mention.end = stop
        return None
    makers = _PARTY if mention.document_type == "ket_luan" else _MAKERS
    if mention.issued_on is None and (mention.issuer or "") not in makers:
        mention.end, mention.issuer = stop, None
        return None
    mention.form = "named"
    return mention


def _unnumbered(stretch: Stretch, mention: Mention) -> Mention | None:
    """`công văn không số ngày 15/7/2019 của Công ty …`, `văn bản ngày 15/7/2019 của Sở …`: day and writer tell it."""
    if mention.document_type not in _LETTERS:
        return None
    stop = mention.end
    without = _WITHOUT.match(stretch.shadow, stop, stretch.end)
    mention.end = without.end() if without else stop
    read_tail(stretch.source, stretch.shadow, mention, stretch.end)
    if mention.issued_on and (without or mention.issuer):
        mention.form = "named"
        return mention
    mention.end, mention.issued_on, mention.issuer = stop, None, None
    mention.reasons.clear()
    return None


def read_bare(stretch: Stretch, mention: Mention) -> Mention | None:
    """`thực hiện Nghị quyết (kèm theo)`: the noun alone; it counts only with an antecedent and a cue beside it."""
    if mention.document_type not in _BARE or not stretch.source[mention.start].isupper():
        return None
    if not _BARE_BEFORE.search(stretch.shadow, max(0, mention.start - 16), mention.start):
        return None
    if not _BARE_AFTER.match(stretch.shadow, mention.end, stretch.end):
        return None
    mention.form, mention.issued_on, mention.issuer = "bare", None, None
    return mention
