"""Reading PDF dictionaries and arrays that may be anything: absent, indirect, of the wrong kind."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils import generic

from signatures.document import PARSE_ERRORS

Dict = generic.DictionaryObject


def entry(owner: Any, key: str, default: Any = None) -> Any:
    """The value under `key`, followed to the object it points at; `default` where it is absent or unreadable."""
    if not isinstance(owner, Dict) or key not in owner:
        return default
    try:
        value = owner[key]
    except PARSE_ERRORS:
        return default
    return default if isinstance(value, generic.NullObject) else value


def raw_entry(owner: Any, key: str) -> Any:
    """The value under `key` as it stands there, perhaps a reference; None where it is absent."""
    return owner.raw_get(key) if isinstance(owner, Dict) and key in owner else None


def raw_items(owner: Any, key: str) -> list[Any]:
    """Items of an array entry as they stand there; an absent or wrong array is empty."""
    array = entry(owner, key)
    return [array.raw_get(index) for index in range(len(array))] if isinstance(array, generic.ArrayObject) else []


def items(owner: Any, key: str) -> list[Any]:
    """Items of an array entry, each followed to its object; unreadable ones are left out."""
    out: list[Any] = []
    for item in raw_items(owner, key):
        try:
            out.append(item.get_object())
        except PARSE_ERRORS:
            continue
    return out
