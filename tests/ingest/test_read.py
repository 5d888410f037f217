"""The seam: bytes in, one Reading out, whatever the bytes are."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from corpus.reading import Reading, to_json
from ingest.options import Limits, ReadOptions
from ingest.read import read_file
from signatures.trust import TrustStore
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.ingest.sheets import Sheet
from tests.ingest.test_archives import zipped
from tests.ingest.test_docx import letter as docx_letter
from tests.ingest.test_edxml import attachment, envelope

NOW = datetime(2025, 6, 1, tzinfo=UTC)
NO_OCR = ReadOptions(ocr=False)
LETTER = read_letter("cong-van-quyet-toan")


TWO_PAGES = Sheet().put(9, 99, "a").turn_page().put(9, 99, "b").pdf()


def read(data: bytes, name: str = "a.pdf", options: ReadOptions = NO_OCR) -> Reading:
    """Read without trust anchors at a moment that stands still."""
    return read_file(data, name, trust=TrustStore.empty(), now=NOW, options=options)


def encrypted(user: str = "mo") -> bytes:
    """A dispatch behind a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(compose_pdf(LETTER))) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="chu", user=user))
    return out.getvalue()


def test_a_dispatch_is_read() -> None:
    """Pages, fields and signatures of a born-digital letter."""
    reading = read(compose_pdf(LETTER))
    assert reading.problem is None
    assert [page.text_from for page in reading.text.pages] == ["text_layer"] if reading.text else False
    fields = reading.dispatches[0].fields
    assert fields.reference
    assert fields.reference.value == LETTER.reference
    assert fields.issued_on
    assert fields.issued_on.value == LETTER.issued_on
    assert reading.signatures
    assert reading.signatures.integrity == "unsigned"
    assert (reading.source.media_type, reading.source.page_count) == ("application/pdf", 1)


def test_the_same_bytes_give_the_same_reading() -> None:
    """No clock, no order of anything."""
    data = compose_pdf(LETTER)
    assert json.dumps(to_json(read(data))) == json.dumps(to_json(read(data)))


def test_a_text_is_its_own_canonical_text() -> None:
    """Not one code point more or less."""
    text = "Số: 12/SNV-VP\r\n\r\n  Kính gửi:\tỦy ban"
    reading = read(text.encode(), "a.txt")
    assert reading.text is not None
    assert reading.text.content == text


def test_a_word_processor_file_is_unsigned() -> None:
    """Its text and its fields are read."""
    reading = read(docx_letter(), "a.docx")
    assert reading.signatures
    assert reading.signatures.integrity == "unsigned"
    assert reading.text
    assert "Số: 12/SNV-VP" in reading.text.content


def test_containers_name_their_members() -> None:
    """A zip and an envelope have no text; an envelope has facts."""
    assert read(zipped(("b/c.pdf", b"x")), "a.zip").members == ("a.zip!b/c.pdf",)
    reading = read(envelope(attachment("c.txt", b"x")), "a.edxml")
    assert (reading.members, reading.text, reading.metadata["reference"]) == (("a.edxml!c.txt",), None, "12/UBND-TH")


def test_a_pdf_that_carries_files_is_read_itself_too() -> None:
    """It has text and members."""
    with pikepdf.open(io.BytesIO(compose_pdf(LETTER))) as file:
        file.attachments["p"] = pikepdf.AttachedFileSpec(file, b"x", filename="phu-luc.txt")
        out = io.BytesIO()
        file.save(out)
    reading = read(out.getvalue())
    assert reading.members == ("a.pdf!phu-luc.txt",)
    assert reading.dispatches


@pytest.mark.parametrize(
    ("data", "name", "options", "problem"),
    [
        (b"", "a.pdf", NO_OCR, "empty_file"),
        (b"<!DOCTYPE html>", "a.pdf", NO_OCR, "unsupported_type"),
        (b"MZ\x90", "a.exe", NO_OCR, "unsupported_type"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "a.doc", NO_OCR, "office_file"),
        (rb"{\rtf1 a}", "a.doc", NO_OCR, "office_file"),
        (b"Rar!\x1a\x07\x01\x00", "a.zip", NO_OCR, "other_archive"),
        (b"7z\xbc\xaf\x27\x1c", "a.7z", NO_OCR, "other_archive"),
        (b"%PDF-1.7 nothing", "a.pdf", NO_OCR, "damaged"),
        (encrypted(), "a.pdf", NO_OCR, "encrypted"),
        (encrypted(), "a.pdf", replace(NO_OCR, password="sai"), "wrong_password"),
        (encrypted(), "a.pdf", replace(NO_OCR, password="mo"), None),
        (encrypted(user=""), "a.pdf", replace(NO_OCR, password="sai"), None),
        (compose_pdf(LETTER), "a.pdf", replace(NO_OCR, limits=Limits(bytes=100)), "too_large"),
        (
            TWO_PAGES,
            "a.pdf",
            replace(NO_OCR, limits=Limits(pages=1)),
            "too_many_pages",
        ),
        (zipped(("../a", b"x")), "a.zip", NO_OCR, "archive_unsafe_path"),
        (zipped(("a", b"\x00" * 20_000_000)), "a.zip", NO_OCR, "archive_bomb"),
        (b"PK\x03\x04", "a.zip", NO_OCR, "archive_damaged"),
        (zipped(), "a.zip", NO_OCR, "empty_folder"),
        (b"\x89PNG\r\n\x1a\nx", "a.png", NO_OCR, "damaged"),
    ],
)
def test_every_refusal_is_typed(data: bytes, name: str, options: ReadOptions, problem: str | None) -> None:
    """Bad input never raises; its reading still names the file."""
    reading = read(data, name, options)
    assert (reading.problem.type if reading.problem else None) == problem
    assert reading.source.bytes == len(data)


def test_without_text_only_signatures_are_asked_for() -> None:
    """What `vanthu verify` needs, and no more."""
    reading = read(compose_pdf(LETTER), options=replace(NO_OCR, text=False))
    assert (reading.dispatches, reading.source.page_count) == ((), 1)
    assert reading.signatures is not None


@pytest.mark.shared
def test_shared_files_all_yield_a_reading(shared: Path) -> None:
    """PDFs (without OCR), seeds and texts: none crashes, each that has a text layer or is text has a dispatch."""
    files = [
        *(shared / "samples/pdf").glob("*.pdf"),
        *(shared / "seeds").glob("*"),
        *(shared / "samples/text").glob("*"),
    ]
    for path in sorted(files):
        reading = read(path.read_bytes(), path.name, replace(NO_OCR, signatures=False))
        assert reading.problem is None, path.name
        whole = reading.text is not None and all(page.text_from == "text_layer" for page in reading.text.pages)
        assert bool(reading.dispatches) or not whole, path.name


@pytest.mark.shared
@pytest.mark.slow
def test_shared_scans_are_read(shared: Path) -> None:
    """With OCR: every scanned file yields a dispatch with a symbol."""
    for path in sorted((shared / "samples/pdf").glob("*.pdf")):
        reading = read(path.read_bytes(), path.name, ReadOptions(signatures=False))
        assert reading.problem is None, path.name
        assert any(dispatch.fields.symbol for dispatch in reading.dispatches), path.name
