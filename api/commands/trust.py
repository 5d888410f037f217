"""`vanthu trust list|add|check`: the folder of certificates that signatures are judged by (kho chứng thư tin cậy)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from asn1crypto import pem
from rich.markup import escape
from rich.table import Table

from api.commands.terminal import Terminal, terminal
from ingest.intake import find_files
from signatures.trust import (
    CERTIFICATE_SUFFIXES,
    ROOT_FOLDERS,
    TIMESTAMP_FOLDERS,
    TrustedCertificate,
    TrustStore,
    certificate_sha256,
    is_self_signed,
    load_trust_store,
    parse_certificates,
    valid_at,
)

app = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": []})

SOON = timedelta(days=90)
REVOCATION_SUFFIXES = {".crl", ".ocsp", ".ors"}

Folder = Annotated[Path | None, typer.Option("--trust", metavar="DIR")]


@app.callback()
def _trust() -> None:
    """Nothing of its own."""


@app.command("list")
def list_certificates(context: typer.Context, trust: Folder = None) -> int:
    """Print every certificate of the folder."""
    here = terminal(context)
    store = _load(_folder(here, trust))
    table = Table(pad_edge=False)
    for column in ("kind", "subject", "purpose", "valid_until", "sha256", "known"):
        table.add_column(here.say(f"cli.trust.column.{column}"), overflow="fold")
    for item in store.certificates:
        table.add_row(*map(escape, _row(here, item)))
    here.out.print(table)
    here.line(here.say("cli.trust.total", count=len(store.certificates), version=store.version))
    return _tell_problems(here, store)


@app.command("add")
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", readable=False)],
    trust: Folder = None,
) -> int:
    """Copy certificates and revocation lists into the folder; what is there already stays."""
    here = terminal(context)
    folder = _folder(here, trust)
    status = 0
    for found in find_files(paths):
        if found.problem is not None:
            here.refuse(found.problem.type, here.pick(found.problem.title, found.problem.title_en), found.path)
            status = 1
        elif found.file.suffix.casefold() in REVOCATION_SUFFIXES:
            _copy_list(found.file, folder)
        elif not _add_certificates(here, found.file, folder):
            status = 1
    return status


@app.command("check")
def check(context: typer.Context, trust: Folder = None) -> int:
    """Tell what an operator should look at; 1 when there is something."""
    here = terminal(context)
    store = _load(_folder(here, trust))
    now = datetime.now(UTC)
    findings = list(_findings(here, store.certificates, now))
    for line in findings:
        here.line(line)
    bad = _tell_problems(here, store)
    if not store.certificates:
        here.line(here.say("cli.trust.empty"))
    elif not findings and not bad:
        here.line(here.say("cli.trust.fine", count=len(store.certificates)))
    return 1 if findings or bad or not store.certificates else 0


def _folder(here: Terminal, trust: Path | None) -> Path:
    return trust or here.settings.trust


def _load(folder: Path) -> TrustStore:
    """The store; an empty one where the folder was not made yet."""
    return load_trust_store(folder) if folder.is_dir() else TrustStore.empty()


def _row(here: Terminal, item: TrustedCertificate) -> tuple[str, ...]:
    return (
        here.say("cli.trust.anchor" if item.is_anchor else "cli.trust.intermediate"),
        item.subject,
        ", ".join(here.say(f"cli.trust.purpose.{purpose}") for purpose in sorted(item.purposes)),
        item.certificate.not_valid_after.strftime("%d/%m/%Y"),
        item.sha256[:16],
        item.known.hierarchy if item.known else "",
    )


def _tell_problems(here: Terminal, store: TrustStore) -> int:
    for problem in store.problems:
        here.refuse("not_certificate", here.say("cli.trust.not_certificate"), problem)
    return 1 if store.problems else 0


def _findings(here: Terminal, items: Iterable[TrustedCertificate], now: datetime) -> Iterator[str]:
    for item in items:
        end = item.certificate.not_valid_after
        if not valid_at(item.certificate, now):
            yield here.say("cli.trust.not_valid", subject=item.subject, end=f"{end:%d/%m/%Y}")
        elif end - now < SOON:
            yield here.say("cli.trust.ends_soon", subject=item.subject, end=f"{end:%d/%m/%Y}")


def _add_certificates(here: Terminal, file: Path, folder: Path) -> bool:
    """Every certificate of the file under its fingerprint, in the folder that says what it is trusted for."""
    try:
        if file.suffix.casefold() not in CERTIFICATE_SUFFIXES:
            raise ValueError(file.suffix)
        certificates = parse_certificates(file.read_bytes())
    except (ValueError, TypeError):
        here.refuse("not_certificate", here.say("cli.trust.not_certificate"), str(file))
        return False
    parts = {part.casefold() for part in file.parent.parts}
    for certificate in certificates:
        usage = certificate.extended_key_usage_value
        for_timestamps = parts & TIMESTAMP_FOLDERS or (usage is not None and usage.native == ["time_stamping"])
        is_root = parts & ROOT_FOLDERS or is_self_signed(certificate)
        target = folder / ("tsa" if for_timestamps else "") / ("root" if is_root else "ca")
        target.mkdir(parents=True, exist_ok=True)
        sha256 = certificate_sha256(certificate)
        (target / f"{sha256[:16]}.pem").write_bytes(pem.armor("CERTIFICATE", certificate.dump()))
        here.line(here.say("cli.trust.added", subject=certificate.subject.human_friendly, sha256=sha256))
    return True


def _copy_list(file: Path, folder: Path) -> None:
    target = folder / "crl"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target / file.name)
