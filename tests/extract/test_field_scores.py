"""Floors under the figures of the fields, scored by the shared scorer on the shared gold texts."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import Any

import pytest

from corpus.reading import Reading, Source, to_json
from extract.bundle import read_dispatches
from extract.text import text_of_string


def _scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("shared_score", shared / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _readings(folder: Path) -> dict[str, Any]:
    readings = {}
    for path in sorted(folder.glob("*.txt")):
        data = path.read_bytes()
        text = text_of_string(data.decode())
        source = Source(path.name, str(path), hashlib.sha256(data).hexdigest(), len(data), "text/plain")
        readings[source.sha256] = to_json(Reading(source, text=text, dispatches=read_dispatches(text)))
    return readings


@pytest.mark.shared
@pytest.mark.parametrize(
    ("texts", "gold", "floor", "bundles"),
    [("seeds", "gold/seeds", 0.95, "4/4"), ("samples/text", "gold/text", 0.98, "0/0")],
)
def test_fields_of_texts(shared: Path, texts: str, gold: str, floor: float, bundles: str) -> None:
    """Strict F1 of the fields, and every dispatch of a bundle found."""
    figures, misses = _scorer(shared).score_text(shared / gold, _readings(shared / texts), False)
    assert figures["fields_strict"]["f1"] >= floor, [miss for miss in misses if "citation" not in miss]
    assert bundles == figures["bundles"]
