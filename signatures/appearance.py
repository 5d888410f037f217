"""The words of a visible signature (phần hiển thị chữ ký): text of its appearance, through the fonts' own maps.

Người ký: CÔNG TY TNHH MẪU
SAO Y; Ủy ban nhân dân xã Mẫu; 05/03/2026 09:00:00 +07:00
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pyhanko.pdf_utils import generic

from signatures.document import PARSE_ERRORS
from signatures.objects import Dict, entry, items

MAX_DEPTH = 6
MAX_TEXT = 4000
MAX_CONTENT = 1_000_000
MAX_PIECES = 20_000
"""Of text and forms: a form may draw another a thousand times, and that one the next."""
OPERATION = re.compile(
    rb"/([^\s/<>\[\]()]+)\s+[\d.+-]+\s+Tf|(\((?:[^()\\]|\\.)*\))\s*(?:Tj|'|\")|<([0-9A-Fa-f\s]*)>\s*Tj"
    rb"|\[((?:[^\[\]()]|\((?:[^()\\]|\\.)*\))*)\]\s*TJ|(T\*|T[dD]|Tm|ET)(?![A-Za-z])|/([^\s/<>\[\]()]+)\s+Do",
    re.DOTALL,
)
PIECE = re.compile(rb"(\((?:[^()\\]|\\.)*\))|<([0-9A-Fa-f\s]*)>", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
SINGLE = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\n": b"", b"\r": b""}
CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])")
Map = dict[int, str]
UNTOLD = "\ufffd"
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SIGNS = {"space": " ", "period": ".", "comma": ",", "hyphen": "-", "slash": "/", "colon": ":", "minus": "-"}
GLYPHS = {name: str(digit) for digit, name in enumerate(DIGITS)} | SIGNS
"""Glyph names of what sums and dates are written with; a letter is its own name."""


def appearance_text(widget: Any) -> str | None:
    """The text a signature shows, lines apart; None where it shows none or it cannot be read."""
    try:
        words = "".join(islice(_text(entry(entry(widget, "/AP"), "/N"), 0), MAX_PIECES))[:MAX_TEXT]
    except PARSE_ERRORS:
        return None
    lines = [" ".join(line.split()) for line in words.splitlines()]
    return "\n".join(line for line in lines if line) or None


def readable_text(form: Any) -> str | None:
    """The text of one appearance; None where a font keeps to itself what its codes stand for."""
    try:
        pieces = list(islice(_text(form, 0, strict=True), MAX_PIECES))
    except (UnreadableFontError, *PARSE_ERRORS):
        return None
    return "".join(pieces)


class UnreadableFontError(Exception):
    """A font whose codes cannot be told without its glyphs."""


def _text(form: Any, depth: int, *, strict: bool = False) -> Iterator[str]:
    if not isinstance(form, generic.StreamObject) or entry(form, "/Subtype") == "/Image" or depth > MAX_DEPTH:
        return
    resources = entry(form, "/Resources")
    fonts, objects = entry(resources, "/Font"), entry(resources, "/XObject")
    current: Map | None = None
    letters = _letters(None)
    for match in OPERATION.finditer(form.data[:MAX_CONTENT]):
        name, literal, digits, array, move, inner = match.groups()
        if strict and current is None and (literal or digits or array):
            raw = _unescape(literal[1:-1]) if literal else _from_hex(digits) if digits else _joined(array)
            yield _spelt(raw, letters)
            continue
        if name is not None:
            font = entry(fonts, "/" + name.decode("latin-1"))
            current = _to_unicode(font)
            letters = _letters(font) if strict and current is None else None
        elif literal is not None:
            yield _decode(_unescape(literal[1:-1]), current)
        elif digits is not None:
            yield _decode(_from_hex(digits), current)
        elif array is not None:
            yield _decode(_joined(array), current)
        elif inner is not None:
            yield from _text(entry(objects, "/" + inner.decode("latin-1")), depth + 1, strict=strict)
            yield "\n"
        elif move is not None:
            yield "\n"


def _joined(array: bytes) -> bytes:
    """The strings of an array, end to end, without the spaces between."""
    return b"".join(
        _unescape(literal[1:-1]) if literal else _from_hex(digits) for literal, digits in PIECE.findall(array)
    )


def _spelt(raw: bytes, letters: Map | None) -> str:
    text = "".join(letters[byte] for byte in raw) if letters is not None else UNTOLD
    if UNTOLD in text:
        raise UnreadableFontError
    return text


def _decode(raw: bytes, mapping: Map | None) -> str:
    if not mapping:
        return raw.decode("latin-1")
    pairs = (raw[index : index + 2] for index in range(0, len(raw) - 1, 2))
    return "".join(mapping.get(int.from_bytes(pair, "big"), "") for pair in pairs)


def _letters(font: Any) -> Map | None:
    """The letters of a font with codes of one byte: one of the usual fonts, as they stand or by the names it gives
    them; None where only its own glyphs would tell.
    """
    plain = {code: chr(code) for code in range(256)}
    if not isinstance(font, Dict):
        return plain  # one that the form lends, as `/Helv`
    symbols = any(word in str(entry(font, "/BaseFont", "")) for word in ("Symbol", "Dingbats"))
    own = {"/FontFile", "/FontFile2", "/FontFile3"} & set(entry(font, "/FontDescriptor", Dict()))
    if entry(font, "/Subtype") not in {"/Type1", "/TrueType", "/MMType1"} or symbols or own:
        return None
    code = 0
    for item in items(entry(font, "/Encoding"), "/Differences"):
        if isinstance(item, generic.NumberObject):
            code = int(item)
        else:
            name = str(item).lstrip("/")
            plain[code] = name if len(name) == 1 else GLYPHS.get(name, UNTOLD)
            code += 1
    return plain


def _to_unicode(font: Any) -> Map | None:
    """The font's own map of two-byte codes; None for fonts that use one byte."""
    if not isinstance(font, Dict) or entry(font, "/Subtype") != "/Type0":
        return None
    table = entry(font, "/ToUnicode")
    if not isinstance(table, generic.StreamObject):
        return None
    out: Map = {}
    for block in CHARS.findall(table.data):
        codes = HEX.findall(block)
        for code, text in zip(codes[::2], codes[1::2], strict=False):
            out[_number(code)] = _utf16(text)
    for block in RANGES.findall(table.data):
        for low, high, first, listed in RANGE.findall(block):
            out |= _range(_number(low), _number(high), first, listed)
    return out


def _range(low: int, high: int, first: bytes, listed: bytes) -> Map:
    if listed:
        return {low + index: _utf16(text) for index, text in enumerate(HEX.findall(listed))}
    start = _utf16(first)
    if not start:
        return {}
    return {code: start[:-1] + chr(ord(start[-1]) + code - low) for code in range(low, min(high, low + 0xFFFF) + 1)}


def _unescape(raw: bytes) -> bytes:
    def replace(match: re.Match[bytes]) -> bytes:
        body = match[1]
        return bytes([int(body, 8) & 0xFF]) if body[:1].isdigit() else SINGLE.get(body, body)

    return ESCAPE.sub(replace, raw)


def _from_hex(digits: bytes) -> bytes:
    text = b"".join(digits.split()).decode()
    return bytes.fromhex(text + "0" * (len(text) % 2))


def _number(digits: bytes) -> int:
    return int.from_bytes(_from_hex(digits), "big")


def _utf16(digits: bytes) -> str:
    return _from_hex(digits).decode("utf-16-be", "ignore")
