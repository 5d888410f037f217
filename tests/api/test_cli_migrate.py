"""`vanthu migrate`: the register moves into another database, whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from api.cli import run
from corpus import moving
from corpus.corpus import Corpus, open_corpus
from corpus.database import Database
from corpus.moving import Fingerprint, fingerprint
from corpus.tables.base import table
from corpus.tables.logs import EventRow
from ingest.presence import FilePresence, lock_file
from tests.compose.bucket import failing_bucket
from tests.corpus.compose_reading import cite, file_dispatch
from tests.corpus.conftest import postgres_database


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A SQLite installation with two dispatches, one citing the other."""
    where = tmp_path / "data"
    monkeypatch.setenv("VANTHU_DATA", str(where))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with _opened(f"sqlite:///{where}/vanthu.db", where / "originals", where / "index") as corpus:
        file_dispatch(corpus, "Về đê, theo 2/2020/QĐ-TTg.", [cite("2/2020/QĐ-TTg", "dieu:1")], reference="1/UBND-NN")
        file_dispatch(corpus, "Về đường.", reference="2/2020/QĐ-TTg")
    return where


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/moved.db"
    else:
        yield from postgres_database()


def _opened(url: str, originals: Path, index: Path) -> Corpus:
    return open_corpus(url, str(originals), index)


def test_the_register_answers_from_the_other_database(
    data: Path, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Documents, citations, register and events are the same; numbers go on; originals are copied and sound."""
    store = tmp_path / "store"
    assert run(["migrate", "--to", target, "--originals", str(store)]) == 0
    first, then = capsys.readouterr().out.splitlines()
    assert first.endswith("originals with the right hash: 2, copied: 2.")
    assert f"VANTHU_ORIGINALS={store}" in then
    with (
        _opened(f"sqlite:///{data}/vanthu.db", data / "originals", data / "index") as old,
        _opened(target, store, data / "index") as new,
    ):
        assert (new.documents(), new.arrivals(), new.events()) == (old.documents(), old.arrivals(), old.events())
        assert new.citations("2/2020/QĐ-TTg").items == old.citations("2/2020/QĐ-TTg").items
        new.catch_up_index()
        assert [hit.dispatch for hit in new.search("de").hits] == [hit.dispatch for hit in old.search("de").hits]
        filed = file_dispatch(new, "Về cầu.", reference="3/UBND-NN")
        assert filed.arrival is not None
        assert filed.arrival.number == 3
    monkeypatch.setenv("VANTHU_DATABASE_URL", target)
    monkeypatch.setenv("VANTHU_ORIGINALS", str(store))
    assert run(["check"]) == 0


def test_originals_may_stay(target: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are read again where they are; a second move finds the target taken."""
    assert run(["migrate", "--to", target]) == 0
    assert f"VANTHU_ORIGINALS={data / 'originals'}" in capsys.readouterr().out
    assert run(["migrate", "--to", target]) == 1
    assert capsys.readouterr().err.split(": ")[1] == "conflict"


def test_originals_move_into_a_bucket(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read again there; `check` of the new installation is content, and says so when the store refuses."""
    with failing_bucket(one_in=10_000) as bucket:
        for name, value in bucket.environment.items():
            monkeypatch.setenv(name, value)
        assert run(["migrate", "--to", target, "--originals", f"{bucket.url}/{tmp_path.name}"]) == 0
        assert "right hash: 2, copied: 2." in capsys.readouterr().out
        monkeypatch.setenv("VANTHU_DATABASE_URL", target)
        monkeypatch.setenv("VANTHU_ORIGINALS", f"{bucket.url}/{tmp_path.name}")
        assert run(["check"]) == 0
    with failing_bucket(one_in=1) as bucket:
        for name, value in bucket.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("VANTHU_ORIGINALS", f"{bucket.url}/{tmp_path.name}")
        assert run(["check"]) == 1
        assert capsys.readouterr().err.startswith("vanthu: storage: ")


def test_a_rotten_original_stops_the_move(target: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before any row is written."""
    rotten = next(path for path in sorted((data / "originals").glob("??/??/*")))
    rotten.write_bytes(b"rot")
    assert run(["migrate", "--to", target]) == 1
    assert capsys.readouterr().err.startswith("vanthu: copy_differs: ")
    assert _documents(target) == 0


def test_a_copy_that_differs_is_not_kept(
    target: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row lost on the way rolls everything back."""
    whole = moving.fill_table

    def lossy(connection, found, rows):  # type: ignore[no-untyped-def]
        count = whole(connection, found, rows)
        if found.name == "event":
            connection.execute(delete(found).where(found.c.position == 1))
        return count

    monkeypatch.setattr(moving, "fill_table", lossy)
    assert run(["migrate", "--to", target]) == 1
    assert "copy_differs" in capsys.readouterr().err
    assert _documents(target) == 0


def test_a_value_that_changed_shows_in_the_fingerprint(data: Path) -> None:
    """Also where the count stays."""
    database = Database(f"sqlite:///{data}/vanthu.db")
    events = table(EventRow)
    with database.write() as connection:
        before = fingerprint(connection, events)
        connection.execute(events.update().where(events.c.position == 1).values(type="other"))
        after = fingerprint(connection, events)
    database.close()
    assert (before.rows, before == after) == (after.rows, False)
    assert isinstance(before, Fingerprint)


def test_a_running_service_is_not_moved(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it files meanwhile would be left behind."""
    held = lock_file(data / "engine.lock")
    assert held is not None
    assert run(["migrate", "--to", f"sqlite:///{tmp_path}/moved.db"]) == 1
    assert capsys.readouterr().err.split(": ")[1] == "in_use"
    os.close(held)


def test_nor_is_a_running_worker(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It works beside the service, so it holds a lock of its own."""
    worker = FilePresence(data / "engines", "worker")
    worker.hold()
    assert run(["migrate", "--to", f"sqlite:///{tmp_path}/moved.db"]) == 1
    assert capsys.readouterr().err.split(": ")[1] == "in_use"
    worker.release()
    assert run(["migrate", "--to", f"sqlite:///{tmp_path}/moved.db"]) == 0


@pytest.mark.parametrize("url", ["postgresql://nobody:secret@127.0.0.1:1/none", "nosuch://x/y"])
def test_a_database_that_does_not_answer_is_told(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By type, without a traceback and without the password."""
    assert run(["migrate", "--to", url]) == 1
    err = capsys.readouterr().err
    assert err.startswith("vanthu: database: ")
    assert "secret" not in err


def test_a_target_is_needed() -> None:
    """Wrong usage otherwise."""
    assert run(["migrate"]) == 2


def _documents(url: str) -> int:
    database = Database(url)
    with database.read() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM document").scalar_one()
    database.close()
    return int(found)
