"""Cues of relations: `Căn cứ …` based_on, `theo quy định tại …` according_to, `Bãi bỏ …` repeals; `data/cues.csv`."""

from __future__ import annotations

import re
from functools import cache

from extract.citations.scan import B, tree_pattern
from extract.fold import fold
from extract.tables import table

_NEUTRAL = re.compile(rf"(?:ban{B}hanh|phat{B}hanh|thong{B}qua|(?<![a-z])(?:co|ky|trinh|ra))[ \n]*(?:cac[ \n]*)?$")


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, str]]:
    relations = {fold(row["cue"]): row["relation"] for row in table("cues")}
    relations |= {
        cue.replace("quy dinh", "qui dinh"): relation for cue, relation in relations.items() if "quy dinh" in cue
    }
    relations |= {"can c": "based_on", "theo d nghi": "at_request_of", "theo de ngh": "at_request_of"}
    return re.compile(rf"(?<![a-z]){tree_pattern(dict.fromkeys(relations, '(?![a-z])'))}"), relations


def clause_start(shadow: str, floor: int, end: int) -> int:
    """Where the clause of an offset begins: after a stop, a semicolon, a colon, an open parenthesis, a blank line."""
    for stop in _STOPS:
        found = shadow.rfind(stop, floor, end)
        floor = found + len(stop) if found >= 0 else floor
    opened = shadow.rfind("(", floor, end)
    return opened + 1 if opened >= 0 and shadow.find(")", opened, end) < 0 else floor


_STOPS = (";", "\n\n", ": ", ":\n", ". ", ".\n")


def cue_in(source: str, window: str, at: int, first: bool = False) -> str | None:
    """The relation of the last (or first) cue of a stretch of shadow that begins at `at`; None where no cue stands."""
    if not first and _NEUTRAL.search(window, max(0, len(window) - 32)):
        return "mentions"
    if not first and source[at : at + len(window)].rstrip()[-3:] in (" bỏ", "Bỏ"):
        return "repeals"
    pattern, relations = _cues()
    found = None
    for match in pattern.finditer(window):
        cue = " ".join(match.group().split())
        relation = relations[cue]
        if not relation:
            if cue.endswith("sua doi"):
                found = "mentions"
            continue
        if cue == "tiep theo" and not (source[at + match.start()].isupper() or _opens(window, match)):
            continue
        if cue.startswith("xet") and not source[at + match.start()].isupper() and not _right_before(window, match):
            continue
        if _EDITION.match(window, match.end()):
            continue
        if relation in _ACTS_ON and not first and not (_acts(window, match) or _heads(source, window, match, at)):
            continue
        if cue == "nhan duoc" and len(window) - match.end() > 40:
            continue
        found = relation
        if first:
            return "mentions" if _EXCEPTED.search(window, match.end()) else found
    if not first and "nhan" in window and _FORWARDED.search(window):
        return "replies_to"
    return "based_on" if found is None and _GROUND.fullmatch(window) and _capital(source, window, at) else found


_FORWARDED = re.compile(
    rf"(?<![a-z])nhan{B}duoc{B}[^;:\n]{{3,200}}{B}(?:chuyen|gui){B}(?:den|toi|kem|qua)(?:{B}(?:tai|theo|kem|kem{B}theo))?{B}$"
)
"""`nhận được kiến nghị của cử tri do Ban Dân nguyện chuyển đến tại Công văn số …`."""


def _right_before(window: str, cue: re.Match[str]) -> bool:
    """Whether a small `xét` opens its clause, right before the reference: `Thực hiện A; xét Báo cáo số …`."""
    return not window[: cue.start()].strip() and not window[cue.end() :].strip()


_GROUND = re.compile(r"[ \n]*-?[ \n]*can[ \n]+(?:vao[ \n]+)?")
"""`Căn Nghị định số …`, a whole clause before the reference: a copy lost `cứ`."""


def _capital(source: str, window: str, at: int) -> bool:
    return source[at + len(window) - len(window.lstrip(" \n-"))].isupper()


def _opens(window: str, cue: re.Match[str]) -> bool:
    """Whether a cue stands behind a comma, right before the reference: `…, tiếp theo Công văn số …`."""
    before, after = window[: cue.start()].rstrip(), window[cue.end() :].strip()
    return (not before or before.endswith(",")) and after in ("", "cac")


_EDITION = re.compile(r"[ ]+[0-9]{1,2}:[0-9]{4}(?![0-9])")
"""`Sửa đổi 1:2023 QCVN 06:2022/BXD` is the name of an edition."""
_ACTS_ON = frozenset({"amends", "repeals", "replaces"})
_EXCEPTED = re.compile(r"(?<![a-z])tru[ \n]")
_OPENING = re.compile(r"[ \n]*(?:\(?[0-9a-z]{1,4}[.)])?[ \n\"]*")


def _heads(source: str, window: str, cue: re.Match[str], at: int) -> bool:
    """Whether an amending verb opens a line: `Sửa đổi, bổ sung một số điều của Quy định … kèm theo Quyết định …`."""
    return window[: cue.start()].rstrip(" ").endswith("\n") and source[at + cue.start()].isupper()


def _acts(window: str, cue: re.Match[str]) -> bool:
    """Whether an amending verb is this reference's: near it, or the first word of the clause."""
    return len(window) - cue.end() <= 45 or bool(_OPENING.fullmatch(window, 0, cue.start()))
