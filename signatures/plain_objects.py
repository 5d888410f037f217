"""PDF objects written plainly (đối tượng viết thông thường), parsed by token into the very values pyHanko would give.

    << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate 0 >>

pyHanko reads a file byte by byte. Nearly every object is made of nothing but plain tokens, and those are told by one
pattern; a name or a string with escapes is read by pyHanko where it stands. Whatever else there is (comments, odd
numbers, a key given twice) leaves the whole object to pyHanko, and so does every error: here it is None.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError

_BLANK = rb"[\x00\t\n\x0c\r ]"
_END = rb"(?=[\x00\t\n\x0c\r ()<>\[\]{}/%])"
_KINDS = (
    rb"(?P<name>/[!\"$&'*-.0-;=?-Z\\^-z|~]+)" + _END,
    rb"(?P<dict><<)|(?P<end>>>)|(?P<list>\[)|(?P<stop>\])",
    rb"(?P<ref>(?P<number>[1-9]\d{0,9})[\t\n\x0c\r ](?P<generation>\d{1,5})[\t\n\x0c\r ]R)" + _END,
    rb"(?P<integer>[+-]?\d+)" + _END,
    rb"(?P<real>[+-]?(?:\d*\.\d+|\d+\.))" + _END,
    rb"<(?P<hex>[0-9A-Fa-f]*)>",
    rb"\((?P<text>[^()\\\r\n]*)\)",
    rb"(?P<word>true|false|null)" + _END,
    rb"(?P<odd>[/(])",
)
TOKEN = re.compile(_BLANK + rb"*(?:" + rb"|".join(_KINDS) + rb")")
HEADER = re.compile(rb"(\d{1,10}) (\d{1,5}) obj(?=[\x00\t\n\x0c\r <\[(/])")
CLOSING = re.compile(_BLANK + rb"*endobj" + _BLANK + rb"*[^\x00\t\n\x0c\r %]")
LONGEST_REFERENCE = 19
"""Characters; pyHanko takes a longer one for a number."""
MAX_DEPTH = 50
Place = tuple[Any, int]


def read_indirect(data: bytes, place: int, own: generic.Reference) -> Any:
    """The object that `own` refers to and `place` is the offset of; None unless it is plain and no stream."""
    header = HEADER.match(data, place)
    if header is None or (int(header[1]), int(header[2])) != (own.idnum, own.generation):
        return None
    value, end = read_plain(data, header.end(), own)
    return value if value is not None and CLOSING.match(data, end) else None


def read_plain(data: bytes, position: int, own: generic.Reference) -> Place:
    """The value at `position` and where it ends; `own` is the object it stands in."""
    found = TOKEN.match(data, position)
    return _value(data, found, own, 0) if found is not None else (None, position)


def _value(data: bytes, token: re.Match[bytes], own: generic.Reference, depth: int) -> Place:
    kind, position = token.lastgroup, token.end()
    if kind in {"dict", "list"} and depth < MAX_DEPTH:
        read = _dictionary if kind == "dict" else _array
        value, position = read(data, position, own, depth + 1)
    elif kind == "ref":
        short = len(token["ref"]) <= LONGEST_REFERENCE
        value = generic.IndirectObject(int(token["number"]), int(token["generation"]), own.pdf) if short else None
    elif kind == "odd":
        value, position = _escaped(data, token.start("odd"))
    else:
        value = _simple(kind, token)
    if value is not None:
        value.container_ref = own
    return value, position


def _dictionary(data: bytes, position: int, own: generic.Reference, depth: int) -> Place:
    out = generic.DictionaryObject()
    while (token := TOKEN.match(data, position)) is not None:
        if token.lastgroup == "end":
            return out, token.end()
        key, position = _key(data, token)
        if key is None or key in out:
            break
        token = TOKEN.match(data, position)
        value, position = _value(data, token, own, depth) if token is not None else (None, position)
        if value is None:
            break
        dict.__setitem__(out, key, value)
    return None, position


def _array(data: bytes, position: int, own: generic.Reference, depth: int) -> Place:
    out = generic.ArrayObject()
    while (token := TOKEN.match(data, position)) is not None:
        if token.lastgroup == "stop":
            return out, token.end()
        value, position = _value(data, token, own, depth)
        if value is None:
            break
        out.append(value)
    return None, position


def _simple(kind: str | None, token: re.Match[bytes]) -> Any:
    if kind == "name":
        return _name(token)
    if kind == "integer":
        return generic.NumberObject(token["integer"])
    if kind == "real":
        return generic.FloatObject(token["real"].decode("ascii"))
    if kind == "text":
        return generic.pdf_string(token["text"])
    if kind == "hex":
        digits = token["hex"]
        return generic.pdf_string(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))
    if kind == "word":
        word = token["word"]
        return generic.NullObject() if word == b"null" else generic.BooleanObject(word == b"true")
    return None


def _key(data: bytes, token: re.Match[bytes]) -> Place:
    if token.lastgroup == "name":
        return _name(token), token.end()
    return _escaped(data, token.start("odd")) if token["odd"] == b"/" else (None, token.end())


def _escaped(data: bytes, position: int) -> Place:
    """A name or a string in brackets, as pyHanko reads it."""
    stream = BytesIO(data)
    stream.seek(position)
    read = (
        generic.NameObject.read_from_stream
        if data[position : position + 1] == b"/"
        else generic.read_string_from_stream
    )
    try:
        return read(stream), stream.tell()
    except (PdfError, ValueError):
        return None, position


def _name(token: re.Match[bytes]) -> generic.NameObject:
    return generic.NameObject(token["name"].decode("ascii"))
