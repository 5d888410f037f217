"""References that point instead of naming: `Nghị định này`, `Quyết định nêu trên`, `Nghị quyết`, `khoản 2 Điều này`.

`Nghị định này` is the document itself, if a decree; in quoted wording, the amended act; else the last decree named.
`khoản 2 Điều 5` alone belongs to the amended act it stands under, else to the document itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice, takewhile

from extract.citations.act_before import UNKNOWN, act_before, has_no_articles
from extract.citations.mention import Mention
from extract.citations.own import OwnDocument
from extract.citations.structure import LEVELS, RANKS, Structure

_AMENDING = frozenset({"amends", "repeals", "replaces", "corrects"})
_PLACE_OF_INSERTION = re.compile(r"[ \n]*(?:vao )?(?:ngay )?(?:sau|truoc)[ \n]*")
_VERB = r"[ \n]{0,8}(?:sua doi|bo sung|bai bo|thay the|thay cum tu|huy bo|dieu chinh|bo)[ ,\n]"
_AMENDING_LINE = re.compile(rf"[0-9]{{1,4}}[a-z]?[.:)]{_VERB}")
_AMENDING_ITEM = re.compile(rf"(?:[0-9]{{1,4}}[a-z]?|[a-z][0-9]?)[.)]{_VERB}")
_CONCERNS = re.compile(r"[0-9]{1,4}[a-z]?[.)]\s{0,8}(?:doi\s+voi|tai|ve)\s+")
_ANNOUNCES = re.compile(r":[ ]{0,8}\"?[ \n]*$|nhu sau[ ]{0,8}:")
_CUED = re.compile(
    r"(?:tai|theo|cua|o|trong|neu|thuoc|qua|den|doi voi|dinh|bai bo|bo sung|sua doi|trai|tru|va|,|hoac)[ \n]{0,24}$"
)
_QUOTES = re.compile(r"[^.;\n]{0,200}:[ \n]{0,8}")
_RECIPIENT = re.compile(r"[-+:][ ]{0,3}nhu[ ]$")
"""`Nơi nhận: - Như Điều 3;` addresses people."""
_AT_ITEM = re.compile(r"(?:^|\n)[ ]{0,8}[-+*]?[ ]{0,4}(?:(?:tai|theo|can cu)[ ]{1,4})?$")
_TELLS = re.compile(r"[ \n]{1,8}(?:da )?(?:quy dinh|qui dinh|huong dan|nhu sau)(?![a-z])|[ ]?:|[^.;:\n]{0,60}quy dinh")
_WITHIN_TITLE = frozenset({"guides", "amends", "supplements", "implements"})
_NEAR = 900
"""Letters within which a ground and its articles stand."""
_NO_DOCUMENT = frozenset({"de_an", "ke_hoach", "chuong_trinh", "du_an", "bao_cao", "phuong_an", "quy_dinh", "quy_che"})
"""Types so often plain nouns that `Đề án này` is taken for a reference only where the document is one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Up to `end`, provisions without a document are `head`'s: it was named by `Sửa đổi … như sau:` before them."""

    end: int
    rank: int
    head: Mention


@dataclass(slots=True)
class Deictics:
    """One pass over the mentions, in order; what points at nothing is left out of `kept`."""

    shadow: str
    own: OwnDocument
    layout: Structure
    headings: dict[str, int] = field(default_factory=dict)
    """Type → where a heading first names it: a decision encloses a `QUY CHẾ`, a licence is headed `GIẤY PHÉP …`."""
    kept: list[Mention] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    _last: dict[str, int] = field(default_factory=dict)
    """Type → index in `kept` of the last mention that names a document of it."""

    def resolve(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions that refer to something, indices of antecedents and edges put right."""
        renumber: dict[int, int] = {}
        for i, mention in enumerate(mentions):
            following = mentions[i + 1] if i + 1 < len(mentions) else None
            if not self._keep(mention, following):
                continue
            if mention.edge_from is not None:
                mention.edge_from = renumber.get(mention.edge_from)
            if mention.antecedent is not None and mention.form in ("number", "title", "named"):
                mention.antecedent = renumber.get(mention.antecedent)
            renumber[i] = len(self.kept)
            kind = mention.document_type if mention.form in ("number", "title", "named") else None
            if kind and not (mention.edge and kind in self._last):  # `A (sửa đổi bởi B)` speaks of A
                self._last[kind] = len(self.kept)
            self.kept.append(mention)
        return self.kept

    def _keep(self, mention: Mention, following: Mention | None) -> bool:
        """Resolve one mention; whether it is a reference."""
        while self.scopes and mention.start >= self.scopes[-1].end:
            self.scopes.pop()
        quote = self.layout.quote_at(mention.start)
        if mention.form in ("this", "above"):
            return self._this(mention, quoted=quote is not None)
        if mention.form == "bare":
            return self._last_named(mention)
        if mention.form == "none" and not self._internal(mention, following, quote):
            return False
        if (
            quote is None
            and mention.edge is None
            and (mention.relation in _AMENDING or self._amended_by_line(mention) or self._amended_below(mention))
        ):
            self._open_scope(mention)
        return True

    def _this(self, mention: Mention, quoted: bool) -> bool:
        head = self.scopes[-1].head if quoted and self.scopes else self._quoted(self.layout.quote_at(mention.start))
        if head and mention.form == "this" and _called(head.document_type, mention.document_type):
            self._copy(mention, head)
            return True
        if mention.form == "this" and _called(self.own.document_type, mention.document_type):
            mention.kind = "self"
            return True
        if mention.form == "this" and self.headings.get(mention.document_type or "", mention.start) < mention.start:
            mention.kind = "self"
            return True
        if self._last_named(mention):
            return True
        if mention.form == "this" and self.own.document_type is None and mention.document_type not in _NO_DOCUMENT:
            mention.kind = "self"
            return True
        return False

    def _last_named(self, mention: Mention) -> bool:
        """Take over from the last document of the type, if one was named."""
        i = self._last.get(mention.document_type or "")
        if i is None:
            return False
        self._copy(mention, self.kept[i])
        mention.antecedent = i
        return True

    def _copy(self, mention: Mention, other: Mention) -> None:
        mention.kind = "anaphor"
        mention.number, mention.title = other.number, other.title
        mention.issued_on, mention.issuer, mention.laws = other.issued_on, other.issuer, other.laws
        if mention.antecedent is None:
            mention.antecedent = self._last.get(other.document_type or "")

    def _internal(self, mention: Mention, following: Mention | None, quote: tuple[int, int] | None) -> bool:
        """Provisions without a document: of the amended act above, else of this document."""
        head = self.scopes[-1].head if self.scopes else self._quoted(quote)
        place_of = following if self._inserted(mention, following) else None
        scoped = head is not None
        if head is None and place_of and place_of.number:
            head = place_of
        foreign = has_no_articles(mention, self.own, self.layout)
        head = head or self._quoted_above(mention)
        if not head and not self._cited(mention):
            return False
        head = head or act_before(self.shadow, mention, self.kept, foreign)
        mention.kind = "internal"
        place = self._place(mention, quote)
        if head and quote and not self.scopes:
            place = _labels(head.provisions) | place
        if head:
            mention.document_type, mention.number, mention.title = head.document_type, head.number, head.title
            mention.issued_on, mention.issuer, mention.laws = head.issued_on, head.issuer, head.laws
            if place_of:
                place = _labels(place_of.provisions) | (place if scoped else {})
        elif foreign:
            mention.reasons.append(UNKNOWN)
        elif self.own.document_type:
            mention.document_type = self.own.document_type
        mention.provisions = tuple(_filled(path, place, bool(head)) for path in mention.provisions)
        return True

    def _quoted_above(self, mention: Mention) -> Mention | None:
        """The ground whose articles a letter goes through: `Căn cứ Thông tư A: | + Tại khoản 2 Điều 5 quy định …`.

        A letter has no articles of its own.
        """
        assert mention.run is not None
        if self.layout.has_articles or mention.run.this or all(item.level != "dieu" for item in mention.run.items):
            return None
        if not _TELLS.match(self.shadow, mention.end) or not _AT_ITEM.search(
            self.shadow, max(0, mention.start - 24), mention.start
        ):
            return None
        named = (m for m in islice(reversed(self.kept), 8) if m.form in ("number", "title"))
        last = next((m for m in named if m.edge is None and m.relation not in _WITHIN_TITLE), None)
        return last if last and mention.start - last.end < _NEAR else None

    def _quoted(self, quote: tuple[int, int] | None) -> Mention | None:
        """The document whose words a quotation repeats: `Tại Điều 14 Thông tư A quy định: "1. …"`."""
        last = (
            next((m for m in islice(reversed(self.kept), 8) if m.form in ("number", "title")), None) if quote else None
        )
        if quote is None or last is None or last.end > quote[0] or last.relation in _AMENDING:
            return None
        return last if _QUOTES.fullmatch(self.shadow, last.end, quote[0]) else None

    def _inserted(self, mention: Mention, following: Mention | None) -> bool:
        """Whether the mention is new and the next one its place: `Bổ sung khoản 1b sau khoản 1 Điều 4`."""
        if following is None or following.run is None or following.start - mention.end > 40:
            return False
        return bool(_PLACE_OF_INSERTION.fullmatch(self.shadow, mention.end, following.start))

    def _cited(self, mention: Mention) -> bool:
        """Whether bare provisions are a reference: annexes are attachments, `mục 2` needs a word that points."""
        assert mention.run is not None
        levels = {item.level for item in mention.run.items}
        if _RECIPIENT.search(self.shadow, max(0, mention.start - 16), mention.start):
            return False
        if levels <= {"phu_luc", "mau", "phan", "doan"}:
            return mention.run.this is not None and levels != {"phu_luc"}
        if mention.run.this or "dieu" in levels:
            return True
        return bool(_CUED.search(self.shadow, max(0, mention.start - 30), mention.start))

    def _place(self, mention: Mention, quote: tuple[int, int] | None) -> dict[str, str]:
        """The labels that `này` and omitted outer levels stand for."""
        if not quote and not self.scopes:
            return self.layout.place(mention.start)
        place: dict[str, str] = {}
        for scope in self.scopes:
            place |= _labels(scope.head.provisions)
        if quote:
            deepest = max((RANKS[level] for level in place if level in RANKS), default=-1)
            inner = self.layout.place(mention.start, quote[0])
            place |= {level: label for level, label in inner.items() if RANKS[level] >= deepest}
        return place

    def _amended_by_line(self, mention: Mention) -> bool:
        """Whether its article or clause begins with an amending verb: `Điều 1. Sửa đổi mã … quy định tại A:`."""
        heading = self.layout.heading_at(mention.start)
        if heading is None or mention.form not in ("number", "title") or mention.start - heading.start > 600:
            return False
        return bool(_AMENDING_LINE.match(self.shadow, heading.start))

    def _amended_below(self, mention: Mention) -> bool:
        """Whether its line only names it for its items: `2. Đối với Thông tư A: a) Bãi bỏ khoản 3`, `2. Tại Điều 5`."""
        heading, below = self.layout.heading_at(mention.start), self.layout.following(mention.start)
        known = mention.form == "number" or (mention.form == "none" and bool(self.scopes))
        if heading is None or below is None or not known or below.start - mention.end > 900:
            return False
        return bool(
            _CONCERNS.fullmatch(self.shadow, heading.start, mention.start)
            and _AMENDING_ITEM.match(self.shadow, below.start)
        )

    def _open_scope(self, mention: Mention) -> None:
        """Make a mention the head of the items below it, if its line announces some."""
        heading = self.layout.heading_at(mention.start)
        if heading is None or not (mention.number or mention.title):
            return
        following = self.layout.following(mention.start)
        stop = min(following.start if following else len(self.shadow), mention.end + 900)
        opens = heading.rank == 0 and following is not None and following.rank > 0
        if not opens and not _ANNOUNCES.search(
            self.shadow[mention.end : stop].rstrip("0123456789abcdefghijklmnopqrstuvxy")
        ):
            return
        beside = [s for s in self.scopes if s.rank == heading.rank and s.head.start > heading.start]
        if beside and not ("dieu" in _labels(mention.provisions) and "dieu" not in _labels(beside[-1].head.provisions)):
            return
        self.scopes.append(Scope(self.layout.scope_end(mention.start, heading.rank), heading.rank, mention))


_JOINT = {"thong_tu_lien_tich": "thong_tu", "nghi_quyet_lien_tich": "nghi_quyet"}


def _called(document_type: str | None, noun: str | None) -> bool:
    """Whether a noun names a type: a joint circular calls itself `Thông tư này`, too."""
    return document_type == noun or (noun is not None and _JOINT.get(document_type or "") == noun)


def _labels(provisions: tuple[str, ...]) -> dict[str, str]:
    """Level → label of a path; of several, of what they share: `điểm b khoản 2 và khoản 3 Điều 4` → Điều 4."""
    split = [path.split("/") for path in provisions]
    shared = [parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, zip(*split, strict=False))]
    return {level: label for level, _, label in (part.partition(":") for part in shared) if label}


def _filled(path: str, place: dict[str, str], inherit: bool) -> str:
    """A path with `this` replaced and, under a head or with a deictic, its missing outer levels put before it."""
    parts = [part.partition(":") for part in path.split("/") if ":" in part]
    deictic = any(label == "this" for _, _, label in parts)
    filled = [(level, place.get(level, label) if label == "this" else label) for level, _, label in parts]
    if filled and filled[0][0] in LEVELS and (deictic or inherit):
        outer = LEVELS[: LEVELS.index(filled[0][0])]
        filled = [(level, place[level]) for level in outer if level in place] + filled
    return "/".join(f"{level}:{label}" for level, label in filled)
