"""Contacts (đầu mối liên hệ): a person or office with telephone numbers and mail addresses.

`đồng chí Nguyễn Văn A, chuyên viên Cục X (điện thoại: 080.12345, 0912.345.678)`,
`Bà Trần Thị B, Trưởng phòng C, số điện thoại: 0912345678; thư điện tử: b@x.gov.vn`.
"""

from __future__ import annotations

import re

from extract.dispatch import Finding
from extract.field_words import any_of
from extract.fold import fold
from extract.identifiers import Identifier, find_identifiers
from extract.landmarks import SIGNATURE_STAMP
from extract.sentences import paragraph
from extract.span import Span
from extract.text import Text

_PERSON = re.compile(
    r"(?:^|(?<=[\s(,;:.-]))(?:[ĐđdD]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|BS(?:CKI{1,2})?\.?|ThS\.?|TS\.?|KS\.?"
    r"|CN\.?)\s*:?\s+(?P<name>[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?:\s[A-ZĐÀ-Ỹ][a-zđà-ỹ]*){1,4})"
)
_LABEL = re.compile(rf"[,(;:. -]*(?:\(?(?:so )?(?:{any_of('contact_label')})\b.*)?$", re.DOTALL)
_OFFICE = re.compile(
    r"(?P<office>(?:[Tt]ổng đài|[Pp]hòng|[Vv]ăn phòng|[Vv]ụ|[Cc]ục|[Ss]ở|[Tt]rung tâm|[Bb]an)[^\n.;()\d]{2,80})"
    r"[^\n]{0,40}$"
)


def find_contacts(text: Text, span: Span) -> tuple[Finding, ...]:
    """Contacts in order; `details`: `name`, `role`, `phones`, `emails` (None or empty where not given)."""
    numbers = [
        item
        for item in find_identifiers(text.content, span)
        if item.kind in ("phone", "email") and not SIGNATURE_STAMP.search(fold(_line(text.content, item.span.start)))
    ]
    grouped: dict[int, list[Identifier]] = {}
    for item in numbers:
        grouped.setdefault(_owner(text.content, span, item), []).append(item)
    found = [_contact(text, owner, items) for owner, items in grouped.items()]
    return tuple(sorted(found, key=lambda finding: finding.span))


def _line(content: str, at: int) -> str:
    """The line of an offset up to it, no more than its last 200 characters."""
    floor = max(0, at - 200)
    return content[max(floor, content.rfind("\n", floor, at) + 1) : at]


def _owner(content: str, span: Span, item: Identifier) -> int:
    """Where the person begins to whom a number belongs; the number itself where no person is named."""
    around = paragraph(content, span, item.span.start, 400)
    people = list(_PERSON.finditer(content, around.start, item.span.start))
    if people:
        return people[-1].start()
    office = _OFFICE.search(content[around.start : item.span.start])
    return around.start + office.start() if office else item.span.start


def _contact(text: Text, owner: int, items: list[Identifier]) -> Finding:
    first, last = items[0], items[-1]
    person = _PERSON.match(text.content, owner) or _PERSON.search(text.content, max(0, owner - 1), first.span.start)
    name = " ".join(person["name"].split()) if person else None
    role = (
        _role(text.content[person.end() : first.span.start])
        if person
        else _office(text.content[owner : first.span.start])
    )
    at = Span(min(owner, first.span.start), last.span.end)
    details = {
        "name": name,
        "role": role,
        "phones": _values(items, "phone"),
        "emails": _values(items, "email"),
    }
    return Finding(at, at.of(text.content), details, text.regions(at))


def _values(items: list[Identifier], kind: str) -> list[str]:
    return list(dict.fromkeys(item.value for item in items if item.kind == kind))


def _role(between: str) -> str | None:
    """What stands between name and number, without the label of the number."""
    label = _LABEL.search(fold(between))
    words = " ".join((between[: label.start()] if label else between).split()).strip(" ,;:(-")
    return words if 2 < len(words) <= 160 else None


def _office(before: str) -> str | None:
    words = _role(before)
    return words if words and words[0].isalpha() else None
