"""`vanthu trust list|add|check|fetch`: the folder that signatures are judged by (kho chứng thư tin cậy)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.commands.terminal import Terminal, terminal
from api.published import NotFetched, fetch
from ingest.intake import FoundFile, find_files
from signatures.trust import CERTIFICATE_SUFFIXES, TrustStore, load_trust_store
from signatures.trust_files import (
    Added,
    Address,
    TrustEntry,
    accept_fetched,
    add_files,
    check_against_manifest,
    published_addresses,
    trust_listing,
)

app = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": []})

SOON = timedelta(days=90)
AT_ONCE = 4
"""Addresses asked at once, so that a silent network is told of in a minute."""

Folder = Annotated[Path | None, typer.Option("--trust", metavar="DIR")]


@app.callback()
def _trust() -> None:
    """Nothing of its own."""


@app.command("list")
def list_certificates(context: typer.Context, trust: Folder = None) -> int:
    """Print every certificate of the folder, anchors first."""
    here = terminal(context)
    store = _load(_folder(here, trust))
    table = Table()
    for column in ("kind", "subject", "purpose", "valid_until", "sha256", "known"):
        table.add_column(here.say(f"cli.trust.column.{column}"), overflow="fold")
    for entry in trust_listing(store):
        table.add_row(*map(escape, _row(here, entry)))
    here.out.print(table)
    here.line(here.say("cli.trust.total", count=len(store.certificates), version=store.version))
    return _tell_problems(here, store)


@app.command("add")
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", readable=False)],
    trust: Folder = None,
    strangers: Annotated[bool, typer.Option("--strangers")] = False,
) -> int:
    """Copy certificates, then revocation lists, into the folder; 1 when one was refused."""
    here = terminal(context)
    folder = _folder(here, trust)
    files = sorted(find_files(paths), key=lambda found: found.file.suffix.casefold() not in CERTIFICATE_SUFFIXES)
    done = [_add(here, found, folder, strangers, named=found.file in paths) for found in files]
    return 0 if all(done) else 1


@app.command("check")
def check(context: typer.Context, trust: Folder = None) -> int:
    """Tell what an operator should look at; 1 when there is something."""
    here = terminal(context)
    store = _load(_folder(here, trust))
    findings = [*_out_of_time(here, trust_listing(store), datetime.now(UTC)), *_impostors(here, store)]
    for line in (*findings, *_vouched_for(here, store)):
        here.line(line)
    bad = _tell_problems(here, store)
    if not store.certificates:
        here.line(here.say("cli.trust.empty"))
    elif not findings and not bad:
        here.line(here.say("cli.trust.fine", count=len(store.certificates)))
    return 1 if findings or bad or not store.certificates else 0


@app.command("fetch")
def fetch_published(
    context: typer.Context,
    trust: Folder = None,
    lists: Annotated[bool, typer.Option("--crl")] = False,
) -> int:
    """Bring what the authorities publish into the folder; 1 when an address gave nothing that could be taken."""
    here = terminal(context)
    folder = _folder(here, trust)
    addresses = [address for address in published_addresses() if lists or address.kind == "certificate"]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = threads.map(_fetch, addresses)
        done = [_take(here, address, answer, folder) for address, answer in zip(addresses, answers, strict=True)]
    return 0 if all(done) else 1


def _fetch(address: Address) -> bytes | NotFetched:
    try:
        return fetch(address.url)
    except NotFetched as refusal:
        return refusal


def _take(here: Terminal, address: Address, answer: bytes | NotFetched, folder: Path) -> bool:
    if isinstance(answer, NotFetched):
        told = f"{address.url} ({answer.detail})"
        here.refuse(answer.reason, here.say(f"cli.trust.{answer.reason}"), told)
        return False
    return _tell_added(here, accept_fetched(address, answer, folder), address.url)


def _folder(here: Terminal, trust: Path | None) -> Path:
    return trust or here.settings.trust


def _load(folder: Path) -> TrustStore:
    """The store; an empty one where the folder was not made yet."""
    return load_trust_store(folder) if folder.is_dir() else TrustStore.empty()


def _row(here: Terminal, entry: TrustEntry) -> tuple[str, ...]:
    return (
        here.say("cli.trust.anchor" if entry.is_anchor else "cli.trust.intermediate"),
        entry.subject,
        ", ".join(here.say(f"cli.trust.purpose.{purpose}") for purpose in entry.purposes),
        entry.not_after.strftime("%d/%m/%Y"),
        entry.sha256[:16],
        entry.hierarchy if entry.known else here.say("cli.trust.unlisted"),
    )


def _tell_problems(here: Terminal, store: TrustStore) -> int:
    for problem in store.problems:
        here.refuse("not_certificate", here.say("cli.trust.not_certificate"), problem)
    return 1 if store.problems else 0


def _out_of_time(here: Terminal, entries: Iterable[TrustEntry], now: datetime) -> Iterator[str]:
    for entry in entries:
        values = {"subject": entry.subject, "end": f"{entry.not_after:%d/%m/%Y}"}
        if not entry.not_before <= now <= entry.not_after:
            yield here.say("cli.trust.not_valid", **values)
        elif entry.not_after - now < SOON:
            yield here.say("cli.trust.ends_soon", **values)


def _impostors(here: Terminal, store: TrustStore) -> Iterator[str]:
    for item in check_against_manifest([item.certificate for item in store.certificates]):
        if item.state == "impostor":
            yield here.say("cli.trust.check_impostor", subject=item.subject, sha256=item.sha256)


def _vouched_for(here: Terminal, store: TrustStore) -> Iterator[str]:
    """Worth knowing, but the operator's own decision."""
    for item in check_against_manifest([item.certificate for item in store.certificates]):
        if item.state == "stranger":
            yield here.say("cli.trust.check_stranger", subject=item.subject, sha256=item.sha256)


def _add(here: Terminal, found: FoundFile, folder: Path, strangers: bool, *, named: bool) -> bool:
    """Whether the file was taken; one that is `named` outright may not be passed over in silence."""
    if found.problem is not None:
        here.refuse(found.problem.type, here.pick(found.problem.title, found.problem.title_en), found.path)
        return False
    added = add_files(found.file, folder, strangers=strangers)
    if named and added == Added():
        here.refuse("not_certificate", here.say("cli.trust.not_certificate"), found.path)
        return False
    return _tell_added(here, added, found.path)


def _tell_added(here: Terminal, added: Added, path: str) -> bool:
    """What became of one file, or of what one address answered; False where it was refused."""
    for name in added.written:
        here.line(here.say("cli.trust.added", name=name))
    for name in added.present:
        here.line(here.say("cli.trust.present", name=name))
    for name in added.older:
        here.line(here.say("cli.trust.older", name=name))
    for _, reason in added.failed:
        here.refuse("storage", here.say("cli.problem.storage"), f"{path} ({reason})")
    for item in added.strangers:
        about = f"{item.subject} (SHA-256 {item.sha256}): {path}"
        here.refuse(item.state, here.say(f"cli.trust.{item.state}"), about)
    if added.refused and not added.strangers:
        here.refuse("not_certificate", here.say("cli.trust.not_certificate"), path)
    return added.complete
