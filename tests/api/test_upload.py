"""Uploads: what names become, and how a body is cut into files, however its bytes arrive."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

import pytest
from fastapi import Request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import Message

from api.messages import Lang
from api.refusals import RequestRefusal, UnsupportedMediaType
from api.upload import Upload, UploadLimits, receive_upload, safe_path

BODY = (
    b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nL\xc3\xb4 m\xe1\xba\xabu\r\n'
    b'--b\r\nContent-Disposition: form-data; name="files"; filename="th\xc3\xa1ng 5/a.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n%PDF-\r\n--c\r\n\r\n"
    b'--b\r\nContent-Disposition: form-data; name="files"; filename="b.txt"\r\n\r\n\r\n--b--\r\n'
)
LIMITS = UploadLimits(bytes=10_000, files=3)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("công văn.pdf", "công văn.pdf"),
        ("tháng 5/a.pdf", "tháng 5/a.pdf"),
        ("../../etc/passwd", "etc/passwd"),
        ("..\\..\\công văn.pdf", "công văn.pdf"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\công văn\\a.pdf", "C:/công văn/a.pdf"),
        ("a\x00\n\x1b[31m.pdf", "a[31m.pdf"),
        ("\u202efdp.exe", "fdp.exe"),  # a name that reads backwards
        ("co\u0302ng.pdf", "công.pdf"),  # NFD, as macOS sends it
        ("a" * 300 + ".pdf", "a" * 236 + ".pdf"),
        ("..", ""),
    ],
)
def test_names_are_made_safe(given: str, expected: str) -> None:
    """Steps upwards, signs that cannot be seen and other tricks are gone; the rest is as given."""
    assert safe_path(given) == expected


def _receive(chunks: list[bytes], folder: Path, limits: UploadLimits = LIMITS) -> tuple[Upload, list[bytes]]:
    messages: list[Message] = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    messages.append({"type": "http.request", "body": b"", "more_body": False})
    headers = [(b"content-type", b"multipart/form-data; boundary=b")]

    async def receive() -> Message:
        return messages.pop(0)

    async def run() -> tuple[Upload, list[bytes]]:
        request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
        async with receive_upload(request, folder, limits) as upload:
            return upload, [found.file.read_bytes() for found in upload.files]

    return asyncio.run(run())


def test_a_body_becomes_files_and_values(tmp_path: Path) -> None:
    """Bytes as sent, names as given, a value, and nothing left on disk afterwards."""
    upload, contents = _receive([BODY], tmp_path)
    assert [(found.name, found.path) for found in upload.files] == [("a.pdf", "tháng 5/a.pdf"), ("b.txt", "b.txt")]
    assert contents == [b"%PDF-\r\n--c\r\n", b""]
    assert upload.values == {"name": "Lô mẫu"}
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.integers(1, len(BODY) - 1), max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_does_not_matter_how_bytes_arrive(tmp_path: Path, cuts: list[int]) -> None:
    """However the body is cut into chunks, the upload and its hash are the same."""
    edges = sorted({0, *cuts, len(BODY)})
    chunks = [BODY[start:end] for start, end in itertools.pairwise(edges)]
    (whole, expected), (cut, contents) = _receive([BODY], tmp_path), _receive(chunks, tmp_path)
    assert (cut.sha256, contents) == (whole.sha256, expected)


@given(st.binary(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_noise_is_refused_by_its_type(tmp_path: Path, noise: bytes) -> None:
    """Whatever comes instead of multipart, the answer is a refusal, never an error of another kind."""
    with pytest.raises(RequestRefusal):
        _receive([noise], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_boundary_does_not_count(tmp_path: Path) -> None:
    """A browser that repeats a request chooses another boundary: the hash is of what is between."""
    first, _ = _receive([BODY], tmp_path)
    second, _ = _receive([BODY.replace(b"L\xc3\xb4", b"Lo")], tmp_path)
    assert first.sha256 != second.sha256


@pytest.mark.parametrize(
    ("given", "lang", "sentence"),
    [
        ("", "vi", "Cần gửi multipart/form-data; yêu cầu không cho biết kiểu nội dung (Content-Type)."),
        ("", "en", "Send multipart/form-data; the request names no content type (Content-Type)."),
        ("text/csv", "vi", "Cần gửi multipart/form-data, không phải text/csv."),
    ],
)
def test_a_wrong_type_of_content_is_named_if_it_was_told(given: str, lang: Lang, sentence: str) -> None:
    """Nothing is said to be "?"."""
    assert UnsupportedMediaType(given=given, expected="multipart/form-data").detail(lang) == sentence
