"""What a stamp paints with (nét mực): how thick its lines are, how large its letters, how light its colours.

Read from the operators alone, without drawing. Whoever hides them in odd numbers, scales or delimiters is found, too:
what cannot be told counts as able to cover.

    0 G 60 w 0 30 m 340 30 l S                  a line that covers what lies beneath
    q 100 0 0 100 0 0 cm 0.6 w ... S Q          the same, scaled
    2 g BT /F1 9 Tf (xin) Tj ET                 letters as white as paper
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import hypot

THICK = 6.0
LARGE = 30.0
"""Points; thinner lines and smaller letters leave what lies beneath legible."""
LIGHT = 0.6
"""Of grey, or of each of red, green and blue; ink so light passes for paper."""
FAINT = 0.4
PLAIN_SPACES = frozenset({b"/DeviceGray", b"/DeviceRGB", b"/DeviceCMYK", b"/G", b"/RGB", b"/CMYK"})
MAX_NESTING = 200
_BEFORE = rb"(?<![^\x00\s\])>}])"
_AFTER = rb"(?![^\x00\s\[(</%{])"
SILENT = re.compile(rb"\((?:[^()\\]|\\.)*\)|%[^\r\n]*", re.DOTALL)
FILLS = re.compile(_BEFORE + rb"(?:f|F|f\*|B|B\*|b|b\*|sh|BI)" + _AFTER)
OPERATOR = re.compile(_BEFORE + rb"(?:q|Q|cm|w|Tf|Tm|BT|S|s|Tj|TJ|'|\"|Do|g|G|rg|RG|k|K|sc|SC|scn|SCN|cs|CS)" + _AFTER)
OPERANDS = 200
"""Bytes before an operator that its operands may take."""
COLOURS = {b"g": 1, b"G": 1, b"rg": 3, b"RG": 3, b"k": 4, b"K": 4}


@dataclass(frozen=True, slots=True)
class _State:
    """What `q` saves and `Q` restores, as far as it matters here."""

    scale: float
    width: float = 1.0
    size: float = 1.0


@dataclass(slots=True)
class Ink:
    """What a content stream paints with."""

    can_cover: bool = False
    drawn: dict[bytes, float] = field(default_factory=dict)
    """By how much each XObject is enlarged where it is drawn, at most."""


def read_ink(content: bytes, scale: float) -> Ink:
    """`scale` is by how much the whole content is enlarged."""
    text = SILENT.sub(b" ", content)
    out = Ink(can_cover=b"(" in text or FILLS.search(text) is not None)
    state, saved, turned = _State(scale), [], 1.0
    for operator, operands in () if out.can_cover else _operations(text):
        numbers = _numbers(operands)
        if operator == b"q":
            saved.append(state)
        elif operator == b"Q" and saved:
            state = saved.pop()
        elif operator == b"cm":
            state = replace(state, scale=state.scale * enlargement(numbers))
        elif operator == b"w":
            state = replace(state, width=abs(numbers[-1]) if numbers else THICK)
        elif operator == b"Tf":
            state = replace(state, size=abs(numbers[-1]) if numbers else LARGE)
        elif operator in {b"Tm", b"BT"}:
            turned = enlargement(numbers) if operator == b"Tm" else 1.0
        elif operator == b"Do":
            name = operands[-1] if operands else b""
            out.drawn[name] = max(out.drawn.get(name, 0.0), state.scale)
        elif operator in {b"S", b"s"}:
            out.can_cover |= state.width * state.scale >= THICK
        elif operator in {b"Tj", b"TJ", b"'", b'"'}:
            out.can_cover |= max(state.size * turned * state.scale, state.size) >= LARGE
        else:
            out.can_cover |= _is_light(operator, operands, numbers)
        if out.can_cover or len(saved) > MAX_NESTING:
            out.can_cover = True
            break
    return out


def _operations(text: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    for match in OPERATOR.finditer(text):
        yield match[0], text[max(0, match.start() - OPERANDS) : match.start()].replace(b"\x00", b" ").split()[-6:]


def _numbers(operands: list[bytes]) -> list[float]:
    """The numbers right before an operator."""
    out: list[float] = []
    for word in reversed(operands):
        try:
            out.insert(0, float(word))
        except ValueError:
            break
    return out


def enlargement(matrix: list[float]) -> float:
    """By how much a matrix enlarges at most; one that is none may do anything."""
    if len(matrix) < 6:
        return LARGE
    a, b, c, d = matrix[-6:-2]
    return max(hypot(a, b), hypot(c, d))


def _is_light(operator: bytes, operands: list[bytes], numbers: list[float]) -> bool:
    """Whether a colour may pass for paper; of spaces that mix their own colours nobody can tell."""
    if operator in {b"cs", b"CS"}:
        return not operands or operands[-1] not in PLAIN_SPACES
    count = COLOURS.get(operator, len(numbers))
    if not 0 < count <= len(numbers):
        return True
    parts = numbers[-count:]
    return all(part < FAINT for part in parts) if count == 4 else all(part >= LIGHT for part in parts)
