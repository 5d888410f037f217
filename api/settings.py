"""Settings (cấu hình): every `VANTHU_*` variable, read here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.messages import Lang
from ingest.options import Limits, ReadOptions

MEBIBYTE = 1024 * 1024
_LIMITS = Limits()


def _inside(name: str) -> Any:
    """A default that lies in the data folder, wherever that was put."""
    return lambda values: values["data"] / name


def _beside(database_url: str, data: Path) -> str:
    """The queue's database for a register's; it holds nothing that could not be made anew."""
    return f"sqlite:///{(data / 'queue.db').absolute()}" if database_url.startswith("sqlite") else database_url


class Settings(BaseSettings):
    """What the service must be told; a keyword argument wins over `VANTHU_<NAME>`, and that over the default."""

    model_config = SettingsConfigDict(env_prefix="VANTHU_", frozen=True, extra="forbid")

    data: Path = Field(
        default=Path("data"), description="Folder that holds everything the service keeps; made when absent."
    )
    database_url: str = Field(
        default_factory=lambda values: f"sqlite:///{(values['data'] / 'vanthu.db').absolute()}",
        description="SQLAlchemy URL of the register; default: the SQLite file vanthu.db in the data folder.",
    )
    system_database_url: str = Field(
        default_factory=lambda values: _beside(values["database_url"], values["data"]),
        description="SQLAlchemy URL of the work queue; default: the register's PostgreSQL, or the file queue.db in the "
        "data folder, as two files take writes twice as fast as one.",
    )
    originals: str = Field(
        default_factory=lambda values: str((values["data"] / "originals").absolute()),
        description="Where originals are kept under their SHA-256: a folder, or s3://bucket/prefix with the extra "
        "scale; default: originals in the data folder.",
    )
    index: Path = Field(
        default_factory=_inside("index"),
        description="Folder of the search index, which can be rebuilt; default: index in the data folder.",
    )
    trust: Path = Field(
        default_factory=_inside("trust"),
        description="Folder of trusted certificates (PEM or DER); default: trust in the data folder.",
    )
    incoming: Path = Field(
        default_factory=_inside("incoming"),
        description="Folder where uploads are written until they are received; default: incoming in the data folder.",
    )
    cache: Path = Field(
        default_factory=_inside("cache"),
        description="Folder of rendered page images, which may be deleted; default: cache in the data folder.",
    )
    retention: Path | None = Field(
        default=None,
        description="Retention schedule: a CSV file with the columns document_type, years (a number, or vinh_vien) and "
        "source; * is every other kind. Unset: nothing is ever purged.",
    )
    procedures: Path | None = Field(
        default=None,
        description="Folder of procedures of your own (YAML: component lists in it, signer rules in its folder rules), "
        "which go before those shipped.",
    )
    organ_id: str = Field(
        default="",
        description="Identifier of this office on the document axis, such as 000.00.00.H41; status messages need it.",
    )
    organ_name: str = Field(default="", description="Name of this office, as status messages tell it.")
    host: str = Field(default="127.0.0.1", description="Address to serve on; 0.0.0.0 for every interface.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to serve on; 0 for any free one.")
    hosts: str = Field(
        default="",
        description="Names this service may be called by, separated by blanks; unset: any, but on a loopback address "
        "only localhost, 127.0.0.1 and [::1], so that no web site can reach it through a name of its own.",
    )
    lang: Lang | None = Field(
        default=None, description="Language of pages and commands, vi or en; unset: pages vi, commands by the locale."
    )
    workers: int = Field(
        default_factory=lambda: max(1, min(8, os.cpu_count() or 1)),
        ge=1,
        le=64,
        description="How many processes read files at once; default: one for each processor core, at most 8.",
    )
    max_upload_bytes: int = Field(
        default=256 * MEBIBYTE, ge=1, description="Largest upload as a whole, in bytes; more is refused as too_large."
    )
    max_upload_files: int = Field(
        default=2000, ge=1, description="Most files in one upload; more is refused as too_many_files."
    )
    max_file_bytes: int = Field(
        default=200 * MEBIBYTE,
        ge=1,
        description="Largest single file, in bytes; a larger one is returned as too_large.",
    )
    max_pages: int = Field(
        default=_LIMITS.pages, ge=1, description="Most pages of one file; more is returned as too_many_pages."
    )
    max_seconds: float = Field(
        default=_LIMITS.seconds,
        gt=0,
        description="Processor time for one file without OCR, in seconds; more is timeout.",
    )
    max_memory_bytes: int = Field(
        default=_LIMITS.memory, ge=1, description="Most memory for reading one file, in bytes; more is out_of_memory."
    )
    ocr: bool = Field(default=True, description="Whether pages without a usable text layer are recognised (OCR).")
    tessdata: Path | None = Field(
        default=None, description="Folder of Tesseract's language data; unset: where the installation keeps it."
    )
    check_every_days: float = Field(
        default=7,
        ge=0,
        description="Days between checks of the store of originals, each byte read again; 0: only by `vanthu check`.",
    )
    policy: Literal["default", "offline"] = Field(
        default="default",
        description="Signature policy: default, or offline, where unknown revocation does not stop a pass.",
    )
    sha1_until: date | None = Field(
        default=None,
        description="Last day on which a signature with SHA-1 may have been made to pass; unset: 2017-02-22, the day "
        "before the first collision was shown.",
    )

    @property
    def limits(self) -> Limits:
        """Caps for one file."""
        return replace(
            _LIMITS,
            seconds=self.max_seconds,
            memory=self.max_memory_bytes,
            bytes=self.max_file_bytes,
            pages=self.max_pages,
        )

    @property
    def read_options(self) -> ReadOptions:
        """How files are read."""
        tessdata = str(self.tessdata) if self.tessdata else None
        return ReadOptions(
            ocr=self.ocr,
            tessdata=tessdata,
            policy=self.policy,
            sha1_until=None if self.sha1_until is None else _day_after(self.sha1_until),
            limits=self.limits,
        )

    @property
    def page_language(self) -> Lang:
        """Language of pages where the reader asks for none."""
        return self.lang or "vi"

    @property
    def command_language(self) -> Lang:
        """Language of commands where `--lang` asks for none."""
        return self.lang or locale_language(os.environ)


def _day_after(day: date) -> datetime:
    """The first moment that is past the day."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC)


def locale_language(environ: Mapping[str, str]) -> Lang:
    """The language of the POSIX locale: Vietnamese for `vi_VN.UTF-8`, English for every other."""
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "vi" if named.lower().startswith("vi") else "en"
