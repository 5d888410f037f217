"""Articles without a document, in a letter that has none: they are of the act named before, `Luật A. Tại Điều 81 …`."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.own import OwnDocument
from extract.citations.structure import Structure

UNKNOWN = "document_unknown"
"""The reason noted where nothing tells whose article it is: never the letter's, which has no articles."""

_HAVE_ARTICLES = {
    *("hien_phap", "luat", "bo_luat", "phap_lenh", "nghi_dinh", "nghi_quyet", "nghi_quyet_lien_tich", "thong_tu"),
    *("thong_tu_lien_tich", "quyet_dinh", "vbhn", "quy_che", "quy_dinh", "dieu_le", "hop_dong", "ban_ghi_nho"),
    *("ban_thoa_thuan", "an_le"),
}
_LEFT_OUT = re.compile(r"[ \n]{1,8}\((?:ngoai )?tru (?:cac )?(?:quy dinh )?(?:tai )?")
"""`Nghị định A (trừ Điều 5)`."""
_OF_ANOTHER = re.compile(
    r"[ \n]{1,8}(?:(?:cua|tai|trong|thuoc)[ \n]{1,8})?"
    r"(?:hop dong|phu luc hop|thoa thuan|ban thoa|ban an|bien ban|hiep |noi quy|quy che|dieu le|[tq]cvn|tieu chuan"
    r"|quy chuan)"
)
_NEAR = 900
_ABOUT = frozenset({"guides", "amends", "supplements", "implements"})


def has_no_articles(mention: Mention, own: OwnDocument, layout: Structure) -> bool:
    """Whether an article cannot be the citing document's own: letters, notices, reports are not parted so."""
    assert mention.run is not None
    if mention.run.this or layout.has_articles or all(item.level != "dieu" for item in mention.run.items):
        return False
    return own.document_type is not None and own.document_type not in _HAVE_ARTICLES


def act_before(shadow: str, mention: Mention, kept: list[Mention], foreign: bool) -> Mention | None:
    """The act whose provisions these are: the one some are left out of, else the last that has articles."""
    if not kept:
        return None
    last = kept[-1]
    if last.form in ("number", "title") and _LEFT_OUT.fullmatch(shadow, last.end, mention.start):
        return last
    if not foreign or _OF_ANOTHER.match(shadow, mention.end):
        return None
    for i in range(len(kept) - 1, max(-1, len(kept) - 9), -1):
        if mention.start - kept[i].end > _NEAR:
            break
        if _bears(kept[i]) and not (kept[i].relation in _ABOUT and _in_title(shadow, kept, i)):
            return kept[i]
    return None


def _bears(act: Mention) -> bool:
    return act.form in ("number", "title") and act.edge is None and act.document_type in _HAVE_ARTICLES


def _in_title(shadow: str, kept: list[Mention], i: int) -> bool:
    """Whether an act stands in the title of another, itself named: `Nghị định A quy định chi tiết Luật B`."""
    if not i or not _bears(kept[i - 1]):
        return False
    between = shadow[kept[i - 1].end : kept[i].start]
    return len(between) < _TITLE and not _ENDED.search(between)


_TITLE = 200
_ENDED = re.compile(r"[.;:](?:[ \n]|$)")
