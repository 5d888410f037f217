"""What a reference means inside its own document: other mentions of the work, `này`, headings that items inherit.

Numbers, dates and titles spread over all mentions of one work; `Nghị định này` is the document itself or the last
decree named; `khoản 2 Điều 5` alone belongs to the amended act it stands under, else to the document itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extract.citations.mention import Mention
from extract.citations.own import OwnDocument
from extract.citations.structure import RANKS, Structure, structure
from extract.keys import canonical_symbol, likely_symbol, work_key
from extract.number import DocumentNumber, parse_number
from extract.titles import title_key

_AMENDING = frozenset({"amends", "repeals", "replaces", "supplements"})
_PLACE_OF_INSERTION = re.compile(r"[ \n]*(?:vao )?(?:ngay )?(?:sau|truoc)[ \n]*")


def resolve_mentions(
    source: str, shadow: str, mentions: list[Mention], own: OwnDocument, start: int, end: int
) -> list[Mention]:
    """Fill in what other mentions tell; drop what turns out to name nothing."""
    _share_facts(mentions)
    if any(mention.form in ("this", "above", "bare", "none") for mention in mentions):
        layout = structure(source, shadow, start, end)
        mentions = _resolve_deictic(shadow, mentions, own, layout)
    for mention in mentions:
        _finish(mention, own)
    return mentions


def complete_numbers(mentions: list[Mention]) -> list[Mention]:
    """`CV 2119`, `Nghị định 100/2019`: the whole number from a mention that shows it; drop what then names nothing."""
    whole: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.number and mention.number.symbol:
            whole.setdefault(mention.number.value, []).append(mention)
    for mention in mentions:
        number = mention.number
        if not number or number.symbol:
            continue
        match = next((m for m in whole.get(number.value, ()) if _may_be(mention, number, m)), None)
        if match:
            mention.number = match.number
            mention.reasons.append("number_completed")
        elif number.year and mention.document_type in _ONE_SYMBOL:
            mention.number = replace(number, symbol=_ONE_SYMBOL[mention.document_type])
            mention.reasons.append("symbol_inferred")
            mention.confidence = 0.8
    return [mention for mention in mentions if not _names_nothing(mention)]


_ONE_SYMBOL = {"nghi_dinh": "NĐ-CP"}


def _may_be(short: Mention, number: DocumentNumber, whole: Mention) -> bool:
    if number.year and whole.number and whole.number.year not in (None, number.year):
        return False
    return short.document_type in (whole.document_type, "van_ban", None)


def _names_nothing(mention: Mention) -> bool:
    """A plain number nobody explains: `Kế hoạch 5`, unless a date or issuer makes it a reference all the same."""
    number = mention.number
    if mention.form != "number" or number is None or number.symbol:
        return False
    if mention.issued_on or mention.issuer:
        return False
    return not (number.year or mention.run) or (
        number.year is None and mention.document_type not in ("nghi_dinh", "cong_van", "quyet_dinh", "nghi_quyet")
    )


def _share_facts(mentions: list[Mention]) -> None:
    """Dates spread over the mentions of one number; numbers and dates over the mentions of one title."""
    first: dict[str, int] = {}
    days: dict[str, set[date]] = {}
    titled: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        if mention.number:
            work = f"{mention.document_type}|{mention.number.key}"
            if mention.issued_on:
                days.setdefault(work, set()).add(mention.issued_on)
        if mention.title:
            titled.setdefault(title_key(mention.title), []).append(i)
    for i, mention in enumerate(mentions):
        if mention.number:
            work = f"{mention.document_type}|{mention.number.key}"
            known = days.get(work)
            if mention.issued_on is None and known and len(known) == 1:
                mention.issued_on = next(iter(known))
            mention.antecedent = first.setdefault(work, i) if first.get(work, i) != i else None
            first.setdefault(work, i)
    for places in titled.values():
        for i in places:
            _share_title(mentions, i, places)


def _share_title(mentions: list[Mention], i: int, places: list[int]) -> None:
    """A law named alone is the one named so before it, else after it, if number and day do not speak against it."""
    mention = mentions[i]
    if mention.number or mention.form != "title":
        return
    earlier, later = [j for j in reversed(places) if j < i], [j for j in places if j > i]
    for j in earlier + later:
        other = mentions[j]
        if mention.issued_on and other.issued_on not in (None, mention.issued_on):
            continue
        if mention.antecedent is None and j < i:
            mention.antecedent = j
        if other.number or other.issued_on:
            if mention.number is None:
                mention.number = other.number
            mention.issued_on = mention.issued_on or other.issued_on
            mention.antecedent = j if mention.antecedent is None else mention.antecedent
            if mention.number:
                break


def _resolve_deictic(shadow: str, mentions: list[Mention], own: OwnDocument, layout: Structure) -> list[Mention]:
    kept: list[Mention] = []
    heads: list[tuple[int, int, Mention]] = []
    renumber: dict[int, int] = {}
    for i, mention in enumerate(mentions):
        heads = [head for head in heads if mention.start < head[0]]
        quote = layout.quote_at(mention.start)
        keep = True
        if mention.form in ("this", "above"):
            keep = _this(mention, kept, own, heads if quote else [])
        elif mention.form == "bare":
            keep = _bare(mention, kept)
        elif mention.form == "none":
            keep = _internal(
                shadow, mention, mentions[i + 1] if i + 1 < len(mentions) else None, own, heads, layout, quote
            )
        if not keep:
            continue
        if mention.edge_from is not None:
            mention.edge_from = renumber.get(mention.edge_from)
        if mention.antecedent is not None and mention.form in ("number", "title"):
            mention.antecedent = renumber.get(mention.antecedent, mention.antecedent)
        renumber[i] = len(kept)
        kept.append(mention)
        if not quote and mention.relation in _AMENDING | {"mentions"}:
            _open_scope(shadow, mention, heads, layout)
    return kept


def _open_scope(shadow: str, mention: Mention, heads: list[tuple[int, int, Mention]], layout: Structure) -> None:
    """Make a mention the head of the items below it, if its line announces some."""
    i = max(
        (k for k, heading in enumerate(layout.headings) if heading.start <= mention.start and not heading.quoted),
        default=None,
    )
    if i is None or mention.relation == "mentions":
        return
    heading = layout.headings[i]
    following = next((h.start for h in layout.headings[i + 1 :]), len(shadow))
    line = shadow[mention.end : min(following, mention.end + 900)]
    opens = heading.rank == 0 or re.search(r":[ ]*\"?[ \n]*$", line) or re.search(r"nhu sau[ ]*:", line)
    if (
        opens
        and mention.number
        and not any(h[2].number and h[1] == heading.rank and h[2].start > heading.start for h in heads)
    ):
        heads.append((layout.next_heading(mention.start, heading.rank), heading.rank, mention))


def _this(mention: Mention, before: list[Mention], own: OwnDocument, heads: list[tuple[int, int, Mention]]) -> bool:
    """`Nghị định này`: in quoted wording the amended act; else this document, if a decree; else the last named."""
    if heads and mention.form == "this" and heads[-1][2].document_type == mention.document_type:
        return _copy(mention, before, heads[-1][2], "anaphor")
    if mention.form == "this" and own.document_type == mention.document_type:
        mention.kind = "self"
        return True
    for other in reversed(before):
        if (
            other.document_type == mention.document_type
            and other.form in ("number", "title", "named")
            and (other.number or other.title or other.issued_on)
        ):
            return _copy(mention, before, other, "anaphor")
    if (
        mention.form == "this"
        and own.document_type is None
        and mention.document_type not in ("de_an", "ke_hoach", "chuong_trinh", "du_an", "bao_cao")
    ):
        mention.kind = "self"
        return True
    return False


def _bare(mention: Mention, before: list[Mention]) -> bool:
    for other in reversed(before):
        if other.document_type == mention.document_type and other.form == "number":
            return _copy(mention, before, other, "anaphor")
    return False


def _copy(mention: Mention, before: list[Mention], other: Mention, kind: str) -> bool:
    """Take over what another mention of the same work tells."""
    mention.number, mention.title, mention.issued_on, mention.issuer = (
        other.number,
        other.title,
        other.issued_on,
        other.issuer,
    )
    mention.kind = kind
    mention.antecedent = next((k for k, m in enumerate(before) if m is other), None)
    return True


def _internal(
    shadow: str, mention: Mention, following: Mention | None, own: OwnDocument,
    heads: list[tuple[int, int, Mention]], layout: Structure, quote: tuple[int, int] | None,
) -> bool:  # fmt: skip
    """Provisions without a document: of the amended act above, else of this document."""
    assert mention.run is not None
    head = heads[-1][2] if heads else None
    if not head and not _cited(shadow, mention):
        return False
    mention.kind = "internal"
    place = _place(mention, heads, layout, quote)
    if head:
        mention.document_type, mention.number = head.document_type, head.number
        mention.issued_on, mention.issuer, mention.title = head.issued_on, head.issuer, head.title
        if following and following.run and _PLACE_OF_INSERTION.fullmatch(shadow[mention.end : following.start]):
            place = _labels(following.provisions) | place
    elif own.document_type:
        mention.document_type = own.document_type
    mention.provisions = tuple(_filled(path, place, bool(head)) for path in mention.provisions)
    return True


def _place(
    mention: Mention, heads: list[tuple[int, int, Mention]], layout: Structure, quote: tuple[int, int] | None
) -> dict[str, str]:
    """The labels that `này` and omitted outer levels stand for."""
    if quote:
        outer = _labels(heads[-1][2].provisions) if heads else {}
        inner = layout.place(mention.start, True, quote[0])
        head_rank = max((RANKS[level] for level in outer if level in RANKS), default=-1)
        return outer | {level: label for level, label in inner.items() if RANKS[level] >= head_rank}
    if heads:
        place: dict[str, str] = {}
        for _, _, head in heads:
            place |= _labels(head.provisions)
        return place
    return layout.place(mention.start, False)


def _labels(provisions: tuple[str, ...]) -> dict[str, str]:
    """Level → label of one path; none where there are several."""
    if len(provisions) != 1:
        return {}
    return {part.split(":", 1)[0]: part.split(":", 1)[1] for part in provisions[0].split("/") if ":" in part}


_ORDER = ("dieu", "khoan", "diem")


def _filled(path: str, place: dict[str, str], inherit: bool) -> str:
    """A path with `this` replaced and, under a head or after a deictic, its missing outer levels put before it."""
    parts = [part.partition(":") for part in path.split("/") if ":" in part]
    deictic = any(label == "this" for _, _, label in parts)
    filled = [(level, place.get(level, label) if label == "this" else label) for level, _, label in parts]
    if filled and filled[0][0] in _ORDER and (deictic or inherit):
        outer = _ORDER[: _ORDER.index(filled[0][0])]
        filled = [(level, place[level]) for level in outer if level in place] + filled
    return "/".join(f"{level}:{label}" for level, label in filled)


_CUED = re.compile(r"(?:tai|theo|cua|o|trong|neu|thuoc|qua|den|doi voi|dinh|bai bo|bo sung|sua doi|trai|tru)[ \n]*$")


def _cited(shadow: str, mention: Mention) -> bool:
    """Whether bare provisions are a reference at all: annexes are attachments, `mục 2` needs a word that points."""
    assert mention.run is not None
    items = mention.run.items
    levels = {item.level for item in items}
    if levels <= {"phu_luc", "mau", "phan", "doan"}:
        return mention.run.this is not None and levels != {"phu_luc"}
    if mention.run.this or "dieu" in levels:
        return True
    pointed = bool(_CUED.search(shadow, max(0, mention.start - 14), mention.start))
    return pointed if len(items) == 1 or "dieu" not in levels else True


def _finish(mention: Mention, own: OwnDocument) -> None:
    """Reference, key and kind, once everything is known."""
    number = mention.number
    if mention.kind == "self" or (mention.kind == "internal" and number is None and mention.title is None):
        mention.reference, mention.issued_on, mention.issuer = own.reference, own.issued_on, own.issuer
        number = parse_number(own.reference) if own.reference else None
    elif number is not None:
        symbol = canonical_symbol(number.symbol)
        number = replace(number, symbol=symbol) if symbol != number.symbol else number
        mention.reference = str(number)
        if own.reference == mention.reference and mention.form == "number" and mention.kind in ("", "self"):
            mention.kind = "self"
            mention.issued_on = mention.issued_on or own.issued_on
        if (likely := likely_symbol(symbol)) and mention.document_type != "hop_dong":
            mention.reasons.append(f"symbol_typo:{likely}")
            mention.confidence = min(mention.confidence, 0.8)
            number = replace(number, symbol=likely)
        if number.repaired:
            mention.reasons += [f"repaired:{what}" for what in number.repaired]
            mention.confidence = min(
                mention.confidence, 0.6 if "digit" in number.repaired or "slash" in number.repaired else 0.95
            )
    if number is not None:
        mention.key = work_key(number, mention.issued_on.year if mention.issued_on else None, mention.issuer)
    elif mention.laws and mention.form == "title":
        _key_of_title(mention)
    mention.kind = mention.kind or _kind(mention)


def _key_of_title(mention: Mention) -> None:
    """The key of a law named without number, if the gazetteer leaves no choice."""
    numbered = [
        law for law in mention.laws if law.number and (mention.issued_on is None or law.issued_on == mention.issued_on)
    ]
    if len(numbered) == 1 and (number := parse_number(numbered[0].number or "")):
        mention.key = work_key(number, None, None)
        mention.reasons.append("key_from_title")
        mention.confidence = min(mention.confidence, 0.9)


def _kind(mention: Mention) -> str:
    if mention.form == "draft":
        return "draft"
    if mention.form in ("title", "named"):
        return "titled"
    if mention.elided and not mention.abbreviated:
        return "elided"
    if mention.abbreviated:
        return "abbreviated"
    if mention.title or mention.dated:
        return "full"
    return "short"
