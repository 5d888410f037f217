"""A dispatch as its author sees it (bản thảo): the parts of Decree 30/2020/NĐ-CP, Article 8, before they are laid out.

Drafts are kept as `letters/*.txt`: lines `key: value`, a blank line, then the body, one paragraph a line.
A body line `# …` is centred and bold, `_ …` italic, `| a | b` a table row, `---` starts a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

LETTERS = Path(__file__).parent / "letters"

TITLES = {
    "quyet_dinh": "QUYẾT ĐỊNH",
    "thong_bao": "THÔNG BÁO",
    "ke_hoach": "KẾ HOẠCH",
    "chi_thi": "CHỈ THỊ",
    "to_trinh": "TỜ TRÌNH",
    "bao_cao": "BÁO CÁO",
    "giay_moi": "GIẤY MỜI",
    "to_khai": "TỜ KHAI",
}
"""Printed name of a kind of document; a công văn has none."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One dispatch; capitals as printed, `number` and `symbol` without "Số:"."""

    kind: str
    agency: str
    number: str
    symbol: str
    subject: str
    place: str
    issued_on: date
    signer: str
    position: str
    body: tuple[str, ...]
    parent: str | None = None
    urgency: str | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str | None = None
    authority: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """`1207/SNV-CCHC`, or `15/2025/QĐ-UBND` where the symbol holds the year; empty for a form without one."""
        return f"{self.number}/{self.symbol}" if self.number else ""

    @property
    def title(self) -> str | None:
        """The name printed above the subject; None for a công văn, whose subject stands under its number."""
        return TITLES.get(self.kind)

    @property
    def place_and_date(self) -> str:
        """`An Sơn, ngày 05 tháng 9 năm 2025`: days, and the first two months, take a zero."""
        day = self.issued_on
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        return f"{self.place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def read_letter(name: str) -> Letter:
    """The draft of that name in `letters/`."""
    return parse_letter((LETTERS / f"{name}.txt").read_text("utf-8"))


def parse_letter(draft: str) -> Letter:
    """A draft in the form told above; a ValueError or KeyError for a faulty one."""
    head, _, body = draft.partition("\n\n")
    rows = [tuple(part.strip() for part in line.split(":", 1)) for line in head.splitlines()]

    def every(key: str) -> tuple[str, ...]:
        return tuple(value for name, value in rows if name == key)

    one = dict(rows)
    number, _, symbol = one.get("reference", "").partition("/")
    return Letter(
        kind=one["kind"],
        parent=one.get("parent"),
        agency=one["agency"],
        number=number,
        symbol=symbol,
        subject=one["subject"],
        place=one["place"],
        issued_on=date.fromisoformat(one["date"]),
        urgency=one.get("urgency"),
        addressees=every("to"),
        recipients=every("cc"),
        archive=one.get("archive"),
        authority=every("authority"),
        position=one["position"],
        signer=one["signer"],
        body=tuple(line for line in body.splitlines() if line.strip()),
    )
