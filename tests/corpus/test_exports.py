"""Exports: the statutory register, lists for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

from corpus.document import DocumentFilter
from corpus.exports import REGISTER_COLUMNS, XLSX_PARTS, write_csv
from tests.corpus.compose_reading import file_dispatch, file_reading, on, reading


def fill(corpus):
    """An entry filled in, one voided, one of a file without number."""
    facts = {"issuer": "Sở Tài chính", "issued_on": on("2026-02-27"), "document_type": "cong_van", "subject": "giá đất"}
    first = file_dispatch(corpus, "Một.", reference="7/STC-QLG", **facts)
    corpus.annotate_arrival(first.arrival.id, {"recipient": "Phòng Giá", "forwarded_on": on("2026-03-02")}, by="Lan")
    corpus.void_arrival(file_reading(corpus, reading("Hai.")).arrival.id, "trùng", by="Lan")
    file_reading(corpus, reading("Ba."))


def test_the_register_has_the_ten_columns_of_the_decree(corpus):
    """In the order of the numbers; a voided entry keeps its line."""
    fill(corpus)
    lines = list(csv.reader(io.StringIO(corpus.export_register().decode("utf-8-sig"))))
    assert lines == [
        list(REGISTER_COLUMNS),
        [
            "02/03/2026",
            "1",
            "Sở Tài chính",
            "7/STC-QLG",
            "27/02/2026",
            "Công văn về việc giá đất",
            "Phòng Giá",
            "02/03/2026",
            "",
            "",
        ],
        ["02/03/2026", "2", "", "", "", "", "", "", "", "Hủy: trùng"],
        ["02/03/2026", "3", "", "", "", "", "", "", "", ""],
    ]


def test_the_workbook_is_well_formed(corpus):
    """Every part parses, numbers are numbers."""
    fill(corpus)
    with zipfile.ZipFile(io.BytesIO(corpus.export_register(format="xlsx"))) as book:
        assert set(book.namelist()) == {*XLSX_PARTS, "xl/worksheets/sheet1.xml"}
        parts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist()}
    rows = parts["xl/worksheets/sheet1.xml"].findall(".//{*}row")
    assert [row[1].findtext("{*}v") for row in rows] == [None, "1", "2", "3"]


def test_lists_are_exported_as_filtered(corpus):
    """CSV and JSON lines."""
    fill(corpus)
    wanted = DocumentFilter(document_type="cong_van")
    (table,) = corpus.export_documents(wanted)
    assert [line["reference"] for line in csv.DictReader(io.StringIO(table.decode("utf-8-sig")))] == ["7/STC-QLG"]
    assert len([json.loads(line) for line in corpus.export_documents(format="ndjson")]) == 3


def test_what_would_run_as_a_formula_is_quoted():
    """A subject is what somebody else wrote."""
    assert write_csv(["a"], [["=1+1"], ["-1"], ["- a"], [-1]]).decode("utf-8-sig").split()[1:] == [
        "'=1+1",
        "'-1",
        "-",
        "a",
        "-1",
    ]
