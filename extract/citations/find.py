"""`find_citations`: read mentions, attach what stands apart, relate, resolve, and prove every span."""

from __future__ import annotations

import re
from typing import cast

from extract.citation import Citation, Kind
from extract.citations.definitions import mark_definitions
from extract.citations.deictic import Deictics
from extract.citations.detached import attach
from extract.citations.mention import Mention
from extract.citations.misread_symbol import mend_misread, mend_type
from extract.citations.normal_form import normalise
from extract.citations.own import OwnDocument, headings, own_document
from extract.citations.reader import Reader
from extract.citations.relation_after import relate_by_what_follows
from extract.citations.relation_items import under_annex
from extract.citations.relation_sections import relate_grounds
from extract.citations.relations import relate
from extract.citations.relative_issuer import named_in_full
from extract.citations.shared_facts import complete_numbers, share_facts
from extract.citations.stretch import Stretch
from extract.citations.structure import is_heading, structure
from extract.composed import Composed, compose
from extract.fold import fold
from extract.lost_blanks import spaced
from extract.span import Span
from extract.text import Text


def find_citations(
    text: Text | str, span: Span | None = None, *, own: OwnDocument | None = None
) -> tuple[Citation, ...]:
    """All references of a text, or of a stretch of it, in order; they never overlap.

    `own` tells what the citing document is, for `Quyết định này`; without it the head of the text is asked.
    Spans count code points of the given text, composed or not; `text[start:end] == citation.text`.
    """
    content = text if isinstance(text, str) else text.content
    stretch = span or Span(0, len(content))
    composed = compose(content[stretch.start : stretch.end])
    mended = spaced(composed.content)
    source = mended.content
    shadow = fold(source)
    end = len(source)
    facts = own or own_document(source, shadow, end)
    read = Reader(Stretch(source, shadow, 0, end)).read()
    mentions = [m for m in read if not _own_label(shadow, m, facts) and not _own_heading(source, m, facts)]
    floor = 0
    for mention in mentions:
        if mention.number and mention.form == "number":
            attach(source, shadow, mention, floor)
        mention.dated = mention.issued_on is not None
        floor = mention.end
    mentions = [m for m in complete_numbers(mentions) if not is_heading(shadow, m)]
    mark_definitions(shadow, mentions)
    relate(source, shadow, mentions, 0)
    relate_grounds(source, shadow, mentions)
    relate_by_what_follows(shadow, mentions, facts.document_type)
    share_facts(mentions)
    if any(mention.form in _POINTING for mention in mentions):
        mentions = Deictics(shadow, facts, structure(source, shadow, 0, end), headings(source, shadow)).resolve(
            mentions
        )
    where = text if isinstance(text, Text) else None
    for mention in mentions:
        named_in_full(source, shadow, mention)
        if where is not None and _scanned(where, _printed(mention, mended, composed).shift(stretch.start)):
            mend_misread(mention)
            mend_type(mention, mentions)
        normalise(mention, facts)
        if mention.kind == "self" and mention.form == "number" and _attached(shadow, mention):
            mention.relation = "attached_to"
    return tuple(_citation(m, mended, composed, content, stretch.start, where) for m in mentions)


_POINTING = frozenset({"this", "above", "bare", "none"})


def _attached(shadow: str, mention: Mention) -> bool:
    """Whether a document's own number says what an annex belongs to: `Phụ lục I (Kèm theo Công văn số …)`."""
    return mention.relation in ("encloses", "mentions", "according_to") and (
        mention.relation == "encloses"
        or under_annex(shadow, mention.start, 0)
        or bool(_ISSUED_WITH.search(shadow, max(0, mention.start - 60), mention.start))
    )


_ISSUED_WITH = re.compile(r"\([ ]*(?:ban[ \n]+hanh[ \n]+(?:kem[ \n]+)?|kem[ \n]+)theo[ \n]+$")


_HEAD = 1500


def _own_label(shadow: str, mention: Mention, own: OwnDocument) -> bool:
    """Whether a number is the document's own, a field and no reference.

    `Nghị quyết số: 25/2022/UBTVQH15` alone on a line; in the head also a bare one of the own symbol, though misread.
    """
    if mention.number and mention.start < _HEAD and own.reference and not mention.run:
        if str(mention.number) == own.reference and _NUMBER_BELOW.match(shadow, mention.start, mention.end):
            return True
        own_symbol = own.reference.rpartition("/")[2]
        undated = mention.issued_on is None or mention.issued_on == own.issued_on
        alone = not mention.typed and not mention.elided and undated
        if alone and mention.number.symbol == own_symbol and mention.start < 800:
            return True
    if (
        mention.form != "number"
        or mention.clipped
        or (mention.issued_on and not _DATED_BELOW.search(shadow, mention.start, mention.end))
        or ":" not in shadow[mention.start : mention.end]
        or mention.run
    ):
        return False
    line = shadow[max(0, mention.start - 80) : mention.start].rpartition("\n")[2]
    rest = shadow[mention.end : mention.end + 80].partition("\n")[0]
    return not (line + rest).strip(" |")


def _own_heading(source: str, mention: Mention, own: OwnDocument) -> bool:
    """Whether it is the document's own heading, which says whose it is: `CHỈ THỊ | CỦA BỘ CHÍNH TRỊ`."""
    if mention.form != "named" or mention.start >= _HEAD or mention.document_type != own.document_type:
        return False
    printed = source[mention.start : mention.end]
    return printed.isupper() and "\n" in printed


_NUMBER_BELOW = re.compile(r"[^0-9\n]*\n[^0-9]*[0-9]")
"""A heading `QUYẾT ĐỊNH` and the number on the line below it."""
_DATED_BELOW = re.compile(r"\n[ ]*ngay:")
"""Courts print `Bản án số: 5/2020/DS-ST` and below it `Ngày: 14-6-2020`."""


def _printed(mention: Mention, mended: Composed, composed: Composed) -> Span:
    """Where a mention stands in the text as given."""
    return composed.source(mended.source(Span(mention.start, mention.end)))


def _scanned(text: Text, span: Span) -> bool:
    return any(word.source == "ocr" for _, word in text.words_in(span))


def _citation(
    mention: Mention, mended: Composed, composed: Composed, content: str, shift: int, text: Text | None
) -> Citation:
    span = _printed(mention, mended, composed).shift(shift)
    return Citation(
        span,
        content[span.start : span.end],
        cast(Kind, mention.kind),
        mention.relation,
        mention.document_type if mention.document_type != "van_ban" else None,
        mention.reference,
        mention.title,
        mention.issued_on,
        mention.issuer,
        mention.provisions,
        mention.key,
        mention.antecedent,
        mention.confidence,
        text.regions(span) if text is not None and text.pages else (),
        tuple(mention.reasons),
        mention.edge,
        mention.edge_from if mention.edge else None,
    )
