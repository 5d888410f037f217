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
    rf"[a-z0-9, \n]{{0,90}}(?:boi|theo|tai|bang)(?::[ ]*\n[ ]*(?:[-+]|\(?[0-9]{{1,2}}[.)]|[a-z]\))?|:)?"
    rf"[ \n]*(?:(?:cac|quy{B}dinh{B}tai){B})?$"
)
_PASSIVE_IN_BRIEF = re.compile(
    rf"(?:\A[ \n]+|[(][ \n]*(?:da{B})?|(?<!sua doi)(?P<comma>,)[ \n]*)"
    rf"(?P<verb>sua{B}doi|bo{B}sung|thay{B}the|bai{B}bo|huy{B}bo|dinh{B}chinh|hop{B}nhat|dieu{B}chinh)"
    rf"[a-z, \n]{{0,40}}?(?P<by>boi|theo|tai|bang)[ \n]*(?:(?:cac|quy{B}dinh{B}tai){B})?$"
)
"""`A (sửa đổi tại B)`, `A sửa đổi tại B`, `A, sửa đổi, bổ sung bởi B`; behind a comma `tại` may be active."""
_AMENDED_AT = re.compile(rf",[ \n]*sua{B}doi(?:,?{B}bo{B}sung)?{B}tai[ \n]*")
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
TOGETHER = re.compile(
    rf"[ \n]*(?:[,;]|[,;]?[ \n]*(?P<and>va|hoac|cung(?:{B}voi)?|voi|den)(?![a-z]))[ \n]*"
    rf"(?:(?:va|tai|so|cac|voi)(?:[ \n]+|$)){{0,3}}:?[ \n]*"
    rf"|[ \n]*(?:,[ \n]*)?(?:vao(?:{B}(?:ngay{B})?(?:sau|truoc))?|(?:ngay{B})?(?:sau|truoc))[ \n]*"
)
_AND_LAST = re.compile(
    rf"(?:[,;]|{B}va|{B}cung|{B}hoac)[ \n]*(?:(?:cua|so|cac|tai){B})?"
    rf"(?:(?:(?:y{B}kien{B})?(?:chi{B}dao|ket{B}luan|yeu{B}cau|noi{B}dung|huong{B}dan)|y{B}kien){B}(?:cua(?:{B}[a-z]{{1,12}}){{1,8}}?{B})?tai{B})?$"
)
_ENCLOSED = re.compile(rf"(?<![a-z])kem(?:{B}theo)?{M}:?{M}-?{M}$")
_EDITS = frozenset({"repeals", "amends", "replaces"})
_WORDING = re.compile(rf";[ ]*\n[ ]*(?:[-+]|[a-z0-9.]{{1,4}}[.)])?[ ]*(?:cac{B})?cum{B}tu{B}[^;\n]{{3,160}}{B}tai{B}$")
"""An item of what is repealed that strikes words only: `b) Cụm từ “…” tại khoản 1 Điều 9 …`."""
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
            enclosed = _ENCLOSED.search(shadow, max(floor, mention.start - 24), mention.start)
            mention.relation = "encloses" if enclosed else "mentions"
        elif mention.kind == "definition":
            mention.relation = "defines_short_name"
        elif (partner := _before_bracket(shadow, mentions, i)) and partner.relation != "mentions":
            mention.relation, mention.edge, mention.edge_from = partner.relation, partner.edge, partner.edge_from
        elif gap is not None and (head_of := _past_title(shadow, mentions, i)):
            mention.relation, mention.edge, mention.edge_from = head_of.relation, head_of.edge, head_of.edge_from
        elif previous and gap is not None and previous.edge and gap.strip() == ";" and mention.form == "number":
            amended = mentions[previous.edge_from] if previous.edge_from is not None else previous
            mention.relation, mention.edge, mention.edge_from = amended.relation, amended.edge, amended.edge_from
        elif previous and gap is not None and _together(mention, previous, gap):
            mention.relation, mention.edge, mention.edge_from = previous.relation, previous.edge, previous.edge_from
        elif previous and gap is not None and (turned := _passive(gap)):
            mention.relation, mention.edge_from = "mentions", _subject(mentions, i)
            mention.edge = _TURNED[" ".join(turned["verb"].split())]
        elif previous and gap is not None and previous.relation in _EDITS and _WORDING.search(gap):
            mention.relation = "amends"
        elif head is not None and mention.form in ("this", "above"):
            mention.relation = "mentions"
        elif head is not None:
            relate_item(source, shadow, mention, last_item, previous, head, start)
        else:
            basis = mentions[i - 2] if i > 1 else None
            _relate_here(source, shadow, mention, previous, basis, max(floor, mention.start - WINDOW))
        if head is not None:
            last_item = mention


def _passive(gap: str) -> re.Match[str] | None:
    """The passive that ends a gap: `được sửa đổi, bổ sung bởi `, `(sửa đổi tại `."""
    if turned := _PASSIVE.search(gap):
        return turned
    brief = _PASSIVE_IN_BRIEF.search(gap)
    active = brief and brief["comma"] and brief["by"] in ("tai", "bang") and not _AMENDED_AT.fullmatch(gap)
    return brief if not active else None


def _past_title(shadow: str, mentions: list[Mention], i: int) -> Mention | None:
    """The reference whose title the one before stands in, if this one is joined to it, not to what the title names.

    `Căn cứ A quy định chi tiết Luật B; C`: C is a basis like A; so is, behind a comma, another decree beside decree A,
    or what a decree cannot guide: `Nghị định A hướng dẫn Luật B và Quyết định C`.
    """
    if i < 2 or mentions[i].form in ("this", "above", "none"):
        return None
    mention, inner = mentions[i], mentions[i - 1]
    if inner.relation in ("consolidates", "implements") and not _ABOUT.match(shadow, mentions[i - 2].end):
        return None
    if inner.relation not in ("guides", "amends", "consolidates", "implements"):
        return mentions[i - 2] if inner.relation == "mentions" and _apart(shadow, *mentions[i - 2 : i + 1]) else None
    link = TOGETHER.fullmatch(shadow, inner.end, mention.start)
    j = next((j for j in range(i - 2, max(-1, i - 5), -1) if mentions[j].relation != inner.relation), None)
    if not link or j is None or mentions[j].relation == "defines_short_name" or inner.run:
        return None
    head = mentions[j]
    apart = ";" in shadow[inner.end : mention.start]
    if head.relation == "mentions" and not (apart and head.form == "number" and head.edge is None):
        return None
    alike = mention.document_type == head.document_type != inner.document_type
    too_low = inner.relation == "guides" and _rank(mention) >= _rank(head) > _rank(inner)
    return head if (apart or alike or too_low) and _same_sentence(shadow, head.end, inner.start) else None


_ABOUT = re.compile(rf"{M}(?:ve{B}viec|ve|v/v|hop{B}nhat|trien{B}khai)(?![a-z])")
"""What a reference is about: `Kế hoạch A về việc triển khai Nghị quyết B; C`."""
_RANKS = {"hien_phap": 0, "luat": 0, "bo_luat": 0, "phap_lenh": 0, "nghi_dinh": 1, "quyet_dinh": 2, "thong_tu": 2}


def _rank(mention: Mention) -> int:
    """How high a document stands: none guides one of its own height or above it."""
    return _RANKS.get(mention.document_type or "", 2)


def _together(mention: Mention, previous: Mention, gap: str) -> bool:
    """Whether one cue governs both: only a comma, `và` or the like between them (`, Nghị định này …` begins anew)."""
    match = TOGETHER.fullmatch(gap)
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
    if not TOGETHER.fullmatch(shadow, closed.end(), mention.start):
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


_GROUNDS = re.compile(rf"[ ]*-?[ ]*can{B}cu{B}")


_GROUND_NAMED = re.compile(rf"[^.:;()]{{3,140}}{B}(?:tai|kem{B}theo){B}(?:(?:cac|so){B})?")


def _listed_ground(shadow: str, begin: int, at: int) -> bool:
    """Whether a semicolon parts a reference from a ground before: `Căn cứ Biên bản …; Quy chế ban hành kèm theo …`."""
    if not shadow[max(0, begin - 3) : begin].rstrip().endswith(";"):
        return False
    if shadow[begin:at].strip() and not _GROUND_NAMED.fullmatch(shadow, begin, at):
        return False
    line = shadow.rfind("\n", max(0, begin - WINDOW), begin) + 1
    return (line > 0 or begin < WINDOW) and bool(_GROUNDS.match(shadow, line))


def _apart(shadow: str, basis: Mention, inner: Mention, mention: Mention) -> bool:
    """Whether a semicolon parts a basis from what a basis before it amends: `Căn cứ A; B sửa đổi C về …; D`."""
    if basis.relation != "based_on" or inner.relation not in ("guides", "amends", "mentions") or inner.edge:
        return False
    between = shadow[basis.end : inner.start]
    return shadow[inner.end : mention.start].rstrip().endswith(";") and len(between) < 200 and ";" not in between


def _relate_here(
    source: str, shadow: str, mention: Mention, previous: Mention | None, basis: Mention | None, floor: int
) -> None:
    """From the nearest cue of the clause; with none, from the coordination with the reference before."""
    begin = clause_start(shadow, floor, mention.start)
    linked = previous is not None and floor == previous.end == begin and _AND_LAST.search(shadow, floor, mention.start)
    titled = _TITLE_CUE.match(shadow, begin, mention.start) if linked else None
    begin = titled.end() if titled else begin
    relation = cue_in(source, _ASIDE.sub(_blanks, shadow[begin : mention.start]), begin)
    if relation is None and not shadow[begin : mention.start].strip() and shadow[floor:begin].rstrip().endswith(":"):
        announcing = clause_start(shadow, floor, shadow.rfind(":", floor, begin))
        relation = cue_in(source, shadow[announcing:begin], announcing, first=True)
    if relation is None and previous and previous.relation in ("at_request_of", "based_on"):
        relation = previous.relation if _AND_BODY.fullmatch(shadow, previous.end, mention.start) else None
    if relation is None and (asked := _REQUESTED.search(shadow, max(0, mention.start - 140), mention.start)):
        relation = "based_on" if asked["verb"] == "xet" else "at_request_of"
    if relation is None and previous and _and_so(shadow, mention, previous, floor):
        beside = basis if basis and _apart(shadow, basis, previous, mention) else previous
        relation, mention.edge, mention.edge_from = beside.relation, beside.edge, beside.edge_from
    if relation is None and _listed_ground(shadow, begin, mention.start):
        relation = "based_on"
    if relation == "replies_to" and mention.form == "this":
        relation = None  # `Nhận được Công văn này, các đơn vị …` speaks to those who will receive it
    mention.relation = relation or "mentions"


_ASIDE = re.compile(r"\([^()]{0,120}\)")
"""What is said in brackets of something else: `Bộ luật Hình sự (sửa đổi, bổ sung năm 2017) và …`."""


def _blanks(aside: re.Match[str]) -> str:
    return " " * len(aside.group())


_REQUESTED = re.compile(
    rf"(?P<verb>xet|theo){B}(?:cac{B})?(?:de|kien){B}nghi{B}cua{B}[^().;:\n]{{2,90}}\([ \n]*(?:cac{B}|tai{B})?$"
)
"""`Xét đề nghị của Bộ Y tế (văn bản số …)`."""

_AND_BODY = re.compile(
    rf"[ \n]*(?:[,;]?{B}va(?:{B}(?:de{B}nghi{B})?cua)?|[,;]{B}(?:y{B}kien|(?:de{B}nghi{B})?cua))"
    rf"{B}(?!ve{B}|viec{B})[^.;:\n()]{{4,120}}{B}tai{B}"
)
"""`Theo (Xét) đề nghị của A tại Tờ trình … và Giám đốc Sở B tại Công văn …`: who asked, too."""


def _and_so(shadow: str, mention: Mention, previous: Mention, floor: int) -> bool:
    """Whether `và` right before a reference ties it to the one before, a title between them: `A về … và B`."""
    link = _AND_LAST.search(shadow, floor, mention.start)
    if link is None or (mention.form in ("this", "above") and link.group().lstrip()[:1] in ",;"):
        return False
    return previous.relation != "defines_short_name" and _same_sentence(shadow, previous.end, mention.start)


def _same_sentence(shadow: str, start: int, end: int) -> bool:
    return end - start < 700 and not re.search(r"\.[ \n]|\n[ ]*\n", shadow[start:end])
