"""Recipients (nơi nhận) with purpose, the Lưu line (lưu văn thư) and the note of enclosures under them.

`- Bộ LĐTBXH (để p/h);` → name `Bộ LĐTBXH`, purpose `để p/h`; `- Lưu: VT, KSTT (2).pvh` → archive `VT, KSTT (2).pvh`.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from extract.dispatch import Recipient
from extract.field import Field
from extract.field_words import any_of
from extract.fold import fold
from extract.landmarks import ARCHIVE, ATTACHED, RECIPIENTS, is_rule
from extract.parts import Parts
from extract.persons import surely_person
from extract.printed import Stretch, field_of, joined
from extract.row import Row
from extract.signing import signs

_DASH = re.compile(r"^(?:(?:[-+*•·~–—¬ˆ'`_]+ ?)+(?=[^\s\d])|\d{1,2}[.)] (?=[^\W\d_]))")
_GLUED_FOR = r"de(?=b/?c|bao|biet|p/?h|phoi|t/?h|thuc|chi)"
"""`(đểbáo cáo)`, its blank lost."""
_PURPOSE = re.compile(
    rf"[;,.]? ?[(\[] ?(?P<purpose>(?:(?:{any_of('purpose')})\b|{_GLUED_FOR})[^()]*) ?[)\]]? ?[;.,:]*$"
)
_SCRAPS = re.compile(
    r"(?:(?<=\))|\.|,(?! [A-ZĐÀ-Ỹ][^\W\d_](?!\w))) (?:[^\w(]*(?:[^\W\d_]{1,2}|\d{1,2})?[^\w(]*(?: |$))+$"
)
"""What a seal or a pen leaves behind the Lưu line: `VT. Y T Ê`, `VT (5). ,-2`; `VT, TH` names a unit, `VT, Hà` a clerk.
"""
_CLERKS = re.compile(r"^V[iíìĩỉịl1I](?![^\W\d_])")
"""What a scan makes of `VT` (văn thư), which keeps the copy; no unit is called so."""
_PATH = re.compile(r" ?\b[A-Za-z]:\\[^\n]*$")
"""Where the draft lay, printed under the Lưu line: `D:\\2011\\CV\\Bau cho`."""
_SMEARS = re.compile(r"(?<=[;:.)])(?: ?[=~«»<>|_—–]+)+ ?$")
"""Rules and smears that a scan took for signs, behind the end of an item."""
_AS_ARTICLE = re.compile(r"nhu di[a-z&]{1,3} ?(?P<number>\d{1,2})")
_PORTAL = re.compile(r"\bC[oôóòõồốỗộ]ng (?=TT-?ĐT|thông tin điện tử)", re.IGNORECASE)
"""Under Nơi nhận a scan's marks cannot mean anything else here: `Như Điễu 5`, `Công TTĐT`."""
_MEMBERS = re.compile(rf" ?: ?(?=(?P<members>(?:(?:cac )?(?:{any_of('member')}) ?(?:[,;] ?|$)){{2,}})$)")
"""`UBND quận: CT, các PCT`: abbreviated offices only, two or more; `VPCP: BTCN` stays whole."""
_SIGNATURE = 8
"""Rows below one of the signature among which the list goes on, where the two are interleaved."""
_FAR = 1.9
"""Heights of a line from its last word to one that is none of it."""
_CLOSED = re.compile(r"[;.:]\W*$|/\.$")


@dataclass(frozen=True, slots=True)
class Distribution:
    """Everything under `Nơi nhận`."""

    recipients: tuple[Field[Recipient], ...] = ()
    archive: Field[str] | None = None
    enclosure_note: Field[str] | None = None


def read_recipients(parts: Parts) -> Distribution:
    """Recipients in order; rows of the signature that stand between are passed over."""
    recipients: list[Field[Recipient]] = []
    archive: Field[str] | None = None
    note: Field[str] | None = None
    for stretches in _items(_rows(parts)):
        text = joined(stretches)
        if note is None and ATTACHED.match(fold(text)) and text.lstrip().startswith("("):
            note = field_of(parts.text, stretches, text.strip(), 0.9, "note under the recipients")
        elif label := ARCHIVE.match(fold(text)):
            if archive is None:
                archive = _archive(parts, stretches, text, label.end())
        elif archive is None and (found := _recipient(parts, stretches, text)):
            recipients.append(found)
    return Distribution(tuple(recipients), archive, note)


def _rows(parts: Parts) -> list[Row]:
    """Rows under the label, the rest of the label's own row first, up to the signature (plain text)."""
    if not parts.recipients or not (label := RECIPIENTS.match(parts.recipients[0].bare)):
        return []
    first = parts.recipients[0]
    rows = [part for start, end in _cut_row(first, label.end()) if (part := first.part(start, end))]
    for i, row in enumerate(parts.recipients[1:], 2):
        if row.words and all(word.source == "stamp" for word in row.words):
            continue  # letters of a seal
        if first.cell is not None and row.cell is not None and row.cell > first.cell:
            continue
        if signs(row) and not _DASH.match(row.text):
            if parts.paged or _goes_on(parts.recipients[i : i + _SIGNATURE]):
                continue
            break
        if (not parts.paged and _stored(rows) and not ATTACHED.match(row.bare)) and not (
            row.text.startswith("(") or (row.text[0].islower() and not row.after_blank)
        ):
            break
        if parts.paged and row.after_blank and _stored(rows) and not ATTACHED.match(row.bare):
            break  # what a scan shows under the last line
        if is_rule(row) or (surely_person(row.text) and not _DASH.match(row.text) and row.after_blank):
            continue
        line = _alone(row)
        rows += [part for start, end in _cut_row(line, 0) if (part := line.part(start, end))]
    return rows


def _goes_on(rows: tuple[Row, ...]) -> bool:
    """Whether items of the list follow among the rows of the signature: a text whose columns were interleaved."""
    stored = next((i for i, row in enumerate(rows) if _DASH.match(row.text) and _stored([row])), None)
    return stored is not None and all(signs(row) or _DASH.match(row.text) for row in rows[:stored])


def _alone(row: Row) -> Row:
    """A line of a scan less what stands far behind it, if that is no item: letters of the seal beside the list."""
    if not any(word.source == "ocr" for word in row.words):
        return row
    at, height = 0, max(word.box.bottom - word.box.top for word in row.words)  # a dash has hardly any
    for word, behind in itertools.pairwise(row.words):
        at = row.text.find(word.text, at) + len(word.text)
        far = behind.box.x0 - word.box.x1 > _FAR * height
        if far and not _DASH.match(behind.text + " x"):
            return row.part(0, at) or row
    return row


def _stored(rows: list[Row]) -> bool:
    """Whether the Lưu line has been reached."""
    return bool(rows) and bool(ARCHIVE.match(fold(_DASH.sub("", rows[-1].text))))


def _cut_row(row: Row, start: int) -> list[tuple[int, int]]:
    """Items that share a line: `Nơi nhận: - Như trên; - Lưu: VT.`"""
    gaps = re.finditer(r"(?<=[;:.)]) ?[-–] (?=\S)", row.text[start:])
    edges = [start, *(start + gap.start() for gap in gaps if gap.start() > 1)]
    return [(a, b) for a, b in zip(edges, [*edges[1:], len(row.text)], strict=True) if b > a]


def _items(rows: list[Row]) -> list[list[Stretch]]:
    items: list[list[Stretch]] = []
    for row in rows:
        dash = _DASH.match(row.text)
        above = joined(items[-1]) if items else ""
        noted = row.text.startswith("(") and bool(ATTACHED.match(row.bare))
        stored = bool(ARCHIVE.match(row.bare))
        kept = bool(ARCHIVE.match(fold(above)))
        fresh = (
            not items
            or noted
            or stored
            or (dash and not _inside(above))
            or (not kept and _closed(above) and not _tail_of(row))
        )
        if fresh:
            items.append([])
        items[-1].append((row, dash.end() if dash and fresh else 0, len(row.text)))
    return items


def _closed(above: str) -> bool:
    return bool(_CLOSED.search(above)) and not above.endswith(("TP.", "P.", "Đ/c."))


def _inside(above: str) -> bool:
    """An open bracket: the dash belongs to what stands in it."""
    return above.count("(") > above.count(")") and len(above) - above.rfind("(") < 30


def _tail_of(row: Row) -> bool:
    return row.text[0].islower() or row.text.startswith("(")


def _recipient(parts: Parts, stretches: list[Stretch], text: str) -> Field[Recipient] | None:
    text = _SMEARS.sub("", text)
    shadow = fold(text)
    found = _PURPOSE.search(shadow)
    name = text[: found.start()] if found else text
    name = re.sub(r"\s+", " ", name).strip(" ;,.:-–*_'`|")
    if sum(c.isalpha() for c in name) < 2:
        return None
    name = _mended(name) if _scanned(stretches) else name
    purpose = text[found.start("purpose") : found.end("purpose")].strip(" ;,.") if found else None
    if purpose and fold(purpose).startswith("de "):
        purpose = "để" + purpose[2:]
    members: tuple[str, ...] = ()
    if offices := _MEMBERS.search(fold(name)):
        members = tuple(part for part in re.split(r" ?[,;] ?", name[offices.end() :]) if part)
        name = name[: offices.start()]
    return field_of(parts.text, stretches, Recipient(name, purpose, members), 0.95, "under Nơi nhận")


def _archive(parts: Parts, stretches: list[Stretch], text: str, label: int) -> Field[str] | None:
    value = _PATH.sub("", re.sub(r"^[\s:;.,-]+", "", text[label:])).strip(" ;:*_'`|")
    value = value[:-1] if value.endswith((".", ",")) else value
    if _scanned(stretches):
        value = _SCRAPS.sub("", value).rstrip(" .,")
        value = _CLERKS.sub("VT", value).rstrip(" -–")
        value = re.sub(r"^VT\. (?=[A-ZĐ])", "VT, ", value)
    return field_of(parts.text, stretches, value.strip(), 0.95, "behind Lưu") if value else None


def _scanned(stretches: list[Stretch]) -> bool:
    return any(word.source == "ocr" for row, _, _ in stretches for word in row.words)


def _mended(name: str) -> str:
    """A name with the marks and the dots put right that a scan took for others."""
    if article := _AS_ARTICLE.fullmatch(fold(name)):
        return f"Như Điều {article['number']}"
    return _PORTAL.sub("Cổng ", name)
