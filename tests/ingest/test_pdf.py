"""Opening PDFs: what PDFium says about a bad file, in our words, whatever came before it."""

from io import BytesIO

import pikepdf
import pytest

from ingest.options import Limits, ReadOptions
from ingest.pdf import open_pdf
from ingest.problems import Damaged, Encrypted, NoPages, Refusal, TooManyPages, WrongPassword
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter

GOOD = compose_pdf(read_letter("giay-moi-tap-huan"))


def _saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, **how)  # type: ignore[arg-type]
    return buffer.getvalue()


def _locked() -> bytes:
    with pikepdf.open(BytesIO(GOOD)) as pdf:
        return _saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b", R=6))


EMPTY = _saved(pikepdf.new())
LOCKED = _locked()


@pytest.mark.parametrize("before", [GOOD, LOCKED, GOOD[:5000]], ids=["good", "locked", "cut"])
@pytest.mark.parametrize(
    ("data", "password", "expected"),
    [
        (EMPTY, None, NoPages),
        (LOCKED, None, Encrypted),
        (LOCKED, "c", WrongPassword),
        (GOOD[:5000], None, Damaged),
    ],
    ids=["no pages", "locked", "wrong password", "cut"],
)
def test_a_refusal_does_not_depend_on_the_file_before(
    before: bytes, data: bytes, password: str | None, expected: type[Refusal]
) -> None:
    """PDFium keeps its last error code; a file must not be refused for another's fault."""
    try:
        with open_pdf(before, ReadOptions()):
            pass
    except Refusal:
        pass
    with pytest.raises(expected), open_pdf(data, ReadOptions(password=password)):
        pass


def test_a_password_opens() -> None:
    """The user's own."""
    with open_pdf(LOCKED, ReadOptions(password="b")) as pdf:
        assert len(pdf) == 1


def test_pages_are_counted() -> None:
    """More than the limit is refused, never read in part."""
    three = compose_pdf(*[read_letter("giay-moi-tap-huan")] * 3)
    with pytest.raises(TooManyPages), open_pdf(three, ReadOptions(limits=Limits(pages=2))):
        pass
