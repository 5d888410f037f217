"""A file whose pages have no content (bản sao trang trống): the same bytes, and every object in its place."""

from __future__ import annotations

import re
from itertools import islice

_KEY = re.compile(rb"/Contents(?=\s*[\[\d])")
"""Of pages, whose value is a stream or an array of streams (ISO 32000, 7.7.3.3); in annotations and signatures it is a
string."""
_NOTHING = b"/Kontents"
"""A key as long that means nothing."""
_PAGE = re.compile(rb"/Type\s*/Page\b")
_FAR = 32_768
"""Bytes before a key and behind it among which its object begins and ends; a page may have 2000 annotations."""
_MOST = 20_000
"""Keys, beyond which none is looked at."""


def emptied(data: bytes) -> bytes | None:
    """The file without the content of its pages; None where no page stands in the bytes as it is, as all are in
    compressed objects.
    """
    keys = [key.start() for key in islice(_KEY.finditer(data), _MOST + 1)]
    pages = {at for at in keys if _is_of_page(data, at)} if len(keys) <= _MOST else ()
    return _KEY.sub(lambda key: _NOTHING if key.start() in pages else key[0], data) if pages else None


def _is_of_page(data: bytes, at: int) -> bool:
    """Whether this place is in the dictionary of a page; what is drawn may speak of it (`(/Contents 4 0 R) Tj`), and a
    font may have that name.
    """
    start = data.rfind(b"obj", max(at - _FAR, 0), at)
    end = data.find(b"obj", at, at + _FAR)
    inside = data[start:end] if start >= 0 and end >= 0 else b""
    return b"stream" not in inside and _PAGE.search(inside) is not None
