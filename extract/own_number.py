"""The dispatch's own number and symbol (số, ký hiệu): `Số: 3951/VPCP-KSTT`, `Số: **1969** /UBND`, `Số 12-CV/TU`.

Digits that a scanner could not read (`Số: 5'†5 /UBND-KTTH`) give no number: it is never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.fold import LOOK_ALIKES
from extract.row import Row, words_between

_LABEL = re.compile(
    r"^[^a-z0-9]{0,3}(?:(?:nghi quyet|quyet dinh|luat|phap lenh|thong tu|nghi dinh|chi thi|lenh|ban an)"
    r"(?: lien tich)? )?"
    r"s[o06ae]?\b ?[:;.,]{0,2} ?",
    re.ASCII,
)
_ABSENT = re.compile(r"[ .…_·-]*")
_GROUP = r"[A-ZĐƯÔĂÂÊƠ][A-Za-zĐđƯưÔôĂăÂâÊêƠơ&.\d]{0,24}"
_SYMBOL = re.compile(rf"(?:(?:1[89]|20)\d\d ?/ ?)?{_GROUP}(?: ?[-/] ?{_GROUP}){{0,7}}")
_HARDLY = "hardly readable"
_TAIL = re.compile(r"[\s.,;:_'\"~*-]*$")


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """Where number and symbol stand in the text of a row; `number` is None where it is blank or unreadable."""

    number: str | None
    symbol: str | None
    separator: str
    start: int
    end: int
    number_at: tuple[int, int] | None
    symbol_at: tuple[int, int] | None
    reasons: tuple[str, ...] = ()
    guess: str | None = None
    """What stands there as far as a scan tells, hardly readable; never taken for the number."""
    named: bool = False
    """The type stands before the label, `Nghị quyết số: …`; a subject may wrap into such a line, too."""

    @property
    def reference(self) -> str | None:
        """`3951/VPCP-KSTT`, `2309-CV/TU`; None without a number."""
        if self.number is None:
            return None
        return f"{self.number}{self.separator}{self.symbol}" if self.symbol else self.number


def own_number(row: Row) -> OwnNumber | None:
    """Number and symbol of a row that is labelled `Số`; None for other rows."""
    label = _LABEL.match(row.bare)
    if not label or label.end() == 0 or (label.end() == len(row.text)):
        return _bare_label(row, label)
    text = _plain(row.text)
    at = label.end()
    found = _divided(text, at) or _glued(text, at)
    if found is None:
        return None
    slash, symbol = found
    printed = text[at:slash]
    if sum(c.isalpha() and c not in "OoIl" for c in printed) > 3:
        return None
    number, reasons = _number(printed)
    guess = None
    if number and (doubt := _doubt(row, at, slash, number)):
        guess = number if doubt.startswith(_HARDLY) else None
        number, reasons = None, (doubt,)
    named = not row.bare.lstrip(" .-").startswith("s")
    if not _stands_alone(row.bare, symbol.end(), named=named):
        return None
    start = at + len(printed) - len(printed.lstrip(" .…_"))
    separator = text[slash] if text[slash] in "/-" else "/"
    end = symbol.end() - len(_TAIL.search(symbol[0])[0])  # type: ignore[index]
    return OwnNumber(
        number,
        tidy_symbol(text[symbol.start() : end]),
        separator,
        start if number else symbol.start(),
        end,
        (start, at + len(printed.rstrip())) if number else None,
        (symbol.start(), end),
        reasons,
        guess,
        named,
    )


def _doubt(row: Row, start: int, end: int, number: str) -> str | None:
    """Why a number a scan shows is not believed: a lost digit, a letter no office uses, a word hardly read.

    Numbers below ten are printed with a nought (Decree 30/2020/NĐ-CP, Appendix I), so a lone digit has lost another.
    """
    read = [word for word in words_between(row, start, end) if word.source == "ocr"]
    if not read:
        return None
    if re.fullmatch(r"[1-9]", number):
        return f"only one digit was read: {number!r}"
    if re.search(r"[^\dA-Ea-eĐđ.]$", number):
        return f"not a number: {number!r}"
    return f"{_HARDLY}: {number!r}" if min(word.confidence for word in read) < 0.55 else None


_BESIDE = re.compile(r"^[\W_]*$|^\W*(?:v ?/ ?v|[a-z .]{2,40}[,.] ?ngay|cong hoa|doc lap|dang cong san)\b")


def _stands_alone(shadow: str, end: int, *, named: bool) -> bool:
    """Whether nothing of a sentence follows the symbol; behind `Nghị quyết số` nothing at all may follow."""
    rest = shadow[end:]
    return not re.search(r"\w", rest) if named else bool(_BESIDE.match(rest)) or len(rest.strip()) < 8


def is_number_row(row: Row) -> bool:
    """Whether the row is labelled `Số` and holds nothing but the number."""
    found = own_number(row)
    return found is not None and not found.named


def tidy_symbol(printed: str) -> str:
    """The symbol without blanks, dashes single, no full stop at the end: `QĐ -BVHTTDL` → `QĐ-BVHTTDL`."""
    return re.sub(r"\s*([-/])\s*", r"\1", " ".join(printed.split())).replace(" ", "").strip(".-/")


def _bare_label(row: Row, label: re.Match[str] | None) -> OwnNumber | None:
    """`Số:` with nothing behind it: the number was never filled in."""
    if label and row.bare.rstrip(" :.…_").startswith("so") and len(row.text) < 12 and ":" in row.text:
        return OwnNumber(None, None, "/", 0, len(row.text), None, None, ("number left blank",))
    return None


def _divided(text: str, at: int) -> tuple[int, re.Match[str]] | None:
    """The slash or dash before a symbol, and the symbol; a slash that a scan put inside the number is passed over."""
    slash = _separator(text, at)
    for _ in range(4):
        if slash is None:
            return None
        symbol = _SYMBOL.match(text, slash + 1 + _blanks(text, slash + 1))
        if symbol and re.search(r"[A-ZĐƯ]{2}|TTg|CP|TW", symbol[0]):
            return slash, symbol
        slash = _separator(text, slash + 1)
    return None


_END = re.compile(r"(?:QĐĐ?|KH|TB|BC|TTr|CT|NQ|CV|HD|GM|UBND|KL|PA|CTr)-[A-ZĐ]{2,12}(?:-[A-ZĐ]{2,12})*$")


def _glued(text: str, at: int) -> tuple[int, re.Match[str]] | None:
    """A symbol whose slash was lost: `5ØQĐ-ĐHQGHN`; what stands before it is no readable number."""
    symbol = _END.search(text, at)
    return (symbol.start(), symbol) if symbol and symbol.start() > at else None


_HYPHENED = re.compile(
    r" ?[A-ZĐ][A-Za-zĐđ]{0,4} ?/| ?[A-ZĐ]{2,10}(?:-[A-ZĐ]{2,10}){1,3}/TT| ?(?:[A-ZĐ]{2,6}|TTg)(?:[-/][A-ZĐ]{1,6})*\s*$"
)
"""Behind the hyphen of the Party's numbers, `12-CV/TU`, and of those before 1993, `147-HĐBT`."""


def _separator(text: str, at: int) -> int | None:
    """Index of the slash or dash between number and symbol, within 14 characters of the label."""
    for i in range(at, min(at + 14, len(text))):
        if text[i] == "/" or (text[i] == "-" and _HYPHENED.match(text, i + 1)):
            return i
        if (
            text[i] in "I|l"
            and i > at
            and text[i - 1].isdigit()
            and re.match(r"(?:QĐ|UBND|TB|KH|CV|NQ|BC|TTr|HD)\b", text[i + 1 :])
        ):
            return i
        if text[i].isalpha() and text[i].isupper() and i > at + 6:
            return None
    return None


def _blanks(text: str, at: int) -> int:
    return len(text[at:]) - len(text[at:].lstrip())


_DIGITS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})


def _number(printed: str) -> tuple[str | None, tuple[str, ...]]:
    """The number in what is printed before the slash, and why it is not read where it is not."""
    stripped = re.sub(r"\s+", "", printed).strip(".…_:,;'\"`-")
    if not stripped or _ABSENT.fullmatch(printed):
        return None, ("number left blank",)
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?[A-Za-zđ]{0,2}", stripped):
        return stripped, ()
    mended = stripped.translate(_DIGITS)
    if re.fullmatch(r"\d{1,6}", mended) and sum(c.isdigit() for c in stripped) * 2 >= len(stripped):
        return mended, (f"read {printed.strip()!r} as digits",)
    return None, (f"number not readable: {printed.strip()!r}",)


_DASHES = dict.fromkeys("–—‑−\u00ad", "-")
_PLAIN = str.maketrans(LOOK_ALIKES | _DASHES | {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "⁄": "/"})


def _plain(text: str) -> str:
    """Same length: look-alike letters, dashes and slashes made plain."""
    return text.translate(_PLAIN)
