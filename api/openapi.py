"""The description of the API (OpenAPI 3.1): every operation also tells the problems it may answer with."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.errors import MEDIA_TYPE, URN, problem_title
from api.schemas import FieldError, ProblemDetails

DESCRIPTION = """Registry office for Vietnamese official dispatches and digitally signed dossiers.

Lists are `{"items": [...], "next_cursor": ..., "has_more": ...}`. Ids are opaque and sort by time.
Offsets count Unicode code points of the canonical text; page numbers start at 1; boxes are in PDF points from the
top left. Errors are RFC 9457 problem details, documented at `/problems`; `title` and `detail` follow `Accept-Language`
(vi, en), `code` never changes.
"""

ALWAYS = {"421": "unknown_host", "500": "internal_error", "503": "not_ready"}
BY_OPERATION: dict[str, dict[str, str]] = {
    "createBatch": {
        "400": "malformed_upload",
        "409": "idempotency_key_in_use",
        "413": "too_large",
        "415": "unsupported_media_type",
        "422": "no_files",
        "507": "storage_full",
    },
    "pauseBatch": {"409": "conflict"},
    "resumeBatch": {"409": "conflict"},
    "cancelBatch": {"409": "conflict"},
    "retryDeadLetters": {"404": "not_found", "409": "conflict"},
    "getSignatureReportXml": {"404": "no_signature"},
    "getDocumentSignatureNote": {"422": "invalid_value"},
    "createDossier": {"409": "conflict", "422": "invalid_request"},
    "amendDossier": {"409": "conflict"},
    "attachDocument": {"422": "invalid_value"},
    "moveDossier": {"409": "illegal_step"},
    "chaseDossier": {"409": "conflict"},
    "getChecklist": {"409": "no_procedure"},
    "checkSigners": {"409": "no_procedure", "422": "invalid_value"},
    "getSignatureNote": {"422": "invalid_value"},
    "grantAuthority": {"422": "invalid_value"},
    "revokeAuthority": {"422": "invalid_value"},
    "search": {"422": "invalid_query"},
    "exportSearch": {"422": "invalid_query"},
    "saveSearch": {"422": "invalid_query"},
    "runSavedSearch": {"422": "invalid_query"},
    "getItemStatus": {"409": "no_envelope"},
    "getDocumentStatus": {"409": "no_envelope"},
    "getDossierStatus": {"409": "no_envelope"},
    "correctDocument": {"409": "conflict", "422": "invalid_value"},
    "voidArrival": {"409": "conflict"},
    "trashDocument": {"409": "conflict"},
    "restoreDocument": {"409": "conflict"},
    "listDocuments": {"422": "invalid_value"},
    "listTrash": {"422": "invalid_value"},
    "listAlerts": {"404": "not_found"},
    "listCitations": {"400": "invalid_cursor", "404": "unknown_work", "422": "invalid_value"},
    "enterAgency": {"404": "not_found", "409": "conflict", "422": "invalid_value"},
    "importWorks": {"422": "invalid_value"},
    "listWorks": {"404": "unknown_work"},
    "getWorkGraph": {"404": "unknown_work"},
    "exportWorkGraph": {"404": "unknown_work"},
    "listChanges": {"404": "unknown_work"},
    "getValidity": {"404": "unknown_work", "422": "invalid_value"},
    "settleWork": {"409": "conflict"},
    "getOriginal": {"416": "range_not_satisfiable"},
    "retryItem": {"409": "not_encrypted"},
    "openPages": {"409": "not_encrypted", "422": "wrong_password"},
}


def describe(app: FastAPI) -> None:
    """Gives the application this description, made once, when first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            app.openapi_schema = _with_problems(made)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def operations(schema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of each operation, in the order of the paths."""
    return [(method.upper(), path, told) for path, of in schema["paths"].items() for method, told in of.items()]


def _with_problems(schema: dict[str, Any]) -> dict[str, Any]:
    schemas = schema["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    template = "#/components/schemas/{model}"
    for model in (FieldError, ProblemDetails):
        made = model.model_json_schema(ref_template=template, mode="serialization")
        made.pop("$defs", None)
        schemas[model.__name__] = made
    for method, path, operation in operations(schema):
        answers = operation["responses"]
        answers.pop("422", None)
        for status, type_ in sorted(_problems_of(method, path, operation).items()):
            answers[status] = _answer(type_, int(status))
    return schema


def _problems_of(method: str, path: str, operation: dict[str, Any]) -> dict[str, str]:
    found = dict(ALWAYS)
    if method != "GET":
        found["403"] = "cross_site"
    if "requestBody" in operation:
        found |= {"400": "bad_request", "413": "too_large", "422": "invalid_request"}
    if any(parameter["name"] == "If-Match" for parameter in operation.get("parameters", ())):
        found["412"] = "version_changed"
    if "{" in path:
        found["404"] = "not_found"
    if operation.get("parameters"):
        found["422"] = "invalid_request"
    if any(parameter["name"] == "cursor" for parameter in operation.get("parameters", ())):
        found["400"] = "invalid_cursor"
    return found | BY_OPERATION.get(operation["operationId"], {})


def _answer(type_: str, status: int) -> dict[str, Any]:
    title = problem_title(type_, "en")
    example = {
        "type": URN + type_,
        "title": problem_title(type_, "vi"),
        "status": status,
        "detail": problem_title(type_, "vi"),
        "instance": "req_0f2c4b6a8d1e3f5a7b9c0d1e",
        "code": type_,
    }
    shape = {"$ref": "#/components/schemas/ProblemDetails"}
    return {"description": title, "content": {MEDIA_TYPE: {"schema": shape, "example": example}}}
