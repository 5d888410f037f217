"""The reference of the API (tài liệu API), made from its own description, so that no office needs the internet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.openapi import operations
from api.pages.shell import render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `kind` is path, query or header."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; `answers` are (status, description), `command` an example for curl."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answers: tuple[tuple[str, str], ...]
    command: str


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """All operations, and where the machine-readable description is."""

    description_url: str
    operations: tuple[Operation, ...]


@router.get("/docs")
def show_reference(request: Request) -> HTMLResponse:
    """One page for people; programs read the OpenAPI description."""
    schema = request.app.openapi()
    base = str(request.base_url).rstrip("/")
    shown = tuple(_operation(base, *found) for found in operations(schema))
    return render(request, "reference.html", "reference", ReferencePage(request.app.openapi_url, shown))


def _operation(base: str, method: str, path: str, told: dict[str, Any]) -> Operation:
    return Operation(
        id=told["operationId"],
        method=method,
        path=path,
        summary=told.get("summary", ""),
        description=told.get("description", ""),
        parameters=tuple(_parameter(found) for found in told.get("parameters", ())),
        answers=tuple((status, answer["description"]) for status, answer in told["responses"].items()),
        command=_command(base, method, path, told),
    )


def _parameter(found: dict[str, Any]) -> Parameter:
    return Parameter(found["name"], found["in"], found.get("required", False), found.get("description", ""))


def _command(base: str, method: str, path: str, told: dict[str, Any]) -> str:
    """`curl 'http://127.0.0.1:8000/api/v1/search?q=3951%2FVPCP-KSTT'`, with what must be given."""
    needed = [found["name"] for found in told.get("parameters", ()) if found["in"] == "query" and found.get("required")]
    query = "?" + "&".join(f"{name}=…" for name in needed) if needed else ""
    if "multipart/form-data" in told.get("requestBody", {}).get("content", {}):
        return f"curl -F files=@a.pdf -F files=@b.pdf '{base}{path}'"
    body = (
        ' -H "Content-Type: application/json" -d ' + json.dumps("{…}", ensure_ascii=False)
        if "requestBody" in told
        else ""
    )
    verb = f" -X {method}" if method not in {"GET", "POST"} else ""
    return f"curl{verb}{body} '{base}{path}{query}'"
