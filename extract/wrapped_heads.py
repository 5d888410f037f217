"""Heads broken at any word (phần đầu bị ngắt dòng): a web page's cells, wrapped where its source happened to wrap.

`CỘNG | HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`, `Tam | Kỳ, ngày 19 tháng 6 năm 2007`, `ỦY | BAN NHÂN DÂN`.
"""

from __future__ import annotations

import re
from typing import Protocol

_NATION = "cong hoa xa hoi chu nghia viet nam"
_MOTTO = "doc lap - tu do - hanh phuc"
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}")
_DAY = re.compile(r"[^\d:;,.]{1,24}, ?ngay [\d .…]")


class Line(Protocol):
    """What is asked of a row."""

    @property
    def text(self) -> str: ...
    @property
    def bare(self) -> str: ...
    @property
    def after_blank(self) -> bool: ...


def wraps_head(above: Line, below: Line) -> bool:
    """Whether a row goes on with what the one above began: the quốc hiệu, a place and its day, a body's first word."""
    if any(_begins(above.bare, below.bare, known) for known in (_NATION, _MOTTO)):
        return True
    if not above.after_blank or not _NAME.fullmatch(above.text) or not above.text[0].isupper():
        return False
    if above.text.isupper():
        return len(above.text) <= 3 and below.text[:24].isupper()
    return below.text[0].isupper() and bool(_DAY.match(below.bare))


def _begins(above: str, below: str, known: str) -> bool:
    return (
        len(above) < len(known)
        and known.startswith(f"{above} ")
        and known.startswith(below[: len(known)], len(above) + 1)
    )
