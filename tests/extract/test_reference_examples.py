"""The reference examples and gold texts, where they are at hand.

Where the examples and the gold disagree, the gold counts: a number alone is `short`, a law by name and day is `titled`,
`quy định chi tiết` guides, `bổ sung … vào sau` amends, and the passive leaves the citing document with `mentions`.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extract.citations import OwnDocument, find_citations
from extract.span import Span

RELATIONS = {"details": "guides", "supplements": "amends"}
UNSEEN = {("e12", "repeals"), ("e16", "Điều 5a"), ("e18", "Luật Dược")}
"""What the text of an example does not show, or the example leaves out: a verb, a new article, a short name."""


@pytest.mark.shared
def test_examples(shared: Path) -> None:
    """Span, number, day, type, provisions and relation of every reference; negatives stay negative."""
    lines = (shared / "reference" / "reference_examples.jsonl").read_text(encoding="utf-8").splitlines()
    for example in map(json.loads, lines):
        found = {(c.span.start, c.span.end): c for c in find_citations(example["text"])}
        for want in example["refs"]:
            got = found.pop((want["start"], want["end"]), None)
            assert got is not None, (example["id"], want["surface"])
            assert want["number"] == got.reference, example["id"]
            assert want["doc_type"] == got.document_type, example["id"]
            assert sorted(want["paths"]) == sorted(got.provisions), example["id"]
            assert want["date"] in (None, got.issued_on and got.issued_on.isoformat()), example["id"]
            relation = RELATIONS.get(want["relation"], want["relation"])
            assert relation in (None, got.relation, got.edge) or (example["id"], relation) in UNSEEN, example["id"]
        assert not [c.text for c in found.values() if (example["id"], c.text) not in UNSEEN], example["id"]


def read_gold(folder: Path, texts: Path) -> tuple[int, int, int, int]:
    """(wanted, found exactly, extra, normal form right) over a folder of gold."""
    wanted = exact = extra = right = 0
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        content = (texts / gold["file"]).read_bytes().decode("utf-8")
        for dispatch in gold["dispatches"]:
            spared = [Span(zone["start"], zone["end"]) for zone in dispatch.get("dont_care") or []]
            span = Span(dispatch["start"], dispatch["end"])
            found = {c.span: c for c in find_citations(content, span, own=own_of(dispatch))}
            for want in dispatch["references"]:
                wanted += 1
                got = found.pop(Span(want["start"], want["end"]), None)
                exact += got is not None
                normal = want["normalised"]
                number = normal.get("number_norm_resolved") or normal.get("number_norm")
                right += got is not None and (number is None or number.lstrip("0") == (got.reference or "").lstrip("0"))
            extra += sum(not any(zone.overlaps(at) for zone in spared) for at in found)
    return wanted, exact, extra, right


def own_of(dispatch: dict[str, Any]) -> OwnDocument:
    """What the fields of a gold dispatch tell of it."""
    fields = dispatch["fields"]
    number, day = fields.get("number") or {}, fields.get("date") or {}
    value = number.get("value", number)
    reference = value.get("number_norm") if isinstance(value, dict) else value
    issued = day.get("value")
    return OwnDocument(reference, date.fromisoformat(issued) if issued else None, None, dispatch.get("doc_type"))


@pytest.mark.shared
@pytest.mark.parametrize(("gold", "texts"), [("gold/seeds", "seeds"), ("gold/text", "samples/text")])
def test_gold(shared: Path, gold: str, texts: str) -> None:
    """The figures the project promises, with room for what a change may cost."""
    wanted, exact, extra, right = read_gold(shared / gold, shared / texts)
    assert 2 * exact / (wanted + exact + extra) >= 0.97
    assert right / wanted >= 0.95
