"""OCR (nhận dạng chữ) with Tesseract's Vietnamese data; without the data there is no recogniser, and pages say so."""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium
import tesserocr
from PIL import Image

from extract.page import Box, Word
from ingest.frame import Frame
from ingest.raster import draw_page, ink_grey

DPI = 200
_DEBIAN = Path("/usr/share/tesseract-ocr")
_PLACES = (Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata"))


def find_tessdata(folder: str | None) -> str | None:
    """The folder with `vie.traineddata`: the one given, else where the system's packages put it; None without."""
    usual = [*sorted(_DEBIAN.glob("*/tessdata"), reverse=True), *_PLACES]
    places = [Path(folder), Path(folder) / "tessdata"] if folder else usual
    return next((str(place) for place in places if (place / "vie.traineddata").is_file()), None)


@functools.cache
def recogniser(folder: str | None) -> Recogniser | None:
    """The recogniser of this process, warmed up once; None without Vietnamese data."""
    place = find_tessdata(folder)
    return Recogniser(place) if place else None


class Recogniser:
    """Reads rendered pages; holds one Tesseract engine, so one thread only."""

    def __init__(self, tessdata: str) -> None:
        self.api = tesserocr.PyTessBaseAPI(path=tessdata, lang="vie", psm=tesserocr.PSM.AUTO)

    def read(self, page: pdfium.PdfPage, frame: Frame, cap: int) -> tuple[Word, ...]:
        """Words of a page with their places and confidences."""
        raster = draw_page(page, frame, DPI, cap)
        self.api.SetImage(Image.fromarray(ink_grey(raster.pixels)))
        self.api.SetSourceResolution(DPI)
        self.api.Recognize()
        words = []
        level = tesserocr.RIL.WORD
        for item in tesserocr.iterate_level(self.api.GetIterator(), level):
            if item.Empty(level):
                continue
            text = unicodedata.normalize("NFC", item.GetUTF8Text(level).strip())
            if text:
                box = Box(*(round(edge / raster.scale, 1) for edge in item.BoundingBox(level)))
                words.append(Word(text, box, confidence=item.Confidence(level) / 100, source="ocr"))
        return tuple(words)
