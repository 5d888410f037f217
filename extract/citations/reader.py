"""The grammar: what stands at an anchor. One pass forward, each reader bounded, so hostile text stays linear.

`khoản 2 Điều 19 Quyết định số 15/2020/QĐ-TTg ngày 24 tháng 4 năm 2020 của Thủ tướng Chính phủ` is read as
run of provisions, join, type, number, tail; every part keeps the right to be absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.citations.act import read_act, read_code
from extract.citations.bare_number import read_bare_number
from extract.citations.initials import read_initials
from extract.citations.instruments import read_instrument
from extract.citations.law_list import opens_list, read_listed
from extract.citations.mention import Mention
from extract.citations.numbered import read_abbreviated, read_issued, read_numbered
from extract.citations.party import read_congress
from extract.citations.pointing import read_bare, read_named, read_this
from extract.citations.scan import ACTS, SCAN, SHORT, TELEGRAM, TYPES, B, M, anchor
from extract.citations.stretch import Stretch
from extract.provisions import Run, read_run
from extract.titles import read_title

_JOIN = re.compile(
    rf"{M},?{M}(?:(?:cua|tai|thuoc|trong|theo){B})?(?:(?:duoc{B})?(?:ban{B}hanh{B})?(?:kem{B})?theo{B})?"
    rf"(?=(?:bo{B})?[a-z])"
)
_ATTACHED = re.compile(
    rf"{M}(?:(?:cua|tai|thuoc){B})?(?:quy{B}che|quy{B}dinh|danh{B}muc|dieu{B}le|quy{B}trinh|chuong{B}trinh|ke{B}hoach|de{B}an|quy{B}chuan|quy{B}tac|huong{B}dan|bang|phu{B}luc)"
    rf"(?:{B}[a-z0-9,&/-]{{1,12}}){{0,22}}?{B}(?:(?:duoc{B})?ban{B}hanh{B}(?:kem{B})?|kem{B})theo{B}"
)
_DRAFT_TYPE = re.compile(rf"{B}(?:lan{B}[0-9a-z]+{B})?")
_PASSAGE = re.compile(rf"(?<![a-z])doan{B}(?:thu{B}(?:nhat|hai|ba|tu|nam)|[0-9]{{1,2}}){B}$")
"""`đoạn 2` before a provision; alone it is a stretch of a road."""
_HELD = frozenset({"number", "title"})
"""Forms of documents before which provisions may stand as initials."""


@dataclass(slots=True)
class Reader:
    """One pass over a stretch of the text; `mentions` come out in order and never overlap."""

    stretch: Stretch
    mentions: list[Mention] = field(default_factory=list)

    def read(self) -> list[Mention]:
        """Every mention of the stretch."""
        cursor = self.stretch.start
        while match := SCAN.search(self.stretch.shadow, cursor, self.stretch.end):
            mention = self._at(match)
            if mention is None:
                cursor = match.start() + 1
            else:
                self.mentions.append(mention)
                if mention.form == "title" and match.group() in ACTS and opens_list(self.stretch, match):
                    self.mentions += read_listed(self.stretch, mention)
                cursor = max(self.mentions[-1].end, match.end())
        return self.mentions

    def _at(self, match: re.Match[str]) -> Mention | None:
        kind, phrase = anchor(match)
        if kind == "level":
            return self._provisions(match)
        if kind == "number":
            return read_bare_number(self.stretch, match.start(), self.mentions[-1] if self.mentions else None)
        if kind == "draft":
            return _draft(self.stretch, match)
        if phrase == "du an" and (bill := _draft(self.stretch, match)):
            return bill if bill.document_type in ACTS.values() else None
        document = _document(self.stretch, match, kind, phrase)
        floor = self.mentions[-1].end if self.mentions else self.stretch.start
        if document and document.form in _HELD and (run := read_initials(self.stretch, document.start, floor)):
            document.start, document.run, document.provisions = run.start, run, run.paths
        return document

    def _provisions(self, match: re.Match[str]) -> Mention | None:
        """A run of provisions, with the document behind it if there is one."""
        source, shadow, end = self.stretch.source, self.stretch.shadow, self.stretch.end
        floor = self.mentions[-1].end if self.mentions else self.stretch.start
        passage = _PASSAGE.search(shadow, max(floor, match.start() - 40), match.start())
        run = read_run(source, shadow, passage.start() if passage else match.start(), end)
        if run is None:
            return None
        document = None if run.this else _joined(self.stretch, run) or read_instrument(self.stretch, run.end)
        if document is None:
            return Mention(run.start, run.end, run=run, provisions=run.paths, form="none")
        document.start, document.run, document.provisions = run.start, run, run.paths
        return document


def _joined(stretch: Stretch, run: Run) -> Mention | None:
    """The document after a run: directly, after `của`, `tại`, or through a regulation it promulgates; or its draft."""
    source, shadow, end = stretch.source, stretch.shadow, stretch.end
    for pattern in (_JOIN, _ATTACHED):
        join = pattern.match(shadow, run.end, end)
        if (
            not join
            or source[run.end : join.end()].lstrip().lower().startswith("bằng")
            or shadow.count("\n", run.end, join.end()) > (1 if pattern is _JOIN else 3)
            or "\n\n" in shadow[run.end : join.end()]
        ):
            continue
        match = SCAN.match(shadow, join.end(), end)
        kind, phrase = anchor(match) if match else ("", "")
        if match and kind == "draft":
            return _draft(stretch, match) or Mention(match.start(), match.end(), form="draft")
        if match and kind in ("act", "code", "type", "short"):
            document = _document(stretch, match, kind, phrase)
            if document and document.form != "bare":
                return document
    return None


def _document(stretch: Stretch, match: re.Match[str], kind: str, phrase: str) -> Mention | None:
    """A document from its type word on."""
    if kind == "act":
        return read_act(stretch, match, ACTS[phrase])
    if kind == "code":
        return read_code(stretch, match, phrase)
    if kind == "short":
        return read_abbreviated(stretch, match, SHORT[phrase])
    if phrase == TELEGRAM and stretch.source[match.start() : match.end()] != "Điện":
        return None
    slug = TYPES[phrase]
    mention, settled = read_numbered(stretch, match, slug)
    if settled:
        return mention
    if this := read_this(stretch, match, slug):
        return this
    if congress := read_congress(stretch, match, slug):
        return congress
    mention = Mention(match.start(), match.end(), slug)
    return read_issued(stretch, mention) or read_named(stretch, mention) or read_bare(stretch, mention)


def _draft(stretch: Stretch, at: re.Match[str]) -> Mention | None:
    """`dự thảo Thông tư`, `dự thảo Luật Dược (sửa đổi)`."""
    shadow, end = stretch.shadow, stretch.end
    joint = _DRAFT_TYPE.match(shadow, at.end(), end)
    following = SCAN.match(shadow, joint.end(), end) if joint else None
    kind, words = anchor(following) if following else ("", "")
    if following is None or kind not in ("act", "type"):
        return None
    mention = Mention(at.start(), following.end(), ACTS.get(words) or TYPES.get(words), form="draft")
    if mention.document_type in ("van_ban", "de_an", "du_an") or shadow.count("\n", at.start(), following.end()) > 2:
        return None
    if mention.document_type == "huong_dan" and stretch.source[following.start()].islower():
        return None
    if kind == "act" and (title := read_title(stretch.source, shadow, following.end(), end, ACTS[words])):
        mention.end = title.end
    return mention
