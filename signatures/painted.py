"""What an appearance (hình hiển thị) puts on the page: something to read, or a bare frame; which words, where plain."""

from __future__ import annotations

import re
from typing import Any

from pyhanko.pdf_utils import generic

from signatures.appearance import readable_text
from signatures.document import PARSE_ERRORS
from signatures.objects import Dict, entry, items, raw_entry

TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>|%[^\r\n]*|/[^\s<>\[\](){}/%]*|[\[\](){}]|[^\s<>\[\](){}/%]+",
    re.DOTALL,
)
SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"', b"Do", b"BI", b"sh"})
FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
STROKES = frozenset({b"S", b"s"})
PATH = {b"m": 2, b"l": 2, b"re": 4, b"c": 6, b"v": 4, b"y": 4}
"""Path operators and how many numbers each takes (ISO 32000-2, 8.5.2)."""
SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\)\s*(?:Tj|'|\")")
WORDS = re.compile(r"\w+")
THICK = 4.0
"""Points; no frame is drawn with a thicker line."""
MARGIN = 3.0
"""Points; a line so near the edge is its frame."""


def paints(widget: Any) -> bool:
    """Whether a widget prints text, an image or a shape, at rest or under the pointer.

    A bare frame is none, an unreadable appearance counts.
    """
    looks = [entry(entry(widget, "/AP"), state) for state in ("/N", "/R", "/D")]
    try:
        if any(isinstance(look, generic.StreamObject) and prints(look) for look in looks):
            return True
        if any(isinstance(look, Dict) and not isinstance(look, generic.StreamObject) and look for look in looks):
            return True
        ground = entry(entry(widget, "/MK"), "/BG")
        return isinstance(ground, generic.ArrayObject) and len(ground) > 0
    except PARSE_ERRORS:
        return True


def prints(form: generic.StreamObject, *, ground: bool = True) -> bool:
    """Whether a form XObject prints anything beyond a frame along its own edge; `ground`: a filled box counts."""
    numbers: list[float] = []
    frame = _Frame(form)
    for match in TOKEN.finditer(form.data):
        word = match[0]
        if word in SHOWS or (word in FILLS and ground) or _is_bold(word, numbers):
            return True
        if word in PATH:
            frame.draw(word, numbers[-PATH[word] :])
        elif word in STROKES or word in FILLS:
            if frame.is_left:
                return True
            frame.is_left = False
        elif word == b"n":
            frame.is_left = False
        number = _number(word)
        numbers = [*numbers[-5:], number] if number is not None else []
    return False


def state_of(widget: Any) -> str:
    """The state a widget is in: `/AS`, else its value where it is a state (some readers go by it), else off."""
    if (stated := entry(widget, "/AS")) is not None:
        return str(stated)
    named = "/" + str(entry(widget, "/V", "Off")).lstrip("/")
    return named if raw_entry(entry(entry(widget, "/AP"), "/N"), named) is not None else "/Off"


def look_of(widget: Any) -> Any:
    """The appearance a widget has now; of one with states, that of its state."""
    look = entry(entry(widget, "/AP"), "/N")
    return look if isinstance(look, generic.StreamObject) else entry(look, state_of(widget))


def shown_text(field: Any) -> str | None:
    """Text in the appearances of a field; None where there is none, or where its fonts do not tell what it says."""
    widgets = [field, *items(field, "/Kids")]
    looks = [look for widget in widgets if isinstance(look := look_of(widget), generic.StreamObject)]
    texts = [readable_text(look) for look in looks]
    return " ".join(str(text) for text in texts) if looks and None not in texts else None


def words(text: str) -> str:
    """Letters and digits alone, without case: what two ways of writing one value share."""
    return "".join(WORDS.findall(text)).casefold()


def contradicts(value: str, shown: str) -> bool:
    """Whether a field shows something else than its value. Formats differ (1234567 as 1.234.567,00; dates turned)."""
    held, seen = words(value), words(shown)
    return bool(seen) and held not in seen and seen not in held and sorted(held) != sorted(seen)


def _is_bold(operator: bytes, numbers: list[float]) -> bool:
    """Whether lines from here on are too thick for a frame, or drawn to another scale."""
    if operator == b"w":
        return bool(numbers) and numbers[-1] > THICK
    return operator == b"cm" and [abs(number) for number in numbers[-6:-2]] != [1, 0, 0, 1]


class _Frame:
    """The edge of a form's `/BBox`, and whether the path drawn since the last stroke leaves it."""

    def __init__(self, form: generic.StreamObject) -> None:
        x0, y0, x1, y1 = (float(edge) for edge in form["/BBox"])
        self._xs, self._ys = sorted((x0, x1)), sorted((y0, y1))
        self._last: frozenset[str] = frozenset()
        self.is_left = False

    def draw(self, operator: bytes, numbers: list[float]) -> None:
        """Take the next piece of a path."""
        if operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            corners = ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
            self.is_left |= not all(self._edges(*corner) for corner in corners)
        elif len(numbers) >= 2:
            here = self._edges(*numbers[-2:])
            self.is_left |= not here or (operator == b"l" and not here & self._last)
            self._last = here

    def _edges(self, x: float, y: float) -> frozenset[str]:
        """The edges that a point lies on, or nearly so."""
        near = {"left": x - self._xs[0], "right": self._xs[1] - x, "bottom": y - self._ys[0], "top": self._ys[1] - y}
        return frozenset(name for name, distance in near.items() if abs(distance) <= MARGIN)


def _number(word: bytes) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None
