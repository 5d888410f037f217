"""Hostile files (tệp độc hại), one class each: made here, never shipped. Small to make, dear to read."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image

from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter

MEGABYTE = 1024 * 1024
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
BOX = b"/MediaBox [0 0 595 842]"


def build(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def stream(data: bytes, head: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


def page(content: bytes, resources: bytes = b"", box: bytes = BOX, *more: bytes) -> bytes:
    """One page: catalogue 1, pages 2, page 3, font 4, content 5, then whatever else."""
    return build(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> %s >> >>"
        % (box, resources),
        FONT,
        content,
        *more,
    )


def deflated(size: int, unit: bytes = b"\x00") -> bytes:
    """`size` bytes of one unit over and over, compressed."""
    packer = zlib.compressobj(9)
    block = unit * (MEGABYTE // len(unit))
    return b"".join(packer.compress(block) for _ in range(size // MEGABYTE)) + packer.flush()


def flate_bomb(size: int) -> bytes:
    """A page whose content unpacks to `size` bytes of blanks."""
    return page(stream(deflated(size, b" "), b"/Filter /FlateDecode"))


def nested_flate_bomb() -> bytes:
    """Ten gigabytes inside a few kilobytes: packed twice."""
    packer = zlib.compressobj(9)
    inner = deflated(1024 * MEGABYTE, b" ")
    packed = b"".join(packer.compress(inner) for _ in range(10)) + packer.flush()
    return page(stream(packed, b"/Filter [/FlateDecode /FlateDecode]"))


def cmap_ranges() -> bytes:
    """A ToUnicode map of four thousand million codes."""
    cmap = b"begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange\n"
    cmap += b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap"
    return build(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>" % BOX,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        stream(b"BT /F1 12 Tf 100 700 Td (abc) Tj ET"),
        stream(cmap),
    )


def million_characters() -> bytes:
    """A page of a million characters."""
    return page(stream(b"BT /F1 1 Tf 10 800 Td " + b"(abcdefghi ) Tj " * 100_000 + b" ET"))


def many_pages(count: int) -> bytes:
    """`count` pages that share one object."""
    kids = b"3 0 R " * count
    return build(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R %s >>" % BOX,
    )


def page_tree_loop() -> bytes:
    """Pages that are their own children."""
    return build(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>")


def deep_page_tree(depth: int = 20_000) -> bytes:
    """A page under `depth` nodes."""
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (i + 3) for i in range(depth)]
    return build(b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, b"<< /Type /Page %s >>" % BOX)


def reference_loop() -> bytes:
    """Objects that refer to each other and to nothing else."""
    return build(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox 4 0 R /Contents 4 0 R >>",
        b"5 0 R",
        b"4 0 R",
    )


def length_loop() -> bytes:
    """A stream whose length is the stream itself."""
    return page(b"<< /Length 5 0 R >>\nstream\nBT ET\nendstream")


def xref_loop() -> bytes:
    """A cross-reference table that is its own predecessor."""
    data = page(stream(b""))
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def form_laughs() -> bytes:
    """Ten forms, each drawn ten times by the next: ten thousand million drawings."""
    forms = [
        stream(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (i + 7),
        )
        for i in range(10)
    ]
    last = stream(b"0 0 1 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return page(stream(b"/X Do"), b"/XObject << /X 6 0 R >>", BOX, *forms, last)


def image(filter_: bytes, data: bytes, width: int, height: int, extra: bytes = b"") -> bytes:
    """A page that shows one picture."""
    head = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray %s /Filter %s"
    )
    content = stream(b"595 0 0 842 0 0 cm /X Do")
    return page(content, b"/XObject << /X 6 0 R >>", BOX, stream(data, head % (width, height, extra, filter_)))


def jbig2(side: int = 100_000) -> bytes:
    """A JBIG2 page of ten thousand million pixels."""
    size = side.to_bytes(4, "big")
    segment = b"\x00\x00\x00\x00\x30\x00\x01\x00\x00\x00\x13" + size + size + b"\x00" * 8 + b"\x40\x00\x00"
    return image(b"/JBIG2Decode", segment, side, side)


def jpx(side: int = 100_000) -> bytes:
    """The head of a JPEG 2000 of as many."""
    size = side.to_bytes(4, "big")
    siz = (
        b"\xff\x51\x00\x2f\x00\x00"
        + size * 2
        + b"\x00" * 8
        + size * 2
        + b"\x00" * 8
        + b"\x00\x03"
        + b"\x07\x01\x01" * 3
    )
    return image(b"/JPXDecode", b"\xff\x4f" + siz + b"\xff\x52\x00\x0c" + b"\x00" * 10 + b"\xff\xd9", side, side)


def png_bomb() -> bytes:
    """A small file that is a picture of 400 million pixels."""
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def attachment_bomb() -> bytes:
    """An embedded file of two gigabytes."""
    return build(
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.txt) 4 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s >>" % BOX,
        b"<< /Type /Filespec /F (a.txt) /EF << /F 5 0 R >> >>",
        stream(deflated(2048 * MEGABYTE), b"/Type /EmbeddedFile /Filter /FlateDecode"),
    )


def field_loop() -> bytes:
    """A form field that is its own child."""
    return build(
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s /Annots [4 0 R] >>" % BOX,
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Kids [4 0 R] /Parent 4 0 R /Rect [0 0 9 9] >>",
    )


def many_annotations() -> bytes:
    """A hundred thousand notes."""
    return build(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s /Annots [%s] >>" % (BOX, b"4 0 R " * 100_000),
        b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >>",
    )


def box(edges: bytes) -> bytes:
    """A page of a strange size."""
    return page(stream(b"BT /F1 12 Tf 10 10 Td (a) Tj ET"), b"", b"/MediaBox [%s]" % edges)


FILES: dict[str, Callable[[], bytes]] = {
    "flate_1g": lambda: flate_bomb(1024 * MEGABYTE),
    "flate_nested_10g": nested_flate_bomb,
    "cmap_4e9": cmap_ranges,
    "million_characters": million_characters,
    "pages_10000": lambda: many_pages(10_000),
    "page_tree_loop": page_tree_loop,
    "page_tree_deep": deep_page_tree,
    "page_count_lies": lambda: many_pages(3).replace(b"/Count 3", b"/Count 2000000000"),
    "reference_loop": reference_loop,
    "length_loop": length_loop,
    "xref_loop": xref_loop,
    "form_laughs": form_laughs,
    "q_5e6": lambda: page(stream(b"q " * 5_000_000)),
    "arrays_deep": lambda: page(stream(b"[" * 1_000_000)),
    "arrays_deep_object": lambda: page(stream(b""), b"/X " + b"[" * 500_000 + b"]" * 500_000),
    "lines_500000": lambda: page(stream(b"0 0 m 500 800 l S " * 500_000)),
    "box_giant": lambda: box(b"0 0 1000000000 1000000000"),
    "box_none": lambda: page(stream(b"BT /F1 12 Tf 10 10 Td (a) Tj ET"), b"", b""),
    "box_empty": lambda: box(b"0 0 0 0"),
    "box_words": lambda: box(b"/a /b (c) null"),
    "box_negative": lambda: box(b"500 500 -500 -500"),
    "box_thin": lambda: box(b"0 0 1 10000000"),
    "jbig2_1e10": jbig2,
    "jpx_1e10": jpx,
    "image_1e10": lambda: image(b"/FlateDecode", deflated(64 * MEGABYTE), 100_000, 100_000),
    "image_ccitt": lambda: image(b"/CCITTFaxDecode", b"\x00" * 100, 60_000, 60_000, b"/DecodeParms << /K -1 >>"),
    "attachment_2g": attachment_bomb,
    "field_loop": field_loop,
    "annotations_100000": many_annotations,
    "no_pages": lambda: build(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"),
    "header_only": lambda: b"%PDF-1.7\n",
    "no_trailer": lambda: page(stream(b""))[:300],
    "png_4e8": png_bomb,
}
"""Name of the class → its file."""


def truncations(data: bytes, every: int = 1024) -> Iterator[bytes]:
    """A valid file cut off at every so many bytes."""
    return (data[:end] for end in range(1, len(data), every))


def byte_flips(count: int, data: bytes, seed: int = 1) -> Iterator[bytes]:
    """The same file with one to ten bytes changed, over and over."""
    rng = random.Random(seed)
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(rng.randint(1, 10)):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        yield bytes(changed)


def sound() -> bytes:
    """A small valid dispatch."""
    return compose_pdf(read_letter("giay-moi-kiem-tra"))
