"""Days that the dispatches of one bundle tell each other.

A letter cites `Công văn số 4655/BYT-BTXH` without its day; the enclosed letter, or another of the file, shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extract.agencies import symbol_key
from extract.citation import Citation
from extract.dispatch import Dispatch

_Days = dict[tuple[str | None, str], set[date]]


def tell_days(dispatches: Sequence[Dispatch]) -> tuple[Dispatch, ...]:
    """The dispatches with each undated citation dated, where the others agree on one day for its number and type."""
    if len(dispatches) < 2:
        return tuple(dispatches)
    days = _days(dispatches)
    return tuple(replace(one, citations=tuple(_told(cited, days) for cited in one.citations)) for one in dispatches)


def _days(dispatches: Sequence[Dispatch]) -> _Days:
    found: _Days = {}
    for dispatch in dispatches:
        for cited in dispatch.citations:
            if cited.reference and cited.issued_on:
                found.setdefault(_work(cited.document_type, cited.reference), set()).add(cited.issued_on)
        fields = dispatch.fields
        if fields.reference and fields.issued_on:
            kind = fields.document_type.value if fields.document_type else None
            found.setdefault(_work(kind, fields.reference.value), set()).add(fields.issued_on.value)
    return found


def _work(document_type: str | None, reference: str) -> tuple[str | None, str]:
    return document_type, symbol_key(reference.lstrip("0"))


def _told(cited: Citation, days: _Days) -> Citation:
    if cited.reference is None or cited.issued_on is not None:
        return cited
    told = days.get(_work(cited.document_type, cited.reference), set())
    if len(told) != 1:
        return cited
    day = next(iter(told))
    return replace(cited, issued_on=day, key=_dated(cited.key, day), reasons=(*cited.reasons, "day_from_bundle"))


def _dated(key: str | None, day: date) -> str | None:
    """`vn/?/UBND-KSTT/?/2119` with the year in its place, the last but one."""
    head, _, number = (key or "").rpartition("/")
    return f"{head[:-1]}{day.year}/{number}" if head.endswith("/?") else key
