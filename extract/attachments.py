"""Annexes and enclosures (phụ lục, tài liệu kèm theo): those in the file, those announced, and which of them are here.

`Phụ lục I` as a heading, `(danh sách kèm theo)` and `phụ lục 1 đính kèm` in the body.
"""

from __future__ import annotations

import re
from typing import Any

from extract.dispatch import Finding
from extract.field_words import any_of
from extract.fold import fold
from extract.landmarks import ANNEX, ATTACHED, NATIONAL_TITLE
from extract.parts import Parts
from extract.row import Row
from extract.span import Span

_WITH = r"(?:dinh kem|kem theo|gui kem)"
_ANNOUNCED = re.compile(
    r"\((?:co |gui |xem )?(?P<inside>[^()\n]{0,80}?(?:kem theo|dinh kem|gui kem|kem)[^()]{0,80}?)\)"
    r"|(?P<annex>phu luc(?: so)? ?(?P<label>\d{1,2}|[ivx]{1,4})?[a-z]?)(?: (?:va|,) [^.;\n]{0,30}?)?"
    rf" ?(?:{_WITH}|ban hanh kem)"
    rf"|(?P<goods>(?:{any_of('enclosed_thing')})[^.;,()\n]{{0,60}}?) ?{_WITH}"
)
_ACT = re.compile(rf"(?:kem theo|dinh kem|kem) (?:{any_of('act')})\b")
_LABEL = re.compile(r"(?:phu luc|phu bieu|mau so|bieu so|mau) ?(?:so )?(?P<label>\d{1,3}[a-z]?|[ivxl]{1,5}[a-z]?)\b")
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}


def find_attachments(parts: Parts) -> tuple[Finding, ...]:
    """Annexes in the file, then enclosures announced in the body.

    `details`: `kind` (annex | announced), `label` (as printed, or None), `number` (1 for `I`), `title`,
    and for the announced `present`: whether an annex of that label, or of any label, stands in the dispatch.
    """
    annexes = _annexes(parts)
    numbers = {finding.details["number"] for finding in annexes}
    found = list(annexes)
    start = parts.below[0].start if parts.below else parts.span.start
    tail = parts.recipients or parts.signing
    end = min(parts.main_end, parts.span.end, tail[0].start if tail else parts.span.end)
    for match in _announced(parts.text.content[start : max(start, end)]):
        at = Span(match.start(), match.end()).shift(start)
        words = " ".join(at.of(parts.text.content).split()).strip("()*_ ")
        label = _LABEL.search(fold(words))
        number = annex_number(label["label"]) if label else None
        present = number in numbers if number is not None else bool(annexes)
        details: dict[str, Any] = {"kind": "announced", "label": label["label"] if label else None, "number": number}
        details |= {"title": words, "present": present}
        found.append(Finding(at, at.of(parts.text.content), details, parts.text.regions(at)))
    return tuple(found)


def annex_number(label: str) -> int | None:
    """1 for `1`, `I` and `01`; None for what is neither."""
    if label.isdigit():
        return int(label)
    return _ROMAN.get(label.lower())


def _announced(content: str) -> list[re.Match[str]]:
    """Enclosures named in a body, each once; those of other documents (`kèm theo Quyết định số …`) are not ours."""
    shadow = fold(content).replace("\n", " ")
    seen: list[re.Match[str]] = []
    for match in _ANNOUNCED.finditer(shadow):
        if _ACT.search(shadow, match.start(), match.end() + 20) or (seen and match.start() < seen[-1].end()):
            continue
        seen.append(match)
    return seen


def _annexes(parts: Parts) -> list[Finding]:
    found: list[Finding] = []
    rows = parts.annexes
    for i, row in enumerate(rows):
        end = rows[i + 1].start if i + 1 < len(rows) else parts.span.end
        label = _LABEL.match(row.bare)
        shown = row.text[slice(*label.span("label"))] if label else None
        at = Span(row.start, len(parts.text.content[:end].rstrip()))
        details = {
            "kind": "annex",
            "label": shown,
            "number": annex_number(shown) if shown else None,
            "title": _title(parts, row, end),
            "first_page": row.page,
        }
        found.append(Finding(at, row.text, details, parts.text.regions(row.span())))
    return found


def _title(parts: Parts, heading: Row, end: int) -> str | None:
    """The capitals under the heading, or what follows its label."""
    label = ANNEX.match(heading.bare)
    rest = heading.text[label.end() :].strip(" .:-–") if label else heading.text
    if rest:
        return rest
    lines = [line.strip(" *_|") for line in parts.text.content[heading.end : min(end, heading.end + 600)].split("\n")]
    titled: list[str] = []
    for line in filter(None, lines):
        if NATIONAL_TITLE.search(fold(line)) or (titled and not line.isupper() and not ATTACHED.match(fold(line))):
            break
        if line.isupper():
            titled.append(line)
    return " ".join(titled[:3]) or None
