"""Query parameters (tham số truy vấn): one that a route does not know is a mistake, and not to be passed over.

Whoever misspells a filter would otherwise take everything for what was asked. The description of the API says which
parameters there are; `lang` may go with any.
"""

from __future__ import annotations

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError

from api.openapi import operations

_EVERYWHERE = frozenset({"lang"})


def refuse_unknown_parameters(request: Request) -> None:
    """Raises `RequestValidationError`, as FastAPI does for values, which names what the route knows."""
    known = _EVERYWHERE | _parameters(request)
    unknown = [name for name in dict.fromkeys(request.query_params) if name not in known]
    if unknown:
        told = {"known": ", ".join(sorted(known))}
        raise RequestValidationError(
            [{"type": "unknown_parameter", "loc": ("query", name), "msg": "Unknown", "ctx": told} for name in unknown]
        )


def _parameters(request: Request) -> frozenset[str]:
    """By the name of the operation: a route does not know the prefix it is under."""
    wanted = request.scope["route"].operation_id
    told = (operation for _, _, operation in operations(request.app.openapi()))
    operation = next(found for found in told if found["operationId"] == wanted)
    return frozenset(found["name"] for found in operation.get("parameters", ()) if found["in"] == "query")


KNOWN_PARAMETERS = Depends(refuse_unknown_parameters)
