"""What was drafted is what is read: every letter laid out, read back, and compared part by part."""

from datetime import UTC, datetime

import pytest

from extract.dispatch import Fields
from ingest.ocr import find_tessdata
from ingest.options import ReadOptions
from ingest.read import read_file
from signatures.trust import TrustStore
from tests.compose.layout import compose_pdf
from tests.compose.letter import LETTERS, Letter, read_letter
from tests.compose.scan import scan

NOW = datetime(2026, 3, 2, tzinfo=UTC)
DISPATCHES = sorted(path.stem for path in LETTERS.glob("*.txt") if read_letter(path.stem).reference)


def _read(data: bytes, *, ocr: bool = False) -> Fields:
    options = ReadOptions(ocr=ocr, signatures=False)
    (dispatch,) = read_file(data, "a.pdf", trust=TrustStore.empty(), now=NOW, options=options).dispatches
    return dispatch.fields


def _subject(letter: Letter) -> str:
    return letter.subject.removeprefix("Về việc ")


@pytest.mark.parametrize("name", DISPATCHES)
def test_a_letter_is_read_as_it_was_drafted(name: str) -> None:
    """Number, day, place, subject and signer, from the text layer."""
    letter = read_letter(name)
    fields = _read(compose_pdf(letter))
    found = (fields.reference, fields.issued_on, fields.place, fields.subject, fields.signer_name)
    expected = (letter.reference, letter.issued_on, letter.place, _subject(letter), letter.signer)
    assert expected == tuple(field.value if field else None for field in found)


@pytest.mark.skipif(find_tessdata(None) is None, reason="tesseract-ocr-vie is not installed")
def test_a_scanned_subject_ends_where_the_text_begins() -> None:
    """A centred abstract, and right below it, without a gap that a scan would keep, the first paragraph."""
    letter = read_letter("chi-thi-ung-pho-bao")
    fields = _read(scan(compose_pdf(letter), skew=1.2, grain=9, seed=23), ocr=True)
    assert fields.subject is not None
    assert _subject(letter) == fields.subject.value
