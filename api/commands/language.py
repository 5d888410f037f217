"""The language of a command (ngôn ngữ lệnh): `--lang` wherever it stands, else settings, else the locale."""

from __future__ import annotations

from collections.abc import Sequence

from api.messages import LANGUAGES, Lang


class UnknownLanguage(Exception):  # noqa: N818 - told as wrong usage
    """`--lang` with another word than vi or en; `word` is that word, empty where none followed."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def take_language(words: Sequence[str]) -> tuple[Lang | None, list[str]]:
    """`--lang en` or `--lang=en` taken out of the words, the last one counting; after `--` all words are files."""
    cut = words.index("--") if "--" in words else len(words)
    left: list[str] = []
    asked: Lang | None = None
    before = iter(words[:cut])
    for word in before:
        name, has_value, value = word.partition("=")
        if name == "--lang":
            asked = _known(value if has_value else next(before, ""))
        else:
            left.append(word)
    return asked, left + list(words[cut:])


def _known(word: str) -> Lang:
    for lang in LANGUAGES:
        if word == lang:
            return lang
    raise UnknownLanguage(word)
