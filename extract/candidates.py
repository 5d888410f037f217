"""Candidates for a number or day that was not read (giá trị gợi ý): evidence from elsewhere, never passed off as read.

A number filled in by hand may stand in an annex (`Kèm theo Công văn số 1987/SYT-NVY ngày 17/10/2017`), in a dispatch of
the same bundle that cites it, in the name of the file (`311-UBND-KT.pdf`), its day in the time of the signature.
What a scan shows of it, hardly readable, comes last; see `extract.guesses`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from extract.agencies import symbol_key
from extract.citation import Citation
from extract.dispatch import Candidate, Dispatch
from extract.span import Span

_SURE = {"annex": 0.8, "cited in the bundle": 0.7, "signature time": 0.6, "file name": 0.5}


def offer_candidates(
    dispatch: Dispatch,
    *,
    file_name: str | None = None,
    signed_at: datetime | None = None,
    others: tuple[Dispatch, ...] = (),
) -> Dispatch:
    """The dispatch with candidates for `reference` and `issued_on` where these were not read."""
    fields = dispatch.fields
    found: list[Candidate] = []
    if fields.reference is None and fields.symbol:
        symbol = fields.symbol.value
        found += _cited(symbol, dispatch.citations, "annex", dispatch.span)
        for other in others:
            if other is not dispatch:
                found += _cited(symbol, other.citations, "cited in the bundle", None)
        if file_name and (number := _number_in(file_name, symbol)):
            found.append(Candidate("reference", f"{number}/{symbol}", _SURE["file name"], f"file name {file_name}"))
    if fields.issued_on is None:
        if signed_at:
            evidence = f"signed at {signed_at.isoformat()}"
            found.append(Candidate("issued_on", signed_at.date().isoformat(), _SURE["signature time"], evidence))
        if file_name and (day := _day_in(file_name)):
            found.append(Candidate("issued_on", day.isoformat(), _SURE["file name"], f"file name {file_name}"))
    return replace(dispatch, candidates=_best((*dispatch.candidates, *found)))


def _cited(symbol: str, citations: tuple[Citation, ...], evidence: str, within: Span | None) -> list[Candidate]:
    """Numbers of citations whose symbol is the dispatch's own; inside it, only where it names itself (an annex)."""
    found = []
    for citation in citations:
        number, _, cited = (citation.reference or "").partition("/")
        if not number or symbol_key(cited) != symbol_key(symbol):
            continue
        if within is not None and not (citation.kind == "self" or citation.relation in ("attached_to", "encloses")):
            continue
        why = f"{evidence}: {' '.join(citation.text.split())}"
        found.append(Candidate("reference", f"{number}/{symbol}", _SURE[evidence], why, citation.span))
        if citation.issued_on:
            found.append(Candidate("issued_on", citation.issued_on.isoformat(), _SURE[evidence], why, citation.span))
    return found


def _number_in(file_name: str, symbol: str) -> str | None:
    """`311` of `311_UBND-KT_2025.pdf` for the symbol `UBND-KT`."""
    stem = re.sub(r"\.\w{2,5}$", "", file_name)
    pattern = r"[\W_]*".join(re.escape(symbol_key(group)) for group in re.split(r"[-/]", symbol) if group)
    plain = re.sub(r"[^A-Z0-9]", "_", symbol_key_spaced(stem))
    found = re.search(rf"(?<!\d)(\d{{1,6}})_+{pattern}(?![A-Z])", plain)
    return found[1] if found else None


def symbol_key_spaced(name: str) -> str:
    """The key of a symbol, other characters made blanks: `575-UBND.pdf` → `575 UBND PDF`."""
    return " ".join(symbol_key(part) for part in re.split(r"[^\w&]|_", name))


def _day_in(file_name: str) -> date | None:
    found = re.search(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)", file_name)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _best(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """One for each value, the surest; surest first."""
    kept: dict[tuple[str, str], Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: -c.confidence):
        kept.setdefault((candidate.field, candidate.value), candidate)
    return tuple(kept.values())
