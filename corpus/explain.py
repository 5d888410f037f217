"""A query told back in a sentence (diễn giải), so that a person sees how it was understood."""

from __future__ import annotations

from datetime import date

from corpus.lexicon import LEVEL_NAMES, type_label
from corpus.period import Period
from corpus.query import Fragment, Query, Told

VERDICTS = {
    "passed": ("hợp lệ", "valid"),
    "failed": ("không hợp lệ", "not valid"),
    "indeterminate": ("chưa xác định", "indeterminate"),
    "unsigned": ("không có", "none"),
}
MARKINGS = {
    "hoa_toc": "hỏa tốc", "thuong_khan": "thượng khẩn", "khan": "khẩn",
    "tuyet_mat": "tuyệt mật", "toi_mat": "tối mật", "mat": "mật",
}  # fmt: skip
"""Urgency and secrecy, as they are stamped on a dispatch."""


def explain(query: Query) -> tuple[str, str]:
    """Vietnamese and English: `số, ký hiệu có 3951, VPCP; ban hành từ 01/05/2020 đến 30/06/2020`."""
    parts = [part for part in (*_numbers(query), *_words(query), *_filters(query)) if part]
    if not parts:
        return "Tất cả văn bản.", "All documents."
    return (
        "Tìm văn bản: " + "; ".join(part[0] for part in parts) + ".",
        "Documents with: " + "; ".join(part[1] for part in parts) + ".",
    )


def _numbers(query: Query) -> list[tuple[str, str]]:
    parts = []
    paths = [path_label(path) for path in query.provisions]
    any_of, any_of_en = (f" ({word.join(paths)})" if paths else "" for word in (" hoặc ", " or "))
    told, told_en = _told(query.told)
    if query.reference:
        parts.append(
            (
                f"số, ký hiệu {query.reference}{told}, hoặc viện dẫn văn bản đó{any_of}",
                f"number {query.reference}{told_en}, or citing it{any_of_en}",
            )
        )
    if query.cites:
        parts.append((f"viện dẫn {query.cites}{told}{any_of}", f"citing {query.cites}{told_en}{any_of_en}"))
    if query.fragment:
        text = _fragment(query.fragment)
        parts.append((f"số, ký hiệu có {text}", f"number with {text}"))
    return parts


def _told(told: Told | None) -> tuple[str, str]:
    """` ngày 08/04/2020 của Chính phủ`, as citations have it."""
    if told is None:
        return "", ""
    when, when_en = (f" {_when(told.issued, 'vi')}", f" {_when(told.issued, 'en')}") if told.issued else ("", "")
    by, by_en = (f" của {told.issuer}", f" by {told.issuer}") if told.issuer else ("", "")
    return when + by, when_en + by_en


def _when(issued: Period, language: str) -> str:
    """A day, or a whole year by its number."""
    if issued.first and issued.first != issued.last:
        return f"năm {issued.first.year}" if language == "vi" else f"of {issued.first.year}"
    return _period(issued, language)


def _fragment(fragment: Fragment) -> str:
    values = [fragment.number, fragment.year, *fragment.parts]
    if fragment.type:
        values.append(type_label(fragment.type))
    return ", ".join(str(value) for value in values if value is not None)


def _words(query: Query) -> list[tuple[str, str]]:
    parts = []
    if query.words:
        text = " ".join(query.words)
        parts.append((f"có các từ: {text}", f"the words: {text}"))
    parts += [(f"có cụm từ “{phrase}”", f"the phrase “{phrase}”") for phrase in query.phrases]
    parts += [(f"không có “{text}”", f"without “{text}”") for text in query.without]
    return parts


def _filters(query: Query) -> list[tuple[str, str]]:
    found = query.filters
    vi, en = VERDICTS.get(found.verdict or "", ("", ""))
    type_ = type_label(found.document_type) if found.document_type else ""
    urgency, secrecy = MARKINGS.get(found.urgency or ""), MARKINGS.get(found.secrecy or "")
    pairs = [
        (type_, f"loại: {type_}", f"type: {type_}"),
        (found.issuer, f"cơ quan ban hành: {found.issuer}", f"issuer: {found.issuer}"),
        (found.signer, f"người ký: {found.signer}", f"signer: {found.signer}"),
        (found.subject, f"trích yếu có: {found.subject}", f"subject with: {found.subject}"),
        (found.symbol, f"ký hiệu có: {found.symbol}", f"symbol with: {found.symbol}"),
        (found.year, f"năm {found.year}", f"year {found.year}"),
        (found.period, f"ban hành {_period(found.period, 'vi')}", f"issued {_period(found.period, 'en')}"),
        (found.urgency, f"độ khẩn: {urgency}", f"urgency: {urgency}"),
        (found.secrecy, f"độ mật: {secrecy}", f"secrecy: {secrecy}"),
        (found.verdict, f"chữ ký số: {vi}", f"signature: {en}"),
    ]
    return [(in_vietnamese, in_english) for value, in_vietnamese, in_english in pairs if value]


def _period(period: Period | None, language: str) -> str:
    if period is None:
        return ""
    first, last = _day(period.first), _day(period.last)
    if period.first == period.last:
        return f"ngày {first}" if language == "vi" else f"on {first}"
    words = {"vi": ("từ ", "đến "), "en": ("from ", "to ")}[language]
    return " ".join(word + day for word, day in zip(words, (first, last), strict=True) if day)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def path_label(path: str) -> str:
    """`dieu:19/khoan:2` → `khoản 2 Điều 19`, as it is said; `dieu:5..9` → `Điều 5–9`."""
    levels = [level.partition(":") for level in path.split("/") if level]
    return " ".join(f"{LEVEL_NAMES.get(name, name)} {label.replace('..', '–')}" for name, _, label in reversed(levels))
