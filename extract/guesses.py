"""Guesses (phỏng đoán) at a number or day filled in by hand: hardly readable, so offered, never believed."""

from __future__ import annotations

from extract.dispatch import Candidate, Fields
from extract.document_type import own_number_row
from extract.parts import Parts
from extract.place_date import read_place_date

_SURE = 0.3
"""Below every other evidence of `extract.candidates`."""


def guesses(parts: Parts, fields: Fields) -> tuple[Candidate, ...]:
    """Candidates for `reference` and `issued_on` from what a scan shows there, where these were not read."""
    found = []
    row, own = own_number_row(parts) or (None, None)
    if fields.reference is None and fields.symbol and row and own and own.guess:
        reference = f"{own.guess}{own.separator}{fields.symbol.value}"
        found.append(Candidate("reference", reference, _SURE, f"hardly readable: {row.text}", row.span()))
    if fields.issued_on is None and (day := read_place_date(parts).guess):
        found.append(Candidate("issued_on", day.isoformat(), _SURE, "hardly readable in the place-date line"))
    return tuple(found)
