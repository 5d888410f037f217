"""Settings: read from the environment in one place, each one documented."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from api.settings import Settings, locale_language
from signatures.policy import DEFAULT


def test_every_setting_is_documented() -> None:
    """A setting without a description is no setting."""
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_environment_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """VANTHU_PORT sets the port."""
    monkeypatch.setenv("VANTHU_PORT", "8123")
    assert Settings().port == 8123


def test_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    """One variable moves database, originals, index and trust store together."""
    settings = Settings(data=tmp_path)
    assert f"sqlite:///{tmp_path}/vanthu.db" == settings.database_url
    assert str(tmp_path / "originals") == settings.originals
    assert [tmp_path / "index", tmp_path / "trust"] == [settings.index, settings.trust]
    assert f"sqlite:///{tmp_path}/queue.db" == settings.system_database_url
    server = Settings(data=tmp_path, database_url="postgresql://server/vanthu")
    assert server.database_url == server.system_database_url


@pytest.mark.parametrize("name", ["port", "workers", "max_upload_bytes"])
def test_nonsense_is_refused(name: str) -> None:
    """A negative number is told at the start, not met later."""
    with pytest.raises(ValidationError):
        Settings.model_validate({name: -1})


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "vi_VN", "LANG": "C"}, "vi"),
        ({"LC_ALL": "", "LANG": "vi"}, "vi"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environ: dict[str, str], expected: str) -> None:
    """Vietnamese where the locale is Vietnamese, English otherwise."""
    assert expected == locale_language(environ)


def test_reading_keeps_to_the_settings(tmp_path: Path) -> None:
    """Limits, policy and OCR reach the reader."""
    settings = Settings(data=tmp_path, ocr=False, policy="offline", max_pages=7, max_file_bytes=9)
    options = settings.read_options
    assert (options.ocr, options.policy, options.limits.pages, options.limits.bytes) == (False, "offline", 7, 9)


def test_an_operator_dates_the_end_of_sha1(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day itself is included, and the name of the policy tells it."""
    assert Settings().read_options.signature_policy is DEFAULT
    monkeypatch.setenv("VANTHU_SHA1_UNTIL", "2019-12-31")
    policy = Settings(policy="offline").read_options.signature_policy
    assert (policy.sha1_until, policy.revocation) == (datetime(2020, 1, 1, tzinfo=UTC), "offline")
    assert policy.name == "vanthu-offline-2+sha1-until-20200101"
    monkeypatch.setenv("VANTHU_SHA1_UNTIL", "when we say so")
    with pytest.raises(ValidationError):
        Settings()
