"""`vanthu trust`: the folder that signatures are judged by."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from api.cli import run
from signatures.manifest import load_manifest
from signatures.trust import load_trust_store
from tests.signatures.pki import make_pki


@pytest.fixture(autouse=True)
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trust folder that is not there yet."""
    monkeypatch.setenv("VANTHU_TRUST", str(tmp_path / "trust"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path / "trust"


def test_certificates_are_added_listed_and_checked(
    tmp_path: Path, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder with root and CA becomes a store with one anchor and one intermediate, whichever way they came in."""
    make_pki().write_trust(tmp_path / "given")
    (tmp_path / "given" / "ca.crl").write_bytes(make_pki().crl())
    assert run(["trust", "add", "--strangers", str(tmp_path / "given")]) == 0
    store = load_trust_store(trust)
    assert [len(store.anchors("signature")), len(store.intermediates()), len(store.crls)] == [1, 1, 1]
    capsys.readouterr()
    assert run(["trust", "list"]) == 0
    out = capsys.readouterr().out
    assert "Root CA Mẫu" in out
    assert store.version in out
    assert "unlisted" in out
    assert run(["trust", "check"]) == 0
    assert capsys.readouterr().out.count("Unlisted, vouched for by the operator") == 2


def test_strangers_are_refused(tmp_path: Path, trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each by type, with its fingerprint and the way to vouch for it; nothing is put into the store."""
    given = make_pki().write_trust(tmp_path / "given")
    assert run(["trust", "add", str(given)]) == 1
    err = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in err] == ["stranger", "stranger"]
    assert all("--strangers" in line and "SHA-256" in line for line in err)
    assert not trust.exists()


def test_an_impostor_is_told(trust: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A certificate with the name of a known authority: refused, and pointed out where somebody vouched for it."""
    forged = tmp_path / "forged.pem"
    forged.write_bytes(_named_as_known().public_bytes(Encoding.PEM))
    assert run(["trust", "add", str(forged)]) == 1
    assert capsys.readouterr().err.split(": ")[1] == "impostor"
    assert run(["trust", "add", "--strangers", str(forged)]) == 0
    assert run(["trust", "check"]) == 1
    assert "perhaps an impostor" in capsys.readouterr().out


def test_a_root_for_timestamps_stays_one(trust: Path, tmp_path: Path) -> None:
    """What a folder says of the certificates in it is kept."""
    given = tmp_path / "given" / "tsa"
    given.mkdir(parents=True)
    (given / "root.pem").write_bytes(make_pki().root.certificate.public_bytes(Encoding.PEM))
    assert run(["trust", "add", "--strangers", str(tmp_path / "given")]) == 0
    store = load_trust_store(trust)
    assert [len(store.anchors("signature")), len(store.anchors("timestamp"))] == [0, 1]


def _named_as_known() -> x509.Certificate:
    """Self-signed in the name of the first authority of the manifest."""
    known = next(iter(load_manifest().values()))
    parts = {"CN": NameOID.COMMON_NAME, "OU": NameOID.ORGANIZATIONAL_UNIT_NAME, "O": NameOID.ORGANIZATION_NAME}
    named = [part.partition("=") for part in known.subject.split(",")]
    name = x509.Name([x509.NameAttribute(parts.get(key, NameOID.COUNTRY_NAME), value) for key, _, value in named])
    key = ec.generate_private_key(ec.SECP256R1())
    start, end = datetime(2024, 1, 1, tzinfo=UTC), datetime(2044, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, start, end)
    return made.sign(key, hashes.SHA256())


def test_adding_twice_changes_nothing(tmp_path: Path, trust: Path) -> None:
    """The store is the same, by its version."""
    make_pki().write_trust(tmp_path / "given")
    versions = []
    for _ in range(2):
        assert run(["trust", "add", "--strangers", str(tmp_path / "given")]) == 0
        versions.append(load_trust_store(trust).version)
    assert versions[0] == versions[1]


def test_what_is_no_certificate_is_told(tmp_path: Path, trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, by type and path; nothing is put into the store."""
    (tmp_path / "a.pem").write_text("not a certificate")
    assert run(["trust", "add", str(tmp_path / "a.pem"), str(tmp_path / "none.pem")]) == 1
    err = capsys.readouterr().err
    assert [line.split(": ")[1] for line in err.splitlines()] == ["not_certificate", "missing"]
    assert not trust.exists()


def test_an_empty_store_is_worth_a_look(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody can be trusted by it."""
    assert run(["trust", "check"]) == 1
    assert "holds no certificate" in capsys.readouterr().out


def test_expired_certificates_are_told(tmp_path: Path, trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By subject and last day."""
    start, end = datetime(2019, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)
    old = make_pki().issue("CA cũ", not_before=start, not_after=end)
    trust.mkdir()
    (trust / "old.pem").write_bytes(old.certificate.public_bytes(Encoding.PEM))
    assert run(["trust", "check"]) == 1
    assert "Out of its validity (until 01/01/2020)" in capsys.readouterr().out


def test_a_disk_that_fails_is_told_as_such(tmp_path: Path, trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not as a file that is no certificate."""
    trust.mkdir()
    (trust / "crl").write_bytes(b"")
    (tmp_path / "a.crl").write_bytes(make_pki().crl())
    assert run(["trust", "add", str(tmp_path / "a.crl")]) == 1
    assert capsys.readouterr().err.split(": ")[1] == "storage"
