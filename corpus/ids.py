"""Identifiers (mã định danh): opaque, sortable by time of making, with a prefix that tells the kind.

`doc_01k9…` is a UUIDv7 in Crockford's base 32, lower case; two made in one process never collide or swap places.
"""

from __future__ import annotations

import secrets
import threading
from datetime import datetime
from typing import Literal

Prefix = Literal[
    "doc", "bat", "itm", "evt", "dsp", "sig", "ref", "wrk", "reg", "cor", "aud", "dos", "stp", "aut", "srh", "alt"
]
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26

_lock = threading.Lock()
_last = 0


def new_id(prefix: Prefix, now: datetime) -> str:
    """`doc_` and 26 letters; `now` must know its time zone."""
    return f"{prefix}_{_base32(_next(int(now.timestamp() * 1000)))}"


def _next(milliseconds: int) -> int:
    """A UUIDv7 above every one this process made: the random part is counted up within a millisecond."""
    global _last
    fresh = (milliseconds << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
    with _lock:
        _last = fresh if fresh > _last else _last + 1 + secrets.randbits(16)
        return _last


def _base32(number: int) -> str:
    letters = []
    for _ in range(LENGTH):
        letters.append(ALPHABET[number & 31])
        number >>= 5
    return "".join(reversed(letters))
