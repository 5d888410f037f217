"""Positions (chức vụ) and the marks of authority (TM., KT., TL., TUQ., Q.) of Decree 30/2020/NĐ-CP, Appendix I.

`TM.` thay mặt (on behalf of), `KT.` ký thay (for), `TL.` thừa lệnh (by order of), `TUQ.` thừa ủy quyền (by proxy),
`Q.` quyền (acting).
The patterns match the bare form of a text.
"""

from __future__ import annotations

import re
from functools import cache

from extract.fold import fold
from extract.tables import table

MARK = re.compile(
    r"(?:t[/.]?m|k[/.]?t|t[/.]?l|t[/.]?u[/.]?q|q)(?: ?[.,]+ ?| (?=[a-z]))|(?:thay mat|thua lenh|thua uy quyen) "
)
"""A mark of authority at the start of a line; `TM`, `T/M`, `T.M.`, `TM,` stand for `TM.`."""


def _alternatives() -> str:
    heads = sorted((row["position"] for row in table("positions")), key=len, reverse=True)
    return "|".join(re.escape(fold(head)) for head in heads)


POSITION = re.compile(rf"(?:q ?\. ?)?(?:{_alternatives()})\b")
"""The first words of a position: `pho chu tich`, `cuc truong`."""


@cache
def positions() -> dict[str, str]:
    """Bare form → as written: `pho chu tich` → `Phó Chủ tịch`."""
    return {fold(row["position"]): row["position"] for row in table("positions")}
