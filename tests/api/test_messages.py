"""The catalogue of messages."""

import csv
from importlib.resources import files
from string import Formatter
from typing import get_args

import pytest

from api.messages import UnknownMessageError, messages, say
from corpus.succession import ACTIVE
from extract.citation import Relation
from extract.names_of_types import type_names


def _rows() -> list[tuple[str, dict[str, str]]]:
    folder = files("api").joinpath("data")
    names = sorted(file.name for file in folder.iterdir() if file.name.startswith("messages"))
    return [
        (name, row)
        for name in names
        for row in csv.DictReader(folder.joinpath(name).read_text("utf-8").splitlines(), strict=True)
    ]


def _names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_message_speaks_both_languages() -> None:
    """No key lacks its Vietnamese or its English sentence, and no row has a stray comma."""
    assert [(name, row) for name, row in _rows() if set(row) != {"key", "vi", "en"} or not all(row.values())] == []


def test_no_key_is_said_twice() -> None:
    """Two catalogues never hold the same key."""
    keys = [row["key"] for _, row in _rows()]
    assert len(set(keys)) == len(keys)


def test_both_sentences_take_the_same_values() -> None:
    """What is filled in is filled in, in both languages."""
    assert [key for key, message in messages().items() if _names(message.vi) != _names(message.en)] == []


def test_say_fills_in_values() -> None:
    """The values land in the sentence of the language asked for."""
    assert say("app.name", "vi") == "Văn thư"
    assert say("app.name", "en") == "Vanthu"


def test_unknown_key_is_refused() -> None:
    """A key that no catalogue has is an error, never an empty string."""
    with pytest.raises(UnknownMessageError):
        say("no.such.key", "vi")


def test_every_type_of_document_and_every_relation_has_a_name() -> None:
    """No slug is shown to people."""
    assert [slug for slug in type_names() if f"kind.{slug}" not in messages()] == []
    assert [slug for slug in (*get_args(Relation), *ACTIVE) if f"relation.{slug}" not in messages()] == []
