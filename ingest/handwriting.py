"""Figures written by hand (chữ số viết tay), read by a recogniser that has seen much handwriting.

PP-OCRv6's line recogniser comes inside the wheel of RapidOCR. It lacks many Vietnamese letters, so it is asked
about numbers, days and signatures only. Of 35 numbers and days written by hand on real scans, 24 are read with it and
none wrongly; Tesseract and trueocr read 9, and 4 wrongly.
"""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import cv2
import numpy as np
import onnxruntime

from ingest.raster import Pixels

_HEIGHT = 48
_LEAST = 320
"""Pixels that the model wants a line to be high, and at least wide."""
_FIGURES = "0123456789"
_UNSURE = 0.3
"""A sign less likely than this is not one."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign of a line, and where it stands: 0 is the left end of the line, 1 the right.

    `odds`, for a figure, is how likely it is to be that figure rather than another one; 1.0 for other signs.
    """

    text: str
    odds: float
    place: float


class HandReader:
    """The recogniser of this process; one thread."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(str(_model()), options, providers=["CPUExecutionProvider"])
        known = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._signs = ["", *known, " "]
        self._figures = np.array([self._signs.index(figure) for figure in _FIGURES])

    def read(self, line: Pixels) -> tuple[Glyph, ...]:
        """The signs of one line in grey, left to right."""
        height, width = line.shape
        across = max(round(_HEIGHT * width / height), 1)
        picture = np.zeros((_HEIGHT, max(across, _LEAST)), np.float32)
        picture[:, :across] = cv2.resize(line, (across, _HEIGHT)).astype(np.float32) / 127.5 - 1
        fed = np.repeat(picture[None, None], 3, axis=1)
        found = self._session.run(None, {self._session.get_inputs()[0].name: fed})[0]
        return self._glyphs(cast(np.ndarray, found)[0], across / picture.shape[1])

    def _glyphs(self, likely: np.ndarray, share: float) -> tuple[Glyph, ...]:
        """The best sign of each run of equal ones; `share` of the steps are the line, the others its margin."""
        best, out, last = likely.argmax(axis=1), [], 0
        for step, sign in enumerate(map(int, best)):
            if sign != last and sign and likely[step, sign] >= _UNSURE:
                text = self._signs[sign]
                figures = likely[step, self._figures]
                odds = float(figures.max() / figures.sum()) if text in _FIGURES else 1.0
                out.append(Glyph(text, odds, min((step + 0.5) / (share * len(best)), 1.0)))
            last = sign
        return tuple(out)


@functools.cache
def hand_reader() -> HandReader:
    """Loaded on first use, once per process: most scans never need it."""
    return HandReader()


def _model() -> Path:
    """The model in the wheel, found without importing the package, which would load two more."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("rapidocr is not installed")
    return next(Path(spec.origin).parent.glob("models/*_rec_*.onnx"))
