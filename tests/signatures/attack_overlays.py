"""Visible signatures laid over the print: by a stranger or a colleague, with every kind of paint that hides it."""

from __future__ import annotations

from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.stamp import StaticStampStyle

WIDTH, HEIGHT = 340, 60
OVER_PRINT = (60, 680, 400, 740)
BESIDE = (60, 100, 400, 160)


@dataclass(frozen=True, slots=True)
class Paint:
    """What a stamp paints on its ground: operators, and an image where it has one."""

    name: str
    content: bytes
    image: bytes | None = None
    mask: bytes | None = None
    blend: str | None = None


class _PaintContent(PdfContent):
    def __init__(self, paint: Paint) -> None:
        super().__init__(box=BoxConstraints(width=WIDTH, height=HEIGHT))
        self._paint = paint

    def render(self) -> bytes:
        if self._paint.image is not None:
            self._add("/XObject", "/Im0", self._image(self._paint.image, self._paint.mask))
        if self._paint.blend is not None:
            state = generic.DictionaryObject({pdf_name("/BM"): pdf_name(self._paint.blend)})
            self._add("/ExtGState", "/Blend", state)
        if b"/Thick" in self._paint.content:
            self._add("/ExtGState", "/Thick", generic.DictionaryObject({pdf_name("/LW"): generic.NumberObject(60)}))
        for name, base in (("/F0", "/Helvetica"), ("/Z0", "/ZapfDingbats")):
            font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": base}
            self._add("/Font", name, generic.DictionaryObject({pdf_name(k): pdf_name(v) for k, v in font.items()}))
        return self._paint.content

    def _image(self, samples: bytes, mask: bytes | None) -> generic.StreamObject:
        image = _samples(samples)
        if mask is not None and self.writer is not None:
            image[pdf_name("/SMask")] = self.writer.add_object(_samples(mask))
        return image

    def _add(self, kind: str, name: str, value: generic.PdfObject) -> None:
        assert self.writer is not None
        reference = self.writer.add_object(value)
        target = self.resources.__getattribute__(KINDS[kind])
        target[pdf_name(name)] = reference


KINDS = {"/XObject": "xobject", "/ExtGState": "ext_g_state", "/Font": "font"}


def _samples(samples: bytes) -> generic.StreamObject:
    entries = {"/Type": pdf_name("/XObject"), "/Subtype": pdf_name("/Image"), "/ColorSpace": pdf_name("/DeviceGray")}
    numbers = {"/Width": 2, "/Height": 2, "/BitsPerComponent": 8}
    pairs = {**entries, **{key: generic.NumberObject(value) for key, value in numbers.items()}}
    return generic.StreamObject({pdf_name(key): value for key, value in pairs.items()}, stream_data=samples)


def style(paint: Paint) -> StaticStampStyle:
    """A stamp of that paint, without a frame."""
    return StaticStampStyle(background=_PaintContent(paint), background_opacity=1.0, border_width=0)


BOX = b"0 0 340 60 re "
PICTURE = b"q 340 0 0 60 0 0 cm /Im0 Do Q"
WHITE = b"\xff" * 4

HIDING = (
    Paint("white_box", b"1 1 1 rg " + BOX + b"f"),
    Paint("white_box_evenodd", b"1 g " + BOX + b"f*"),
    Paint("white_box_and_border", b"1 g 1 G " + BOX + b"B"),
    Paint("white_cmyk", b"0 0 0 0 k " + BOX + b"f"),
    Paint("off_white_box", b"0.97 0.96 0.95 rg " + BOX + b"f"),
    Paint("light_grey_box", b"0.85 g " + BOX + b"f"),
    Paint("grey_box", b"0.72 g " + BOX + b"f"),
    Paint("yellow_box", b"1 1 0 rg " + BOX + b"f"),
    Paint("black_box", b"0 g " + BOX + b"f"),
    Paint("dark_red_box", b"0.6 0 0 rg " + BOX + b"f"),
    Paint("thick_white_line", b"1 1 1 RG 60 w 0 30 m 340 30 l S"),
    Paint("thick_light_line", b"0.9 G 60 w 0 30 m 340 30 l S"),
    Paint("thick_black_line", b"0 G 60 w 0 30 m 340 30 l S"),
    Paint("huge_light_letters", b"0.95 g BT /F0 90 Tf 0 -5 Td (MMMM) Tj ET"),
    Paint("huge_white_letters", b"1 g BT /F0 90 Tf 0 -5 Td (MMMM) Tj ET"),
    Paint("black_squares", b"0 g BT /Z0 70 Tf -5 0 Td (nnnnnnnn) Tj ET"),
    Paint("white_squares_beyond_white", b"2 g BT /Z0 29 Tf -5 34 Td (nnnnnnnnnnnnnnnnnnnn) Tj ET"),
    Paint("white_squares_less_than_no_ink", b"-1 -1 -1 -1 k BT /Z0 29 Tf -5 34 Td (nnnnnnnnnnnnnnnnnnnn) Tj ET"),
    Paint("scaled_line", b"q 100 0 0 100 0 0 cm 0 G 0.6 w 0 0.3 m 4 0.3 l S Q"),
    Paint("line_as_thick_as_its_state", b"/Thick gs 0 G 0 30 m 340 30 l S"),
    Paint("fill_before_delimiter", b"0 g 0 0 340 60 re f[]0 d"),
    Paint("image", PICTURE, WHITE),
    Paint("image_with_solid_mask", PICTURE, WHITE, WHITE),
    Paint("image_with_nearly_solid_mask", PICTURE, WHITE, b"\xf5" * 4),
    Paint("light_image_with_solid_mask", PICTURE, b"\xdd" * 4, WHITE),
    Paint("difference", b"/Blend gs 1 g " + BOX + b"f", blend="/Difference"),
    Paint("screen", b"/Blend gs 1 g " + BOX + b"f", blend="/Screen"),
    Paint("lighten", b"/Blend gs 1 g " + BOX + b"f", blend="/Lighten"),
    Paint("clip_and_fill", b"q " + BOX + b"W n 1 g -10 -10 500 500 re f Q"),
    Paint("black_hatching", b"0 G 2.5 w " + b" ".join(b"0 %d m 340 %d l S" % (y, y) for y in range(0, 60, 3))),
    Paint("black_hatching_upright", b"0 G 2.4 w " + b" ".join(b"%d 0 m %d 60 l S" % (x, x) for x in range(0, 340, 3))),
    Paint("black_squares_of_a_line", b"0 g BT /Z0 12 Tf -2 Tc 0 42 Td (" + b"n" * 48 + b") Tj ET"),
    Paint("black_squares_tight", b"0 g BT /Z0 29 Tf -4 Tc 0 34 Td (nnnnnnnnnnnnnnnnnnnn) Tj ET"),
    Paint("letters_with_thick_edges", b"0 G 60 w 1 Tr BT /F0 9 Tf 10 20 Td (MMMM) Tj ET"),
    Paint("letter_as_wide_as_the_stamp", b"0 g BT /F0 14 Tf 3000 Tz 0 40 Td (l) Tj ET"),
    Paint("white_letter_as_wide", b"1 g BT /F0 14 Tf 3000 Tz 0 40 Td (l) Tj ET"),
    Paint("white_image_with_dense_mask", PICTURE, WHITE, b"\xe0" * 4),
    Paint("black_image_with_dense_mask", PICTURE, b"\x00" * 4, b"\xe0" * 4),
    Paint("image_with_mask_solid_by_half", PICTURE, WHITE, b"\xff\xff\x00\x00"),
    Paint("white_digit_beside_much_red", b"1 g 90 37 20 14 re f 0.8 0 0 rg 150 5 60 30 re f"),
    Paint(
        "veiled_digit_beside_much_red",
        b"0.8 0 0 rg 150 5 60 30 re f q 30 0 0 14 86 37 cm /Im0 Do Q",
        WHITE,
        b"\xe0" * 4,
    ),
    Paint("many_strips", b"1 g " + b" ".join(b"0 %d 340 3.2 re f" % (3 * row) for row in range(20))),
)

HARMLESS = (
    Paint("words", b"0 g BT /F0 8 Tf 4 20 Td (Ky boi: Uy ban nhan dan) Tj ET"),
    Paint("red_words", b"1 0 0 rg BT /F0 8 Tf 4 20 Td (Ky boi: Uy ban nhan dan) Tj ET"),
    Paint("red_ring", b"1 0 0 RG 2 w 20 5 m 320 5 l 320 55 l 20 55 l s"),
    Paint("clear_image", PICTURE, WHITE, b"\x00" * 4),
    Paint("watermark", PICTURE, b"\x80" * 4, b"\x30" * 4),
)

TOGETHER = {
    "two_veils": [Paint("", PICTURE, WHITE, bytes([solid]) * 4) for solid in (173, 229)],
    "eight_thin_veils": [Paint("", PICTURE, WHITE, b"\x40" * 4)] * 8,
    "columns_of_a_digit": [Paint("", b"1 g %f 0 0.7 60 re f" % (12 + 0.7 * column)) for column in range(20)],
}
"""Stamps one after the other, each of which hides too little to tell."""
