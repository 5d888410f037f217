"""How well a reading agrees with the golden texts: spans exactly, values after folding what print varies."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from extract import Citation, Dispatch
from tests.golden.gold import GoldReference, GoldText

_OLD_TONES = ("oà òa", "oá óa", "oả ỏa", "oã õa", "oạ ọa", "uỳ ùy", "uý úy", "uỷ ủy", "uỹ ũy", "uỵ ụy")
_TONES = [tuple(pair.split()) for pair in _OLD_TONES]
_PLURAL = re.compile(r"(?:c[áa]c|nh[ữu]ng|t[ừu])\s+", re.IGNORECASE)
_KINDS = {"short": "full", "anaphor": "self", "bare_anaphor": "self", "inherited": "internal"}
_LISTS = ("addressees", "recipients")


@dataclass(slots=True)
class Figures:
    """Counts by name: what was found, what was there, what was right; and a line for each miss."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def f1(self, name: str) -> float:
        """Twice the right over the found and the wanted; 1 when nothing was found where nothing was."""
        both = self.found[name] + self.wanted[name]
        return 2 * self.right[name] / both if both else 1.0

    def line(self, name: str) -> str:
        """`citations 0.95 0.93 0.94 (n=210)`: precision, recall, F1."""
        precision = self.right[name] / (self.found[name] or 1)
        recall = self.right[name] / (self.wanted[name] or 1)
        return f"{name:20} {precision:.3f} {recall:.3f} {self.f1(name):.3f} (n={self.wanted[name]})"

    def note(self, name: str, want: object, got: object, where: str) -> None:
        """Count one value; None in the gold is left open."""
        if want is None:
            return
        same = plain(want) == plain(got)
        self.wanted[name] += bool(want)
        self.found[name] += bool(got)
        self.right[name] += bool(want) and same
        if not same:
            self.misses.append(f"{where}: {name}: want {want!r} got {got!r}")

    def note_list(self, name: str, want: list[str], got: list[str], where: str) -> None:
        """Count the values of a list, in any order."""
        wanted, found = Counter(map(plain, want)), Counter(map(plain, got))
        self.wanted[name] += wanted.total()
        self.found[name] += found.total()
        self.right[name] += (wanted & found).total()
        self.misses += [f"{where}: {name}: missing {one!r}" for one in wanted - found]
        self.misses += [f"{where}: {name}: extra {one!r}" for one in found - wanted]


def plain(value: object) -> str:
    """A value for comparing: one case, one dash, one way to place a tone, no leading zero, no end mark."""
    text = unicodedata.normalize("NFC", str(value or "")).casefold()
    for old, new in _TONES:
        text = text.replace(old, new)
    text = re.sub(r"\s*([-/])\s*", r"\1", re.sub("[–—‑]", "-", text))
    text = re.sub(r"(^|[:/])0+(?=\d)", r"\1", re.sub(r"[*_\"“”]", "", text))
    return re.sub(r"\s+", " ", text).strip(" .,;:/-")


def score(gold: GoldText, dispatches: tuple[Dispatch, ...], figures: Figures) -> None:
    """Add one text to the figures."""
    figures.note("bundle", len(gold.dispatches), len(dispatches), gold.name)
    _score_citations(gold, [found for dispatch in dispatches for found in dispatch.citations], figures)
    for number, wanted in enumerate(gold.dispatches):
        fields = dispatches[number].fields if number < len(dispatches) else None
        for name, want in wanted.items():
            _score_field(name, want, getattr(fields, name, None), f"{gold.name}#{number + 1}", figures)


def _score_field(name: str, want: Any, got: Any, where: str, figures: Figures) -> None:
    if name in _LISTS:
        figures.note_list(name, want, [_value(one) for one in got or ()], where)
    elif name == "arrival_stamp":
        stamp = got.value if got else None
        for part, value in want.items():
            figures.note(f"arrival_{part}", value, getattr(stamp, part, None), where)
    else:
        figures.note(name, want or "", _value(got), where)


def _value(got: Any) -> str:
    value = getattr(got, "value", got)
    return str(getattr(value, "name", value) or "")


def _score_citations(gold: GoldText, found: list[Citation], figures: Figures) -> None:
    found = [one for one in found if not _is_spared(one, gold)]
    exact = {_core(gold.text, one.span.start, one.span.end): one for one in found}
    mates = list(_mates(gold, found, exact, figures))
    figures.wanted["citations"] += len(gold.references)
    figures.found["citations"] += len(found)
    figures.right["citations"] += sum(_core(gold.text, one.start, one.end) in exact for one in gold.references)
    used = {id(mate) for _, mate in mates}
    for one in found:
        if id(one) not in used:
            figures.misses.append(f"{gold.name}@{one.span.start}: extra {one.text!r} {one.kind}")
    for want, mate in mates:
        _score_values(want, mate, f"{gold.name}@{want.start} {want.text[:60]!r}", figures)


def _mates(
    gold: GoldText, found: list[Citation], exact: dict[tuple[int, int], Citation], figures: Figures
) -> Iterator[tuple[GoldReference, Citation]]:
    """Each reference of the gold with the citation on it: the exact one, else the first that overlaps."""
    taken = set[int]()
    for want in gold.references:
        mate = exact.get(_core(gold.text, want.start, want.end))
        if mate is None:
            free = (one for one in found if id(one) not in taken)
            mate = next((one for one in free if one.span.start < want.end and want.start < one.span.end), None)
            what = f"overlaps {mate.text!r}" if mate else "missed"
            figures.misses.append(f"{gold.name}@{want.start}: {want.kind} {want.text!r} {what}")
        if mate is not None:
            taken.add(id(mate))
            yield want, mate


def _score_values(want: GoldReference, got: Citation, where: str, figures: Figures) -> None:
    if want.reference or want.reference is None or not _same_title(want, got):
        figures.note("cited_reference", want.reference, got.reference or "", where)
    figures.note("cited_type", want.document_type, got.document_type or "", where)
    figures.note("cited_date", want.issued_on, got.issued_on.isoformat() if got.issued_on else "", where)
    figures.note("relation", want.relation, got.relation, where)
    figures.note("kind", _KINDS.get(want.kind or "", want.kind), _KINDS.get(got.kind, got.kind), where)
    if want.provisions is not None:
        figures.note("provisions", _paths(want.provisions), _paths(got.provisions), where)


def _same_title(want: GoldReference, got: Citation) -> bool:
    """Whether an act cited by its title alone was named rightly; then its number may be known from elsewhere."""
    named = plain(got.title or got.text), plain(want.title or want.text)
    return difflib.SequenceMatcher(None, *named, autojunk=False).ratio() >= 0.85


def _paths(paths: Iterable[str]) -> str:
    return " ".join(sorted(plain(path) for path in paths))


def _is_spared(found: Citation, gold: GoldText) -> bool:
    start, end = found.span.start, found.span.end
    if any(start < one.end and one.start < end for one in gold.references):
        return False
    return any(start < right and left < end for left, right in gold.spared)


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the plural or `từ` before its first provision: print and scorers have it both ways."""
    plural = _PLURAL.match(unicodedata.normalize("NFC", text[start:end]))
    return start + (len(unicodedata.normalize("NFD", plural[0])) if plural and _is_nfd(text) else _width(plural)), end


def _width(plural: re.Match[str] | None) -> int:
    return len(plural[0]) if plural else 0


def _is_nfd(text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text)
