"""The command line as a whole: help, languages, wrong usage, exit statuses."""

import pytest

from api.cli import COMMANDS, run
from tests.docs.tables import commands

HELP = [words for path, _ in commands() for words in ([*path, "--help"], [*path, "-h", "--lang", "vi"])]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """An English locale, whatever the machine has."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_help_shows_an_example_and_exit_statuses(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """In the language asked for, to standard output, with status 0."""
    assert run(words) == 0
    told = capsys.readouterr()
    expected = ("Ví dụ:", "Mã kết thúc:") if "vi" in words else ("Example:", "Exit status:")
    assert [title for title in expected if title not in told.out] == []
    assert told.err == ""


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`vanthu --help` names them all."""
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []


def test_no_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """`vanthu` alone shows the help, and ends with 2."""
    assert run([]) == 2
    assert "Usage: vanthu" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (["reed"], "Không có lệnh “reed”", "There is no command “reed”"),
        (["read"], "Thiếu PATH", "PATH is missing"),
        (["read", "--nope", "a"], "Không có tùy chọn --nope", "There is no option --nope"),
        (["read", "-j", "x", "a"], "cho -j, --jobs: Phải là số nguyên.", "value of -j, --jobs is not valid: A whole"),
        (["read", "-j", "0", "a"], "không hợp lệ cho -j, --jobs", "value of -j, --jobs is not valid"),
        (["read", "--trust"], "Tùy chọn --trust cần một giá trị", "Option --trust needs a value"),
        (
            ["read", "--trust", "/no/such", "a"],
            "cho --trust: Không có “/no/such”.",
            "--trust is not valid: There is no",
        ),
        (["verify", "--at", "hôm qua", "a"], "không hợp lệ cho --at", "value of --at is not valid"),
        (["show", "a", "b"], "Thừa đối số: b", "Unexpected argument: b"),
        (["trust"], "Thiếu tên lệnh", "A command is missing"),
        (["serve", "--port", "99999"], "cho --port: Không được quá 65535.", "of --port is not valid: At most 65535"),
    ],
)
def test_wrong_usage_is_told_in_both_languages(
    words: list[str], vi: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, one typed line and the way to the help; nothing to standard output, and no word of Typer's own."""
    for lang, expected in (("vi", vi), ("en", en)):
        assert run([*words, "--lang", lang]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith("vanthu: usage: ")
        assert expected in told.err
        assert "--help" in told.err


def test_an_unknown_language_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """There are two."""
    assert run(["--lang", "fr", "read", "a"]) == 2
    assert "vi or en" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LC_ALL": "vi_VN.UTF-8"}, "Cách dùng:"),
        ({"LC_ALL": "", "LC_MESSAGES": "vi_VN.UTF-8"}, "Cách dùng:"),
        ({"LC_ALL": "en_GB.UTF-8"}, "Usage:"),
        ({"LC_ALL": "en_GB.UTF-8", "VANTHU_LANG": "vi"}, "Cách dùng:"),
    ],
)
def test_the_locale_chooses_the_language(
    environ: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Vietnamese where the locale is Vietnamese; a setting wins over it."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    run(["read", "--help"])
    assert capsys.readouterr().out.startswith(expected)


def test_a_bad_setting_is_told_by_name(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, and the variable that is wrong."""
    monkeypatch.setenv("VANTHU_PORT", "eighty")
    assert run(["read", "a"]) == 2
    assert "vanthu: settings: The value of VANTHU_PORT is not valid: eighty" in capsys.readouterr().err
