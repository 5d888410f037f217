"""Golden texts in other hands: marks, blanks and letters as editors, converters and old fonts leave them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import chain

import pytest

from extract import Dispatch, read_dispatches, text_of_string
from tests.golden.test_bundles import TEXTS

HANDS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "DOS lines": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "indented": lambda text: re.sub("^(?=.)", "    ", text, flags=re.MULTILINE),
    "blanks behind": lambda text: text.replace("\n", "   \n"),
    "unbreakable blanks": lambda text: re.sub(r"(?<=\S) (?=\S)", "\u00a0", text),
    "Icelandic eth": lambda text: text.replace("Đ", "Ð"),
    "no-width blanks": lambda text: re.sub(r"(?<=\S) (?=\S)", " \u200b", text),
    "soft hyphens": lambda text: text.replace("cung", "cu\u00adng"),
    "page numbers": lambda text: re.sub(r"((?:.*\n){45})", "\\1\n2\n\n", text),
    "quotation marks": lambda text: re.sub(r'"([^"\n]*)"', "“\\1”", text),
}
_NAMES = sorted(TEXTS)
_PLAIN = str.maketrans({"\u00a0": " ", "\u200b": None, "\u00ad": None, "Ð": "Đ", "“": '"', "”": '"', "\r": None})


def _plain(value: object) -> str:
    return " ".join(unicodedata.normalize("NFC", str(value)).translate(_PLAIN).split())


def _values(dispatch: Dispatch) -> dict[str, str]:
    slots = dispatch.fields.__dataclass_fields__
    found = {name: getattr(dispatch.fields, name) for name in slots}
    told = {
        name: ";".join(map(_plain, (item.value for item in value)))
        if isinstance(value, tuple)
        else _plain(getattr(value, "value", None))
        for name, value in found.items()
    }
    cited = chain.from_iterable((citation.text, citation.reference or "") for citation in dispatch.citations)
    return told | {"citations": ";".join(map(_plain, cited))}


def _read(text: str) -> list[dict[str, str]]:
    return [_values(dispatch) for dispatch in read_dispatches(text_of_string(text))]


@pytest.mark.parametrize("number", range(len(_NAMES)), ids=_NAMES)
def test_it_reads_the_same_in_another_hand(number: int) -> None:
    """Each text in two of the hands, in turn."""
    text = unicodedata.normalize("NFC", TEXTS[_NAMES[number]].replace("\r\n", "\n"))
    wanted, hands = _read(text), list(HANDS)
    for hand in (hands[number % len(hands)], hands[(number + 5) % len(hands)]):
        assert _read(HANDS[hand](text)) == wanted, hand
