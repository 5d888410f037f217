"""The retention schedule of this installation (bảng thời hạn bảo quản), read whenever it is needed."""

from __future__ import annotations

from api.settings import Settings
from corpus.retention import Retention, load_retention


def retention_of(settings: Settings) -> Retention:
    """What `VANTHU_RETENTION` says; without it nothing is ever purged. InvalidValue for a file that is wrong."""
    return load_retention(settings.retention)
