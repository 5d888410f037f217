"""Heads without lines (phần đầu liền mạch): a page's text as one long line, head, abstract and body in a row.

`ỦY BAN NHÂN DÂN TỈNH A CỘNG HÒA … VIỆT NAM Độc lập - Tự do - Hạnh phúc An Giang, ngày … Số: … CHỈ THỊ VỀ … Trong …`
"""

from __future__ import annotations

import re

_U = "A-ZĐƠƯ" + "".join(c for c in map(chr, (*range(0xC0, 0x17F), *range(0x1EA0, 0x1EFA))) if c.isupper())
_HEAD = 1500
"""Letters within which a head has ended."""
_NATION = re.compile(r"cong h(?:oa|ao) xa hoi chu nghia viet nam|doc lap ?- ?tu do ?- ?hanh phuc")
_NAME = rf"[{_U}](?![{_U}])[^\W\d_]+(?:-[{_U}][^\W\d_]+)?"
_DATED = re.compile(rf"(?:{_NAME} ){{0,4}}{_NAME}, ngày ?\d{{1,2}} ?tháng ?\d{{1,2}} ?năm ?\d{{4}}")
_NUMBER = re.compile(rf"Số ?: ?[\d.…]{{0,6}} ?/[{_U}\d][\w&./-]{{1,40}}")
_TYPE = re.compile(
    r"(?:QUYẾT ĐỊNH|CHỈ THỊ|NGHỊ QUYẾT|THÔNG BÁO|KẾ HOẠCH|TỜ TRÌNH|BÁO CÁO|CÔNG ĐIỆN|HƯỚNG DẪN"
    r"|THÔNG TƯ LIÊN TỊCH|THÔNG TƯ|NGHỊ ĐỊNH|QUY CHẾ|QUY ĐỊNH|CHƯƠNG TRÌNH|GIẤY MỜI|V/v)(?= )"
)
_SENTENCE = re.compile(rf"(?<= )(?=(?:[-–] )?[{_U}][^\W\d_{_U}]+ [^\W\d_{_U}])")
_GROUND = re.compile(r"(?<= )(?=(?:[-–] )?(?:Căn cứ|Thực hiện|Kính gửi|Xét|Theo đề nghị)\b)")

_ADDRESSED = ("Kính gửi", "- Kính gửi")
_OPENS = re.compile(
    r"(?<=[.;:] )(?=(?:Căn cứ|Thực hiện|Ngày|Theo|Trong|Để|Xét|Trả lời|Phúc đáp|Tiếp theo|Vừa qua|Qua|Sau khi|Hiện nay"
    r"|Nhằm|Liên quan)\b)"
)
"""The first words of a body, behind the last of those it is sent to."""


def flow_cuts(text: str, bare: str) -> list[tuple[int, int | None]]:
    """Where the parts of such a head begin, each with its column: 0 the issuer's, 1 the nation's, None the rest."""
    titles = [found for found in _NATION.finditer(bare, 0, _HEAD) if text[found.start()].isupper()]
    number = _NUMBER.search(text, 0, _HEAD)
    if not titles or titles[0].start() > _HEAD // 2 or number is None:
        return []
    parts = [*((found.span(), 1) for found in titles), (number.span(), 0)]
    if dated := _DATED.search(text, titles[0].start(), _HEAD):
        parts.append((dated.span(), 1))
    last = max(end for (_, end), _ in parts)
    columns: dict[int, int | None] = {end: 0 for (_, end), _ in parts}
    columns |= {begin: column for (begin, _), column in parts}
    columns |= dict.fromkeys(_below(text, last))
    return sorted((at, column) for at, column in columns.items() if 0 < at < len(text))


def _below(text: str, at: int) -> list[int]:
    """Where the name of the type, the abstract and the body begin."""
    kind = _TYPE.match(text, at + text.startswith(" ", at))
    if kind is None:
        return [at]
    capitals = text[kind.end() : kind.end() + 16].isupper()
    body = (_SENTENCE if capitals else _GROUND).search(text, kind.end() + 1, at + _HEAD)
    labelled = kind[0] == "V/v"
    begins = (
        _OPENS.search(text, body.start(), at + _HEAD) if body and text.startswith(_ADDRESSED, body.start()) else None
    )
    after = [found.start() for found in (body, begins) if found]
    return [at, *([] if labelled else [kind.end()]), *after]
