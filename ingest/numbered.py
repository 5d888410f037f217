"""Rows that only their numbers part (hàng chia theo số thứ tự): lists whose columns are ruled and whose rows are not.

1 | Lê An   | 02/03/1990
2 | Vũ Bình | 05/06/1991
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extract.page import Word

_NEAR = 3.0
"""Points; middles of words no further apart are on one line."""
_FEWEST = 2

Cells = list[list[Word]]


def rows_of(cells: Cells) -> list[Cells]:
    """The row itself, or as many as are numbered in its first cell, below what stands above the first number."""
    numbers = _numbers(cells[0]) if cells and len(cells[0]) >= _FEWEST else []
    heights = [_middle(word) for word in numbers]
    if len(numbers) < _FEWEST or not any(_stands_beside(heights, cell) for cell in cells[1:]):
        return [cells]
    cuts = [height - _NEAR for height in heights]
    rows: list[Cells] = [[[] for _ in cells] for _ in range(len(cuts) + 1)]
    for column, cell in enumerate(cells):
        for word in cell:
            rows[bisect_right(cuts, _middle(word))][column].append(word)
    return rows if any(rows[0]) else rows[1:]


def _numbers(cell: Sequence[Word]) -> list[Word]:
    """The last words of a cell that count up by one, each below the other."""
    found: list[Word] = []
    for word in reversed(cell):
        text = word.text.rstrip(".")
        if not (text.isdecimal() and len(text) <= 4):
            break
        if found and not (int(found[-1].text.rstrip(".")) == int(text) + 1 and found[-1].box.top > _middle(word)):
            break
        found.append(word)
    return found[::-1]


def _stands_beside(heights: Sequence[float], cell: Sequence[Word]) -> bool:
    """Whether a cell has a word on the line of each number."""
    return all(any(abs(_middle(word) - height) <= _NEAR for word in cell) for height in heights)


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2
