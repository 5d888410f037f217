"""By which names the service may be called (tên máy chủ): a guard against web sites that rebind their own name."""

from __future__ import annotations

from urllib.parse import urlsplit

from api.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def is_known_host(header: str, settings: Settings) -> bool:
    """Whether this `Host` header is one of ours: `vanthu.example.vn:8000`, `[::1]:8000`."""
    known = set(settings.hosts.lower().replace("[", "").replace("]", "").split())
    if not known and settings.host not in LOOPBACK:
        return True
    return _name(header) in known | LOOPBACK


def _name(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""
