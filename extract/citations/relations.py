"""Relations (quan hệ viện dẫn): what the citing document does with the cited one, from the cue beside it.

`Căn cứ …` based_on, `Thực hiện …` implements, `theo quy định tại …` according_to, `Bãi bỏ …` repeals; no cue: mentions.
One cue governs a coordination: `Thực hiện nhiệm vụ giao tại A và B`. The passive turns the edge:
`A được sửa đổi bởi B` says nothing of the citing document, but A —amended_by→ B.
"""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.relation_cues import clause_start, cue_in
from extract.citations.relation_items import item_head, relate_item
from extract.citations.scan import B, M

WINDOW = 320

_PASSIVE = re.compile(
    rf"(?:duoc|bi|da){M}(?:{B}(?:duoc|bi))?{M}(?P<verb>sua{B}doi|bo{B}sung|thay{B}the|bai{B}bo|huy{B}bo|dinh{B}chinh|hop{B}nhat|dieu{B}chinh)"
    rf"[a-z0-9, \n]{{0,90}}(?:boi|theo|tai|bang)[ \n]*(?:(?:cac|quy{B}dinh{B}tai){B})?$"
)
_TURNED = {
    "sua doi": "amended_by",
    "bo sung": "amended_by",
    "dieu chinh": "amended_by",
    "thay the": "replaced_by",
    "bai bo": "repealed_by",
    "huy bo": "repealed_by",
    "dinh chinh": "corrected_by",
    "hop nhat": "consolidated_by",
}
_TOGETHER = re.compile(
    rf"[ \n]*(?:[,;]|[,;]?[ \n]*(?P<and>va|hoac|cung(?:{B}voi)?|voi|den)(?![a-z]))[ \n]*"
    rf"(?:(?:va|tai|so|cac|voi)(?:[ \n]+|$)){{0,3}}:?[ \n]*"
    rf"|[ \n]*(?:,[ \n]*)?(?:vao{B})?(?:ngay{B})?(?:sau|truoc)[ \n]*"
)
_AND_LAST = re.compile(
    rf"(?:[,;]|{B}va|{B}cung|{B}hoac)[ \n]*(?:(?:cua|so|cac|tai){B})?"
    rf"(?:(?:y{B}kien{B})?(?:chi{B}dao|ket{B}luan|yeu{B}cau|noi{B}dung){B}(?:cua(?:{B}[a-z]{{1,12}}){{1,8}}?{B})?tai{B})?$"
)
_TITLE_CUE = re.compile(rf"{M}(?:ve{B}viec|v/v|ve){B}[a-z]+{B}[a-z]+")
"""What a reference is about, up to its verb: `về việc hướng dẫn …` is no cue for what is joined to the reference."""


def relate(source: str, shadow: str, mentions: list[Mention], start: int) -> None:
    """Set `relation`, and the edge where the passive turns it, of every mention in order."""
    last_item: Mention | None = None
    for i, mention in enumerate(mentions):
        previous = mentions[i - 1] if i else None
        floor = previous.end if previous else start
        gap = shadow[floor : mention.start] if mention.start - floor <= WINDOW else None
        head = item_head(shadow, mention.start, start)
        if mention.form == "draft":
            mention.relation = "mentions"
        elif mention.kind == "definition":
            mention.relation = "defines_short_name"
        elif (partner := _before_bracket(shadow, mentions, i)) and partner.relation != "mentions":
            mention.relation, mention.edge, mention.edge_from = partner.relation, partner.edge, partner.edge_from
        elif previous and gap is not None and _together(mention, previous, gap):
            mention.relation, mention.edge, mention.edge_from = previous.relation, previous.edge, previous.edge_from
        elif previous and gap is not None and (turned := _PASSIVE.search(gap)):
            mention.relation, mention.edge_from = "mentions", _subject(mentions, i)
            mention.edge = _TURNED[" ".join(turned["verb"].split())]
        elif head is not None and mention.form in ("this", "above"):
            mention.relation = "mentions"
        elif head is not None:
            relate_item(shadow, mention, last_item, head, start)
        else:
            _relate_here(source, shadow, mention, previous, max(floor, mention.start - WINDOW))
        if head is not None:
            last_item = mention


def _together(mention: Mention, previous: Mention, gap: str) -> bool:
    """Whether one cue governs both: only a comma, `và` or the like between them (`, Nghị định này …` begins anew)."""
    match = _TOGETHER.fullmatch(gap)
    if not match or previous.relation == "defines_short_name":
        return False
    return bool(match["and"]) or mention.form not in ("this", "above")


_CLOSED = re.compile(r"[^()\n;:.]{0,24}\)")


def _before_bracket(shadow: str, mentions: list[Mention], i: int) -> Mention | None:
    """The partner across a bracket: `Căn cứ A (sau đây gọi là B), C`, `A (được sửa đổi bởi B) và C`."""
    if not i or mentions[i].form in ("this", "above"):
        return None
    inner, mention = mentions[i - 1], mentions[i]
    closed = _CLOSED.match(shadow, inner.end, mention.start) if mention.start - inner.end < 60 else None
    opened = shadow.rfind("(", max(0, inner.start - WINDOW), inner.start)
    if not closed or opened < 0 or shadow.find(")", opened, inner.start) >= 0:
        return None
    if not _TOGETHER.fullmatch(shadow, closed.end(), mention.start):
        return None
    before = [j for j in range(max(0, i - 6), i - 1) if mentions[j].end <= opened]
    if not before:
        return None
    same = [j for j in before if inner.kind == "definition" and inner.number and mentions[j].number == inner.number]
    partner = mentions[same[-1] if same else _subject(mentions, before[-1] + 1)]
    return partner if _same_sentence(shadow, partner.end, opened) else None


def _subject(mentions: list[Mention], i: int) -> int:
    """Which mention the passive speaks of: the one just before, or the one whose title that one stands in."""
    j = i - 1
    while (
        j > 0
        and mentions[j].relation in ("guides", "amends")
        and mentions[j].form in ("title", "number")
        and mentions[j - 1].relation == "based_on"
    ):
        j -= 1
        break
    return j


def _relate_here(source: str, shadow: str, mention: Mention, previous: Mention | None, floor: int) -> None:
    """From the nearest cue of the clause; with none, from the coordination with the reference before."""
    begin = clause_start(shadow, floor, mention.start)
    linked = previous is not None and floor == previous.end == begin and _AND_LAST.search(shadow, floor, mention.start)
    titled = _TITLE_CUE.match(shadow, begin, mention.start) if linked else None
    begin = titled.end() if titled else begin
    relation = cue_in(source, shadow[begin : mention.start], begin)
    if relation is None and not shadow[begin : mention.start].strip() and shadow[floor:begin].rstrip().endswith(":"):
        announcing = clause_start(shadow, floor, shadow.rfind(":", floor, begin))
        relation = cue_in(source, shadow[announcing:begin], announcing, first=True)
    if relation is None and previous and _and_so(shadow, mention, previous, floor):
        relation, mention.edge, mention.edge_from = previous.relation, previous.edge, previous.edge_from
    if relation == "replies_to" and mention.form == "this":
        relation = None  # `Nhận được Công văn này, các đơn vị …` speaks to those who will receive it
    mention.relation = relation or "mentions"


def _and_so(shadow: str, mention: Mention, previous: Mention, floor: int) -> bool:
    """Whether `và` right before a reference ties it to the one before, a title between them: `A về … và B`."""
    link = _AND_LAST.search(shadow, floor, mention.start)
    if link is None or (mention.form in ("this", "above") and link.group().lstrip()[:1] in ",;"):
        return False
    return previous.relation != "defines_short_name" and _same_sentence(shadow, previous.end, mention.start)


def _same_sentence(shadow: str, start: int, end: int) -> bool:
    return end - start < 700 and not re.search(r"\.[ \n]|\n[ ]*\n", shadow[start:end])
