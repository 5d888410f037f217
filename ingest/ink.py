"""Ink of any colour and print (mực màu, chữ in): told apart, and taken off each other.

Arrival stamps are blue, seals and urgency marks red; print is black. Lifting the colour leaves the print that a stamp
was set upon readable, and the stamp itself, too. Black-and-white scans have no colour to go by.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from ingest.raster import Pixels

COLOUR = 45
"""Difference of the strongest and the weakest channel from which a pixel is coloured ink, not print or paper."""
_DARK = 90
"""Pixels whose strongest channel is below this are print, whatever colour has bled into them."""
_BELOW = 0.75
_DARKER = 0.87
"""A stamped pixel whose weakest and strongest channels are below these shares of the usual has print below it."""
_SAMPLE = 20_000
_AROUND = 9
"""Pixels either way that tell the hue of one: JPEG blurs it."""
_HUE, _SPARSE = 0.0005, 4
"""Share of a page that ink of one hue takes at least, counted on every so many pixels either way."""

Place = tuple[slice, slice]
"""Rows and columns of a picture."""


def strongest_of(pixels: Pixels) -> Pixels:
    """The strongest channel of each pixel of an RGB picture."""
    # Taken apart first, as channels side by side are compared ten times faster than channels in turn.
    red, green, blue = cv2.split(pixels)
    return cast(Pixels, cv2.max(cv2.max(red, green), blue))


def weakest_of(pixels: Pixels) -> Pixels:
    """The weakest channel of each pixel of an RGB picture."""
    red, green, blue = cv2.split(pixels)
    return cast(Pixels, cv2.min(cv2.min(red, green), blue))


def colour_of(pixels: Pixels) -> Pixels:
    """How coloured each pixel of an RGB picture is, 0 to 255."""
    return cast(Pixels, cv2.subtract(strongest_of(pixels), weakest_of(pixels)))


def red_of(pixels: Pixels, colour: Pixels, place: Place) -> Pixels | None:
    """How coloured each pixel in red ink is: of a mark on a blue stamp, the mark alone. None where only one ink is.

    Outside the `place` nothing is looked at.
    """
    picture, inked = pixels[place], colour[place] > COLOUR
    lead = cv2.subtract(picture[:, :, 0], picture[:, :, 2], dtype=cv2.CV_16S) * inked
    reddish = cv2.boxFilter(lead, cv2.CV_32F, (_AROUND, _AROUND)) >= 0
    least = _HUE * colour.size / _SPARSE**2
    both = (int((inked & which)[::_SPARSE, ::_SPARSE].sum()) > least for which in (reddish, ~reddish))
    if not all(both):
        return None
    red = np.zeros_like(colour)
    red[place] = colour[place] * reddish
    return red


def without_colour(pixels: Pixels, colour: Pixels) -> Pixels:
    """Grey = max(R, G, B), and white where the ink is coloured: what was printed in black.

    Print below a stamp darkens even its weakest channel, and stays.
    """
    grey = strongest_of(pixels)
    inked = (colour > COLOUR) & (grey > _DARK)
    strongest = grey[inked]
    if strongest.size:
        weakest = cast(Pixels, strongest - colour[inked])
        usual = _median(strongest), max(_median(weakest), 1.0)
        below = (strongest < _DARKER * usual[0]) & (weakest < _BELOW * usual[1])
        shade = np.clip(255.0 * (weakest / (_BELOW * usual[1])) ** 2, 0, 255)
        grey[inked] = np.where(below, shade, 255).astype(np.uint8)
    return grey


def _median(channel: Pixels) -> float:
    return float(np.median(channel[:: max(channel.size // _SAMPLE, 1)]))


def only_colour(colour: Pixels) -> Pixels:
    """Grey in which coloured ink is dark, and black print nearly gone: what was stamped."""
    return cast(Pixels, 255 - 2 * np.minimum(colour, 127))
