"""The index: derived from the log, one writer, nothing lost by a crash."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

from corpus.corpus import open_corpus
from tests.corpus.compose_reading import file_dispatch


def numbers(corpus, query):
    """Numbers of the hits."""
    return [hit.dispatch.number for hit in corpus.search(query).hits]


def test_the_index_can_be_made_anew(corpus):
    """Nothing is lost with it."""
    file_dispatch(corpus, "Văn bản về cà phê.", reference="1/X-Y")
    assert numbers(corpus, "ca phe") == ["1"]
    assert corpus.rebuild_index() == 1
    assert numbers(corpus, "ca phe") == ["1"]
    assert corpus.catch_up_index() == 0


def test_an_index_that_was_lost_comes_back_by_itself(database_url, tmp_path, clock):
    """Another node, or a folder wiped: it follows the log from the start."""
    with open_corpus(database_url, str(tmp_path / "o"), tmp_path / "first", clock=clock) as corpus:
        file_dispatch(corpus, "Văn bản về cà phê.", reference="1/X-Y")
        assert numbers(corpus, "cà phê") == ["1"]
    with open_corpus(database_url, str(tmp_path / "o"), tmp_path / "second", clock=clock) as corpus:
        assert numbers(corpus, "cà phê") == ["1"]


def test_only_one_writes_and_the_other_leaves_it(corpus):
    """Who does not get the lock is told so, and searches all the same."""
    file_dispatch(corpus, "Văn bản về cà phê.", reference="1/X-Y")
    with corpus.index.writing():
        assert corpus.catch_up_index() is None
        result = corpus.search("cà phê")
        assert (result.hits, result.behind) == ((), 1)
    assert numbers(corpus, "cà phê") == ["1"]


def test_what_another_process_indexed_is_found(database_url, tmp_path, clock):
    """Two corpora on one database and one index, as serve and ingest are."""
    place = (database_url, str(tmp_path / "o"), tmp_path / "i")
    with open_corpus(*place, clock=clock) as here, open_corpus(*place, clock=clock) as there:
        file_dispatch(here, "Văn bản về cà phê.", reference="1/X-Y")
        assert numbers(there, "cà phê") == ["1"]
        file_dispatch(there, "Văn bản về sầu riêng.", reference="2/X-Y")
        there.catch_up_index()
        assert numbers(here, "sầu riêng") == ["2"]


WRITER = """
import os, signal, sys
from pathlib import Path
from corpus.corpus import open_corpus
corpus = open_corpus(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
from corpus.indexing import _changes, _take_in
with corpus.index.writing() as writer:
    with corpus.database.read() as connection:
        _take_in(connection, writer, _changes(connection, writer.position))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_not_committed_when_the_writer_was_killed_comes_back(database_url, tmp_path, clock):
    """The position is committed with the documents, so nothing is missed and nothing doubled."""
    place = (database_url, str(tmp_path / "o"), tmp_path / "i")
    with open_corpus(*place, clock=clock) as corpus:
        file_dispatch(corpus, "Văn bản về cà phê.", reference="1/X-Y")
        corpus.catch_up_index()
        file_dispatch(corpus, "Văn bản về cà phê sữa.", reference="2/X-Y")
        killed = subprocess.run(
            [sys.executable, "-c", WRITER, *map(str, place)], env=os.environ | {"PYTHONPATH": "."}, check=False
        )
        assert killed.returncode == -signal.SIGKILL
        assert sorted(numbers(corpus, "cà phê")) == ["1", "2"]


def test_what_a_writer_killed_in_mid_commit_left_is_cleared_away(database_url, tmp_path, clock):
    """Deletions are written under a name that the same changes give again; it must not be taken for ever."""
    place = (database_url, str(tmp_path / "o"), tmp_path / "i")
    with open_corpus(*place, clock=clock) as corpus:
        for number in range(1, 4):
            file_dispatch(corpus, f"Văn bản {number} về cà phê.", reference=f"{number}/X-Y")
        corpus.catch_up_index()
        first = corpus.documents().items[0].id
        (folder,) = (path for path in (tmp_path / "i").iterdir() if path.is_dir())
        shutil.copytree(folder, tmp_path / "before")
        (tmp_path / "before" / ".tmpKq3x9A").write_bytes(b"half of a list of segments")
        corpus.trash(first, "nhầm", "L")
        corpus.catch_up_index()
        left = {path.name for path in folder.glob("*.del")} - {
            path.name for path in (tmp_path / "before").glob("*.del")
        }
        assert left
        for name in (*left, ".managed.json"):  # all of the commit but its last step, naming what is valid
            shutil.copy(folder / name, tmp_path / "before" / name)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "before", folder)
    with open_corpus(*place, clock=clock) as corpus:
        assert sorted(numbers(corpus, "cà phê")) == ["1", "2"]
    assert not [*folder.glob(".tmp*")]
