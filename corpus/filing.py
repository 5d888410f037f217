"""Filing (vào sổ): what became of one item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.arrival import Arrival
from corpus.reading import Problem

Outcome = Literal["registered", "returned", "duplicate", "expanded"]


@dataclass(frozen=True, slots=True)
class Filing:
    """The outcome of an item; filing it again gives the same one, with `repeated` set.

    `document_id` is the document it became, for a duplicate the one held already. `suspects` are documents of
    the same number, symbol, issuer and date: the document is kept, but no arrival number is spent on it
    until someone decides.
    """

    item_id: str
    outcome: Outcome
    document_id: str | None = None
    problem: Problem | None = None
    arrival: Arrival | None = None
    suspects: tuple[str, ...] = ()
    repeated: bool = False
