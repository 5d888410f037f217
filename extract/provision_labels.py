"""Levels of provisions and their labels: `khoản 4 và 5`, `điểm a, b, c`, `Điều 5 đến 9`, `Phần thứ nhất`."""

from __future__ import annotations

import re

LEVELS = {
    "phu luc": ("phu_luc", 0, "phụ lục"),
    "phan": ("phan", 1, "phần"),
    "chuong": ("chuong", 2, "chương"),
    "muc": ("muc", 3, "mục"),
    "tieu muc": ("tieu_muc", 4, "tiểu mục"),
    "mau": ("mau", 5, "mẫu"),
    "bieu mau": ("mau", 5, "biểu mẫu"),
    "mau bieu": ("mau", 5, "mẫu biểu"),
    "dieu": ("dieu", 5, "điều"),
    "khoan": ("khoan", 6, "khoản"),
    "diem": ("diem", 7, "điểm"),
    "tiet": ("tiet", 8, "tiết"),
    "doan": ("doan", 9, "đoạn"),
    "gach dau dong": ("gach_dau_dong", 9, "gạch đầu dòng"),
}
"""Folded name → (slug, depth, Vietnamese), outermost first; forms stand beside articles, under annexes."""

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Labels of points in their order: đ after d; no f, j, w, z."""

MAX_LABELS = 64
"""Where a list is cut: no real one is as long, and the cut keeps hostile text linear."""

B = r"[ \n]{1,24}"
M = r"[ \n]{0,24}"
_ROMAN = r"[ivxlc]{1,7}[a-z]?"
_ORDINAL = r"thu (?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)|cuoi(?: cung)?|dau(?: tien)?"
_LABELS = {
    "phu_luc": rf"(?:so[ \n])?(?:{_ROMAN}(?:[-.]?[0-9]+)?|[0-9]{{1,3}}[a-z]?(?:\.[0-9]+)?|[a-z])",
    "phan": rf"(?:{_ORDINAL}|{_ROMAN}|[0-9]{{1,2}}|[a-h])",
    "chuong": rf"(?:{_ROMAN}|[0-9]{{1,3}})",
    "muc": rf"(?:{_ROMAN}(?:\.[0-9]+)*|[0-9]{{1,3}}[a-z]?(?:\.[0-9]+)*|[a-h](?:\.[0-9]+)*)",
    "tieu_muc": rf"(?:{_ROMAN}|[0-9]{{1,3}}(?:\.[0-9]+)*|[a-h])",
    "mau": r"(?:so[ \n])?[0-9]{1,3}[a-z]?(?:[-/.]?[0-9a-z]{1,12}){0,3}",
    "dieu": r"(?:[0-9]{1,4}(?:[a-z]|\.[0-9]{1,2}(?![0-9.])){0,1}|l[0-9]{0,2})",
    "khoan": r"(?:[0-9]{1,3}(?:[a-z]|\.[a-z0-9]{1,2})?|l[0-9]?)",
    "diem": r"(?:[a-z](?:\.?[0-9]{1,2})?|[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}(?:\.?[a-z])?)",
    "tiet": r"(?:[a-z](?:\.?[0-9]{1,2})?|[0-9]{1,3}(?:\.[0-9]{1,3}){0,4})",
    "doan": rf"(?:{_ORDINAL}|[0-9]{{1,2}})",
    "gach_dau_dong": rf"(?:{_ORDINAL}|[0-9]{{1,2}})",
}
LEVEL = r"(?:phu[ \n]luc|phan|chuong|tieu[ \n]muc|muc|mau bieu|bieu mau|mau|dieu|khoan|diem|tiet|doan|gach dau dong)"
_LABEL = {level: re.compile(rf"(?:{pattern})(?![a-z0-9])") for level, pattern in _LABELS.items()}
_MORE = re.compile(rf"{M}(?P<sep>,|;|-){M}(?:(?P<and>va|hoac|den){B})?|{B}(?P<word>va|hoac|den){B}")
_FOLLOWS_NUMBER = re.compile(
    rf"{M}(?:$|[.,;:()\"/\[\]]|\n[ \n]*\n|(?:va|hoac|den|cua|tai|thuoc|trong|ban hanh|kem theo|duoc|bi|neu|"
    rf"quy dinh|nay|tren|nhu|thi|phai|khong|co|ve|cho|doi|sau|vao|truoc|la|hien|da|dieu|khoan|diem|muc|chuong|"
    rf"phan|tiet|tieu muc|phu luc|de an|du an|chuong trinh|phuong an|"
    rf"chien luoc|quy hoach|quy dinh|quy tac|luat|bo luat|"
    rf"quy che|quy trinh|danh muc|dieu le|"
    rf"phap lenh|hien phap|nghi|quyet|thong tu|chi thi|theo|het|so|cong van|ke hoach|hop dong|"
    rf"bang (?:phu luc|mau|dieu|khoan|diem|cum tu)|"
    rf"thong bao|huong dan|bao cao|to trinh|ket luan|hiep dinh|cong uoc|bl[a-z]{{2,6}})(?![a-z0-9])|"
    rf"[ \n]+cac[ \n]+(?:dieu|khoan|diem|muc|chuong)[ \n]|[ \n]+(?:nd|qd|tt|ttlt|nq|cv)[ ]?[0-9]|[ \n]+[a-z]+ so\b)"
)


def read_label(source: str, shadow: str, at: int, limit: int, level: str) -> tuple[str, int] | None:
    """One label, as the source spells it."""
    match = _LABEL[level].match(shadow, at, limit)
    if not match:
        return None
    return _label(source[match.start() : match.end()], level), match.end()


def read_labels(source: str, shadow: str, at: int, limit: int, level: str) -> tuple[tuple[str, ...], int]:
    """All labels of one level: `4 và 5`, `a, b, c`, `5 đến 9`; and where they end."""
    first = read_label(source, shadow, at, limit, level)
    if not first or not _plausible(source, shadow, at, first[1], level, limit):
        return (), at
    labels, stop = [first[0]], first[1]
    while len(labels) < MAX_LABELS:
        more = _MORE.match(shadow, stop, limit)
        if not more or shadow.count("\n", stop, more.end()) > 1:
            break
        following = read_label(source, shadow, more.end(), limit, level)
        if not following or not _continues(source, shadow, more, following, level, limit):
            break
        if more["sep"] == "-" or "den" in (more["word"], more["and"]):
            labels[-1] = f"{labels[-1]}..{following[0]}"
        else:
            labels.append(following[0])
        stop = following[1]
    return tuple(labels), stop


def _plausible(source: str, shadow: str, at: int, stop: int, level: str, limit: int) -> bool:
    """Whether a first label is one: a letter must be plain (`điểm à`), Roman figures and letters of parts upright."""
    printed = source[at:stop]
    if (
        level in ("phan", "muc", "chuong", "phu_luc", "tieu_muc")
        and printed[:1].isalpha()
        and not printed.lower().startswith(("thứ", "số", "thu", "so", "đầu", "cuối"))
    ):
        return printed[0].isupper() and printed.isascii()
    if printed[:1].isalpha() and level in ("diem", "tiet"):
        if printed[0].lower() not in ALPHABET:
            return False
        return bool(_FOLLOWS_NUMBER.match(shadow, stop, limit)) or printed[-1:].isdigit()
    return True


def _continues(source: str, shadow: str, more: re.Match[str], label: tuple[str, int], level: str, limit: int) -> bool:
    """Whether a further label belongs to the list: not `Điều 5 và 10 ngày`, not `khoản 1, a) …`."""
    text, stop = label
    if more["sep"] == "-" and not (text[:1].isdigit() and "\n" not in more.group()):
        return False
    if not _plausible(source, shadow, more.end(), stop, level, limit):
        return False
    if shadow[stop : stop + 1] in (")", "/", "%") or (
        shadow[stop : stop + 1] == "." and shadow[stop + 1 : stop + 2].isdigit()
    ):
        return False
    return bool(_FOLLOWS_NUMBER.match(shadow, stop, limit))


_ORDINALS = {
    "nhất": "1",
    "hai": "2",
    "ba": "3",
    "tư": "4",
    "năm": "5",
    "sáu": "6",
    "bảy": "7",
    "tám": "8",
    "chín": "9",
    "mười": "10",
}


def _label(printed: str, level: str) -> str:
    """The label as a path holds it: `thứ nhất` → 1, `số 01/MGTH` → 01/MGTH, letters of points in lower case."""
    words = printed.replace("Ð", "Đ").split()
    if words[0].lower() == "thứ" and len(words) > 1:
        return _ORDINALS.get(words[1].lower(), words[1])
    if words[0].lower() == "số" and len(words) > 1:
        words = words[1:]
    label = " ".join(words)
    if level in ("dieu", "khoan") and label[:1] in "lI":
        label = f"1{label[1:]}"  # a scan's letter: articles and clauses have numbers
    return label.lower() if level in ("dieu", "khoan", "diem", "tiet") else label
