"""Vietnamese time (giờ Hà Nội): what is meant where a moment does not say."""

from __future__ import annotations

from datetime import timedelta, timezone

HANOI = timezone(timedelta(hours=7))
