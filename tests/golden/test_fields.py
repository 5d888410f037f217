"""The figures of the fields on dispatches of bodies and types of every kind; written before the reader saw them.

A file of `fields/` holds one line of JSON, a line `=====`, and the text. The JSON is an object for each dispatch: a
field it does not name must stay empty, unless `open` lists it. Persons and companies are made up.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extract import Dispatch, read_dispatches, text_of_string
from tests.golden.score import Figures

_FOLDER = Path(__file__).parent / "fields"
_VALUES = (
    "document_type",
    "number",
    "symbol",
    "reference",
    "issued_on",
    "place",
    "issuer",
    "issuer_parent",
    "subject",
    "urgency",
    "secrecy",
    "signer_name",
    "signer_position",
    "signer_authority",
    "archive",
)
_FLOOR = 0.99


class Sample(NamedTuple):
    """One text and what each of its dispatches should show."""

    name: str
    text: str
    wanted: list[dict[str, Any]]


def _samples() -> list[Sample]:
    samples = []
    for path in sorted(_FOLDER.glob("*.txt")):
        facts, text = path.read_text("utf-8").split("=====\n", 1)
        head = json.loads(facts)
        samples.append(Sample(path.stem, text, head if isinstance(head, list) else [head]))
    return samples


SAMPLES = _samples()


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_every_dispatch_is_found(sample: Sample) -> None:
    """One dispatch for each of the gold, and every field of it where its words stand."""
    dispatches = read_dispatches(text_of_string(sample.text))
    assert len(dispatches) == len(sample.wanted)
    for dispatch in dispatches:
        read = [getattr(dispatch.fields, name) for name in _VALUES]
        assert all(one.span is None or dispatch.span.contains(one.span) for one in read if one)


def test_fields_and_findings_hold() -> None:
    """Fields, deadlines, contacts and anomalies together, exactly; a false alarm counts as much as a miss."""
    figures = Figures()
    for name, text, wanted in SAMPLES:
        for want, dispatch in zip(wanted, read_dispatches(text_of_string(text)), strict=False):
            _score(name, want, dispatch, figures)
    right, found, sought = (sum(tally.values()) for tally in (figures.right, figures.found, figures.wanted))
    assert 2 * right / (found + sought) >= _FLOOR, figures.misses


def _score(name: str, want: dict[str, Any], dispatch: Dispatch, figures: Figures) -> None:
    fields, left_open = dispatch.fields, set(want.get("open", ()))
    for value in _VALUES:
        if value not in left_open:
            got = getattr(fields, value)
            figures.note(value, _whole(want, value), str(got.value) if got else "", name)
    stamp = fields.arrival_stamp.value if fields.arrival_stamp else None
    figures.note("arrival_number", want.get("arrival_number", ""), stamp.number or "" if stamp else "", name)
    figures.note("arrival_date", want.get("arrival_date", ""), str(stamp.date or "") if stamp else "", name)
    found = {
        "addressees": [one.value for one in fields.addressees],
        "recipients": [one.value.name for one in fields.recipients],
        "deadlines": [str(one.details["due_on"]) for one in dispatch.deadlines],
        "phones": [re.sub(r"\D", "", phone) for one in dispatch.contacts for phone in one.details["phones"]],
        "emails": [mail for one in dispatch.contacts for mail in one.details["emails"]],
        "anomalies": [one.type for one in dispatch.anomalies],
    }
    for kind, got in found.items():
        if kind not in left_open:
            figures.note_list(kind, want.get(kind) or [], got, name)


def _whole(want: dict[str, Any], value: str) -> str:
    """What the gold says of a field; number and symbol follow from the reference where they are not named."""
    if value in ("number", "symbol") and value not in want and want.get("reference"):
        number, _, symbol = str(want["reference"]).partition("/")
        return number if value == "number" else symbol
    return want.get(value) or ""
