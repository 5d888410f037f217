"""Words between a type and its number: `Quyết định kháng nghị giám đốc thẩm số …`, not `Quyết định của Bộ tại số …`."""

from __future__ import annotations

import re

from extract.citations.scan import B, M
from extract.fold import fold
from extract.stop_words import stop_words

_DIGIT = "(?=[0-9]|[li][0-9ol/ ])"
TO_NUMBER = re.compile(
    rf"(?:{M}:{M}so{M}|(?:{B}(?:khan|hoa{B}toc))?{B}(?:s[oe]?{M}:?{M})?){_DIGIT}"
    rf"|(?:(?:,?{B}[a-z]{{1,8}}){{1,9}}?{B}s[oe]?{M}:?{M}){_DIGIT}"
)
"""From behind a type word to where its number begins; a web page may have lost the `ố` of `số`."""

_NEVER = stop_words("no_qualifier")
_NEVER_UNMARKED = frozenset(map(fold, _NEVER)) | stop_words("no_qualifier_unmarked")
_TYPES = re.compile(
    r"(?<!\w)(?:nghị\s+(?:quyết|định)|quyết\s+định|thông\s+(?:tư|báo|tri)|chỉ\s+thị|công\s+(?:văn|điện|ty|báo|thư)|báo\s+cáo|"
    r"văn\s+bản|hướng\s+dẫn|giấy|ban\s+hành|quy\s+(?:định|chế)|bản\s+án|nói\s+trên|nêu\s+trên)(?!\w)"
)

_ANEW = re.compile(r",\s+(?!\w*[a-zà-ỹđ])|,\s+[A-ZÀ-ỸĐ]|,\s+(?:số|so)(?!\w)")
"""A comma goes on with a small letter, or begins something else: `Chương trình kiểm tra, giám sát số …`."""
_PARTIES = re.compile(r"\s+của(?:\s+các)?\s+đương\s+sự")
"""`Quyết định công nhận sự thỏa thuận của các đương sự số …` is a name courts use."""

_AT_WORK = re.compile(r"làm\s+việc|phối\s+hợp|theo\s+(?:yêu\s+cầu|đơn\s+yêu\s+cầu|thủ\s+tục)")
"""`Biên bản làm việc số …`: no `việc` that begins a subject; `Quy chế phối hợp số …`: no verb;
`Quyết định thi hành án theo yêu cầu số …`: no ground."""


def forbidden(between: str) -> bool:
    """Whether the words between a type and its number begin another phrase, or name another document.

    Only whole words as spelt count: `công nhận`, `đề nghị` stand in names of decisions; without marks, caution rules.
    """
    between = _AT_WORK.sub("", _PARTIES.sub("", between))
    words = between.lower().replace(":", " ").split()
    if not words:
        return False
    words = words[:-1] if words[-1] in ("số", "so", "sô", "s", "sé", "se") else words
    if not words:
        return False
    if _ANEW.search(between):
        return True
    if between.isascii():
        return not _NEVER_UNMARKED.isdisjoint(words)
    return not _NEVER.isdisjoint(words) or bool(_TYPES.search(between.lower()))
