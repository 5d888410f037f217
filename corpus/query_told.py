"""What a citation tells of a work behind its number (ngày, cơ quan ban hành của văn bản được hỏi đến).

`45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ`, as copied from a letter: day and issuer are the work's own,
and say nothing of the documents that cite it.
"""

from __future__ import annotations

import re

from corpus.period import Period, read_period
from corpus.query import Told
from corpus.query_rest import Rest
from corpus.reference import ReferenceKey
from corpus.refusals import InvalidQuery
from extract.citations import find_citations

DAY = r"(?:ngay\s+)?\d{1,2}(?:[/.\-]|\s+thang\s+)\d{1,2}(?:[/.\-]|\s+nam\s+)\d{4}"
YEAR = r"(?:nam\s+)?(?:19|20)\d\d"
DATED = re.compile(rf"[\s,(]*(?:ban hanh\s+)?(?P<when>{DAY}|{YEAR})(?![\w/])(?!\s*(?:[-–]|(?:den|toi)\b))\)?")
"""A day or a year at once behind the number, which is no beginning of a period (`2019 - 2020`)."""
OF_ISSUER = re.compile(r"[\s,]*(?:do|cua)\s")


def take_told(rest: Rest, at: int, key: ReferenceKey) -> Told | None:
    """What is told from here on; a date of another year than the number's is one of the documents looked for."""
    issued, end = _date(rest, at, key)
    issuer, last = _issuer(rest, at, end) if OF_ISSUER.match(rest.folded, end) else (None, end)
    rest.take(at, last)
    return Told(issued, issuer) if issued or issuer else None


def _date(rest: Rest, at: int, key: ReferenceKey) -> tuple[Period | None, int]:
    match = DATED.match(rest.folded, at)
    if match is None:
        return None, at
    try:
        period = read_period(match["when"])
    except InvalidQuery:  # no such day: told by whoever reads the rest
        return None, at
    if period is None or period.first is None or key.year not in (None, period.first.year):
        return None, at
    return period, match.end()


def _issuer(rest: Rest, at: int, end: int) -> tuple[str | None, int]:
    """As the readers of letters find it: its end is theirs to know (`… của Chính phủ về việc …`)."""
    for citation in find_citations(rest.text):
        span = citation.span
        if span.start < at and span.end > end and citation.issuer:
            return citation.issuer, span.end
    return None, end
