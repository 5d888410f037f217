"""Why a request is refused (lý do từ chối yêu cầu): one class per reason, free of HTTP.

The sentences are in the catalogue, under `problem.<type>.title` and `problem.<type>.detail`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from api.messages import Lang, say


class RequestRefusal(Exception):  # noqa: N818 - a refusal is the word of the house
    """The request cannot be answered; `values` fill in its sentence."""

    type: ClassVar[str]

    def __init__(self, **values: Any) -> None:
        super().__init__(self.type, values)
        self.values = values

    def detail(self, lang: Lang) -> str:
        """The whole sentence."""
        return say(f"problem.{self.type}.detail", lang, **self.values)


class NotFound(RequestRefusal):
    """No such thing, or no such address; takes `subject`, what was asked for."""

    type = "not_found"


class UploadTooLarge(RequestRefusal):
    """An upload beyond `limit`, in words (`256 MB`)."""

    type = "too_large"


class TooManyFiles(RequestRefusal):
    """An upload of more than `limit` files."""

    type = "too_many_files"


class NoFiles(RequestRefusal):
    """An upload without a single file."""

    type = "no_files"


class MalformedUpload(RequestRefusal):
    """A multipart body that breaks its own format or ends early."""

    type = "malformed_upload"


class UnsupportedMediaType(RequestRefusal):
    """A body of another type than the operation takes; takes `given`, empty where none was told, and `expected`."""

    type = "unsupported_media_type"

    def detail(self, lang: Lang) -> str:
        """What to send, and what came, if anything was said of that."""
        key = "detail" if self.values["given"] else "untold"
        return say(f"problem.{self.type}.{key}", lang, **self.values)


class BadIdempotencyKey(RequestRefusal):
    """A key that is empty, or longer than 255 printable ASCII characters."""

    type = "bad_idempotency_key"


class IdempotencyKeyReused(RequestRefusal):
    """The same key came before with another body."""

    type = "idempotency_key_reused"


class IdempotencyKeyInUse(RequestRefusal):
    """The request with that key is still running."""

    type = "idempotency_key_in_use"


class VersionChanged(RequestRefusal):
    """An edit on condition that nobody else made one (`If-Match`); takes `version`, the current one."""

    type = "version_changed"


class NotEncrypted(RequestRefusal):
    """A password for a file that was not returned for want of one."""

    type = "not_encrypted"


class CrossSite(RequestRefusal):
    """A change asked for by a page of another site."""

    type = "cross_site"


class UnknownHost(RequestRefusal):
    """Called by a name that is not ours."""

    type = "unknown_host"


class NoImage(RequestRefusal):
    """A page of a document that has no picture: a text file, for one."""

    type = "no_image"


class NoSignature(RequestRefusal):
    """A report on the signatures of a document that has none."""

    type = "no_signature"


class StorageFull(RequestRefusal):
    """No room left where uploads are written."""

    type = "storage_full"


class NotReady(RequestRefusal):
    """The service is starting, stopping, or lacks something it needs."""

    type = "not_ready"
