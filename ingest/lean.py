"""PDFium calls made once a word or text object, as cheap as ctypes allows: handles, addresses and indices are plain
numbers, and all are handed over as pointers.

ctypes checks an argument declared as `int` against that type, which costs more than the call itself; one declared as
a pointer is taken as the number it is. Both travel in the same whole register on the 64-bit systems we run on, of
which the callee reads the lower half. The interpreter's lock is kept, as these calls are shorter than giving it away.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as raw
from numpy.typing import NDArray

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
if ctypes.sizeof(_POINTER) < 8:
    raise ImportError("reading PDF needs a 64-bit system")


def _lean(function: Any, arguments: int, result: Any = None) -> Any:
    return ctypes.PYFUNCTYPE(result, *[_POINTER] * arguments)(ctypes.cast(function, _POINTER).value or 0)


char_box = _lean(raw.FPDFText_GetLooseCharBox, 3)
"""Text page, index, address of an FS_RECTF."""
char_origin = _lean(raw.FPDFText_GetCharOrigin, 4)
"""Text page, index, addresses of x and y as doubles."""
object_of_char = _lean(raw.FPDFText_GetTextObject, 2, _POINTER)
"""Text page, index; None for a character that no object drew."""
code_of_char = _lean(raw.FPDFText_GetUnicode, 2, ctypes.c_uint)
is_generated = _lean(raw.FPDFText_IsGenerated, 2, _INT)
"""1 for a character that PDFium made up."""
font_of_object = _lean(raw.FPDFTextObj_GetFont, 1, _POINTER)
size_of_object = _lean(raw.FPDFTextObj_GetFontSize, 2)
"""Object, address of a float."""
matrix_of_object = _lean(raw.FPDFPageObj_GetMatrix, 2)
"""Object, address of an FS_MATRIX."""
mode_of_object = _lean(raw.FPDFTextObj_GetTextRenderMode, 1, _INT)
fill_of_object = _lean(raw.FPDFPageObj_GetFillColor, 5, _INT)
"""Object, addresses of red, green, blue and alpha as unsigned numbers."""
object_of_page = _lean(raw.FPDFPage_GetObject, 2, _POINTER)
object_of_form = _lean(raw.FPDFFormObj_GetObject, 2, _POINTER)
objects_of_form = _lean(raw.FPDFFormObj_CountObjects, 1, _INT)
"""How many there are."""
kind_of_object = _lean(raw.FPDFPageObj_GetType, 1, _INT)
bounds_of_object = _lean(raw.FPDFPageObj_GetBounds, 5, _INT)
"""Object, addresses of left, bottom, right and top as floats."""
segments_of_path = _lean(raw.FPDFPath_CountSegments, 1, _INT)


def number_of(handle: Any) -> int:
    """A handle of pypdfium2 as a plain number."""
    return ctypes.cast(handle, _POINTER).value or 0


def call_all(calls: Iterable[object]) -> None:
    """Make the calls of a `map` for what they do, not for what they return."""
    deque(calls, maxlen=0)


def addresses(rows: NDArray[Any], column: int = 0) -> range:
    """Where the rows of a whole array begin, or what stands in one of its columns: places for PDFium to write to."""
    start, each = rows.ctypes.data + column * rows.itemsize, rows.shape[1] * rows.itemsize
    return range(start, start + len(rows) * each, each)
