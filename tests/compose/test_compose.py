"""What the composer promises to all who use it."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.compose.layout import compose_pdf
from tests.compose.letter import LETTERS, Letter, read_letter
from tests.compose.many import as_text, compose_many, draft_letters
from tests.compose.sample import PASSWORD
from tests.compose.scan import scan


def _words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("name", sorted(path.stem for path in LETTERS.glob("*.txt")))
def test_a_draft_is_printed_with_all_it_says(name: str) -> None:
    """Reference, place and date, and signer stand in the text layer."""
    letter = read_letter(name)
    printed = _words(compose_pdf(letter))
    assert [part for part in (letter.reference, letter.place_and_date, letter.signer) if part not in printed] == []


def test_the_same_letter_gives_the_same_bytes() -> None:
    """Composing is free of clock and chance; so is scanning with one seed."""
    letter = read_letter("giay-moi-tap-huan")
    assert compose_pdf(letter) == compose_pdf(letter)
    assert scan(compose_pdf(letter), dpi=60, seed=3) == scan(compose_pdf(letter), dpi=60, seed=3)


def test_a_scan_has_no_text_layer() -> None:
    """Pages of a scan are pictures only."""
    assert _words(scan(compose_pdf(read_letter("giay-moi-tap-huan")), dpi=60)) == ""


def test_the_sample_is_fifteen_files_and_a_trust_folder(sample: Path) -> None:
    """Fifteen files to take in, the certificates apart from them, and nothing else."""
    assert len(list((sample / "files").iterdir())) == 15
    assert sorted(path.name for path in sample.iterdir()) == ["files", "trust"]
    assert sorted(path.name for path in (sample / "trust").rglob("*.pem")) == ["ca.pem", "root.pem"]


def test_the_sample_holds_one_encrypted_file(sample: Path) -> None:
    """It opens with its password, and not without."""
    locked = (sample / "files" / "11-ke-hoach-23-dat-mat-khau.pdf").read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(locked))
    with pikepdf.open(BytesIO(locked), password=PASSWORD) as pdf:
        assert len(pdf.pages) == 1


def test_many_are_seeded_and_never_alike(tmp_path: Path) -> None:
    """The same seed gives the same files, each with a number of its own."""
    compose_many(tmp_path / "a", 30, seed=7)
    compose_many(tmp_path / "b", 30, seed=7)
    first = [path.read_bytes() for path in sorted((tmp_path / "a").rglob("*.txt"))]
    assert first == [path.read_bytes() for path in sorted((tmp_path / "b").rglob("*.txt"))]
    assert len(set(first)) == 30


def test_a_drawn_letter_prints_both_ways() -> None:
    """What load tests draw is a dispatch on paper as in text."""
    letter: Letter = next(draft_letters(1))
    assert letter.reference in _words(compose_pdf(letter))
    assert letter.reference in as_text(letter)
