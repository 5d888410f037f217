"""The examples of deployment, `compose.yaml` and the README's systemd unit, name what is really there.

They are read, not run: no container engine is asked for.
"""

import json
import re
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.cli import COMMANDS
from api.settings import Settings
from corpus.database import normal_url

ROOT = Path(__file__).parents[1]
PLACEHOLDER = re.compile(r"\$\{(\w+)(?::\?[^}]*)?\}")
OURS = ("serve", "worker")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file as Compose sees it, once `.env` is filled in."""
    text = PLACEHOLDER.sub(lambda match: f"a-{match[1].lower()}", (ROOT / "compose.yaml").read_text("utf-8"))
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@pytest.fixture(scope="module")
def unit() -> RawConfigParser:
    """The one unit in the README."""
    (text,) = re.findall(r"```ini\n(\[Unit\].*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    parser = RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    return parser


def test_every_service_runs_an_image_and_waits_for_one_that_is_there(compose: dict[str, Any]) -> None:
    """Also its volumes and configs are declared."""
    services = compose["services"]
    for service in services.values():
        assert service["image"]
        assert set(service.get("depends_on", ())) <= set(services)
        assert {volume.partition(":")[0] for volume in service.get("volumes", ())} <= set(compose["volumes"])
        assert {config["source"] for config in service.get("configs", ())} <= set(compose["configs"])


def test_its_settings_are_ours(compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Both run a command of ours with settings that are known and valid, on one database and one store."""
    for name in OURS:
        service = compose["services"][name]
        environment = {key: value for key, value in service["environment"].items() if key.startswith("VANTHU_")}
        assert {key.removeprefix("VANTHU_").lower() for key in environment} <= set(Settings.model_fields)
        with monkeypatch.context() as patch:
            for key, value in environment.items():
                patch.setenv(key, value)
            settings = Settings()
        assert (service["command"], service["command"][0] in COMMANDS) == ([name], True)
        assert settings.originals == "s3://vanthu/originals"
        assert normal_url(settings.database_url) == "postgresql+psycopg://vanthu:a-db_password@db/vanthu"


def test_both_wait_until_the_database_answers_and_the_bucket_is_made(compose: dict[str, Any]) -> None:
    """The worker by waiting for `serve`, which makes the tables."""
    services = compose["services"]
    assert set(services["serve"]["depends_on"]) == {"db", "bucket"}
    assert services["worker"]["depends_on"] == {"serve": {"condition": "service_healthy"}}


def test_the_image_holds_every_package(compose: dict[str, Any]) -> None:
    """Each folder it copies is there, and each package is copied."""
    copied = re.findall(r"^COPY (.+) \S+$", compose["services"]["serve"]["build"]["dockerfile_inline"], re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert [name for name in sorted(names) if not (ROOT / name).exists()] == []
    assert {path.parent.name for path in ROOT.glob("*/py.typed")} <= names


def test_the_store_knows_the_keys_that_are_used(compose: dict[str, Any]) -> None:
    """Its configuration is JSON, with the keys our services carry."""
    (identity,) = json.loads(compose["configs"]["store"]["content"])["identities"]
    environment = compose["services"]["worker"]["environment"]
    keys = {"accessKey": environment["AWS_ACCESS_KEY_ID"], "secretKey": environment["AWS_SECRET_ACCESS_KEY"]}
    assert identity["credentials"] == [keys]


def test_the_unit_of_the_readme_runs_a_command_with_known_settings(unit: RawConfigParser) -> None:
    """And is started with the machine."""
    program, command = unit["Service"]["ExecStart"].split()
    assert (Path(program).name, command in COMMANDS) == ("vanthu", True)
    name = unit["Service"]["Environment"].partition("=")[0]
    assert name.removeprefix("VANTHU_").lower() in Settings.model_fields
    assert unit["Install"]["WantedBy"] == "multi-user.target"
