"""Figures as a clerk's pen writes them (chữ số viết tay): strokes, slanted and a little unsteady; seeded."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

BLUE_INK: Final = (40, 60, 150, 255)
BLACK_INK: Final = (25, 25, 30, 255)
PAPER: Final = (255, 255, 255, 255)
_FINE: Final = 4
"""Drawn so many times larger, then made smaller: pens leave no stairs."""


def _arc(x: float, y: float, across: float, down: float, start: float, end: float) -> list[tuple[float, float]]:
    """Points of an ellipse from one angle to another, in degrees clockwise from three o'clock."""
    angles = np.radians(np.linspace(start, end, 16))
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


STROKES: Final[dict[str, list[list[tuple[float, float]]]]] = {
    "0": [_arc(0.5, 0.5, 0.32, 0.48, -80, 290)],
    "1": [[(0.3, 0.25), (0.58, 0.02), (0.55, 1.0)]],
    "2": [[*_arc(0.48, 0.27, 0.3, 0.26, 190, 380), (0.6, 0.6), (0.16, 0.97), (0.5, 0.93), (0.88, 0.97)]],
    "3": [[*_arc(0.45, 0.25, 0.3, 0.24, 200, 440), *_arc(0.43, 0.73, 0.36, 0.26, 280, 520)]],
    "4": [[(0.55, 0.02), (0.12, 0.62), (0.9, 0.6)], [(0.64, 0.3), (0.6, 1.0)]],
    "5": [[(0.8, 0.03), (0.3, 0.05), (0.25, 0.45), *_arc(0.45, 0.68, 0.36, 0.3, 240, 500)]],
    "6": [[(0.7, 0.03), (0.32, 0.4), *_arc(0.5, 0.72, 0.3, 0.27, 180, 560)]],
    "7": [[(0.15, 0.06), (0.82, 0.04), (0.42, 1.0)], [(0.35, 0.5), (0.78, 0.48)]],
    "8": [[*_arc(0.5, 0.25, 0.25, 0.23, -40, -330), *_arc(0.5, 0.73, 0.31, 0.26, -100, 260)]],
    "9": [[*_arc(0.5, 0.28, 0.28, 0.26, -20, -380), (0.72, 0.6), (0.55, 1.0)]],
}


def handwritten(
    figures: str, *, width: int, height: int, ink: tuple[int, int, int, int] = BLACK_INK, seed: int = 1
) -> Image.Image:
    """A slip of blank paper, `width` by `height` pixels, with the figures written across it."""
    rng = np.random.default_rng(seed)
    slip = Image.new("RGBA", (width * _FINE, height * _FINE), PAPER)
    draw = ImageDraw.Draw(slip)
    tall, step = 0.8 * height * _FINE, width * _FINE / (len(figures) + 0.4)
    for number, figure in enumerate(figures):
        slant, down = rng.uniform(0.08, 0.2), rng.uniform(0.04, 0.14) * height * _FINE
        left = (number + 0.2) * step
        for stroke in STROKES[figure]:
            points = [(left + 0.85 * step * x + slant * tall * (0.5 - y), down + tall * y) for x, y in stroke]
            shaken = [(x + rng.normal(0, 0.008 * tall), y + rng.normal(0, 0.008 * tall)) for x, y in points]
            draw.line(shaken, fill=ink, width=round(0.09 * tall), joint="curve")
    return slip.resize((width, height), Image.Resampling.LANCZOS)
