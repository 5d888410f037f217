"""Errors over HTTP (RFC 9457): one table from class to status, and one shape for every one of them."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from api import refusals
from api.body import LONGEST_BODY
from api.headers import request_id
from api.language import request_language
from api.messages import Lang, find_message, say
from api.pages.failure import failure_page, wants_page
from api.sentence import refusal_detail, refusal_title
from api.upload import in_megabytes
from corpus import refusals as corpus_refusals
from corpus.storable import storable
from ingest.problems import REFUSALS, Refusal, TooLarge

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
URN = "urn:vanthu:problem:"

STATUS_OF: dict[type[Exception], int] = {
    refusals.NotFound: 404,
    refusals.UploadTooLarge: 413,
    refusals.TooManyFiles: 413,
    refusals.NoFiles: 422,
    refusals.MalformedUpload: 400,
    refusals.UnsupportedMediaType: 415,
    refusals.BadIdempotencyKey: 400,
    refusals.IdempotencyKeyReused: 422,
    refusals.IdempotencyKeyInUse: 409,
    refusals.VersionChanged: 412,
    refusals.NotEncrypted: 409,
    refusals.CrossSite: 403,
    refusals.UnknownHost: 421,
    refusals.NoImage: 404,
    refusals.NoSignature: 404,
    refusals.StorageFull: 507,
    refusals.NotReady: 503,
    corpus_refusals.NotFound: 404,
    corpus_refusals.BatchClosed: 409,
    corpus_refusals.Conflict: 409,
    corpus_refusals.InvalidCursor: 400,
    corpus_refusals.InvalidQuery: 422,
    corpus_refusals.InvalidValue: 422,
    corpus_refusals.IndexMissing: 503,
    corpus_refusals.CorpusRefusal: 422,
    TooLarge: 413,
    Refusal: 422,
}
"""Class → status; a subclass not named here has that of its base."""

SURROGATE = re.compile("[\ud800-\udfff]")
METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")
TYPE_OF_STATUS = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
    416: "range_not_satisfiable",
    422: "invalid_request",
    500: "internal_error",
    503: "not_ready",
}
"""Types of what the framework itself refuses."""


def install_errors(app: FastAPI) -> None:
    """Every error of this application, its framework's own included, becomes a problem."""
    for kind in STATUS_OF:
        app.add_exception_handler(kind, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def status_of(kind: type[Exception]) -> int:
    """The status of this class of refusal, or of its nearest base."""
    return next(STATUS_OF[base] for base in kind.__mro__ if base in STATUS_OF)


def request_problems() -> dict[str, int]:
    """Every type of problem a request may meet, and its status; file problems are in `ingest.problems`."""
    framework = {type_: status for status, type_ in TYPE_OF_STATUS.items()}
    own = {kind.type: status_of(kind) for kind in refusals.RequestRefusal.__subclasses__()}
    kept = {kind.type: status_of(kind) for kind in _all_of(corpus_refusals.CorpusRefusal)}
    return dict(sorted((framework | kept | own).items()))


def problem_title(type_: str, lang: Lang) -> str:
    """The short name of a type of problem, be it of a request or of a file."""
    if find_message(f"problem.{type_}.title"):
        return say(f"problem.{type_}.title", lang)
    classes: tuple[type[Refusal] | type[corpus_refusals.CorpusRefusal], ...]
    classes = (*REFUSALS, *_all_of(corpus_refusals.CorpusRefusal))
    return next(refusal_title(kind, lang) for kind in classes if kind.type == type_)


def _all_of(kind: type[corpus_refusals.CorpusRefusal]) -> tuple[type[corpus_refusals.CorpusRefusal], ...]:
    return (kind, *(deeper for child in kind.__subclasses__() for deeper in _all_of(child)))


class _Problem(JSONResponse):
    """Tells what was asked for, which may be what no answer can hold: a lone surrogate."""

    def render(self, content: Any) -> bytes:
        return SURROGATE.sub("\ufffd", json.dumps(content, ensure_ascii=False, separators=(",", ":"))).encode()


async def _refused(request: Request, error: Exception) -> Response:
    lang = _language(request)
    if isinstance(error, refusals.RequestRefusal):
        return _answer(request, error.type, status_of(type(error)), error.detail(lang))
    assert isinstance(error, (Refusal, corpus_refusals.CorpusRefusal))
    more = {"position": error.position} if isinstance(error, corpus_refusals.InvalidQuery) else {}
    return _answer(request, error.type, status_of(type(error)), refusal_detail(error, lang), more=more)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    type_ = TYPE_OF_STATUS.get(error.status_code, "bad_request")
    limit = in_megabytes(LONGEST_BODY)
    values = {"subject": request.url.path, "method": request.method, "given": "?", "expected": "?", "limit": limit}
    detail = say(f"problem.{type_}.detail", _language(request), **values)
    about = dict(error.headers or {}) | ({"Allow": _allowed(request)} if error.status_code == 405 else {})
    return _answer(request, type_, error.status_code, detail, headers=about)


def _allowed(request: Request) -> str:
    """What this address takes: several routes may share it, and the framework names those of the first alone."""
    taken = [
        method
        for method in METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in request.app.routes)
    ]
    return ", ".join([*taken, "HEAD"] if "GET" in taken else taken)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    lang = _language(request)
    errors = [_invalid_value(found, lang) for found in error.errors()]
    return _answer(
        request, "invalid_request", 422, say("problem.invalid_request.detail", lang), more={"errors": errors}
    )


def _invalid_value(found: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    key, values = f"invalid.{found['type']}", dict(found.get("ctx", {}))
    if lang == "vi" and isinstance(values.get("expected"), str):
        values["expected"] = values["expected"].replace(" or ", " hoặc ")
    if find_message(key) is None and lang == "vi":
        key = "invalid.other"
    message = say(key, lang, **values) if find_message(key) else str(found["msg"])
    return {"pointer": "/" + "/".join(map(str, found["loc"])), "code": str(found["type"]), "message": message}


async def _unexpected(request: Request, error: Exception) -> Response:
    logger.error("request %s failed", request_id(request), exc_info=error)
    return _answer(request, "internal_error", 500, say("problem.internal_error.detail", _language(request)))


def _answer(
    request: Request,
    type_: str,
    status: int,
    detail: str,
    *,
    more: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    lang = _language(request)
    told = {
        "type": URN + type_,
        "title": problem_title(type_, lang),
        "status": status,
        "detail": storable(detail),
        "instance": request_id(request),
        "code": type_,
        **(more or {}),
    }
    about = {"Content-Language": lang, "Vary": "Accept, Accept-Language, Cookie"} | dict(headers or {})
    if wants_page(request):
        return failure_page(request, told, problem_title(type_, lang), about)
    return _Problem(told, status, headers=about, media_type=MEDIA_TYPE)


def _language(request: Request) -> Lang:
    return request_language(request, request.app.state.settings.page_language)
