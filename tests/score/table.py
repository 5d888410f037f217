"""The README's table "How well it works", made of the scorer's figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

BEGIN = "<!-- score: begin (written by make score) -->"
END = "<!-- score: end -->"


class Row(NamedTuple):
    """One line: on what, what is measured, and the figure."""

    material: str
    measure: str
    figure: str


def rows_of(name: str, figures: dict[str, Any]) -> list[Row]:
    """The lines of one set: `seeds`, `texts`, `pdf` or `signed`."""
    if name == "signed":
        return _signed_rows(figures)
    return _pdf_rows(figures) if name == "pdf" else _text_rows(name, figures)


def _text_rows(name: str, figures: dict[str, Any]) -> list[Row]:
    material = _material(name, figures)
    return [
        Row(material, "legal references, exact place and length, F1", _f1(figures["citations_exact"])),
        Row(material, "legal references, overlapping, F1", _f1(figures["citations_overlap"])),
        Row(material, "number and provision of found references right", str(figures["key_accuracy"])),
        Row(material, "fields, strict / soft F1", f"{_f1(figures['fields_strict'])} / {_f1(figures['fields_soft'])}"),
        *([Row(material, "dispatches of a bundle found", figures["bundles"])] if name == "seeds" else []),
    ]


def left_out_row(name: str, figures: dict[str, Any]) -> Row:
    """Exact references and strict fields of texts that were each read without the words only they use."""
    both = f"{_f1(figures['citations_exact'])} / {_f1(figures['fields_strict'])}"
    measure = "the same, words only that text uses taken from the tables: references exact / fields strict F1"
    return Row(_material(name, figures), measure, both)


def _material(name: str, figures: dict[str, Any]) -> str:
    return f"{figures['files']} letters as OCR text" if name == "seeds" else f"{figures['files']} texts"


def _pdf_rows(figures: dict[str, Any]) -> list[Row]:
    material = f"{figures['files']} PDFs"
    rows = [
        Row(material, "number of signatures right", figures["signature_count_right"]),
        Row(material, "number of dispatches right", figures["dispatch_count_right"]),
    ]
    for part, words in (("text", "with a text layer"), ("scan", "scanned")):
        got = figures[part]
        both = f"{_f1(got['fields_strict'])} / {_f1(got['fields_soft'])}"
        rows.append(Row(f"{material}, {words}", "fields, strict / soft F1", both))
        rows.append(Row(f"{material}, {words}", "works cited, F1", _f1(got["works_cited"])))
    return rows


def _signed_rows(figures: dict[str, Any]) -> list[Row]:
    material = f"{figures['files']} signed PDFs of other projects' tests"

    def of(part: str, whole: str) -> str:
        return f"{figures.get(part, 0)}/{figures.get(whole, 0)}"

    return [
        Row(material, "without an answer", str(figures.get("no_answer", 0))),
        Row(material, "good files accepted", of("good_accepted", "good")),
        Row(material, "bad files refused", of("bad_refused", "bad")),
        Row(material, "unsafe accepts", str(figures.get("unsafe_accept", 0))),
        Row(material, "number of signatures right", of("count_right", "counted")),
    ]


def write_table(readme: Path, rows: list[Row]) -> None:
    """Set the rows between the markers of the README; the rest of it stays."""
    before, _, rest = readme.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    lines = ["| Material | Measure | Figure |", "| --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows)]
    readme.write_text("\n".join([f"{before}{BEGIN}", *lines, f"{END}{after}"]), "utf-8")


def _f1(prf: dict[str, Any]) -> str:
    return str(prf["f1"])
