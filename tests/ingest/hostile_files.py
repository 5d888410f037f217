"""Hostile files that are no PDFs (tệp độc hại khác): containers, word-processor files, envelopes, pictures, texts,
signatures. Each comes with the name it would arrive under."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable

from PIL import Image

from tests.ingest.hostile import MEGABYTE, sound
from tests.ingest.hostile_pdf import blanks, endless_ber, nested_der

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def laughs(depth: int = 10) -> str:
    """The declarations of entities that grow tenfold, `depth` times; the last is `&l9;` for a depth of ten."""
    grown = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, depth))
    return f'<!DOCTYPE x [<!ENTITY l0 "haha">{grown}]>'


def zipped(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def lying_zip(told: int, packed: bytes, name: bytes = b"a.txt", count: int = 1, method: int = 8) -> bytes:
    """`count` entries that all point at the same packed bytes and tell a size that is not theirs."""
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, method, 0, 0, 0, len(packed), told, len(name), 0) + name
    body = local + packed
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, method, 0, 0, 0, len(packed), told, len(name), 0, 0, 0, 0, 0, 0
    )
    central = (entry + name) * count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(central), len(body), 0)
    return body + central + end


def raw_blanks(size: int) -> bytes:
    """Blanks deflated without a head."""
    return blanks(size)[2:-4]


def nested_zip(depth: int) -> bytes:
    """A dispatch inside so many zips."""
    data = zipped([("a.pdf", sound())])
    for level in range(depth):
        data = zipped([(f"{level}.zip", data)])
    return data


def doubling_zip(depth: int = 16) -> bytes:
    """Two zips in a zip, over and over: as many files at the bottom as two to the power of the depth."""
    data = zipped([("a.txt", b"a")])
    for _ in range(depth):
        data = zipped([("a.zip", data), ("b.zip", data)])
    return data


def docx(body: str, before: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A word-processor file with this body."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{RELATION}" Target="word/document.xml"/></Relationships>'
    )
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    parts = (("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document))
    return zipped(((name, text.encode()) for name, text in parts), method)


def edxml(inside: str, before: str = "") -> bytes:
    """An envelope with this in its header."""
    header = f"<MessageHeader>{inside}</MessageHeader>"
    return f'<?xml version="1.0"?>{before}<edXML><edXMLEnvelope>{header}</edXMLEnvelope></edXML>'.encode()


def enclosing(data: bytes) -> bytes:
    """An envelope that encloses a file."""
    coded = base64.b64encode(data).decode()
    part = f"<Attachment><AttachmentName>a.zip</AttachmentName><ContentTransferEncoded>{coded}</ContentTransferEncoded>"
    return edxml("<Subject>a</Subject>").replace(b"</edXML>", f"{part}</Attachment></edXML>".encode())


def signed_xml(transforms: str, uri: str = "", before: str = "") -> bytes:
    """XML with a signature whose reference is transformed like this."""
    return (
        f'<?xml version="1.0"?>{before}<a><b/><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>'
        '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>'
        '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>'
        f'<Reference URI="{uri}"><Transforms>{transforms}</Transforms>'
        '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AA==</DigestValue></Reference>'
        "</SignedInfo><SignatureValue>AA==</SignatureValue></Signature></a>"
    ).encode()


def xpath(expression: str) -> str:
    """A transform by XPath."""
    return (
        f'<Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><XPath>{expression}</XPath></Transform>'
    )


def tiff_loop() -> bytes:
    """A TIFF whose directory is followed by itself."""
    out = io.BytesIO()
    Image.new("1", (16, 16)).save(out, "TIFF")
    data = bytearray(out.getvalue())
    (start,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, start)
    struct.pack_into("<I", data, start + 2 + 12 * count, start)
    return bytes(data)


def tiff_pages(count: int) -> bytes:
    """A TIFF of so many directories, all of the same small picture."""
    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "TIFF")
    data = bytearray(out.getvalue())
    (start,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, start)
    size = 2 + 12 * entries
    directory = bytes(data[start : start + size])
    struct.pack_into("<I", data, start + size, len(data))
    for left in range(count - 2, -1, -1):
        data += directory + struct.pack("<I", len(data) + size + 4 if left else 0)
    return bytes(data)


def png(width: int, height: int, rows: bytes) -> bytes:
    """A PNG that claims this size, whatever it holds."""
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_text_bomb() -> bytes:
    """A PNG with a gigabyte of comment."""
    small = png(8, 8, zlib.compress(b"\x00" * 200))
    return small[:33] + _chunk(b"zTXt", b"a\x00\x00" + blanks(1024 * MEGABYTE)) + small[33:]


def jpeg() -> bytes:
    """A small photograph."""
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "JPEG")
    return out.getvalue()


def jpeg_giant() -> bytes:
    """A JPEG that claims 65,500 by 65,500 pixels."""
    data = bytearray(jpeg())
    at = data.index(b"\xff\xc0")
    struct.pack_into(">2H", data, at + 5, 65_500, 65_500)
    return bytes(data)


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip_bomb": ("a.zip", lambda: zipped([("a.txt", b" " * (200 * MEGABYTE))])),
    "zip_lies": ("a.zip", lambda: lying_zip(100, raw_blanks(2048 * MEGABYTE))),
    "zip_overlapping": ("a.zip", lambda: lying_zip(MEGABYTE, raw_blanks(MEGABYTE), count=4000)),
    "zip_bzip2": ("a.zip", lambda: zipped([("a.txt", b" " * (300 * MEGABYTE))], zipfile.ZIP_BZIP2)),
    "zip_lzma": ("a.zip", lambda: zipped([("a.txt", b" " * (300 * MEGABYTE))], zipfile.ZIP_LZMA)),
    "zip_60000": ("a.zip", lambda: zipped((f"{n}.txt", b"") for n in range(60_000))),
    "zip_nested": ("a.zip", lambda: nested_zip(8)),
    "zip_doubling": ("a.zip", doubling_zip),
    "zip_traversal": ("a.zip", lambda: zipped([("../../etc/passwd", b"x")])),
    "zip_backslash": ("a.zip", lambda: zipped([("..\\..\\windows\\a.txt", b"x")])),
    "zip_drive": ("a.zip", lambda: zipped([("C:/a.txt", b"x")])),
    "zip_odd_names": ("a.zip", lambda: lying_zip(1, raw_blanks(0) or b"\x03\x00", b"\xc4\xe5\xff\xfe\x80.txt")),
    "zip_nameless": ("a.zip", lambda: lying_zip(0, b"\x03\x00", b"")),
    "zip_long_name": ("a.zip", lambda: zipped([("a/" * 30_000 + "b.txt", b"x")])),
    "zip_method": ("a.zip", lambda: lying_zip(5, b"abcde", method=77)),
    "zip_cut": ("a.zip", lambda: zipped([("a.pdf", sound())])[:5000]),
    "zip_head_only": ("a.zip", lambda: b"PK\x03\x04"),
    "zip_end_only": ("a.zip", lambda: b"PK\x05\x06" + b"\xff" * 18),
    "docx_bomb": ("a.docx", lambda: docx("<w:p/>" * (50 * MEGABYTE))),
    "docx_laughs": ("a.docx", lambda: docx("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", laughs())),
    "docx_outside": (
        "a.docx",
        lambda: docx("<w:p><w:r><w:t>&o;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY o SYSTEM "file:///etc/passwd">]>'),
    ),
    "docx_deep": ("a.docx", lambda: docx("<w:p>" + "<w:ins>" * 100_000 + "</w:ins>" * 100_000 + "</w:p>")),
    "docx_deep_200": ("a.docx", lambda: docx("<w:p>" + "<w:ins>" * 240 + "</w:ins>" * 240 + "</w:p>")),
    "docx_tables": ("a.docx", lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80)),
    "docx_paragraphs": (
        "a.docx",
        lambda: docx("<w:p><w:r><w:t>Căn cứ Điều 5</w:t></w:r></w:p>" * 300_000, method=zipfile.ZIP_STORED),
    ),
    "docx_lacks_parts": ("a.docx", lambda: zipped([("word/document.xml", b"<a/>")])),
    "edxml_laughs": ("a.edxml", lambda: edxml("<Subject>&l9;</Subject>", laughs())),
    "edxml_quadratic": (
        "a.edxml",
        lambda: edxml("&b;" * 100_000, f'<!DOCTYPE x [<!ENTITY b "{"b" * 100_000}">]>'),
    ),
    "edxml_outside": (
        "a.edxml",
        lambda: edxml("<Subject>&o;</Subject>", '<!DOCTYPE x [<!ENTITY o SYSTEM "file:///etc/passwd">]>'),
    ),
    "edxml_deep": ("a.edxml", lambda: edxml("<a>" * 500_000 + "</a>" * 500_000)),
    "edxml_deep_unclosed": ("a.edxml", lambda: edxml("<a>" * 500_000)),
    "edxml_bomb": ("a.edxml", lambda: enclosing(lying_zip(100, raw_blanks(2048 * MEGABYTE)))),
    "edxml_wide": ("a.edxml", lambda: edxml("<To/>" * 2_000_000)),
    "xml_signed_laughs": ("a.xml", lambda: signed_xml("", before=laughs()).replace(b"<b/>", b"&l9;")),
    "xml_signed_xpath": (
        "a.xml",
        lambda: signed_xml(xpath("//*[//*[//*[//*[//*]]]]")).replace(b"<b/>", b"<b/>" * 5000),
    ),
    "xml_signed_many": ("a.xml", lambda: signed_xml(xpath("1") * 50_000)),
    "xml_signed_outside": ("a.xml", lambda: signed_xml("", "file:///etc/passwd")),
    "xml_signed_deep": ("a.xml", lambda: signed_xml("").replace(b"<b/>", b"<b>" * 200_000 + b"</b>" * 200_000)),
    "p7s_garbage": ("a.p7s", lambda: bytes.fromhex("308006092a864886f70d010702") + b"\xde\xad" * 5000),
    "p7s_deep": ("a.p7s", lambda: nested_der(20_000)),
    "p7s_endless": ("a.p7s", endless_ber),
    "p7m_length": ("a.p7m", lambda: bytes.fromhex("3084ffffffff06092a864886f70d010702a084ffffffff")),
    "p7m_armor": ("a.p7m", lambda: b"-----BEGIN PKCS7-----\n" + b"!" * MEGABYTE + b"\n-----END PKCS7-----\n"),
    "p7s_empty_armor": ("a.p7s", lambda: b"-----BEGIN CMS-----"),
    "tiff_loop": ("a.tif", tiff_loop),
    "tiff_3000": ("a.tif", lambda: tiff_pages(3000)),
    "png_lies": ("a.png", lambda: png(60_000, 60_000, zlib.compress(b"\x00" * 100))),
    "png_thin": ("a.png", lambda: png(1, 10_000_000, zlib.compress(b"\x00" * 100))),
    "png_none": ("a.png", lambda: png(0, 0, b"")),
    "png_text_bomb": ("a.png", png_text_bomb),
    "jpeg_cut": ("a.jpg", lambda: jpeg()[:700]),
    "jpeg_giant": ("a.jpg", jpeg_giant),
    "text_one_line": ("a.txt", lambda: "Căn cứ Nghị định số 15/2020/NĐ-CP ".encode() * (100 * MEGABYTE // 40)),
    "text_blanks": ("a.txt", lambda: b" " * (50 * MEGABYTE)),
    "text_digits": ("a.txt", lambda: b"1234567890" * (2 * MEGABYTE)),
    "text_points": ("a.txt", lambda: "Điều 1, khoản 1, điểm a, ".encode() * 400_000),
    "text_brackets": ("a.txt", lambda: b"(" * (5 * MEGABYTE)),
    "text_slashes": ("a.txt", lambda: "Số: 1/2020/QĐ-".encode() * 500_000),
    "text_marks": ("a.txt", lambda: b"a" + "\u0301".encode() * (2 * MEGABYTE)),
    "text_lines": ("a.txt", lambda: b"\n" * (20 * MEGABYTE)),
    "text_nul": ("a.txt", lambda: b"So: 1\x00" * 1000),
    "text_late_nul": ("a.txt", lambda: b"a" * 200_000 + b"\x00\x01\x02"),
    "text_utf16_odd": ("a.txt", lambda: b"\xff\xfe" + "Số: 12".encode("utf-16-le") + b"x"),
    "text_utf16_halves": ("a.txt", lambda: b"\xff\xfe" + b"\x00\xd8" * 1000),
    "text_no_code": ("a.txt", lambda: bytes(range(1, 256)) * 100),
    "pdf_named_text": ("a.txt", sound),
    "pdf_named_docx": ("a.docx", sound),
    "docx_named_pdf": ("a.pdf", lambda: docx("<w:p><w:r><w:t>Số: 12/UBND</w:t></w:r></w:p>")),
    "program_named_pdf": ("a.pdf", lambda: b"MZ\x90\x00" + b"\x00" * 4000),
    "png_named_pdf": ("a.pdf", lambda: png(8, 8, zlib.compress(b"\x00" * 200))),
    "page_named_pdf": ("a.pdf", lambda: b"<!DOCTYPE html><html><body>404</body></html>"),
    "header_in_zip": ("a.pdf", lambda: b"PK\x03\x04%PDF-1.7\n" + b"\x00" * 2000),
    "name_odd": ("\u202egnp.exe\n\x00" + "a" * 5000 + ".pdf", sound),
}
"""Name of the class → the name it arrives under, and its bytes."""
