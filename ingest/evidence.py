"""What the file itself tells of a number or day that no page shows: its name, the time it was signed."""

from __future__ import annotations

from datetime import datetime

from extract.candidates import offer_candidates
from extract.dispatch import Dispatch
from signatures.report import SignatureReport


def offer_evidence(dispatches: tuple[Dispatch, ...], name: str, report: SignatureReport | None) -> tuple[Dispatch, ...]:
    """The dispatches with candidates for what was not read.

    File name and signature belong to the file as a whole: with several dispatches in it they would point at none.
    """
    if len(dispatches) != 1:
        return tuple(offer_candidates(dispatch, others=dispatches) for dispatch in dispatches)
    return (offer_candidates(dispatches[0], file_name=name, signed_at=_signed_at(report)),)


def _signed_at(report: SignatureReport | None) -> datetime | None:
    """When the first intact signature was made: who issues signs first, who copies or publishes later."""
    times = [
        each.timestamp.time if each.timestamp and each.timestamp.time else each.signed_at
        for each in (report.signatures if report else ())
        if each.kind == "signature" and each.integrity == "intact"
    ]
    return min((time for time in times if time), default=None)
