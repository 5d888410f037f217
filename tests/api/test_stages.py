"""Stages: how far a file is, as its row and the queue tell it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from api.batch_schemas import ItemOut, Stage, stage_of
from corpus.batch import ItemState
from corpus.corpus import open_corpus
from ingest.engine import Engine
from ingest.pool import ReaderPool


@pytest.mark.parametrize(
    ("state", "begun", "expected"),
    [
        ("stored", (), "waiting"),
        ("stored", ("itm_1",), "reading"),
        ("stored", ("itm_2",), "waiting"),
        ("registered", ("itm_1",), "done"),  # filed, and its dossier still looked for
        ("returned", (), "done"),
        ("cancelled", (), "done"),
    ],
)
def test_how_far_a_file_is(state: ItemState, begun: tuple[str, ...], expected: Stage) -> None:
    """An outcome is an outcome, whoever still has it in hand."""
    assert stage_of("itm_1", state, begun) == expected


def test_the_queue_knows_what_is_in_hand(tmp_path: Path) -> None:
    """While it is read, and no longer."""
    queue = f"sqlite:///{tmp_path}/queue.db"
    with (
        open_corpus(f"sqlite:///{tmp_path}/vanthu.db", str(tmp_path / "originals")) as corpus,
        ReaderPool(1, reader="tests.compose.culprits:read_file") as pool,
    ):
        item = corpus.receive(corpus.create_batch("Lô", "upload").id, "a.txt", "a.txt", b"nap")
        engine = Engine(corpus, pool, queue)
        seen: list[Stage] = [ItemOut.of(item, engine.queue.begun()).stage]
        engine.start()
        try:
            engine.submit(item.id)
            while seen[-1] != "done":
                seen.append(ItemOut.of(corpus.item(item.id), engine.queue.begun()).stage)
                threading.Event().wait(0.02)
        finally:
            engine.stop()
    assert list(dict.fromkeys(seen)) == ["waiting", "reading", "done"]
