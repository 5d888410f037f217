"""Files that lost their tail are read as far as they go, and it is said."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading import Reading
from ingest.images import render_page
from ingest.options import ReadOptions
from ingest.read import read_file
from ingest.rescue import rebuild
from signatures.trust import TrustStore
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.ingest.hostile import build, sound, stream

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def read(data: bytes, *, text: bool = True) -> Reading:
    """Its reading without OCR."""
    options = ReadOptions(ocr=False, text=text)
    return read_file(data, "a.pdf", trust=TrustStore.empty(), now=NOW, options=options)


def as_written_today(data: bytes) -> bytes:
    """The same document as office programs write it: dictionaries packed in object streams, ahead of the contents."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def two_letters() -> bytes:
    """Two dispatches in one file."""
    return compose_pdf(read_letter("giay-moi-kiem-tra"), read_letter("cong-van-dinh-chinh"))


@pytest.mark.parametrize("lost", [20, 200, 600])
def test_a_lost_tail_costs_no_word(lost: int) -> None:
    """All of the text comes back; the file is marked, its hash is that of what came."""
    whole = two_letters()
    cut = whole[:-lost]
    found = read(cut)
    assert found.problem is None
    assert found.text is not None
    assert found.text.content == read(whole).text.content  # type: ignore[union-attr]
    assert found.notes[0] == "rescued"
    assert found.source.sha256 == hashlib.sha256(cut).hexdigest()


def test_signatures_are_judged_on_what_came() -> None:
    """The copy is for reading only."""
    found = read(two_letters()[:-200])
    assert found.signatures is not None
    assert found.signatures.verdict == "unreadable"


def test_pages_packed_in_object_streams_are_found() -> None:
    """What is behind the cut is missing, and the rest is read."""
    whole = as_written_today(two_letters())
    found = read(whole[: len(whole) * 9 // 10])
    assert found.problem is None
    assert "rescued" in found.notes
    assert found.dispatches[0].fields.reference is not None


def test_a_rescued_page_can_be_drawn() -> None:
    """The clerk sees the page that was read."""
    assert render_page(two_letters()[:-200], 2, 300)[8:12] == b"WEBP"


@pytest.mark.parametrize(
    "data",
    [
        sound()[:2000],  # before the first page
        build(b"<< /Type /Catalog /Pages 9 0 R >>", b"<< /Type /Page >>", stream(b""))[:-80],  # a page without a word
        two_letters()[:-200].replace(b"%PDF-1.3", b"%PDF-1.3\n% /Encrypt"),
        b"%PDF-1.7\n" + b"1 0 obj\n" * 10_000,
    ],
)
def test_what_yields_no_word_stays_damaged(data: bytes) -> None:
    """Nothing is read into it."""
    found = read(data)
    assert found.problem is not None
    assert found.problem.type == "damaged"


def test_only_who_reads_is_told_of_a_rescue() -> None:
    """Whoever asks for signatures alone hears that the file is damaged."""
    problem = read(two_letters()[:-200], text=False).problem
    assert problem is not None
    assert problem.type == "damaged"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40_000), st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 255)), max_size=5))
def test_a_copy_begins_with_the_original(end: int, changes: list[tuple[int, int]]) -> None:
    """Whatever was cut or changed: a copy, if there is one, only adds."""
    data = bytearray(as_written_today(sound())[:end])
    for place, value in changes:
        if place < len(data):
            data[place] = value
    copy = rebuild(bytes(data))
    assert copy is None or copy.startswith(bytes(data))
