"""The paths a run of provisions stands for: an inner item takes the nearest outer level to its right.

`điểm c khoản 11 Điều 7, khoản 3 và 6 Điều 48` → dieu:7/khoan:11/diem:c, dieu:48/khoan:3, dieu:48/khoan:6.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product

from extract.provision_labels import ALPHABET, LEVELS, MAX_LABELS


@dataclass(frozen=True, slots=True)
class Item:
    """One level with its labels: (`khoan`, 6, (`4`, `5`)).

    `joined`: nothing but blanks before it; `apart`: `và` or a semicolon before it.
    """

    level: str
    depth: int
    labels: tuple[str, ...]
    joined: bool
    start: int
    end: int
    apart: bool = False
    spread: bool = False
    """Named in the plural: what stands inside is inside each of its labels, `khoản 1 các Điều 173 và 178`."""


def paths(items: tuple[Item, ...]) -> tuple[str, ...]:
    """The leaves of a run as paths, outermost level first."""
    parents = _parents(items)
    leaves = [i for i in range(len(items)) if i not in parents.values()]
    found = []
    for i in leaves:
        chain = [_steps(items[i], items[i].labels)]
        up = parents.get(i)
        while up is not None:
            chain.append(_steps(items[up], items[up].labels if items[up].spread else items[up].labels[:1]))
            up = parents.get(up)
        found += ["/".join(path) for path in islice(product(*reversed(chain)), MAX_LABELS)]
    return tuple(found)


def _steps(item: Item, labels: tuple[str, ...]) -> list[str]:
    return [f"{item.level}:{label}" for label in labels]


def _parents(items: tuple[Item, ...]) -> dict[int, int]:
    """Index of each item's outer item: the nearest outer level to its right, else just before it (`Điều 5 khoản 2`)."""
    parents: dict[int, int] = {}
    stack: list[int] = []
    for i in range(len(items) - 1, -1, -1):
        while stack and items[stack[-1]].depth >= items[i].depth:
            stack.pop()
        if stack and not _begins_anew(items[i : stack[-1] + 1]) and not _beside(items[i], items[stack[-1]]):
            parents[i] = stack[-1]
        stack.append(i)
    for i in range(1, len(items)):
        outside = items[i - 1].depth < items[i].depth and not items[i].apart
        if outside and i not in parents and i - 1 not in parents.values():
            parents[i] = i - 1
    return parents


def _beside(item: Item, outer: Item) -> bool:
    """Whether articles stand beside sections named in the plural, being in one only: `Điều 3, các mục 1 và 2`."""
    return item.level == "dieu" and outer.spread and len(outer.labels) > 1 and outer.depth < _ARTICLE


def _begins_anew(items: tuple[Item, ...]) -> bool:
    """Whether the last item, though further out, is a branch of its own: `Điều 8 và Phụ lục II` (but `…, Chương V`)."""
    outer = items[-1]
    if outer.depth >= _ARTICLE:
        return False
    if outer.level == "phu_luc" and outer.apart:
        return True  # `Chương II; Phụ lục I`: annexes stand beside the chapters
    return any(item.apart and any(one.level == "dieu" for one in items[:k]) for k, item in enumerate(items))


_ARTICLE = LEVELS["dieu"][1]


def expand(label: str) -> tuple[str, ...]:
    """The labels of a range, `đ..h` → đ, e, g, h; `5..9` → 5, 6, 7, 8, 9; any other label is itself."""
    first, dots, last = label.partition("..")
    if not dots:
        return (label,)
    if first.isdigit() and last.isdigit() and int(first) <= int(last) <= int(first) + 2000:
        return tuple(str(n) for n in range(int(first), int(last) + 1))
    if len(first) == len(last) == 1 and first in ALPHABET and last in ALPHABET:
        return tuple(ALPHABET[ALPHABET.index(first) : ALPHABET.index(last) + 1])
    return (first, last)
