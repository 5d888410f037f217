"""What kind of file bytes are."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest import media


def zipped(name: str, content: str = "x") -> bytes:
    """A zip with one member, uncompressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7\n", "a.bin", media.PDF),
        (b"HTTP junk\n%PDF-1.4", "a.pdf", media.PDF),  # up to a kilobyte of foreign bytes before the header
        (b"x" * 2000 + b"%PDF-1.4", "a.pdf", media.UNKNOWN),
        (zipped("a.pdf"), "a.zip", media.ZIP),
        (zipped("a.pdf", "%PDF-1.7"), "a.zip", media.ZIP),  # stored as is: its bytes begin like junk before a PDF
        (zipped("a.pdf", "%PDF-1.7")[:60], "a.zip", media.ZIP),  # cut off: damaged, not half read as its first PDF
        (zipped("word/document.xml"), "a.zip", media.DOCX),
        (zipped("[Content_Types].xml"), "a.xlsx", media.OFFICE),  # not a folder of files, though it is a zip
        (zipped("mimetype", "application/vnd.oasis.opendocument.text"), "a.odt", media.OPEN_DOCUMENT),
        (b"PK\x03\x04 cut off", "a.zip", media.ZIP),
        (b"1212<?xml version='1.0'?><edXML/>", "a.xml", media.EDXML),  # junk before the declaration, as seen
        ("Số: 1".encode(), "a.txt", media.TEXT),
        (b"# x", "a.md", media.MARKDOWN),
        ("Số".encode("utf-16"), "a.txt", media.TEXT),
        (b"\x00\x01\x02", "a.txt", media.UNKNOWN),
        (b"<!DOCTYPE html><p>x</p>", "a.pdf", media.UNKNOWN),  # a web server's error page under the name of a PDF
        (b"\x89PNG\r\n\x1a\n", "a", media.PNG),
        (b"MZ", "a.exe", media.UNKNOWN),
        (bytes.fromhex("3080 06092a864886f70d010702 a080"), "a.bin", media.CMS),  # BER, of indefinite length
        (b"-----BEGIN PKCS7-----\nMIIB", "a.p7s", media.CMS),
        (b"0 is no sequence", "a.p7s", media.UNKNOWN),
        (b'<?xml version="1.0"?><a><s xmlns="http://www.w3.org/2000/09/xmldsig#"/></a>', "a", media.SIGNED_XML),
        (b'<?xml version="1.0"?><a/>', "a.xml", media.UNKNOWN),
    ],
)
def test_media_type(data: bytes, name: str, expected: str) -> None:
    """Content decides; the name only where content cannot."""
    assert media.media_type(data, name) == expected
