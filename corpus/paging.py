"""A page of a list (trang danh sách) and the cursor that leads to the next one."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from corpus.refusals import InvalidCursor

T = TypeVar("T")
LIMIT = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Items of one page; `next_cursor` is None on the last; `total` only where it was asked for."""

    items: tuple[T, ...]
    next_cursor: str | None = None
    total: int | None = None

    @property
    def has_more(self) -> bool:
        """Whether another page follows."""
        return self.next_cursor is not None


def make_cursor(list_name: str, *key: Any) -> str:
    """An opaque cursor carrying the sort key of the last item shown; a checksum catches accidents and edits."""
    body = json.dumps([list_name, *key], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_mark(body) + body).decode().rstrip("=")


def read_cursor(list_name: str, cursor: str) -> list[Any]:
    """The sort key back; `InvalidCursor` if it was made by another list or changed on the way."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        mark, body = raw[:4], raw[4:]
        name, *key = json.loads(body)
    except (binascii.Error, ValueError, TypeError) as error:
        raise InvalidCursor(cursor) from error
    if mark != _mark(body) or name != list_name:
        raise InvalidCursor(cursor)
    return list(key)


def clamp(limit: int) -> int:
    """A page size between 1 and 200."""
    return max(1, min(limit, LIMIT))


def _mark(body: bytes) -> bytes:
    return hashlib.blake2s(body, digest_size=4).digest()
