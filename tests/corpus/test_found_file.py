"""Exports of any query: every dispatch found, once, in each format, however many there are."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from arro3.io import read_parquet

from corpus import found_file, parquet, selection
from corpus.found_file import FORMATS, format_of
from corpus.listing import COLUMNS, NAMES
from corpus.refusals import InvalidQuery, InvalidValue
from tests.corpus.compose_reading import cite, file_dispatch, file_reading, on, reading

QUERIES = ["đê", "ký hiệu: A-B", "năm: 2026", "15/2020/QĐ-TTg", "viện dẫn: 15/2020/QĐ-TTg; đê", "2 A", "đê -sông"]


@pytest.fixture
def filled(corpus):
    """Twelve dispatches about dykes, every third citing a decision; one in the trash; one file without any."""
    for number in range(1, 13):
        cited = [cite("15/2020/QĐ-TTg")] if number % 3 == 0 else []
        body = f"Về đê{' sông' if number % 2 else ''} số {number}."
        file_dispatch(corpus, body, cited, reference=f"{number}/A-B", issued_on=on(f"2026-01-{number:02}"))
    corpus.trash(file_dispatch(corpus, "Đê bỏ.", [cite("15/2020/QĐ-TTg")], reference="2/A-C").document_id, "x", "L")
    file_reading(corpus, reading("Không có gì."))
    corpus.catch_up_index()
    return corpus


def rows(corpus, query, format="ndjson"):
    """The rows of an export, as dictionaries."""
    with corpus.export_search(query, format) as stream:
        data = stream.read()
    if format == "ndjson":
        return [json.loads(line) for line in data.splitlines()]
    if format == "csv":
        return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    if format == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            found = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).findall(".//{*}row")
        head, *lines = [[cell.findtext("{*}v") or cell.findtext(".//{*}t") or "" for cell in row] for row in found]
        return [dict(zip(head, line, strict=True)) for line in lines]
    found = read_parquet(data).read_all()
    columns = [found.column(name).to_pylist() for name in NAMES]
    return [dict(zip(NAMES, line, strict=True)) for line in zip(*columns, strict=True)]


@pytest.mark.parametrize("query", QUERIES)
def test_an_export_holds_what_the_search_finds(filled, query, monkeypatch):
    """All of it, whatever the size of the pieces; nothing of the trash, nothing twice."""
    monkeypatch.setattr(selection, "PIECE", 2)
    monkeypatch.setattr(selection, "HITS", 3)
    found, cursor = [], None
    while True:
        result = filled.search(query, cursor=cursor, limit=5)
        found += [hit.dispatch.id for hit in result.hits if hit.dispatch]
        cursor = result.next_cursor
        if cursor is None:
            break
    exported = [row["dispatch_id"] for row in rows(filled, query)]
    assert sorted(exported) == sorted(set(found))
    assert exported != []


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_tells_the_same(filled, format):
    """Same rows in the same order; days as the format has them."""
    expected = [(row["document_id"], row["reference"]) for row in rows(filled, "đê")]
    found = rows(filled, "đê", format)
    assert [(row["document_id"], row["reference"]) for row in found] == expected
    assert set(found[0]) == set(NAMES)
    (first,) = [row for row in found if row["reference"] == "7/A-B"]
    number, day = {
        "csv": ("7", "07/01/2026"),
        "xlsx": ("7", "07/01/2026"),
        "ndjson": (7, "2026-01-07"),
        "parquet": (7, date(2026, 1, 7)),
    }[format]
    assert (first["arrival_number"], first["issued_on"]) == (number, day)
    if format == "parquet":
        kept = {row.dispatches[0].reference: row.registered_at for row in filled.documents().items if row.dispatches}
        assert first["registered_at"] == kept["7/A-B"]
        assert first["registered_at"].utcoffset() == timedelta(0)


def test_parquet_keeps_its_types_without_rows(filled):
    """A reader sees the same columns, be there hits or none."""
    with filled.export_search("zzzqqq", "parquet") as stream:
        empty = read_parquet(stream.read()).read_all()
    with filled.export_search("đê", "parquet") as stream:
        full = read_parquet(stream.read()).read_all()
    assert (empty.num_rows, [str(field.type) for field in empty.schema]) == (
        0, [str(field.type) for field in full.schema],
    )  # fmt: skip
    assert len(COLUMNS) == len(full.schema)


def test_what_fails_in_between_is_told_as_it_is(filled, monkeypatch):
    """The refusal of the corpus, not the words of the writer; no half file is handed out."""

    def fail(*_):
        yield []
        raise InvalidValue("hỏng")

    monkeypatch.setattr(found_file, "list_found", fail)
    for format in FORMATS:
        with pytest.raises(InvalidValue, match="hỏng"):
            filled.export_search("đê", format)


def test_rows_are_written_in_groups(filled, monkeypatch):
    """What is held in memory is one group, not the whole."""
    monkeypatch.setattr(parquet, "ROW_GROUP", 5)
    assert len(rows(filled, "đê", "parquet")) == 12


@pytest.mark.parametrize(("query", "error"), [("", InvalidQuery), ('"a', InvalidQuery)])
def test_a_query_that_asks_for_nothing_is_refused(corpus, query, error):
    """As when it is saved."""
    with pytest.raises(error):
        corpus.export_search(query)


def test_the_format_is_told_by_the_name():
    """Case apart; another ending is refused in both languages."""
    assert [format_of(name) for name in ("a.csv", "b.PARQUET", "c.x.ndjson", "d.xlsx")] == [
        "csv", "parquet", "ndjson", "xlsx",
    ]  # fmt: skip
    with pytest.raises(InvalidValue, match=" / "):
        format_of("a.doc")
