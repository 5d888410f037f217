"""Symbols that a scan misread in one letter (ký hiệu quét sai), where the issuer is named beside them.

`Chỉ thị số 22/CT-TTs ngày … của Thủ tướng Chính phủ` is `22/CT-TTg`: the issuer and every other letter say so. Text
that was typed keeps its slips, as what it cites may be written so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.agencies import agency
from extract.citations.mention import Mention
from extract.document_types import by_abbreviation, by_folded_abbreviation
from extract.fold import fold
from extract.issuers import known_symbols
from extract.mended_symbol import one_apart

_LEAST = 3
"""Letters of a group of which one may be wrong; of `CP` and `TW` too little would be left."""


def mend_misread(mention: Mention) -> None:
    """Set the last group of the number's symbol right, by the issuer that the mention names; a type behind it stays."""
    if mention.number is None or mention.issuer is None:
        return
    head, mark, group = mention.number.symbol.rpartition("-")
    body = agency(mention.issuer)
    if body is None or fold(head) not in by_folded_abbreviation() or fold(group) in known_symbols():
        return
    near = [symbol for symbol in body.symbols if len(symbol) >= _LEAST and one_apart(fold(symbol), fold(group))]
    meant = [symbol for symbol in near if symbol[0] == group[0]]  # `SYT` is no slip for `BYT`
    if len(meant) == 1:
        mention.number = replace(mention.number, symbol=f"{head}{mark}{meant[0]}")
        mention.reasons.append(f"symbol_misread:{group}")
        mention.confidence = min(mention.confidence, 0.8)


def mend_type(mention: Mention, others: Sequence[Mention]) -> None:
    """A type that lost a letter, `Tờ trình số 83/TT-UBND`, as the same number is read elsewhere: `83/TTr-UBND`."""
    if mention.number is None or _typed(mention):
        return
    head, mark, rest = mention.number.symbol.partition("-")
    for other in others:
        if other.number is None or other.document_type != mention.document_type or not _typed(other):
            continue
        whole, _, same = other.number.symbol.partition("-")
        alike = (other.number.number, other.number.year) == (mention.number.number, mention.number.year)
        if mark and alike and same == rest and one_apart(fold(whole), fold(head)):
            mention.number = replace(mention.number, symbol=other.number.symbol)
            mention.reasons.append(f"symbol_misread:{head}")
            mention.confidence = min(mention.confidence, 0.8)
            return


def _typed(mention: Mention) -> bool:
    """Whether the symbol of a mention begins with the type that its noun tells."""
    kind = by_abbreviation().get(mention.number.symbol.partition("-")[0]) if mention.number else None
    return kind is not None and kind.slug == mention.document_type
