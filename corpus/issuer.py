"""Which issuer a name and a symbol mean (cơ quan ban hành): one key for all the ways of writing it."""

from __future__ import annotations

from corpus.folding import name_key
from corpus.places import whole_key
from extract.agencies import agency
from extract.issuers import issuer_of_symbol


def issuer_key(name: str | None, symbol: str | None) -> str | None:
    """The agency's id (`bo-tai-chinh`, `ubnd.quan-binh-tan`), else the folded name; None where nothing tells it.

    A symbol of which the country has one tells the issuer without a name, and mends one cut short
    (`Bộ Lao động - Thương binh`); of `UBND` it has thousands, so that tells nothing.
    """
    by_symbol = issuer_of_symbol(symbol) if symbol else None
    if not name or not name.strip():
        return by_symbol[0] if by_symbol else None
    if body := agency(name):
        return whole_key(body.id)
    key = name_key(name)
    if by_symbol and name_key(by_symbol[1]).startswith(key):
        return by_symbol[0]
    return key or None


def issuer_label(name: str) -> str:
    """The name to show for all its variants: the agency's own, else as written."""
    body = agency(name)
    return body.name if body else name
