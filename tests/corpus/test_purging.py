"""Retention: the trash lets go what its schedule lets go, and nothing else; numbers stay, originals go last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, inspect, select

from corpus import purging
from corpus.backup import restore_backup
from corpus.database import Database
from corpus.originals import LocalOriginals
from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.retention import Retention, load_retention, parse_retention
from corpus.tables import METADATA
from corpus.tables.base import table
from corpus.tables.documents import DocumentRow
from tests.corpus.compose_reading import cite, file_dispatch, reading

SCHEDULE = parse_retention(
    'document_type,years,source\ncong_van,2,"QĐ 1"\nnghi_quyet,vinh_vien,"QĐ 1"\ngiay_moi,5,"QĐ 1"\n'
)


def later(clock, years):
    """So many years go by."""
    clock.now += timedelta(days=366 * years)


def trash(corpus, body, **values):
    """A document filed and thrown away."""
    found = file_dispatch(corpus, body, [cite("15/2020/QĐ-TTg", "dieu:1")], **values)
    corpus.trash(found.document_id, "nhầm", "L")
    return found


def test_only_what_is_past_its_retention_goes(corpus, clock):
    """By kind, counted from the end of the year; kinds not in the schedule, and live documents, stay."""
    letter = trash(corpus, "Một.", document_type="cong_van", reference="1/A-B")
    invitation = trash(corpus, "Hai.", document_type="giay_moi", reference="2/A-B")
    for_ever = trash(corpus, "Ba.", document_type="nghi_quyet", reference="3/A-B")
    unlisted = trash(corpus, "Bốn.", document_type="bao_cao", reference="4/A-B")
    live = file_dispatch(corpus, "Năm.", document_type="cong_van", reference="5/A-B")
    due = {found.document_id: found.due_on for found in corpus.trashed(SCHEDULE)}
    assert due == {
        letter.document_id: date(2029, 1, 1), invitation.document_id: date(2032, 1, 1),
        for_ever.document_id: None, unlisted.document_id: None,
    }  # fmt: skip
    later(clock, 2)
    assert corpus.purge(SCHEDULE, "L").documents == ()
    later(clock, 1)
    told = corpus.purge(SCHEDULE, "L", dry_run=True)
    assert ([found.document_id for found in told.documents], told.originals) == ([letter.document_id], 0)
    assert corpus.document(letter.document_id)
    done = corpus.purge(SCHEDULE, "L")
    assert [found.references for found in done.documents] == [("1/A-B",)]
    assert (done.originals, done.bytes) == (1, len("Một.".encode()))
    assert corpus.purge(load_retention(), "L").documents == ()
    assert corpus.document(live.document_id)
    assert {found.document_id for found in corpus.trashed(SCHEDULE)} == set(due) - {letter.document_id}


def test_nothing_is_left_but_number_hash_and_audit(corpus, clock):
    """Every table that knows documents is cleared; the entry is struck out and its number never given again."""
    dossier = corpus.open_dossier("Hồ sơ", "L").dossier.id
    found = file_dispatch(
        corpus, "Về bà Lan.", [cite("15/2020/QĐ-TTg")], document_type="cong_van", reference="1/A-B", codes=["A.1-1-1"]
    )
    corpus.add_to_dossier(dossier, found.document_id, "L")
    corpus.move_dossier(dossier, "rejected", "L")
    corpus.annotate_arrival(found.arrival.id, {"recipient": "Phòng Một", "note": "bà Lan"}, "L")
    sha256 = corpus.document(found.document_id).summary.sha256
    corpus.trash(found.document_id, "nhầm", "L")
    later(clock, 4)
    assert len(corpus.purge(SCHEDULE, "Bình").documents) == 1
    (entry,) = corpus.arrivals(year=2026).items
    assert (entry.number, entry.void_reason, entry.recipient, entry.note) == (1, purging.REASON, None, None)
    assert not corpus.originals.has(sha256)
    with corpus.database.read() as connection:
        for row in METADATA.sorted_tables:
            refers = [key.parent.name for key in row.foreign_keys if key.column.table.name in ("document", "dispatch")]
            for name in refers:
                filled = select(func.count()).select_from(row).where(row.c[name].is_not(None))
                expected = 1 if (row.name, name) == ("arrival", "document_id") else 0
                assert (row.name, name, connection.execute(filled).scalar_one()) == (row.name, name, expected)
        kept = connection.execute(select(table(DocumentRow))).mappings().one()
    assert (kept["name"], kept["path"], kept["sha256"]) == ("", "", sha256)
    purged = corpus.audit(found.document_id)[0]
    assert (purged.action, purged.actor, purged.details["references"]) == ("document.purged", "Bình", ["1/A-B"])
    assert corpus.check().faults == ()
    assert corpus.search("Lan").total == 0
    for ask in (
        corpus.document,
        lambda id_: corpus.restore(id_, "L"),
        lambda id_: corpus.trash(id_, "x", "L"),
        lambda id_: corpus.correct(id_, [], "L"),
    ):
        with pytest.raises(NotFound):
            ask(found.document_id)
    corpus.catch_up_index()
    assert file_dispatch(corpus, "Mới.", reference="2/A-B").arrival.number == 1


def test_the_same_bytes_again_are_filed_anew(corpus, clock):
    """Kept, read and numbered as any other, under the id they had."""
    found = trash(corpus, "Một.", document_type="cong_van", reference="1/A-B")
    later(clock, 4)
    corpus.purge(SCHEDULE, "L")
    again = file_dispatch(corpus, "Một.", [cite("1/B")], document_type="cong_van", reference="1/A-B")
    assert (again.outcome, again.document_id, again.arrival.number) == ("registered", found.document_id, 1)
    view = corpus.document(again.document_id)
    assert (view.summary.name, corpus.originals.get(view.summary.sha256)) == ("a.txt", "Một.".encode())
    assert (corpus.search("một").total, corpus.check().faults) == (1, ())


def test_a_document_of_an_open_dossier_stays(corpus, clock):
    """Until it is closed; then the years are counted from that one."""
    found = file_dispatch(corpus, "Một.", document_type="cong_van")
    dossier = corpus.open_dossier("Hồ sơ", "L").dossier.id
    corpus.add_to_dossier(dossier, found.document_id, "L")
    corpus.trash(found.document_id, "nhầm", "L")
    later(clock, 9)
    assert corpus.trashed(SCHEDULE)[0].due_on is None
    corpus.move_dossier(dossier, "rejected", "L")
    assert corpus.trashed(SCHEDULE)[0].due_on == date(2038, 1, 1)


def test_a_slip_can_be_undone_for_a_month(corpus, clock):
    """However long ago its retention ended."""
    found = file_dispatch(corpus, "Một.", document_type="cong_van")
    later(clock, 9)
    corpus.trash(found.document_id, "nhầm", "L")
    clock.now += timedelta(days=29)
    assert corpus.purge(SCHEDULE, "L").documents == ()
    corpus.restore(found.document_id, "L")
    clock.now += timedelta(days=29)
    assert corpus.purge(SCHEDULE, "L").documents == ()
    assert corpus.document(found.document_id)


def test_an_archive_stays_until_all_that_came_out_of_it_is_gone(corpus, clock):
    """And what waits to be read from the same bytes keeps them."""
    batch = corpus.create_batch("lô", "test").id
    archive = corpus.receive(batch, "a.zip", "a.zip", b"zip")
    corpus.file(archive.id, reading("x", data=b"zip", members=["a.zip!1.txt", "a.zip!2.txt"]))
    documents = []
    for body in ("Một.", "Hai."):
        found = reading(body, document_type="cong_van", reference=f"{len(body)}/A-B")
        item = corpus.receive(batch, "m.txt", f"a.zip!{body}", body.encode(), parent=archive.id)
        documents.append(corpus.file(item.id, found).document_id)
    first, second = documents
    hashes = [corpus.document(found).summary.sha256 for found in documents]
    corpus.trash(first, "x", "L")
    later(clock, 4)
    assert corpus.purge(SCHEDULE, "L").originals == 1
    assert [corpus.originals.has(found) for found in (*hashes, archive.sha256)] == [False, True, True]
    corpus.trash(second, "x", "L")
    clock.now += timedelta(days=31)
    waiting = corpus.receive(batch, "n.txt", "n.txt", b"Hai.")
    assert corpus.purge(SCHEDULE, "L").originals == 1
    assert [corpus.originals.has(found) for found in (hashes[1], archive.sha256)] == [True, False]
    assert corpus.file(waiting.id, reading("Hai.")).outcome == "registered"
    assert corpus.check().faults == ()


def test_a_crash_leaves_no_original_behind(corpus, clock, monkeypatch):
    """What the rows say is gone goes at the next run."""
    found = trash(corpus, "Một.", document_type="cong_van")
    sha256 = corpus.trashed(SCHEDULE)[0].sha256
    later(clock, 4)
    monkeypatch.setattr(type(corpus.originals), "delete", _killed)
    with pytest.raises(RuntimeError):
        corpus.purge(SCHEDULE, "L")
    monkeypatch.undo()
    assert corpus.originals.has(sha256)
    with pytest.raises(NotFound):
        corpus.document(found.document_id)
    done = corpus.purge(SCHEDULE, "L")
    assert (done.documents, done.originals, corpus.originals.has(sha256)) == ((), 1, False)


def _killed(*_):
    raise RuntimeError("killed")


def test_bytes_that_come_in_while_they_are_taken_away_are_kept(corpus, clock):
    """Between the row and the file: whoever receives them puts them back."""
    trash(corpus, "Một.", document_type="cong_van")
    sha256 = corpus.trashed(SCHEDULE)[0].sha256
    later(clock, 4)
    batch = corpus.create_batch("lô", "test").id
    put = corpus.originals.put

    class Late:
        """A store whose bytes vanish right after they were found to be there."""

        def __getattr__(self, name):
            return getattr(kept, name)

        def put(self, data):
            found = put(data)
            if not self.purged:
                self.purged = True
                corpus.purge(SCHEDULE, "L")
            return found

        purged = False

    kept, corpus.originals = corpus.originals, Late()
    corpus.receive(batch, "a.txt", "a.txt", "Một.".encode())
    corpus.originals = kept
    assert corpus.originals.has(sha256)
    assert corpus.check().faults == ()


def test_a_backup_does_without_what_was_purged(corpus, clock, tmp_path):
    """And is restored sound."""
    trash(corpus, "Một.", document_type="cong_van")
    file_dispatch(corpus, "Hai.", document_type="cong_van")
    later(clock, 4)
    corpus.purge(SCHEDULE, "L")
    assert corpus.back_up(tmp_path / "backup").originals == 1
    target = Database(f"sqlite:///{tmp_path}/restored.db")
    restore_backup(tmp_path / "backup", target, LocalOriginals(tmp_path / "restored"))
    with target.read() as connection:
        assert inspect(connection).has_table("document")
    target.close()


def test_the_longest_of_several_kinds_holds():
    """A bundle with one paper to be kept for ever is kept for ever."""
    years = Retention({"a": 5, "b": None, "c": 10})
    assert years.due_on(["a", "c"], 2020) == date(2031, 1, 1)
    assert years.due_on(["a", "b"], 2020) is None
    assert years.due_on(["a", "x"], 2020) is None
    assert Retention({"*": 1, "a": 5}).due_on([None], 2020) == date(2022, 1, 1)
    assert Retention({}).due_on([], 2020) is None


@pytest.mark.parametrize(
    "text",
    [
        "kind,years\n",
        "document_type,years,source\nla_thu,5,x\n",
        "document_type,years,source\ncong_van,-1,x\n",
        "document_type,years,source\ncong_van,,x\n",
        "document_type,years,source\ncong_van,5,\n",
        "document_type,years,source\ncong_van,5,x\ncong_van,6,x\n",
    ],
)
def test_a_schedule_is_checked_when_it_is_read(text):
    """A slip must not remove anything; nothing of the file counts then."""
    with pytest.raises(InvalidValue, match="retention"):
        parse_retention(text)


def test_two_may_purge_at_once(corpus, clock):
    """A document brought back in between stays."""
    found = trash(corpus, "Một.", document_type="cong_van")
    (listed,) = corpus.trashed(SCHEDULE)
    corpus.restore(found.document_id, "L")
    assert corpus.database.transact(lambda c: purging.purge_document(c, listed, "L", clock())) is False
    assert corpus.document(found.document_id)
    with pytest.raises(Conflict):
        corpus.restore(found.document_id, "L")
