"""A page that is one scan and nothing else (trang quét), told from its JPEG without drawing.

PDFium decodes such a picture in colour and scales all of it; where a stamp covers a corner, grey and that corner do. A
pixel of the drawing is the mean of what it covers, which this comes within `SLACK` of (measured on scans of 100 to 300
an inch: 7 too dark to 14 too light, 99.9 % within 6). Anything out of the ordinary is left to PDFium.
"""

from __future__ import annotations

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
MOST_PIXELS = 40_000_000
PLAIN_RESOURCES = frozenset({"/XObject", "/ProcSet"})
PLAIN_PICTURE = frozenset(
    {"/Type", "/Subtype", "/Name", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Filter", "/Length"}
)
"""With anything beside these (masks, `/Decode`, layers) a picture looks otherwise than its JPEG."""
JPEG = ["/DCTDecode"]
MODES = {"/DeviceGray": "L", "/DeviceRGB": "RGB"}


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The picture in grey, and the rows and columns of pixels that its drawing fills; those of the page lie inside."""

    picture: Image.Image
    shape: tuple[int, int]
    rows: tuple[int, int]
    columns: tuple[int, int]

    def part(self, rows: slice, columns: slice) -> Light:
        """How light the drawing of the page is there, in grey values."""
        down = _edges(rows, self.rows, self.picture.height)
        across = _edges(columns, self.columns, self.picture.width)
        left, top, right, bottom = int(across[0]), int(down[0]), ceil(across[-1]), ceil(down[-1])
        grey = np.asarray(self.picture.crop((left, top, right, bottom)), np.float32)
        return _means(_means(grey, down - top).T, across - left).T


def scanned_page(leaf: pdfium.PdfPage, dictionary: Dict) -> ScannedPage | None:
    """The page that `dictionary` describes and PDFium opened, for a drawing of 72 pixels an inch; None for any that is
    more than a whole scan, or of less than that.
    """
    try:
        held = _only_picture(dictionary)
        item = _only_object(leaf)
        if held is None or item is None or not (picture := _decoded(bytes(item.get_data()), held)):
            return None
        page = ScannedPage(picture, *_places(leaf, item))
        return page if picture.height >= page.shape[0] and picture.width >= page.shape[1] else None
    except (pdfium.PdfiumError, OSError, Image.DecompressionBombError, *PARSE_ERRORS):
        return None


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
    (width, height), (left, bottom, *_) = leaf.get_size(), leaf.get_cropbox()
    place = pdfium.PdfImage(item, page=leaf)
    wanted = (width, 0, 0, height, left, bottom)
    return place if np.allclose(place.get_matrix().get(), wanted, rtol=0, atol=NEAR) else None


def _places(leaf: pdfium.PdfPage, item: pdfium.PdfImage) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """The pixels of the page, and the first and last edge of the picture, down and across.

    In the single precision of PDFium, whose last bit decides whether a picture reaches into one more row.
    """
    matrix, (left, bottom, *_) = item.get_matrix(), leaf.get_cropbox()
    size = leaf.get_size()
    width, height = (SINGLE(ceil(side)) for side in size)
    across, down = width / SINGLE(size[0]), -height / SINGLE(size[1])
    x, y = SINGLE(matrix.e - left) * across, SINGLE(matrix.f - bottom) * down + height
    right, top = SINGLE(matrix.a) * across + x, SINGLE(matrix.d) * down + y
    return (int(height), int(width)), (floor(top), ceil(y)), (floor(x), ceil(right))


def _decoded(jpeg: bytes, held: Any) -> Image.Image | None:
    """Both readers of the file must mean the same bytes."""
    if held.encoded_data != jpeg:
        return None
    picture = Image.open(BytesIO(jpeg), formats=("JPEG",))
    stated = (entry(held, "/Width"), entry(held, "/Height"))
    if picture.size != stated or picture.mode != MODES[entry(held, "/ColorSpace")]:
        return None
    if picture.width * picture.height > MOST_PIXELS:
        return None
    picture.draft("L", picture.size)
    picture.load()
    return picture if picture.mode == "L" else None


def _edges(pixels: slice, filled: tuple[int, int], size: int) -> npt.NDArray[np.float64]:
    """Where the edges of these pixels lie in a picture of that size which fills the pixels `filled`."""
    first, last = filled
    edges = (np.arange(pixels.start, pixels.stop + 1) - first) * (size / (last - first))
    return np.clip(edges, 0, size)


def _means(values: Light, edges: npt.NDArray[np.float64]) -> Light:
    """Means of the rows between each two edges, parts of rows counted as parts."""
    sums = np.concatenate([np.zeros((1, values.shape[1])), values.cumsum(0, dtype=np.float64)])
    whole = np.minimum(edges.astype(np.intp), len(values) - 1)
    at = sums[whole] + values[whole] * (edges - whole)[:, None]
    means: Light = (np.diff(at, axis=0) / np.diff(edges)[:, None]).astype(np.float32)
    return means
