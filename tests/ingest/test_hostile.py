"""Hostile files end in a typed outcome, within a minute and a gigabyte, and the service lives on."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from api.cli import run
from corpus.reading import Reading
from ingest import media
from ingest.options import Limits, ReadOptions
from ingest.pool import ReaderPool
from ingest.problems import REFUSALS, Refusal
from signatures.report import SignatureReport
from tests.ingest import hostile, hostile_files, hostile_pdf
from tests.ingest.hostile import MEGABYTE, byte_flips, sound, truncations
from tests.signatures.pki import NOW, make_pki, sign_pdf

TYPES = {refusal.type for refusal in REFUSALS}
LIMITS = replace(Limits(), seconds=20.0)
"""A third of the time there is, so that the hopeless ones are given up sooner here."""
READ = ReadOptions(limits=LIMITS)
VERIFY = ReadOptions(ocr=False, text=False, tables=False, limits=LIMITS)
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    **{name: ("a.pdf", make) for name, make in (hostile.FILES | hostile_pdf.FILES).items()},
    **hostile_files.FILES,
}
_SLOW = """
    flate_1g flate_10g flate_nested_10g flate_thrice million_characters form_laughs q_5e6 lines_500000 image_1e10
    attachment_2g annotations_100000 xref_stream_2e9 revisions_3000 pattern_of_itself function_dear clips_250000
    signatures_3000 signature_huge ranges_300000 arrays_deep_object dashes_1e9 filters_100000 box_thin
    zip_bomb zip_lies zip_bzip2 zip_lzma zip_60000 docx_bomb docx_paragraphs edxml_deep edxml_deep_unclosed edxml_bomb
    edxml_wide xml_signed_many png_thin text_one_line text_blanks text_digits text_points text_brackets text_slashes
    text_marks text_lines text_late_nul p7m_armor tiff_loop png_named_pdf
"""
SLOW = frozenset(_SLOW.split())
"""More than half a second to make or to read."""
EXPECTED = {
    "pages_10000": "too_many_pages",
    "page_tree_loop": "damaged",
    "page_tree_deep": "damaged",
    "no_pages": "no_pages",
    "header_only": "damaged",
    "no_trailer": "damaged",
    "png_4e8": "too_large",
    "cmap_4e9": None,
    "million_characters": None,
    "reference_loop": None,
    "lines_500000": None,
    "q_5e6": None,
    "attachments_100000": "archive_bomb",
    "encrypted_unknown": "encrypted",
    "zip_bomb": "archive_bomb",
    "zip_lies": "archive_damaged",
    "zip_overlapping": "archive_bomb",
    "zip_60000": "archive_bomb",
    "zip_traversal": "archive_unsafe_path",
    "zip_backslash": "archive_unsafe_path",
    "zip_drive": "archive_unsafe_path",
    "zip_odd_names": None,
    "zip_nameless": None,
    "docx_bomb": "archive_bomb",
    "docx_laughs": "damaged",
    "docx_outside": None,
    "edxml_laughs": "damaged",
    "edxml_quadratic": "damaged",
    "edxml_outside": "damaged",
    "edxml_wide": "damaged",
    "tiff_3000": "too_many_pages",
    "png_lies": "too_large",
    "jpeg_giant": "too_large",
    "jpeg_cut": "damaged",
    "text_nul": "unsupported_type",
    "text_no_code": "unsupported_type",
    "text_utf16_odd": "damaged",
    "pdf_named_text": None,
    "docx_named_pdf": None,
    "program_named_pdf": "unsupported_type",
}
"""Where only one outcome is right; None: the file is read."""


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    """One worker."""
    with ReaderPool(1) as pool:
        yield pool


def outcome(reading: Reading) -> str | None:
    """The type of the problem, None where there is none; nothing else may come back."""
    if reading.problem is None:
        return None
    assert reading.problem.type in TYPES
    assert reading.problem.title
    assert reading.problem.title_en
    return reading.problem.type


def try_all(pool: ReaderPool, name: str) -> None:
    """Read it, judge its signatures, take out what is in it, draw it: each ends in a value or a refusal."""
    path, make = FILES[name]
    data = make()
    found = pool.read(data, path, options=READ, now=NOW)
    assert outcome(found) == EXPECTED.get(name, outcome(found))
    assert outcome(found) != "crashed"
    judged = pool.read(data, path, options=VERIFY, now=NOW)
    assert outcome(judged) != "crashed"
    _is_cautious(judged.signatures)
    if found.members:
        pool.members(data, path, path, READ, lambda member: None)
    if media.media_type(data, path) in media.IMAGES | {media.PDF}:
        _draw(pool, data)


def _is_cautious(report: SignatureReport | None) -> None:
    """Nothing of ours was signed by anyone."""
    assert report is None or report.verdict != "passed"


def _draw(pool: ReaderPool, data: bytes) -> None:
    try:
        drawn = pool.call("ingest.images:render_page", data, 1, 1000, seconds=20.0)
    except Refusal as refusal:
        drawn = refusal
    assert drawn.type != "crashed" if isinstance(drawn, Refusal) else drawn[8:12] == b"WEBP"


@pytest.mark.parametrize("name", [name for name in FILES if name not in SLOW])
def test_quick_ones(pool: ReaderPool, name: str) -> None:
    """Those that hang or crash a naive reader at once."""
    try_all(pool, name)


def test_a_sound_file_is_read_after_them(pool: ReaderPool) -> None:
    """The service is alive."""
    assert outcome(pool.read(sound(), "a.pdf", options=READ, now=NOW)) is None


def test_commands_tell_every_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`read` and `verify` print a line for each, whatever it is, and end with 1."""
    names = ("page_tree_loop", "reference_loop", "zip_nested", "edxml_laughs", "docx_deep", "p7s_endless", "jpeg_giant")
    for name in names:
        path, make = FILES[name]
        (tmp_path / f"{name}{Path(path).suffix}").write_bytes(make())
    for command in (["read", "--no-ocr"], ["verify"]):
        assert run([*command, str(tmp_path)]) == 1
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert {line["source"]["path"].partition("!")[0] for line in lines} == set(map(str, tmp_path.iterdir()))
        assert {line["problem"]["type"] for line in lines if line["problem"]} <= TYPES - {"crashed"}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SLOW))
def test_every_class(pool: ReaderPool, name: str) -> None:
    """Bombs and laughs: a typed outcome before the clock runs out; what the service itself holds stays as it was."""
    before = _resident(os.getpid())
    try_all(pool, name)
    assert outcome(pool.read(sound(), "a.pdf", options=READ, now=NOW)) is None
    assert _resident(os.getpid()) - before < 512 * MEGABYTE  # the file itself, which the allocator may keep
    assert sum(map(_resident, pool.processes)) < 600 * MEGABYTE


@pytest.mark.slow
def test_truncations(pool: ReaderPool) -> None:
    """Cut off at every kilobyte: damaged, or read as far as it goes; a signature cut off is never whole."""
    whole = signed()
    allowed = {None, "damaged", "no_pages", "unsupported_type"}
    for data in truncations(sound()):
        assert outcome(pool.read(data, "a.pdf", options=READ, now=NOW)) in allowed
    for data in truncations(whole):
        reading = pool.read(data, "a.pdf", options=READ, now=NOW)
        assert outcome(reading) in allowed
        assert reading.signatures is None or reading.signatures.integrity in {"unreadable", "unsigned"}


@pytest.mark.slow
@pytest.mark.parametrize("make", [sound, lambda: signed()], ids=["plain", "signed"])
def test_byte_flips(pool: ReaderPool, make: Callable[[], bytes]) -> None:
    """Two thousand of them, of a file and of a signed one: typed, nothing forged, memory back to where it was."""
    data = make()
    outcome(pool.read(data, "a.pdf", options=READ, now=NOW))
    before, found = _resident(os.getpid()), Counter[str | None]()
    for flipped in byte_flips(2000, data):
        reading = pool.read(flipped, "a.pdf", options=READ, now=NOW)
        found[outcome(reading)] += 1
        if reading.signatures is not None and reading.signatures.integrity == "intact":
            assert _signed_part(flipped) == _signed_part(data)
    assert set(found) <= {None, "damaged", "no_pages", "unsupported_type", "encrypted", "out_of_memory"}
    assert found[None] > 1800
    assert outcome(pool.read(sound(), "a.pdf", options=READ, now=NOW)) is None
    assert _resident(os.getpid()) - before < 50 * MEGABYTE


@pytest.mark.parametrize("name", ["a.docx", "a.edxml", "a.zip", "a.p7m", "a.tif", "a.xml"])
@pytest.mark.parametrize("count", [40, pytest.param(400, marks=pytest.mark.slow)])
def test_byte_flips_of_other_files(pool: ReaderPool, name: str, count: int) -> None:
    """A few of each in every run, many where there is time."""
    for flipped in byte_flips(count, OTHERS[name](), seed=count):
        found = pool.read(flipped, name, options=VERIFY, now=NOW)
        assert outcome(found) != "crashed"
        if found.members:
            pool.members(flipped, name, name, VERIFY, lambda member: None)


def cms() -> bytes:
    """A file inside its signature."""
    who = make_pki().issue("Nguyễn Văn A")
    assert isinstance(who.key, ec.EllipticCurvePrivateKey)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(sound()).add_signer(who.certificate, who.key, hashes.SHA256())
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


OTHERS: dict[str, Callable[[], bytes]] = {
    "a.docx": lambda: hostile_files.docx("<w:p><w:r><w:t>Số: 12/UBND</w:t></w:r></w:p>" * 20),
    "a.edxml": lambda: hostile_files.enclosing(sound()),
    "a.zip": lambda: hostile_files.zipped([("a.pdf", sound()), ("b.txt", b"b"), ("c.pdf", sound())]),
    "a.p7m": cms,
    "a.tif": lambda: hostile_files.tiff_pages(3),
    "a.xml": lambda: hostile_files.signed_xml(""),
}
"""Valid files of other kinds."""


def signed() -> bytes:
    """A signed dispatch."""
    return sign_pdf(sound(), make_pki().issue("Nguyễn Văn A"))


def _signed_part(data: bytes) -> tuple[bytes, bytes]:
    """What a signature covers: all but its own `/Contents`, which begin and end where they did."""
    start = data.index(b"/Contents <308") + len(b"/Contents ")
    return data[:start], data[data.index(b">", start) :]


def _resident(process: int) -> int:
    with open(f"/proc/{process}/statm", encoding="ascii") as file:  # noqa: PTH123 - no file, but the kernel
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
