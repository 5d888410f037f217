"""Nothing lacks documentation: commands, options, settings, problems, in both languages and in the README."""

from pathlib import Path
from typing import get_args

import pytest

from api.commands.usage import describe_parameter
from api.errors import problem_title, request_problems
from api.messages import LANGUAGES, Lang, find_message
from api.settings import Settings
from corpus.refusals import CorpusRefusal
from ingest.problems import REFUSALS, Refusal
from tests.docs.tables import README, commands, set_in

ROOT = Path(__file__).parents[1]


def _classes(kind: type) -> list[type]:
    return [kind, *(deeper for child in kind.__subclasses__() for deeper in _classes(child))]


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=".".join)
def test_every_command_has_help_example_and_exit_statuses(path: tuple[str, ...]) -> None:
    """Each in both languages; the catalogue's own test sees to that."""
    key = ".".join(("cli", *path))
    assert [part for part in ("help", "example", "exits") if find_message(f"{key}.{part}") is None] == []


@pytest.mark.parametrize("lang", get_args(Lang))
def test_every_option_and_argument_is_described(lang: Lang) -> None:
    """A parameter without a message is refused by the catalogue."""
    described = [describe_parameter(path, param, lang) for path, command in commands() for param in command.params]
    assert all(described)


def test_every_setting_is_in_the_readme() -> None:
    """Each variable, with its meaning."""
    readme = README.read_text("utf-8")
    assert [name for name in Settings.model_fields if f"`VANTHU_{name.upper()}`" not in readme] == []


def test_every_refusal_of_a_file_is_listed() -> None:
    """No class of refusal is forgotten in the list that documentation and tables are made of."""
    assert {kind for kind in _classes(Refusal) if kind is not Refusal} == set(REFUSALS)


def test_every_refusal_says_what_it_means() -> None:
    """Classes have a docstring and both sentences."""
    kinds = [*_classes(Refusal), *_classes(CorpusRefusal)]
    assert [kind for kind in kinds if not (kind.__doc__ and kind.title and kind.title_en)] == []  # type: ignore[attr-defined]


def test_every_problem_of_a_request_has_a_name() -> None:
    """In both languages."""
    assert all(problem_title(type_, lang) for type_ in request_problems() for lang in LANGUAGES)


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    """`make docs` has been run."""
    readme = README.read_text("utf-8")
    assert set_in(readme) == readme


def test_the_readme_names_every_make_target() -> None:
    """What make offers is told."""
    (phony,) = [line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:")]
    targets = set(phony.split()[1:]) - {"help", "setup"}
    readme = README.read_text("utf-8")
    assert [target for target in sorted(targets) if f"make {target}" not in readme] == []


def test_the_changelog_tells_of_this_version() -> None:
    """Keep a Changelog: work to come is under Unreleased."""
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
