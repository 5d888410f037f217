"""Check, backup, restore: loss is found, and a backup is the whole corpus."""

from __future__ import annotations

import gzip
import hashlib
import json
from contextlib import closing

import pytest
from sqlalchemy import text

from corpus.backup import BackupDamaged, restore_backup
from corpus.corpus import open_corpus
from corpus.database import Database
from corpus.moving import move_database
from corpus.originals import LocalOriginals
from corpus.refusals import Conflict, OriginalMissing
from corpus.schema import SchemaTooNew
from tests.corpus.compose_reading import cite, file_dispatch, on
from tests.corpus.conftest import postgres_database


@pytest.fixture
def kept(corpus):
    """Two dispatches that cite each other's numbers, one entry voided, one correction waiting to be told apart."""
    first = file_dispatch(corpus, "Về đê.", [cite("2/2020/QĐ-TTg"), cite("9/UBND")], reference="1/2020/QĐ-TTg")
    file_dispatch(
        corpus, "Về đường.", [cite("1/2020/QĐ-TTg", "dieu:1")], reference="2/2020/QĐ-TTg", issued_on=on("2020-01-02")
    )
    corpus.void_arrival(first.arrival.id, "nhầm", by="Lan")
    return corpus


def test_a_sound_corpus_is_reported_sound(kept):
    """Counts, and nothing else."""
    report = kept.check()
    assert (report.sound, report.originals, report.documents, report.faults) == (True, 2, 2, ())


def test_loss_rot_and_strays_are_found(kept):
    """A file gone, a file changed, a file nobody knows."""
    first, second = (document.sha256 for document in kept.documents().items)
    kept.originals.path(first).unlink()
    kept.originals.path(second).write_bytes(b"rot")
    stray = kept.originals.put(b"stray")
    report = kept.check()
    found = sorted((fault.kind, fault.subject) for fault in report.faults)
    assert found == [("original_changed", second), ("original_missing", first), ("stray_original", stray)]
    assert {fault.kind: bool(fault.detail) for fault in report.faults}["original_changed"]  # by the names of its files
    assert not report.sound


def test_a_number_that_is_noted_wrongly_is_found(kept):
    """Lists of documents without a number go by the note, so it must be what the register says."""
    with kept.database.write() as connection:
        connection.execute(text("UPDATE document SET numbered = NOT numbered"))
    assert [fault.kind for fault in kept.check().faults] == ["number_wrong", "number_wrong"]


def test_a_backup_restored_elsewhere_is_the_same_corpus(kept, tmp_path):
    """Into an empty folder: lists, search, citations, register, history; and again only what is new is copied."""
    report = kept.back_up(tmp_path / "backup")
    assert (report.originals, report.copied, kept.back_up(tmp_path / "backup").copied) == (2, 2, 0)
    url = f"sqlite:///{tmp_path}/restored.db"
    with closing(Database(url)) as target:
        restore_backup(tmp_path / "backup", target, LocalOriginals(tmp_path / "restored"))
    assert_same(kept, url, tmp_path)


def assert_same(kept, url, tmp_path):
    """The other corpus answers as the first."""
    with open_corpus(url, str(tmp_path / "restored"), tmp_path / "restored-index") as other:
        assert other.documents() == kept.documents()
        assert [hit.dispatch for hit in other.search("đê").hits] == [hit.dispatch for hit in kept.search("đê").hits]
        assert other.citations("1/2020/QĐ-TTg").items == kept.citations("1/2020/QĐ-TTg").items
        assert (other.arrivals(), other.events()) == (kept.arrivals(), kept.events())
        assert other.check().sound
        assert file_dispatch(other, "Mới.", reference="3/A-B").arrival.number == 3


@pytest.mark.postgres
@pytest.mark.parametrize("way", ["backup", "move"])
def test_a_corpus_moves_into_the_other_database(kept, tmp_path, way):
    """From SQLite to PostgreSQL and back, by a backup or directly."""
    databases = postgres_database()
    url = next(databases) if kept.database.is_sqlite else f"sqlite:///{tmp_path}/other.db"
    store = LocalOriginals(tmp_path / "restored")
    kept.back_up(tmp_path / "backup")
    with closing(Database(url)) as target:
        if way == "backup":
            restore_backup(tmp_path / "backup", target, store)
        else:
            assert move_database(kept.database, target)["document"].rows == 2
            for document in kept.documents().items:
                store.put(kept.originals.get(document.sha256))
    assert_same(kept, url, tmp_path)
    next(databases, None)


def test_a_backup_goes_only_into_an_empty_database_and_only_whole(kept, tmp_path):
    """A changed table or a missing manifest is refused, and nothing is written."""
    kept.back_up(tmp_path / "backup")
    with pytest.raises(Conflict):
        restore_backup(tmp_path / "backup", kept.database, kept.originals)
    with gzip.open(tmp_path / "backup/tables/batch.ndjson.gz", "ab") as stream:
        stream.write(b"{}\n")
    empty = Database(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(BackupDamaged, match="batch"):
        restore_backup(tmp_path / "backup", empty, kept.originals)
    (tmp_path / "backup/manifest.json").unlink()
    with pytest.raises(BackupDamaged, match="manifest"):
        restore_backup(tmp_path / "backup", empty, kept.originals)
    empty.close()


def test_a_backup_of_an_earlier_version_is_restored(kept, tmp_path):
    """Into the tables of then, which are migrated: what came since is made up. One of a later version is refused."""
    backup = tmp_path / "backup"
    kept.back_up(backup)
    manifest = json.loads((backup / "manifest.json").read_text())
    for name, since in (("document", "numbered"), ("dispatch", "doubts")):
        file = backup / "tables" / f"{name}.ndjson.gz"
        rows = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
        lines = "".join(json.dumps({key: row[key] for key in row if key != since}) + "\n" for row in rows).encode()
        file.write_bytes(gzip.compress(lines))
        manifest["tables"][name]["sha256"] = hashlib.sha256(lines).hexdigest()
    for revision in ("9999", "0009"):
        (backup / "manifest.json").write_text(json.dumps(manifest | {"revision": revision}))
        with closing(Database(f"sqlite:///{tmp_path}/restored.db")) as target:
            if revision == "9999":
                with pytest.raises(SchemaTooNew):
                    restore_backup(backup, target, LocalOriginals(tmp_path / "restored"))
            else:
                restore_backup(backup, target, LocalOriginals(tmp_path / "restored"))
    with open_corpus(f"sqlite:///{tmp_path}/restored.db", str(tmp_path / "restored")) as restored:
        assert restored.check().faults == ()
        shown, was = restored.documents().items, kept.documents().items
        assert [(found.arrival_number, found.dispatches) for found in shown] == [
            (found.arrival_number, found.dispatches) for found in was
        ]


def test_a_backup_that_fails_leaves_the_earlier_one(kept, tmp_path):
    """An original lost before it was ever copied stops the new one; the old one is restored as it was."""
    kept.back_up(tmp_path / "backup")
    filed = file_dispatch(kept, "Mất rồi.", reference="4/A-B")
    kept.originals.delete(kept.document(filed.document_id).summary.sha256)
    with pytest.raises(OriginalMissing):
        kept.back_up(tmp_path / "backup")
    with closing(Database(f"sqlite:///{tmp_path}/restored.db")) as target:
        report = restore_backup(tmp_path / "backup", target, LocalOriginals(tmp_path / "restored"))
    assert (report.originals, report.tables["document"]) == (2, 2)
