"""PDFium calls made once a word or text object, as cheap as ctypes allows: handles, addresses and indices are plain
numbers, and all are handed over as pointers.

ctypes checks an argument declared as `int` against that type, which costs more than the call itself; one declared as
a pointer is taken as the number it is. Both travel in the same whole register on the 64-bit systems we run on, of
which the callee reads the lower half. Cheaper still are calls that declare nothing, as long as every handle is given as
a pointer made before: see `pointer_to`. The interpreter's lock is kept, as these calls are shorter than giving it away.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as raw

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
if ctypes.sizeof(_POINTER) < 8:
    raise ImportError("reading PDF needs a 64-bit system")


def _lean(function: Any, arguments: int, result: Any = None) -> Any:
    return ctypes.PYFUNCTYPE(result, *[_POINTER] * arguments)(ctypes.cast(function, _POINTER).value or 0)


def _leanest(function: Any, result: Any = None) -> Any:
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, _POINTER).value or 0)


char_box = _leanest(raw.FPDFText_GetLooseCharBox)
"""Pointer to a text page, index, pointer to an FS_RECTF."""
char_origin = _leanest(raw.FPDFText_GetCharOrigin)
"""Pointer to a text page, index, pointers to x and y as doubles."""
angle_of_char = _leanest(raw.FPDFText_GetCharAngle, ctypes.c_float)
"""Pointer to a text page, index; radians clockwise."""
object_of_char = _leanest(raw.FPDFText_GetTextObject, _POINTER)
"""Pointer to a text page, index; None for a character that no object drew."""
code_of_char = _leanest(raw.FPDFText_GetUnicode, ctypes.c_uint)
"""Pointer to a text page, index."""
is_generated = _leanest(raw.FPDFText_IsGenerated, _INT)
"""Pointer to a text page, index; 1 for a character that PDFium made up."""
text_of_page = _lean(raw.FPDFText_GetText, 4, _INT)
"""Text page, first index, count, address of so many UTF-16 units and one more."""
font_of_char = _lean(raw.FPDFText_GetFontInfo, 5, ctypes.c_ulong)
"""Text page, index, address of bytes for the name, how many, address of the flags (an int); the length of the name."""
weight_of_font = _lean(raw.FPDFFont_GetWeight, 1, _INT)
font_of_object = _leanest(raw.FPDFTextObj_GetFont, _POINTER)
"""Pointer to a text object."""
size_of_object = _leanest(raw.FPDFTextObj_GetFontSize)
"""Pointer to a text object, pointer to a float."""
matrix_of_object = _leanest(raw.FPDFPageObj_GetMatrix)
"""Pointer to a text object, pointer to an FS_MATRIX."""
mode_of_object = _leanest(raw.FPDFTextObj_GetTextRenderMode, _INT)
"""Pointer to a text object."""
fill_of_object = _leanest(raw.FPDFPageObj_GetFillColor)
"""Pointer to a text object, pointers to red, green, blue and alpha as unsigned numbers."""
clip_of_object = _leanest(raw.FPDFPageObj_GetClipPath, _POINTER)
"""Pointer to an object; its clip, which may be without a path."""
paths_of_clip = _lean(raw.FPDFClipPath_CountPaths, 1, _INT)
"""How many a clip has, -1 for none."""
segments_of_clip = _lean(raw.FPDFClipPath_CountPathSegments, 2, _INT)
"""Clip, index of a path; how many segments that has."""
segment_of_clip = _lean(raw.FPDFClipPath_GetPathSegment, 3, _POINTER)
"""Clip, index of a path, index of a segment."""
point_of_segment = _lean(raw.FPDFPathSegment_GetPoint, 3, _INT)
"""Segment, addresses of x and y as floats."""
object_of_page = _leanest(raw.FPDFPage_GetObject, _POINTER)
"""Pointer to a page, index."""
object_of_form = _lean(raw.FPDFFormObj_GetObject, 2, _POINTER)
objects_of_form = _lean(raw.FPDFFormObj_CountObjects, 1, _INT)
"""How many there are."""
kind_of_object = _lean(raw.FPDFPageObj_GetType, 1, _INT)
is_see_through = _lean(raw.FPDFPageObj_HasTransparency, 1, _INT)
"""1 for an object with a blend mode, a soft mask or an alpha, or for a form that is a transparency group."""
bounds_of_object = _leanest(raw.FPDFPageObj_GetBounds, _INT)
"""Pointer to an object, pointers to left, bottom, right and top as floats."""
segments_of_path = _lean(raw.FPDFPath_CountSegments, 1, _INT)


def number_of(handle: Any) -> int:
    """A handle of pypdfium2 as a plain number."""
    return ctypes.addressof(handle.contents)


def pointer_to(handle: int) -> Any:
    """What the calls that declare nothing take for a handle; a plain number would lose its upper half."""
    return ctypes.byref(ctypes.c_char.from_address(handle))


def pointers_to(handles: Iterable[int]) -> list[Any]:
    """The same for many, at a fifth of the price: ready to be handed over as they are, time and again."""
    return list(map(_POINTER.from_param, handles))
