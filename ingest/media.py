"""What kind of file the bytes are (loại tệp): judged by content first, by name only where content cannot tell."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from signatures.cms_file import is_cms

PDF = "application/pdf"
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFFICE = "application/vnd.openxmlformats-officedocument"
"""A workbook, a presentation: a zip of parts, none of which is a file of its own."""
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OLD_OFFICE = "application/x-ole-storage"
"""Office files of before 2007 (`.doc`, `.xls`), and newer ones that are encrypted."""
RTF = "application/rtf"
OTHER_ARCHIVE = "application/x-archive"
"""RAR and 7z."""
EDXML = "application/edxml+xml"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
PNG = "image/png"
JPEG = "image/jpeg"
TIFF = "image/tiff"
CMS = "application/pkcs7-signature"
SIGNED_XML = "application/xml"
UNKNOWN = "application/octet-stream"

IMAGES = frozenset({PNG, JPEG, TIFF})
TO_CONVERT = frozenset({OFFICE, OPEN_DOCUMENT, OLD_OFFICE, RTF})
"""Office files that cannot be read, but can be saved as what can."""
ENDINGS = {PDF: ".pdf", ZIP: ".zip", DOCX: ".docx", EDXML: ".edxml", PNG: ".png", JPEG: ".jpg", TIFF: ".tif"}
"""Usual endings of names, for files that come without a name."""
SIGNATURES = frozenset({CMS, SIGNED_XML})
"""Signatures that are files of their own: `.p7s`, `.p7m`, and XML with a `ds:Signature` in it."""

_HEAD = 1024
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (b"{\\rtf", RTF),
    (b"Rar!\x1a\x07", OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", OTHER_ARCHIVE),
)
_WORD_PART = re.compile(r"word/document\d*\.xml")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_OPEN_DOCUMENT_START = re.compile(rb"(?s).{30}mimetype.{0,64}?application/vnd\.oasis\.opendocument")
"""Its first member, never compressed, says what it is (ODF 1.2, part 3, 3.3)."""
_XML_SIGNATURE = b"http://www.w3.org/2000/09/xmldsig#"
_BLANK = b"\xef\xbb\xbf \t\r\n"
_EDXML_ROOTS = (b"<edXML", b"EdXMLEnvelope", b"edXML:", b"QCVN_102_2016")


def media_type(data: bytes, name: str) -> str:
    """The media type; `application/octet-stream` for what we cannot read.

    A PDF may start with up to a kilobyte of foreign bytes (ISO 32000 Annex H), an edXML file with junk before `<?xml`.
    A zip shows `%PDF-` there, too, where it keeps a PDF uncompressed as its first member, and so does a CMS around a
    PDF; they are a zip and a CMS nonetheless.
    """
    head = data[:_HEAD]
    if head.startswith(_ZIP_STARTS):
        return _zip_kind(data)
    if is_cms(head):
        return CMS
    if b"%PDF-" in head:
        return PDF
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _is_edxml(data, name):
        return EDXML
    if head.lstrip(_BLANK).startswith(b"<") and has_xml_signature(data):
        return SIGNED_XML
    return _text_kind(data, name)


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return ZIP
    if any(map(_WORD_PART.fullmatch, names)):
        return DOCX
    if "[Content_Types].xml" in names:
        return OFFICE
    return OPEN_DOCUMENT if _OPEN_DOCUMENT_START.match(data) else ZIP


def _is_edxml(data: bytes, name: str) -> bool:
    head = data[: 4 * _HEAD]
    return b"<" in head and (PurePath(name).suffix.lower() == ".edxml" or any(root in head for root in _EDXML_ROOTS))


def has_xml_signature(data: bytes) -> bool:
    """Whether the namespace of XML signatures is named in it."""
    return _XML_SIGNATURE in data


def _text_kind(data: bytes, name: str) -> str:
    if b"\x00" in data[: 64 * _HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return UNKNOWN
    suffix = PurePath(name).suffix.lower()
    if suffix in {".md", ".markdown"}:
        return MARKDOWN
    return TEXT if suffix in {".txt", ".text"} else UNKNOWN
