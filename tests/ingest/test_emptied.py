"""Pages lose their content, and nothing else changes."""

from __future__ import annotations

import os

import pytest

from ingest.emptied import emptied

PAGE = b"3 0 obj\n<< /Type /Page /Parent 2 0 R %s >>\nendobj\n"


@pytest.mark.parametrize("value", [b"/Contents 4 0 R", b"/Contents[4 0 R 5 0 R]", b"/Contents\r\n 4 0 R"])
def test_the_key_of_a_page_is_renamed(value: bytes) -> None:
    """A stream or an array of streams."""
    data = PAGE % value
    copy = emptied(data)
    assert copy == data.replace(b"/Contents", b"/Kontents")
    assert len(copy or b"") == len(data)


def test_a_page_with_many_annotations_is_found() -> None:
    """Its dictionary is long."""
    many = b"/Annots [%s]" % b" ".join(b"%d 0 R" % number for number in range(1000, 3000))
    assert emptied(PAGE % (many + b" /Contents 4 0 R"))
    assert emptied(PAGE % (b"/Contents 4 0 R " + many))


@pytest.mark.parametrize(
    "other",
    [
        b"7 0 obj\n<< /Type /Annot /Contents (mot loi) >>\nendobj\n",  # what a note says
        b"7 0 obj\n<< /Type /Sig /Contents <3082> >>\nendobj\n",  # a signature
        b"7 0 obj\n<< /Font << /Contents 9 0 R >> >>\nendobj\n",  # a font of that name
        b"7 0 obj\n<< /Length 9 >>\nstream\n/Contents 4 Tf (/Type /Page /Contents 4 0 R) Tj\nendstream\nendobj\n",
        b"7 0 obj\n<< /Type /Pages /Contents 4 0 R >>\nendobj\n",
        b"/Contents 4 0 R",  # in no object
    ],
)
def test_all_else_stays(other: bytes) -> None:
    """Where the key means something else, or is drawn."""
    page = PAGE % b"/Contents 4 0 R"
    assert emptied(other + page + other) == other + page.replace(b"/Contents", b"/Kontents") + other
    assert emptied(other) is None


def test_a_file_made_of_keys_is_not_searched_for_ever() -> None:
    """None of them is a page's."""
    assert emptied(b"/Contents 4 0 R " * 100_000 + os.urandom(1000)) is None
