"""More hostile PDFs (PDF độc hại): loops in fonts and streams, endless revisions, forms and signatures made to hang."""

from __future__ import annotations

import io
import itertools
import zlib
from collections.abc import Callable

from tests.ingest.hostile import BOX, FONT, MEGABYTE, box, build, page, stream

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R %s %%s >>" % BOX


def blanks(size: int) -> bytes:
    """`size` bytes of blanks as one valid deflate stream, made in no time: the same block over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    count = size // MEGABYTE
    total = count * MEGABYTE
    low = (1 + 32 * total) % 65521
    high = (total + 32 * (total * (total + 1) // 2)) % 65521
    return b"\x78\xda" + block * count + packer.flush(zlib.Z_FINISH) + (high << 16 | low).to_bytes(4, "big")


def flate_10g() -> bytes:
    """Ten gigabytes of blanks for a page."""
    return page(stream(blanks(10 * 1024 * MEGABYTE), b"/Filter /FlateDecode"))


def flate_thrice() -> bytes:
    """A thousand gigabytes, packed three times."""
    once = zlib.compress(blanks(1024 * MEGABYTE) * 8, 9)
    return page(stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


def filters_many() -> bytes:
    """A stream behind a hundred thousand filters."""
    return page(stream(b"BT ET", b"/Filter [%s]" % (b"/ASCIIHexDecode " * 100_000)))


def run_length() -> bytes:
    """Runs of 128 bytes out of two."""
    return page(stream(zlib.compress(b"\x81 " * (8 * MEGABYTE), 9), b"/Filter [/FlateDecode /RunLengthDecode]"))


def predictor() -> bytes:
    """A predictor with rows of two thousand million columns."""
    parms = b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 /BitsPerComponent 16 >>"
    return page(stream(zlib.compress(b"\x02" + b"a" * 1000), parms))


def previous_circle() -> bytes:
    """Two cross-reference tables, each the predecessor of the other."""
    data = page(stream(b""))
    first = data.rindex(b"xref\n0")
    second = len(data)
    tail = b"xref\n0 1\n0000000000 65535 f \ntrailer << /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    ahead = data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %010d" % (second + 17))
    return ahead + tail % (first, len(ahead))


def stream_of_itself() -> bytes:
    """An object stream that holds itself, and extends itself."""
    inner = b"6 0 << >>"
    return build(
        CATALOGUE % b"/X 7 0 R",
        PAGES,
        PAGE % b"/Contents 7 0 R",
        FONT,
        stream(b""),
        stream(inner, b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R"),
        b"7 0 R",
    )


def xref_stream_huge() -> bytes:
    """A cross-reference stream that claims two thousand million objects."""
    body = build(CATALOGUE % b"", PAGES, PAGE % b"")
    body = body[: body.rindex(b"xref\n0")]
    table = stream(b"\x00" * 64, b"/Type /XRef /W [1 4 2] /Index [0 2147483647] /Size 2147483647 /Root 1 0 R")
    return body + b"9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(body))


def revisions(count: int = 3000) -> bytes:
    """As many incremental updates, each with nothing new."""
    out = io.BytesIO()
    data = page(stream(b"BT /F1 12 Tf 72 700 Td (a) Tj ET"))
    out.write(data)
    last = data.rindex(b"xref\n0")
    for _ in range(count):
        here = out.tell()
        out.write(b"xref\n0 1\n0000000000 65535 f \ntrailer << /Size 6 /Root 1 0 R /Prev %d >>\n" % last)
        out.write(b"startxref\n%d\n%%%%EOF\n" % here)
        last = here
    return out.getvalue()


def glyph_of_itself() -> bytes:
    """A Type 3 font whose letter is written with that letter."""
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97"
    font += b" /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 7 0 R >>"
    font += b" /Resources << /Font << /F2 6 0 R >> >> >>"
    content = stream(b"BT /F2 12 Tf 72 700 Td (aaaa) Tj ET")
    return page(content, b"/Font << /F2 6 0 R >>", BOX, font, stream(b"9 0 d0 BT /F2 1 Tf (aaaa) Tj ET")).replace(
        b"/Font << /F1 4 0 R >> /Font", b"/Font"
    )


def pattern_of_itself() -> bytes:
    """A tiling pattern painted with itself, in cells of a thousandth of a point."""
    head = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep .001 /YStep .001"
    head += b" /Resources << /Pattern << /P 6 0 R >> >>"
    content = b"/Pattern cs /P scn 0 0 595 842 re f"
    return page(stream(content), b"/Pattern << /P 6 0 R >>", BOX, stream(content, head))


def mask_of_itself() -> bytes:
    """A soft mask whose group is masked by itself."""
    state = b"<< /Type /ExtGState /SMask << /S /Luminosity /G 7 0 R >> >>"
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >>"
    head += b" /Resources << /ExtGState << /G 6 0 R >> >>"
    content = b"/G gs 0 0 595 842 re f"
    return page(stream(content), b"/ExtGState << /G 6 0 R >>", BOX, state, stream(content, head))


def function_dear() -> bytes:
    """A shading whose PostScript function is a million operators long."""
    shading = b"<< /ShadingType 1 /ColorSpace /DeviceGray /Function 7 0 R /Matrix [595 0 0 842 0 0] >>"
    program = stream(b"{" + b"dup mul " * 500_000 + b"}", b"/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]")
    return page(stream(b"/S sh"), b"/Shading << /S 6 0 R >>", BOX, shading, program)


def dashes() -> bytes:
    """Lines of a thousand million dashes."""
    return page(stream(b"[.0000001 .0000001] 0 d .0001 w " + b"0 0 m 595 842 l S " * 200))


def clips() -> bytes:
    """A clip in a clip, half a million deep."""
    return page(stream(b"0 0 500 800 re W n q " * 250_000 + b"0 0 9 9 re f"))


def numbers_huge() -> bytes:
    """Figures no machine holds, wherever one is read."""
    return page(stream(b"BT /F1 1e308 Tf %s 0 0 %s 0 0 Tm (a) Tj ET" % (b"9" * 400, b"-" + b"9" * 400)))


def name_tree_loop() -> bytes:
    """A tree of embedded files that is its own branch."""
    return build(
        CATALOGUE % b"/Names << /EmbeddedFiles 4 0 R >>", PAGES, PAGE % b"", b"<< /Kids [4 0 R 4 0 R] >>", stream(b"")
    )


def attachments_many() -> bytes:
    """A hundred thousand embedded files, all the same."""
    names = b"(a.txt) 5 0 R " * 100_000
    return build(
        CATALOGUE % b"/Names << /EmbeddedFiles 4 0 R >>",
        PAGES,
        PAGE % b"",
        b"<< /Names [%s] >>" % names,
        b"<< /Type /Filespec /F (a.txt) /EF << /F 6 0 R >> >>",
        stream(b"x", b"/Type /EmbeddedFile"),
    )


def xfa(data: bytes) -> bytes:
    """A form whose data is this packet."""
    form = b"/AcroForm << /Fields [] /XFA [(datasets) 4 0 R] >>"
    return build(CATALOGUE % form, PAGES, PAGE % b"", stream(data))


def xfa_laughs() -> bytes:
    """XFA data of ten thousand million laughs."""
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    return xfa(f'<!DOCTYPE x [<!ENTITY a "ha">{entities}]><x>&j;</x>'.encode())


def xfa_deep() -> bytes:
    """XFA data with a hundred thousand elements in one another."""
    return xfa(b"<a>" * 100_000 + b"</a>" * 100_000)


def encrypted_oddly(entry: bytes) -> bytes:
    """A file that says it is encrypted, in a way nobody knows."""
    return page(stream(b"")).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt %s" % entry)


def signature_fields(count: int, contents: bytes, extra: bytes = b"") -> bytes:
    """`count` signature fields that share one signature dictionary."""
    form = b"/AcroForm << /SigFlags 3 /Fields [%s] >>" % b" ".join(b"%d 0 R" % (n + 5) for n in range(count))
    head = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Contents <%s>" % contents.hex().encode()
    )
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s%d) /V 4 0 R /Rect [0 0 0 0] /P 3 0 R >>"
    return build(
        CATALOGUE % form,
        PAGES,
        PAGE % b"",
        head + b" %s >>" % (extra or b"/ByteRange [0 10 20 30]"),
        *(field % n for n in range(count)),
    )


def nested_der(depth: int) -> bytes:
    """SignedData whose content is sequences in sequences."""
    body = b"\x05\x00"
    for _ in range(depth):
        body = b"\x30" + _length(len(body)) + body
    inner = bytes.fromhex("06092a864886f70d010702") + b"\xa0" + _length(len(body)) + body
    return b"\x30" + _length(len(inner)) + inner


def _length(size: int) -> bytes:
    return bytes([size]) if size < 128 else b"\x84" + size.to_bytes(4, "big")


def endless_ber(depth: int = 100_000) -> bytes:
    """SignedData of indefinite lengths in one another, none of them ended."""
    return b"\x30\x80" + bytes.fromhex("06092a864886f70d010702") + b"\xa0\x80" + b"\x30\x80" * depth


FILES: dict[str, Callable[[], bytes]] = {
    "flate_10g": flate_10g,
    "flate_thrice": flate_thrice,
    "filters_100000": filters_many,
    "run_length": run_length,
    "predictor_2e9": predictor,
    "previous_circle": previous_circle,
    "stream_of_itself": stream_of_itself,
    "xref_stream_2e9": xref_stream_huge,
    "revisions_3000": revisions,
    "glyph_of_itself": glyph_of_itself,
    "pattern_of_itself": pattern_of_itself,
    "mask_of_itself": mask_of_itself,
    "function_dear": function_dear,
    "dashes_1e9": dashes,
    "clips_250000": clips,
    "numbers_huge": numbers_huge,
    "box_infinite": lambda: box(b"0 0 %s %s" % (b"9" * 300, b"9" * 300)),
    "name_tree_loop": name_tree_loop,
    "attachments_100000": attachments_many,
    "xfa_laughs": xfa_laughs,
    "xfa_deep": xfa_deep,
    "encrypted_unknown": lambda: encrypted_oddly(b"<< /Filter /Nobody /V 99 /R 99 /Length 0 >>"),
    "encrypted_by_itself": lambda: encrypted_oddly(b"5 0 R"),
    "signatures_3000": lambda: signature_fields(3000, nested_der(3)),
    "signature_deep": lambda: signature_fields(1, nested_der(20_000)),
    "signature_endless": lambda: signature_fields(1, endless_ber()),
    "signature_huge": lambda: signature_fields(1, b"\x30\x84\xff\xff\xff\xff" + b"\x00" * (20 * MEGABYTE)),
    "ranges_300000": lambda: signature_fields(1, nested_der(3), b"/ByteRange [%s]" % (b"0 1 " * 300_000)),
}
"""Name of the class → its file."""
