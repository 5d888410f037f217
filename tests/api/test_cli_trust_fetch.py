"""`vanthu trust fetch`: from addresses of our own, on this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from api.cli import run
from api.commands import trust as command
from api.published import NotFetched, fetch
from signatures import trust_files
from signatures.manifest import KnownCertificate
from signatures.trust import certificate_sha256, load_trust_store
from signatures.trust_files import Address
from tests.signatures.pki import make_pki

PKI = make_pki()
ANSWERS = {"/ca.crt": PKI.ca.der, "/ca.crl": PKI.crl(), "/page": b"<html>maintenance</html>", "/large": bytes(5000)}


class _Authority(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
            return
        found = ANSWERS.get(self.path)
        self.send_response(200 if found or self.path == "/drip" else 404)
        self.end_headers()
        if self.path == "/drip":
            self._drip()
            return
        self.wfile.write(found or b"")

    def _drip(self) -> None:
        try:
            for _ in range(100):
                self.wfile.write(b".")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:  # whoever asked has gone
            return

    def log_message(self, format: str, *args: object) -> None:
        """Mute."""


@pytest.fixture(scope="module")
def authority() -> Iterator[str]:
    """Its address, without a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Authority) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trust folder that is not there yet; the environment's proxy, if any, is not asked."""
    monkeypatch.setenv("VANTHU_TRUST", str(tmp_path / "trust"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return tmp_path / "trust"


def _publish(monkeypatch: pytest.MonkeyPatch, *addresses: Address) -> None:
    monkeypatch.setattr(command, "published_addresses", lambda: addresses)


def _pin(monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest knows our CA, and nobody else."""
    sha256 = certificate_sha256(PKI.ca.asn1)
    start, end = PKI.ca.asn1.not_valid_before.date(), PKI.ca.asn1.not_valid_after.date()
    known = KnownCertificate(sha256, "VGCA", "ca", "general", "CN=CA", "CN=Root", "1", start, end, "", "", "test")
    monkeypatch.setattr(trust_files, "load_manifest", lambda: {sha256: known})


def test_certificates_are_fetched_and_lists_when_asked(
    authority: str, trust: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into the folder, once: what is there already is told so."""
    _pin(monkeypatch)
    lists = Address(f"{authority}/to?/ca.crl", "crl", "CN=CA")
    _publish(monkeypatch, Address(f"{authority}/ca.crt", "certificate", "CN=CA"), lists)
    assert run(["trust", "fetch"]) == 0
    store = load_trust_store(trust)
    assert [len(store.certificates), len(store.crls)] == [1, 0]
    assert run(["trust", "fetch", "--crl"]) == 0
    store = load_trust_store(trust)
    assert [len(store.certificates), len(store.crls)] == [1, 1]
    assert [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()] == ["Added", "Already", "Added"]


def test_each_address_that_fails_is_told_and_the_others_are_taken(
    authority: str, trust: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not there, something else there, a stranger's certificate there."""
    _publish(
        monkeypatch,
        Address(f"{authority}/none", "certificate", "CN=x"),
        Address(f"{authority}/page", "certificate", "CN=x"),
        Address(f"{authority}/ca.crt", "certificate", "CN=x"),
        Address(f"{authority}/ca.crl", "crl", "CN=x"),
    )
    assert run(["trust", "fetch", "--crl"]) == 1
    err = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in err] == ["not_published", "not_certificate", "stranger"]
    assert [file.suffix for file in trust.rglob("*") if file.is_file()] == [".crl"]


def test_without_a_network_it_says_so(
    trust: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, a line for each address; the folder is left alone."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # not listening: connections are refused
        url = f"http://127.0.0.1:{held.getsockname()[1]}/ca.crt"
        _publish(monkeypatch, Address(url, "certificate", "CN=x"))
        assert run(["trust", "fetch"]) == 1
    err = capsys.readouterr().err
    assert [line.split(": ")[1] for line in err.splitlines()] == ["unreachable"]
    assert url in err
    assert not trust.exists()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/large", "too_large"),
        ("/drip", "unreachable"),  # bytes keep coming, too slowly
        ("/none", "not_published"),
        ("/to?file:///etc/hostname", "not_published"),  # what we do not follow is an answer other than 200
        ("/to?ftp://127.0.0.1/x", "not_published"),
    ],
)
def test_answers_that_are_not_taken(authority: str, trust: Path, path: str, reason: str) -> None:
    """Each with its reason, in a bounded time."""
    started = time.monotonic()
    with pytest.raises(NotFetched) as refused:
        fetch(authority + path, limit=4000, silence=2, patience=0.3)
    assert refused.value.reason == reason
    assert time.monotonic() - started < 20  # a drip has no end of its own


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/x", "not an address"])
def test_only_http_is_spoken(url: str) -> None:
    """Whatever a manifest may say."""
    with pytest.raises(NotFetched):
        fetch(url)
