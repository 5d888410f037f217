"""Entity tags (thẻ phiên bản): `ETag`, `If-None-Match` and `If-Match` (RFC 9110) of what people edit.

A tag is the version, and a digest of all that was told: `"7-1f0c…"`. More than edits changes what is told (a citation
finds its document, a deadline passes), so the whole tag decides whether an answer is still fresh; the version in it,
whether someone else edited meanwhile.
"""

from __future__ import annotations

import hashlib
import re
from typing import Annotated

from fastapi import Header, Response
from pydantic import BaseModel

from api.refusals import VersionChanged

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The `ETag` it was seen with: refused (412) once someone else has changed it.",
        examples=['"3-5d41402abc4b2a76b9719d91"'],
    ),
]
IfNoneMatch = Annotated[
    str | None,
    Header(alias="If-None-Match", description="The `ETag` the caller has: 304 without a body while it is the same."),
]
UNCHANGED = {"description": "The caller has this very answer already."}
_DIGITS = 24
_TAG = re.compile(r'(?P<weak>W/)?(?P<tag>"(?:(?P<version>\d{1,9})-[0-9a-f]+|[^"]*)")')


def tagged(shown: BaseModel, version: int, known: str | None = None) -> Response:
    """The answer with its `ETag`; without a body (304) where the caller knows this very one (`If-None-Match`)."""
    body = shown.model_dump_json().encode()
    tag = f'"{version}-{hashlib.sha256(body).hexdigest()[:_DIGITS]}"'
    about = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if known is not None and (known.strip() == "*" or tag in {found["tag"] for found in _TAG.finditer(known)}):
        return Response(status_code=304, headers=about)
    return Response(body, media_type="application/json", headers=about)


def version_asked(if_match: str | None, current: int, told: int | None) -> int | None:
    """The version an edit must find: that of `If-Match`, else the one `told` in the body.

    Raises VersionChanged where none of the tags has the current one; a weak tag never holds.
    """
    if if_match is None or if_match.strip() == "*":
        return told
    strong = (found for found in _TAG.finditer(if_match) if found["version"] and not found["weak"])
    if current not in {int(found["version"]) for found in strong}:
        raise VersionChanged(version=current)
    return current if told is None else told
