"""Rubber stamps (dấu) as pictures on transparent ground: the round red seal, and the blue arrival stamp (dấu đến)."""

from __future__ import annotations

import math
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from tests.compose.fonts import BOLD, REGULAR, font_file

RED: Final = (205, 25, 40, 215)
BLACK: Final = (20, 20, 20, 235)
"""Of a seal copied in black and white."""
BLUE: Final = (30, 60, 170, 230)
CLEAR: Final = (0, 0, 0, 0)


def round_seal(around: str, inside: str, size: int = 290, ink: tuple[int, int, int, int] = RED) -> Image.Image:
    """A seal `size` pixels wide: two rings, a text that runs around, one in the middle under a star."""
    seal = Image.new("RGBA", (size, size), CLEAR)
    draw = ImageDraw.Draw(seal)
    draw.ellipse((4, 4, size - 4, size - 4), outline=ink, width=5)
    inner = size * 0.19
    draw.ellipse((inner, inner, size - inner, size - inner), outline=ink, width=2)
    _text_around(seal, around, size, ink)
    font = font_of(BOLD, size // 13)
    draw.text((size / 2, size * 0.62), inside, fill=ink, font=font, anchor="mm")
    draw.polygon(_star(size / 2, size * 0.42, size * 0.11), fill=ink)
    return seal


def arrival_stamp(
    office: str, number: str, day: str, width: int = 395, ink: tuple[int, int, int, int] = BLUE
) -> Image.Image:
    """An arrival stamp of about 50 × 25 mm at 200 dpi: office, ĐẾN, number, date."""
    height = 236
    stamp = Image.new("RGBA", (width, height), CLEAR)
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((3, 3, width - 4, height - 4), outline=ink, width=4)
    draw.line((3, 58, width - 4, 58), fill=ink, width=3)
    draw.text((width / 2, 31), office, fill=ink, font=font_of(BOLD, 25), anchor="mm")
    draw.text((62, 145), "ĐẾN", fill=ink, font=font_of(BOLD, 42), anchor="mm")
    draw.line((122, 58, 122, height - 4), fill=ink, width=3)
    for line, text in enumerate((f"Số: {number}", f"Ngày: {day}", "Chuyển: ……………")):
        draw.text((138, 92 + 52 * line), text, fill=ink, font=font_of(REGULAR, 30), anchor="lm")
    return stamp


def urgency_mark(mark: str) -> Image.Image:
    """A mark of urgency or secrecy in its frame, about 36 pixels high at 200 dpi."""
    font = font_of(BOLD, 36)
    width = round(font.getlength(mark)) + 34
    stamp = Image.new("RGBA", (width, 64), CLEAR)
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((2, 2, width - 3, 61), outline=RED, width=4)
    draw.text((width / 2, 32), mark, fill=RED, font=font, anchor="mm")
    return stamp


def stamped_line(text: str, lean: float = 0.0, ink: tuple[int, int, int, int] = BLACK, size: int = 37) -> Image.Image:
    """A position or name from a rubber stamp (dấu chức danh, dấu tên), rising by `lean` degrees, for 200 dpi."""
    font = font_of(BOLD, size)
    stamp = Image.new("RGBA", (round(font.getlength(text)) + 8, round(1.5 * size)), CLEAR)
    ImageDraw.Draw(stamp).text((4, 0), text, fill=ink, font=font)
    return stamp.rotate(lean, resample=Image.Resampling.BICUBIC, expand=True)


def _text_around(seal: Image.Image, text: str, size: int, ink: tuple[int, int, int, int]) -> None:
    """Letters one by one along the upper five sixths of the ring, feet to the middle."""
    font = font_of(BOLD, size // 14)
    radius = size * 0.405
    step = math.radians(300) / max(len(text) - 1, 1)
    for i, letter in enumerate(text):
        angle = math.radians(-150) + i * step
        tile = Image.new("RGBA", (size // 6, size // 6), CLEAR)
        ImageDraw.Draw(tile).text((size / 12, size / 12), letter, fill=ink, font=font, anchor="mm")
        tile = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        x, y = size / 2 + radius * math.sin(angle), size / 2 - radius * math.cos(angle)
        seal.alpha_composite(tile, (round(x - tile.width / 2), round(y - tile.height / 2)))


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for i in range(10):
        reach = radius if i % 2 == 0 else radius * 0.4
        angle = math.pi * i / 5
        points.append((x + reach * math.sin(angle), y - reach * math.cos(angle)))
    return points


def font_of(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file(face)), size)
