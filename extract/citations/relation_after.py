"""Relations told behind a reference: `… hết hiệu lực kể từ ngày …`, `Khoản 1 Điều 8 được sửa đổi như sau`."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.relations import TOGETHER
from extract.citations.scan import B

_MAKES_LAW = frozenset(
    {
        *("luat", "bo_luat", "phap_lenh", "lenh", "nghi_dinh", "nghi_quyet", "nghi_quyet_lien_tich", "thong_tu"),
        *("thong_tu_lien_tich", "quyet_dinh", "chi_thi"),
    }
)
"""Types that can end or change another document: a report that says so only tells of it."""
_ENDS = re.compile(
    rf"[^.;:\n]{{0,240}}?[ \n,](?<!da )(?<!da\n)(?:het|cham{B}dut|khong{B}con){B}hieu{B}luc"
    rf"(?:{B}(?:thi{B}hanh|toan{B}bo|mot{B}phan))?{B}(?:(?:ke{B})?tu|khi)(?![a-z])"
)
_CHANGED = re.compile(
    rf"[ \n]{{1,8}}(?:duoc|bi){B}(?:(?P<amends>sua{B}doi|bo{B}sung|dieu{B}chinh)[a-z, \n]{{0,40}}nhu{B}sau"
    rf"|(?P<repeals>bai{B}bo|huy{B}bo)(?=[ \n]*[.,;])|(?P<repealed>bai{B}bo|huy{B}bo){B}(?:ke{B})?tu(?![a-z]))"
)


def relate_by_what_follows(shadow: str, mentions: list[Mention], own_type: str | None) -> None:
    """Set the relation of mentions without a cue before them, where the words behind tell what happens to them."""
    if own_type not in _MAKES_LAW:
        return
    following: Mention | None = None
    for mention in reversed(mentions):
        if mention.relation == "mentions" and mention.edge is None and mention.form in ("number", "title", "none"):
            mention.relation = _told(shadow, mention, following)
        following = mention


def _told(shadow: str, mention: Mention, following: Mention | None) -> str:
    if changed := _CHANGED.match(shadow, mention.end):
        return "amends" if changed["amends"] else "repeals"
    if mention.form != "none" and _ENDS.match(shadow, mention.end):
        return "repeals"
    if (
        following is not None
        and following.relation == "repeals"
        and TOGETHER.fullmatch(shadow, mention.end, following.start)
    ):
        return "repeals" if _ENDS.match(shadow, following.end) else "mentions"
    return "mentions"
