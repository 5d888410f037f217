"""How many letters must be changed, added or dropped to make one text of another (Levenshtein)."""

from __future__ import annotations

import numpy as np


def distance(first: str, second: str) -> int:
    """The least number of changes; row by row, each a few array operations."""
    target = np.frombuffer(second.encode("utf-32-le"), dtype=np.uint32)
    steps = np.arange(len(target) + 1)
    previous = steps.copy()
    for row, letter in enumerate(first, start=1):
        current = np.empty_like(previous)
        current[0] = row
        current[1:] = np.minimum(previous[:-1] + (target != ord(letter)), previous[1:] + 1)
        previous = np.minimum.accumulate(current - steps) + steps
    return int(previous[-1])
