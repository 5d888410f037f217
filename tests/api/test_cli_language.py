"""`--lang`, wherever it stands."""

import pytest

from api.commands.language import UnknownLanguage, take_language


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["read", "a"], (None, ["read", "a"])),
        (["--lang", "en", "read", "a"], ("en", ["read", "a"])),
        (["read", "a", "--lang=vi"], ("vi", ["read", "a"])),
        (["--lang", "en", "read", "--lang", "vi"], ("vi", ["read"])),
        (["read", "--", "--lang", "en"], (None, ["read", "--", "--lang", "en"])),
    ],
)
def test_language_is_taken_out(words: list[str], expected: tuple[str | None, list[str]]) -> None:
    """The last one counts; after `--` there are only files."""
    assert take_language(words) == expected


@pytest.mark.parametrize("words", [["--lang", "fr"], ["--lang"], ["--lang="]])
def test_an_unknown_language_is_refused(words: list[str]) -> None:
    """Also a missing one."""
    with pytest.raises(UnknownLanguage):
        take_language(words)
