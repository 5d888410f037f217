"""The description of the API: complete enough to make a client from."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.app import create_app
from api.openapi import operations
from api.settings import Settings
from tests.docs.description import DESCRIPTION, description


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The description, made without a service."""
    return create_app(Settings()).openapi()


def test_it_is_openapi_3_1(schema: dict[str, Any]) -> None:
    """The version whose schemas are JSON Schema."""
    assert schema["openapi"].startswith("3.1")


def test_every_operation_is_named_and_told(schema: dict[str, Any]) -> None:
    """An id of its own, a summary and a description."""
    told = [operation for _, _, operation in operations(schema)]
    ids = [operation["operationId"] for operation in told]
    assert len(set(ids)) == len(ids)
    assert [operation["operationId"] for operation in told if not operation.get("description")] == []


def test_every_operation_tells_its_problems(schema: dict[str, Any]) -> None:
    """As problem details, with an example; the framework's own shape is nowhere."""
    for _, path, operation in operations(schema):
        refusals = {status: told for status, told in operation["responses"].items() if status >= "400"}
        assert {"500", "503"} <= set(refusals), path
        for status, told in refusals.items():
            assert told["content"]["application/problem+json"]["example"]["status"] == int(status)
    assert "HTTPValidationError" not in schema["components"]["schemas"]


def test_a_body_that_cannot_be_read_is_told(schema: dict[str, Any]) -> None:
    """Whoever sends JSON may send what is none, or not what is asked for."""
    bodies = [operation for _, _, operation in operations(schema) if "requestBody" in operation]
    assert bodies
    assert [told["operationId"] for told in bodies if not {"400", "413", "422"} <= set(told["responses"])] == []


def test_whatever_changes_something_may_be_refused_to_other_sites(schema: dict[str, Any]) -> None:
    """Each such operation says so."""
    changing = [operation for method, _, operation in operations(schema) if method != "GET"]
    assert [told["operationId"] for told in changing if "403" not in told["responses"]] == []


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    """No schema is named that is not there."""
    schemas = schema["components"]["schemas"]
    assert sorted({name for name in _references(schema) if name.rpartition("/")[2] not in schemas}) == []


def test_a_change_of_the_api_is_meant() -> None:
    """The description that is committed is the one of the code; `make docs` writes it anew, for all to see."""
    kept, now = json.loads(DESCRIPTION.read_text("utf-8")), json.loads(description())
    paths = kept["paths"].keys() | now["paths"].keys()
    assert [path for path in sorted(paths) if kept["paths"].get(path) != now["paths"].get(path)] == []
    schemas = {name: told["components"]["schemas"] for name, told in (("kept", kept), ("now", now))}
    names = schemas["kept"].keys() | schemas["now"].keys()
    assert [name for name in sorted(names) if schemas["kept"].get(name) != schemas["now"].get(name)] == []
    assert kept == now


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [name for each in value.values() for name in _references(each)]
    return [name for each in value for name in _references(each)] if isinstance(value, list) else []
