"""A page that is one scan and nothing else (trang quét), told from its JPEG without drawing.

PDFium scales all of such a picture; where a stamp covers a corner, that corner does, and mostly half its size. It is
decoded in colour, for the lightness that a JPEG keeps says too much of colours that no screen can show. A pixel of the
drawing is the mean of what it covers, which this comes within `SLACK` of (measured on scans of 100 to 300 an inch and
on noise: 12 too light or too dark). Anything out of the ordinary is left to PDFium.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from math import ceil, floor
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

from signatures.document import PARSE_ERRORS
from signatures.objects import Dict, entry, items

Light = npt.NDArray[np.float32]
SINGLE = np.float32
SLACK = 20
"""Grey values by which a scan may look lighter here than drawn."""
NEAR = 0.01
"""Points by which the picture may miss the edges of its page."""
MOST_PIXELS = 15_000_000
"""Of larger ones PDFium draws single pixels in place of means."""
PLAIN_RESOURCES = frozenset({"/XObject", "/ProcSet"})
PLAIN_PICTURE = frozenset(
    {"/Type", "/Subtype", "/Name", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Filter", "/Length"}
)
"""With anything beside these (masks, `/Decode`, layers) a picture looks otherwise than its JPEG."""
JPEG = ["/DCTDecode"]
MODES = {"/DeviceGray": "L", "/DeviceRGB": "RGB"}
HALVED = ([(1, 1)], [(2, 2), (1, 1), (1, 1)])
"""Sampling of lightness and colours, down and across, where half the size holds all colours."""
VIVID = 4
"""Grey values by which a JPEG may call a colour lighter than it is shown."""
Rows = npt.NDArray[np.floating[Any]]
Share = Callable[[Rows, Rows], Rows]
"""What a part of a row comes to, from the lightness of the row and how much of it the part is."""


def _exact(row: Rows, part: Rows) -> Rows:
    return np.asarray(row * part)


def _least(row: Rows, part: Rows) -> Rows:
    """The row is two in one: as if the rest of it were white."""
    return np.asarray(np.maximum(row - (1 - part) * 255, 0))


def _at_most(row: Rows, part: Rows) -> Rows:
    """As if the rest of it were black."""
    return np.asarray(np.minimum(row, part * 255))


SHARES: dict[int, tuple[Share, Share]] = {1: (_exact, _exact), 2: (_least, _at_most)}


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The picture, and the rows and columns of pixels that its drawing fills; those of the page lie inside."""

    picture: Image.Image
    scale: int
    """2 where the picture is halved."""
    sides: tuple[int, int]
    """Height and width before."""
    shape: tuple[int, int]
    rows: tuple[int, int]
    columns: tuple[int, int]

    def part(self, rows: slice, columns: slice) -> tuple[Light, Light] | None:
        """How light the drawing of the page is there, in grey values, at least and at most; None where colours are too
        vivid to tell.
        """
        down = _edges(rows, self.rows, self.sides[0]) / self.scale
        across = _edges(columns, self.columns, self.sides[1]) / self.scale
        left, top = int(across[0]), int(down[0])
        part = self.picture.crop((left, top, ceil(across[-1]), ceil(down[-1])))
        shown = part.convert("RGB").convert("L")
        if part.mode == "YCbCr" and _most(part.getchannel(0), shown) > VIVID:
            return None
        grey, edges = np.asarray(shown, np.float32), (down - top, across - left)
        low, high = (_means(_means(grey, edges[0], share).T, edges[1], share).T for share in SHARES[self.scale])
        return low, high


def _most(told: Image.Image, shown: Image.Image) -> int:
    """By how much the lightness of a pixel exceeds what is shown, at most."""
    return int((np.asarray(told, np.int16) - np.asarray(shown, np.int16)).max())


def scanned_page(leaf: pdfium.PdfPage, dictionary: Dict) -> ScannedPage | None:
    """The page that `dictionary` describes and PDFium opened, for a drawing of 72 pixels an inch; None for any that is
    more than a whole scan, or of less than that.
    """
    try:
        held = _only_picture(dictionary)
        item = _only_object(leaf)
        if held is None or item is None:
            return None
        shape, rows, columns = _places(leaf, item)
        if (picture := _opened(bytes(item.get_data()), held)) is None:
            return None
        sides = picture.height, picture.width
        if sides[0] < shape[0] or sides[1] < shape[1]:
            return None
        return ScannedPage(picture, _decode(picture, shape), sides, shape, rows, columns)
    except (pdfium.PdfiumError, OSError, Image.DecompressionBombError, *PARSE_ERRORS):
        return None


def may_be_scan(dictionary: Dict) -> bool:
    """Whether a page is worth opening to find out, by what it holds."""
    try:
        return _only_picture(dictionary) is not None
    except PARSE_ERRORS:
        return False


def _only_picture(dictionary: Dict) -> Any:
    """The picture that the resources of a page hold, where they hold nothing else and it is a plain JPEG."""
    resources = entry(dictionary, "/Resources", {})
    pictures = entry(resources, "/XObject", {})
    if not set(resources) <= PLAIN_RESOURCES or len(pictures) != 1:
        return None
    held = entry(pictures, next(iter(pictures)))
    is_plain = set(held) <= PLAIN_PICTURE and (entry(held, "/Filter") == "/DCTDecode" or items(held, "/Filter") == JPEG)
    return held if is_plain and entry(held, "/ColorSpace") in MODES else None


def _only_object(leaf: pdfium.PdfPage) -> pdfium.PdfImage | None:
    """The picture that a page draws over all of itself, upright, unclipped, and nothing else."""
    item = raw.FPDFPage_GetObject(leaf, 0)
    if raw.FPDFPage_CountObjects(leaf) != 1 or raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
        return None
    if raw.FPDFPageObj_HasTransparency(item) or raw.FPDFPageObj_CountMarks(item) or leaf.get_rotation():
        return None
    if raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(item)) > 0:
        return None
    (width, height), (left, bottom, *_) = leaf.get_size(), leaf.get_bbox()
    place = pdfium.PdfImage(item, page=leaf)
    wanted = (width, 0, 0, height, left, bottom)
    return place if np.allclose(place.get_matrix().get(), wanted, rtol=0, atol=NEAR) else None


def _places(leaf: pdfium.PdfPage, item: pdfium.PdfImage) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """The pixels of the page, and the first and last edge of the picture, down and across.

    In the single precision of PDFium, whose last bit decides whether a picture reaches into one more row.
    """
    matrix, (left, bottom, *_) = item.get_matrix(), leaf.get_bbox()
    size = leaf.get_size()
    width, height = (SINGLE(ceil(side)) for side in size)
    across, down = width / SINGLE(size[0]), -height / SINGLE(size[1])
    x, y = SINGLE(matrix.e - left) * across, SINGLE(matrix.f - bottom) * down + height
    right, top = SINGLE(matrix.a) * across + x, SINGLE(matrix.d) * down + y
    return (int(height), int(width)), (floor(top), ceil(y)), (floor(x), ceil(right))


def _opened(jpeg: bytes, held: Any) -> Image.Image | None:
    """Both readers of the file must mean the same bytes."""
    if held.encoded_data != jpeg:
        return None
    picture = Image.open(BytesIO(jpeg), formats=("JPEG",))
    width, height = picture.size
    is_as_told = (width, height) == (entry(held, "/Width"), entry(held, "/Height"))
    is_as_told &= picture.mode == MODES[entry(held, "/ColorSpace")]
    return picture if is_as_told and width * height <= MOST_PIXELS else None


def _decode(picture: Image.Image, shape: tuple[int, int]) -> int:
    """Decode the picture, halved where it is at least twice as fine as the page; 2 then, else 1."""
    width, height = picture.size
    sampling = [tuple(component[1:3]) for component in getattr(picture, "layer", ())]
    if sampling in HALVED and height >= 2 * shape[0] and width >= 2 * shape[1]:
        picture.draft("YCbCr" if len(sampling) == 3 else "L", ((width + 1) // 2, (height + 1) // 2))
    picture.load()
    return round(width / picture.width)


def _edges(pixels: slice, filled: tuple[int, int], size: int) -> npt.NDArray[np.float64]:
    """Where the edges of these pixels lie in a picture of that size which fills the pixels `filled`."""
    first, last = filled
    edges = (np.arange(pixels.start, pixels.stop + 1) - first) * (size / (last - first))
    return np.clip(edges, 0, size)


def _means(values: Light, edges: npt.NDArray[np.float64], share: Share) -> Light:
    """Means of the rows between each two edges; `share` tells what parts of rows come to."""
    sums = np.concatenate([np.zeros((1, values.shape[1])), values.cumsum(0, dtype=np.float64)])
    first, last = edges[:-1], edges[1:]
    begin, end = (np.minimum(edge.astype(np.intp), len(values) - 1) for edge in (first, last))
    total = share(values[begin], (begin + 1 - first)[:, None]) + share(values[end], (last - end)[:, None])
    means: Light = ((total + sums[end] - sums[begin + 1]) / (last - first)[:, None]).astype(np.float32)
    return means
