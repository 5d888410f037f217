"""The watched folder: taken when it stopped growing, moved only after it is stored, never twice."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.batch import Item
from corpus.corpus import Corpus, open_corpus
from ingest.queue import WorkQueue
from ingest.watch import TAKEN, Watch


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """An empty corpus."""
    with open_corpus(f"sqlite:///{tmp_path}/vanthu.db", str(tmp_path / "originals")) as corpus:
        yield corpus


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[WorkQueue]:
    """Its queue."""
    queue = WorkQueue(f"sqlite:///{tmp_path}/queue.db")
    yield queue
    queue.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The watched folder."""
    (tmp_path / "hop-thu" / "quet").mkdir(parents=True)
    return tmp_path / "hop-thu"


def _watch(corpus: Corpus, queue: WorkQueue, folder: Path) -> Watch:
    return Watch(corpus, queue, folder, name=lambda now: f"Thư mục {now:%d/%m/%Y}")


def test_a_file_is_taken_once_it_stopped_growing(corpus: Corpus, queue: WorkQueue, folder: Path) -> None:
    """Each look that finds it changed puts it off."""
    watch = _watch(corpus, queue, folder)
    file = folder / "quet" / "a.pdf"
    file.write_bytes(b"%PDF-")
    assert watch.look() is None
    file.write_bytes(b"%PDF-1.7")
    assert watch.look() is None
    batch_id = watch.look()
    assert batch_id is not None
    (item,) = corpus.items(batch_id).items
    assert (item.name, item.path, item.bytes) == ("a.pdf", "quet/a.pdf", 8)
    assert corpus.batch(batch_id).batch.state == "closed"
    assert queue.waiting() == 1


def test_it_is_moved_away(corpus: Corpus, queue: WorkQueue, folder: Path) -> None:
    """Into the hidden folder beside, with its way and its item; the original is in the store by then."""
    (folder / "quet" / "a.txt").write_bytes(b"a")
    watch = _watch(corpus, queue, folder)
    watch.look()
    batch_id = watch.look()
    (item,) = corpus.items(batch_id).items
    moved = [path for path in (folder / TAKEN).rglob("*") if path.is_file()]
    assert [path.relative_to(folder / TAKEN).parts[1:] for path in moved] == [("quet", f"{item.id}-a.txt")]
    assert corpus.originals.get(item.sha256) == b"a"
    assert not (folder / "quet" / "a.txt").exists()
    assert watch.look() is None
    assert watch.look() is None


def test_the_same_name_again_is_another_file(corpus: Corpus, queue: WorkQueue, folder: Path) -> None:
    """A scanner that counts from 1 every day."""
    watch = _watch(corpus, queue, folder)
    for content in (b"mot", b"hai"):
        (folder / "0001.txt").write_bytes(content)
        watch.look()
        watch.look()
    assert len(corpus.items().items) == 2


def test_killed_between_storing_and_moving(
    corpus: Corpus, queue: WorkQueue, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next service finds file and open batch, and goes on: one item, not two."""
    (folder / "a.txt").write_bytes(b"a")
    (folder / "b.txt").write_bytes(b"b")
    watch = _watch(corpus, queue, folder)
    watch.look()
    with monkeypatch.context() as patch:
        patch.setattr(Watch, "_move", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            watch.look()
    again = _watch(corpus, queue, folder)
    again.look()
    batch_id = again.look()
    assert [item.path for item in corpus.items().items] == ["a.txt", "b.txt"]
    assert corpus.batch(batch_id).balance.received == 2


def test_one_that_cannot_be_moved_holds_nobody_up(
    corpus: Corpus, queue: WorkQueue, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is stored once, and left where it is; the files after it are taken in, and those that come later."""
    move = Watch._move

    def refused(self: Watch, file: Path, below: Path, item: Item) -> None:
        if file.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        move(self, file, below, item)

    monkeypatch.setattr(Watch, "_move", refused)
    watch = _watch(corpus, queue, folder)
    for late in ("b.txt", "c.txt"):
        (folder / "a.txt").write_bytes(b"a") if late == "b.txt" else None
        (folder / late).write_bytes(late.encode())
        for _ in range(3):
            watch.look()
    assert [item.path for item in corpus.items().items] == ["a.txt", "b.txt", "c.txt"]
    assert {batch.state for batch in corpus.batches().items} == {"closed"}
    assert queue.waiting() == 3


def test_two_folders(corpus: Corpus, queue: WorkQueue, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One look is cut off; the other folder's files do not get into its batch, and the next look goes on with it."""
    other = folder.with_name("may-quet")
    other.mkdir()
    (folder / "a.txt").write_bytes(b"a")
    (other / "b.txt").write_bytes(b"b")
    watch, beside = _watch(corpus, queue, folder), _watch(corpus, queue, other)
    assert (watch.look(), beside.look()) == (None, None)
    with monkeypatch.context() as patch:
        patch.setattr(Watch, "_move", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            watch.look()
    (cut_off,) = corpus.batches().items
    assert beside.look() not in (None, cut_off.id)
    again = _watch(corpus, queue, folder)
    again.look()
    assert again.look() == cut_off.id


def test_a_folder_is_looked_through_by_one(corpus: Corpus, queue: WorkQueue, folder: Path) -> None:
    """The other waits for it to end."""
    held = _watch(corpus, queue, folder)._lock()
    assert held is not None
    assert _watch(corpus, queue, folder)._lock() is None
    os.close(held)
    free = _watch(corpus, queue, folder)._lock()
    assert free is not None
    os.close(free)


def test_it_runs_until_told_to_stop(corpus: Corpus, queue: WorkQueue, folder: Path) -> None:
    """In a thread of its own; a folder that is away for a while costs only looks."""
    stopping = threading.Event()
    thread = threading.Thread(target=_watch(corpus, queue, folder).run, args=(stopping, 0.05))
    (folder / "a.txt").write_bytes(b"a")
    thread.start()
    for _ in range(200):
        if queue.waiting():
            break
        stopping.wait(0.05)
    assert queue.waiting() == 1
    stopping.set()
    thread.join(60)
    assert not thread.is_alive()
