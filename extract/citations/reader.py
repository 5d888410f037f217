"""The grammar: what stands at an anchor. One pass forward, each reader bounded, so hostile text stays linear.

`khoản 2 Điều 19 Quyết định số 15/2020/QĐ-TTg ngày 24 tháng 4 năm 2020 của Thủ tướng Chính phủ` is read as
run of provisions, join, type, number, tail; every part keeps the right to be absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.citations.mention import Mention
from extract.citations.scan import ACTS, SCAN, SHORT, TYPES, B, M, anchor
from extract.citations.tail import read_tail, read_year
from extract.document_types import type_of_symbol
from extract.fold import fold, spelt_like
from extract.issuers import known_symbols, read_issuer
from extract.number import DocumentNumber, read_number, read_short_number
from extract.provisions import Run, read_run
from extract.titles import read_title

_NO_QUALIFIER = (
    r"(?:nghi|quyet|thong|chi|cong|luat|phap|to|ke|bao|van|huong|so|hop|ngay|cua|giay|ve|theo|tai|va|hoac|cho|de|do|duoc|"
    r"da|thuc|trien|kem|ban|sua|thay|bai|quy|cac|nhung|nay|neu|tren|co|la|trong|voi)(?![a-z])"
)
_QUALIFIERS = rf"(?:{B}(?!{_NO_QUALIFIER})[a-z]{{1,8}}){{1,6}}?"
_TO_NUMBER = re.compile(rf"(?:{M}:{M}so{M}|{B}(?:so{M}:?{M})?)(?=[0-9li])|(?:{_QUALIFIERS}{B}so{M}:?{M})(?=[0-9li])")
_OF = re.compile(rf"{B}cua{B}")
_ISSUED_NUMBER = re.compile(rf"{M},?{M}so{M}:?{M}(?=[0-9li])")
_ACT_NUMBER = re.compile(rf"{B}(?:so{M}:?{M})?(?=[0-9li])")
_AFTER_SHORT = re.compile(rf"{M}(?:so{M}:?{M})?(?=[0-9])")
_TITLE_NUMBER = re.compile(rf"{M},?{M}\(?so{M}:?{M}(?=[0-9li])|{B}(?=[0-9]{{1,3}}/[0-9]{{4}}/[a-z])")
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
_JOIN = re.compile(
    rf"{M},?{M}(?:(?:cua|tai|thuoc|trong|theo){B})?(?:(?:duoc{B})?(?:ban{B}hanh{B})?(?:kem{B})?theo{B})?"
    rf"(?=(?:bo{B})?[a-z])"
)
_ATTACHED = re.compile(
    rf"{M}(?:(?:cua|tai|thuoc){B})?(?:quy{B}che|quy{B}dinh|danh{B}muc|dieu{B}le|quy{B}trinh|chuong{B}trinh|ke{B}hoach|de{B}an|quy{B}chuan|quy{B}tac|huong{B}dan|bang)"
    rf"(?:{B}[a-z0-9,&/-]{{1,12}}){{0,14}}?{B}(?:(?:duoc{B})?ban{B}hanh{B}(?:kem{B})?|kem{B})theo{B}"
)
_LIST_LINK = re.compile(rf"{M}(?:[,;]{M}(?:(?:va|cung|hoac){B})?|(?:va|cung|hoac|den){B})(?:(?:cac{B})?so{M}:?{M})?$")
_SO_LEFT = re.compile(rf"(?<![a-z])so{M}(?P<colon>:?){M}$")
_PLAIN = re.compile(r"[0-9]{1,5}(?![0-9a-z]|[.,/-][0-9a-z]|[ \n]{0,2}[/%])")
_DRAFT_TYPE = re.compile(rf"{B}(?:lan{B}[0-9a-z]+{B})?")
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
_PASSAGE = re.compile(rf"(?<![a-z])doan{B}(?:thu{B}(?:nhat|hai|ba|tu|nam)|[0-9]{{1,2}}){B}$")
"""`đoạn 2` before a provision; alone it is a stretch of a road."""
_PLURAL = re.compile(rf"(?:cac|nhung|mot{B}so|moi|nhieu|tung|hai|ba){M}$")


@dataclass(slots=True)
class Reader:
    """One pass over a stretch of the text; `mentions` come out in order and never overlap."""

    source: str
    shadow: str
    start: int
    end: int
    mentions: list[Mention] = field(default_factory=list)

    def read(self) -> list[Mention]:
        """Every mention of the stretch."""
        cursor = self.start
        while match := SCAN.search(self.shadow, cursor, self.end):
            mention = self._at(match)
            if mention is None:
                cursor = match.start() + 1
            else:
                self.mentions.append(mention)
                cursor = max(mention.end, match.end())
        return self.mentions

    def _at(self, match: re.Match[str]) -> Mention | None:
        kind, phrase = anchor(match)
        if kind == "level":
            return self._provisions(match)
        if kind == "number":
            return self._bare_number(match)
        if kind == "draft":
            return self._draft(match)
        return self._document(match, kind, phrase)

    def _provisions(self, match: re.Match[str]) -> Mention | None:
        """A run of provisions, with the document behind it if there is one."""
        passage = _PASSAGE.search(self.shadow, max(self._floor(), match.start() - 40), match.start())
        run = read_run(self.source, self.shadow, passage.start() if passage else match.start(), self.end)
        if run is None:
            return None
        document = None if run.this else self._joined(run)
        if document is None:
            return Mention(run.start, run.end, run=run, provisions=run.paths, form="none")
        document.start, document.run, document.provisions = run.start, run, run.paths
        return document

    def _floor(self) -> int:
        return self.mentions[-1].end if self.mentions else self.start

    def _joined(self, run: Run) -> Mention | None:
        """The document after a run: directly, after `của`, `tại`, or through a regulation it promulgates."""
        for pattern in (_JOIN, _ATTACHED):
            join = pattern.match(self.shadow, run.end, self.end)
            if (
                not join
                or self.source[run.end : join.end()].lstrip().lower().startswith("bằng")
                or self.shadow.count("\n", run.end, join.end()) > 1
            ):
                continue
            match = SCAN.match(self.shadow, join.end(), self.end)
            kind, phrase = anchor(match) if match else ("", "")
            if match and kind in ("act", "type", "short"):
                document = self._document(match, kind, phrase)
                if document and document.form != "bare":
                    return document
        return None

    def _document(self, match: re.Match[str], kind: str, phrase: str) -> Mention | None:
        """A document from its type word on."""
        if kind == "act":
            return self._act(match, ACTS[phrase])
        if kind == "short":
            return self._abbreviated(match, SHORT[phrase])
        return self._typed(match, TYPES[phrase])

    def _act(self, at: re.Match[str], slug: str) -> Mention | None:
        """`Luật số 44/2024/QH15`, `Luật Dược số …`, `Bộ luật Lao động năm 2019`, `Luật này`."""
        source, shadow = self.source, self.shadow
        if not source[at.start()].isupper() or shadow[max(0, at.start() - 5) : at.start()].rstrip() in (
            "phap",
            " ky",
        ):
            return None
        if this := self._this(at, slug):
            return this
        mention = Mention(at.start(), at.end(), slug, form="title")
        direct = _ACT_NUMBER.match(shadow, at.end(), self.end)
        if direct and (found := read_number(source, direct.end(), typed=True)):
            mention.form = "number"
            return self._numbered(mention, found)
        title = read_title(source, shadow, at.end(), self.end, slug)
        if title is None and slug != "hien_phap":
            return None
        if title:
            mention.end, mention.laws = title.end, title.laws
        mention.title = " ".join(source[mention.start : mention.end].split())
        read_year(shadow, mention, self.end)
        after = _TITLE_NUMBER.match(shadow, mention.end, self.end)
        if after and (found := read_number(source, after.end(), typed=True)):
            mention.form = "number"
            return self._numbered(mention, found)
        read_tail(source, shadow, mention, self.end)
        return mention

    def _typed(self, at: re.Match[str], slug: str) -> Mention | None:
        """`Quyết định số 23/2021/QĐ-TTg`, `Nghị định này`, `Nghị quyết của Chính phủ`."""
        to = _TO_NUMBER.match(self.shadow, at.end(), self.end)
        mention = Mention(at.start(), at.end(), slug)
        if to and self._own_label(at, to):
            return None
        if to and self.shadow.count("\n", at.end(), to.end()) <= 2:
            if found := read_number(self.source, to.end(), typed=True):
                return self._numbered(mention, found)
            if found := read_short_number(self.source, to.end()):
                mention.abbreviated = True
                return self._numbered(mention, found)
            plain = _PLAIN.match(self.shadow, to.end(), self.end)
            if plain and self.source[at.start()].isupper():
                return self._plain(mention, plain)
            return None
        if this := self._this(at, slug):
            return this
        return self._issued(mention) or self._named(mention) or self._bare(mention)

    def _issued(self, mention: Mention) -> Mention | None:
        """`Quyết định của Thủ tướng Chính phủ số 15/2020/QĐ-TTg`: the issuer before the number."""
        of = _OF.match(self.shadow, mention.end, self.end)
        issuer = read_issuer(self.source, self.shadow, of.end(), self.end) if of else None
        to = _ISSUED_NUMBER.match(self.shadow, issuer.end, self.end) if issuer else None
        if not of or not issuer or not to or not (found := read_number(self.source, to.end(), typed=True)):
            return None
        mention.issuer = issuer.name or " ".join(self.source[of.end() : issuer.end].split())
        return self._numbered(mention, found)

    def _own_label(self, at: re.Match[str], to: re.Match[str]) -> bool:
        """Whether `Số:` opens a line of its own, behind a word that only ends the name above it."""
        label = self.source[at.end() : to.end()]
        return "\n" in label and ":" in label and label.rpartition("\n")[2].lstrip(" *|").startswith("Số")

    def _numbered(self, mention: Mention, found: tuple[DocumentNumber, int]) -> Mention:
        mention.number, mention.end = found
        if mention.document_type in ("van_ban", None):
            mention.document_type = type_of_symbol(mention.number.symbol) if mention.number.symbol else None
        read_tail(self.source, self.shadow, mention, self.end)
        return mention

    def _plain(self, mention: Mention, plain: re.Match[str]) -> Mention:
        """`Nghị quyết 57`, `CV 2119`: a number alone; it counts if another mention tells what it stands for."""
        mention.number, mention.end = DocumentNumber(plain.group(), ""), plain.end()
        mention.abbreviated = True
        read_tail(self.source, self.shadow, mention, self.end)
        return mention

    def _abbreviated(self, at: re.Match[str], slug: str) -> Mention | None:
        """`CV 2119`, `QĐ số 22/2013/QĐ-TTg`, `QĐ22`, `NĐ 100/2019`."""
        printed = self.source[at.start() : at.end()]
        if not printed[0].isupper() or not printed[-1].isalpha() or (printed[-1].islower() and printed != "TTr"):
            return None
        to = _AFTER_SHORT.match(self.shadow, at.end(), self.end)
        if not to:
            return None
        mention = Mention(at.start(), at.end(), slug, abbreviated=True, clipped=True)
        found = read_number(self.source, to.end(), typed=False) or read_short_number(self.source, to.end())
        if found is None and at.end() == to.end():
            found = read_number(self.source[to.end() : to.end() + 60], 0, typed=False)
            found = (found[0], found[1] + to.end()) if found else None
        if found:
            return self._numbered(mention, found)
        plain = _PLAIN.match(self.shadow, to.end(), self.end)
        return self._plain(mention, plain) if plain else None

    def _this(self, at: re.Match[str], slug: str) -> Mention | None:
        """`Nghị định này`, `Quyết định nêu trên`."""
        match = _THIS.match(self.shadow, at.end(), self.end)
        if not match or self.shadow.count("\n", at.end(), match.end()) > 1 or slug == "van_ban":
            return None
        words = " ".join(match["word"].split())
        noun, word = self.source[at.start() : at.end()], self.source[match.start("word") : match.end()]
        if spelt_like(word, _THESE[words]) < (0.9 if _unmarked(noun, word) else 1.0):
            return None
        if words != "nay" and (
            not self.source[at.start()].isupper() or not _AFTER_ABOVE.match(self.shadow, match.end(), self.end)
        ):
            return None
        return Mention(at.start(), match.end(), slug, form="this" if words == "nay" else "above")

    def _named(self, mention: Mention) -> Mention | None:
        """`Nghị quyết của Chính phủ`, `Công văn ngày 12/3/2020 của Bộ Tài chính`: no number printed."""
        start = mention.start
        if not self.source[start].isupper() or mention.document_type not in _NAMED_BY:
            return None
        if _PLURAL.search(self.shadow, max(0, start - 12), start):
            return None
        stop = mention.end
        read_tail(self.source, self.shadow, mention, self.end)
        if mention.end == stop or (
            mention.issued_on is None
            and mention.document_type not in ("nghi_quyet", "nghi_dinh", "chi_thi", "ket_luan")
        ):
            mention.end = stop
            return None
        makers = _PARTY if mention.document_type == "ket_luan" else _MAKERS
        if mention.issued_on is None and (mention.issuer or "") not in makers:
            mention.end, mention.issuer = stop, None
            return None
        mention.form = "named"
        return mention

    def _bare(self, mention: Mention) -> Mention | None:
        """`thực hiện Nghị quyết (kèm theo)`: the noun alone; it counts only with an antecedent and a cue beside it."""
        if (
            mention.document_type not in ("nghi_quyet", "nghi_dinh", "quyet_dinh", "thong_tu", "chi_thi")
            or not self.source[mention.start].isupper()
        ):
            return None
        if not _BARE_BEFORE.search(self.shadow, max(0, mention.start - 16), mention.start):
            return None
        if not _BARE_AFTER.match(self.shadow, mention.end, self.end):
            return None
        mention.form, mention.issued_on, mention.issuer = "bare", None, None
        return mention

    def _bare_number(self, at: re.Match[str]) -> Mention | None:
        """`số 3951/VPCP-KSTT` in a list, `3951/VPCP-KSTT` alone; never the document's own `Số: …` line."""
        begin, shadow = at.start(), self.shadow
        found = read_number(self.source, begin, typed=False)
        if found is None:
            return None
        left = _SO_LEFT.search(shadow, max(self.start, begin - 16), begin)
        start = left.start() if left else begin
        previous = self.mentions[-1] if self.mentions else None
        mention = Mention(start, found[1], None, typed=False)
        if previous and previous.number and self._in_list(previous, start, begin):
            mention.elided = True
            mention.abbreviated = previous.abbreviated and not left
            shown = type_of_symbol(found[0].symbol)
            mention.document_type = previous.document_type if shown in (None, "cong_van") else shown
            return self._numbered(mention, found)
        if left and (left["colon"] or self._own_line(start)):
            return None
        if not _trusted(found[0]) and not (left and fold(found[0].symbol) in known_symbols()):
            return None
        mention.abbreviated = not left
        return self._numbered(mention, found)

    def _in_list(self, previous: Mention, start: int, at: int) -> bool:
        """Whether only `,`, `và`, `số` stand between the reference before and a number: it inherits the type."""
        if start - previous.end > 60 or self.shadow.find("\n\n", previous.end, at) >= 0:
            return False
        return bool(_LIST_LINK.match(self.shadow[previous.end : at]))

    def _own_line(self, start: int) -> bool:
        """Whether `Số …` opens a line or a cell, as the own number of a dispatch does."""
        before = self.shadow[max(self.start, start - 4) : start].rstrip(" ")
        return (not before or before[-1] in "\n|") and self.source[start].isupper()

    def _draft(self, at: re.Match[str]) -> Mention | None:
        """`dự thảo Thông tư`, `dự thảo Luật Dược (sửa đổi)`."""
        joint = _DRAFT_TYPE.match(self.shadow, at.end(), self.end)
        following = SCAN.match(self.shadow, joint.end(), self.end) if joint else None
        kind, words = anchor(following) if following else ("", "")
        if following is None or kind not in ("act", "type"):
            return None
        mention = Mention(at.start(), following.end(), ACTS.get(words) or TYPES.get(words), form="draft")
        if (
            mention.document_type in ("van_ban", "de_an", "du_an")
            or self.shadow.count("\n", at.start(), following.end()) > 2
        ):
            return None
        if kind == "act" and (title := read_title(self.source, self.shadow, following.end(), self.end, ACTS[words])):
            mention.end = title.end
        return mention


_MAKERS = frozenset(
    {
        "Chính phủ",
        "Quốc hội",
        "Ủy ban Thường vụ Quốc hội",
        "Bộ Chính trị",
        "Ban Chấp hành Trung ương",
        "Ban Bí thư",
        "Thủ tướng Chính phủ",
    }
)
_PARTY = frozenset({"Bộ Chính trị", "Ban Chấp hành Trung ương", "Ban Bí thư"})
"""Whose conclusions are documents: `kết luận của Phó Thủ tướng` is what was said."""


def _unmarked(*words: str) -> bool:
    """Whether words are printed without any mark, as an old machine does: `Nghi dinh nay`."""
    return all(word.isascii() for word in words)


_BARE_BEFORE = re.compile(rf"(?:thuc{B}hien|trien{B}khai|thi{B}hanh|theo){M}$")
_BARE_AFTER = re.compile(r"[ \n]{0,24}[(.;]")


def _trusted(number: DocumentNumber) -> bool:
    """Whether a number without a noun and without `số` is one all the same: its symbol has two groups or a year."""
    groups = re.split(r"[-/]", number.symbol)
    if number.year and len(groups[0]) >= 2:
        return True
    return len(groups) >= 2 and all(
        sum(char.isupper() for char in group) >= 2 or group == "TTg" for group in groups[:2]
    )
