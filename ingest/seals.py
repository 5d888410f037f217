"""Round seals in black (dấu tròn trên bản quét đen trắng): their rings are found and taken off the page.

A black-and-white scan has no colour to lift, and a grey one little; but a seal is a circle of known size, dark nearly
all the way round, which nothing that is written or printed is. Without its rings, positions and names below it are
lines again; the letters inside the seal stay, as they cannot be told from print.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from ingest.raster import Pixels

_RADIUS = 51.0
"""Points: seals of agencies measure 36 mm across (Circular 21/2012/TT-BCA), the state's a little more."""
_SMALLEST, _LARGEST = 0.75, 1.25
_DARK = 175
_COARSE = 4
"""Pixels to one where circles are first looked for."""
_CANDIDATES = 2
_LIKELY = 0.35
_ROUND = 0.7
"""Share of a circle that must be dark: running text gives a third at the very most."""
_RING = 0.42
_INNERMOST = 0.5
"""Share of the radius within which nothing is a ring."""
_SPARSE = 16
_ANGLES, _FEW_ANGLES = 720, 180


@dataclass(frozen=True, slots=True)
class Seal:
    """A circle in pixels, and the share of it that is dark."""

    x: float
    y: float
    radius: int
    share: float


def without_seals(grey: Pixels, scale: float) -> Pixels:
    """The page less the rings of black seals; `scale` is pixels per point. The same picture where there is none."""
    seals = find_seals(grey, scale)
    if not seals:
        return grey
    out = grey.copy()
    for seal in seals:
        _take_off(out, seal)
    return out


def find_seals(grey: Pixels, scale: float) -> list[Seal]:
    """The circles as big as seals and dark nearly all the way round."""
    near = (_nearest(grey, seal, reach=8, step=4, angles=_FEW_ANGLES) for seal in _candidates(grey, scale))
    exact = (_nearest(grey, seal, reach=3, step=1, angles=2 * _FEW_ANGLES) for seal in near if seal.share >= _LIKELY)
    return [seal for seal in exact if seal.share >= _ROUND]


def _candidates(grey: Pixels, scale: float) -> Iterator[Seal]:
    size = (grey.shape[1] // _COARSE, grey.shape[0] // _COARSE)
    radius = _RADIUS * scale / _COARSE
    if min(size) < 2 * radius:
        return
    found = cv2.HoughCircles(
        cv2.resize(grey, size, interpolation=cv2.INTER_AREA),
        cv2.HOUGH_GRADIENT,
        dp=1.5,
        minDist=radius,
        param1=120,
        param2=45,
        minRadius=int(_SMALLEST * radius),
        maxRadius=int(_LARGEST * radius),
    )
    for x, y, across in [] if found is None else found[0][:_CANDIDATES].astype(float) * _COARSE:
        yield Seal(float(x), float(y), int(across), 0.0)


def _nearest(grey: Pixels, seal: Seal, *, reach: int, step: int, angles: int) -> Seal:
    """The best circle whose middle is at most `reach` pixels away either way."""
    least, most = int(0.8 * seal.radius), int(1.3 * seal.radius)
    best = seal
    for right in range(-reach, reach + 1, step):
        for down in range(-reach, reach + 1, step):
            x, y = seal.x + right, seal.y + down
            share = (_unrolled(grey, x, y, most, angles) < _DARK).mean(axis=0)
            radius = least + int(share[least:].argmax())
            if share[radius] > best.share:
                best = Seal(x, y, radius, float(share[radius]))
    return best


def _unrolled(grey: Pixels, x: float, y: float, radius: int, angles: int) -> Pixels:
    """A disc as a strip: a row an angle, a column a distance from the middle."""
    return cast(Pixels, cv2.warpPolar(grey, (radius, angles), (x, y), radius, cv2.WARP_POLAR_LINEAR))


def _take_off(grey: Pixels, seal: Seal) -> None:
    """Paper in place of the rings, except where a stroke crosses them."""
    most = int(1.3 * seal.radius)
    dark = _unrolled(grey, seal.x, seal.y, most, _ANGLES) < _DARK
    ring = dark.mean(axis=0) >= _RING
    ring[: int(_INNERMOST * seal.radius)] = False
    ring = np.convolve(ring, np.ones(3), "same") > 0
    off = np.zeros(dark.shape, bool)
    for inner, outer in _bands(ring):
        crossed = dark[:, max(inner - 2, 0)] & dark[:, min(outer + 1, most - 1)]
        off[:, inner:outer] = ~crossed[:, None]
    top, left = max(int(seal.y) - most, 0), max(int(seal.x) - most, 0)
    part = grey[top : int(seal.y) + most + 1, left : int(seal.x) + most + 1]
    down, right = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]]
    away = np.rint(np.hypot(right - seal.x, down - seal.y)).astype(int)
    turn = np.rint(np.arctan2(down - seal.y, right - seal.x) / (2 * np.pi) * _ANGLES).astype(int) % _ANGLES
    part[(away < most) & off[turn, np.minimum(away, most - 1)]] = int(np.median(grey[::_SPARSE, ::_SPARSE]))


def _bands(ring: np.ndarray) -> Iterator[tuple[int, int]]:
    """First and last but one distance of each ring."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], ring.astype(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
