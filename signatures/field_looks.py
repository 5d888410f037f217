"""How a field looks before and after a revision (hình thức của ô): switched, redrawn, showing another value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest
from typing import Any

from pyhanko.pdf_utils import generic

from signatures.appearance import readable_text
from signatures.field_entries import is_drawn_otherwise
from signatures.objects import Dict, entry, items, raw_entry, raw_items
from signatures.painted import contradicts, look_of, prints, shown_text, state_of, words

STREAM = generic.StreamObject
MARKUP = re.compile(r"<[^>]*>")
SEEN_FLAGS = 0b100110
"""Annotation flags that decide where a widget is seen: Hidden (bit 2), Print (3), NoView (6)."""


def lurks_under_pointer(old: Dict, new: Dict, written: set[generic.Reference]) -> bool:
    """Whether something was written that shows only under the pointer: no filling in needs that."""
    for before, after in zip_longest(widgets_of(old), widgets_of(new)):
        for key in ("/R", "/D"):
            had = dict(_states(before, key))
            for state, raw in _states(after, key):
                if raw == raw_entry(entry(after, "/AP"), "/N"):
                    continue
                is_new = raw != had.get(state) or (isinstance(raw, generic.IndirectObject) and raw.reference in written)
                form = _followed(raw)
                if is_new and isinstance(form, generic.StreamObject) and prints(form):
                    return True
    return False


def _states(widget: Dict | None, key: str) -> Iterator[tuple[str, Any]]:
    """The appearances under one key, by state; one that has no states is under the empty name."""
    looks = entry(widget, "/AP")
    found = entry(looks, key)
    if isinstance(found, Dict) and not isinstance(found, generic.StreamObject):
        yield from ((state, raw_entry(found, state)) for state in found)
    elif found is not None:
        yield "", raw_entry(looks, key)


def is_switched(old: Dict, new: Dict) -> bool:
    """Whether a widget that was there already is ticked off, or seen elsewhere; or what readers draw it by is other."""
    pairs = list(zip(widgets_of(old), widgets_of(new), strict=False))
    if entry(old, "/RV") != entry(new, "/RV") or any(is_drawn_otherwise(*pair) for pair in pairs):
        return True
    ticked_off = any(state_of(before) not in {state_of(after), "/Off"} for before, after in pairs)
    if any(isinstance(look_of(before), STREAM) and not isinstance(look_of(after), STREAM) for before, after in pairs):
        return True  # some readers draw one by the value, others nothing
    return ticked_off or any(_seen(before) != _seen(after) or _redrawn(before, after) for before, after in pairs)


def _seen(widget: Dict) -> int:
    flags = entry(widget, "/F", 0)
    return int(flags) & SEEN_FLAGS if isinstance(flags, int) else 0


def misleads(kind: Any, old: Dict, new: Dict, value: str | None) -> bool:
    """Whether it shows something else than its new value, as far as that can be told: a text, or a tick."""
    if kind == "/Btn":
        pairs = list(zip(widgets_of(old), widgets_of(new), strict=False))
        return any(_has_new_state(*pair) or _redrawn(*pair) or (not value and _is_ticked(*pair)) for pair in pairs)
    if kind not in {"/Tx", "/Ch"} or not value:
        return False
    if contradicts(value, unescape(MARKUP.sub(" ", _rich_text(new)))):
        return True
    shown = shown_text(new)
    if shown is None:
        return False
    offered = [str(item) for item in _offered(new)] if kind == "/Ch" else []
    return all(contradicts(text, shown) for text in (value, *offered))


def _rich_text(field: Dict) -> str:
    """The value once more, marked up: what readers show of a field that has such a one."""
    found = entry(field, "/RV", "")
    return found.data.decode("utf-8", "replace") if isinstance(found, generic.StreamObject) else str(found)


def _offered(field: Dict) -> Iterator[Any]:
    """What a list offers: `/Opt`, each perhaps a pair of what is stored and what is shown."""
    for item in items(field, "/Opt") or items(entry(field, "/Parent"), "/Opt"):
        yield from item if isinstance(item, generic.ArrayObject) else (item,)


def _is_ticked(before: Dict, after: Dict) -> bool:
    """Whether a tick box that was off, or in another state, is on."""
    return state_of(after) not in {state_of(before), "/Off"}


def _has_new_state(before: Dict, after: Dict) -> bool:
    """Whether a tick box is in a state it lacked when signed, or, once ticked, shows words in place of a tick."""
    states = entry(entry(before, "/AP"), "/N")
    has_none = isinstance(states, generic.StreamObject) or not isinstance(states, Dict) or not set(states) - {"/Off"}
    if (has_none or _is_ticked(before, after)) and len(words(readable_text(look_of(after)) or "")) > 1:
        return True
    return not has_none and state_of(after) not in {*states, "/Off"}


def _redrawn(before: Dict, after: Dict) -> bool:
    """Whether the states of a tick box look otherwise than before."""
    old, new = (entry(entry(widget, "/AP"), "/N") for widget in (before, after))
    if isinstance(old, generic.StreamObject) or not isinstance(old, Dict) or not isinstance(new, Dict):
        return False
    return any(raw_entry(old, key) != raw_entry(new, key) for key in old)


def has_states(widget: Dict) -> bool:
    """Whether it has several looks to choose from, which is for tick boxes."""
    look = entry(entry(widget, "/AP"), "/N")
    return isinstance(look, Dict) and not isinstance(look, generic.StreamObject)


def widgets_of(field: Dict) -> list[Dict]:
    """The field itself and its widgets; kids that bear a name are fields of their own."""
    found = [item.get_object() if isinstance(item, generic.IndirectObject) else item for item in kids_of(field)]
    return [field, *(item for item in found if isinstance(item, Dict))]


def kids_of(field: Dict) -> list[Any]:
    """Its widgets as they stand in the file, references mostly."""
    return [raw for raw in raw_items(field, "/Kids") if entry(_followed(raw), "/T") is None]


def _followed(raw: Any) -> Any:
    return raw.get_object() if isinstance(raw, generic.IndirectObject) else raw
