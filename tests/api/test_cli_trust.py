"""`vanthu trust`: the folder that signatures are judged by."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from api.cli import run
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
    assert run(["trust", "add", str(tmp_path / "given")]) == 0
    store = load_trust_store(trust)
    assert [len(store.anchors("signature")), len(store.intermediates()), len(store.crls)] == [1, 1, 1]
    capsys.readouterr()
    assert run(["trust", "list"]) == 0
    out = capsys.readouterr().out
    assert "Root CA Mẫu" in out
    assert store.version in out
    assert run(["trust", "check"]) == 0


def test_adding_twice_changes_nothing(tmp_path: Path, trust: Path) -> None:
    """The store is the same, by its version."""
    make_pki().write_trust(tmp_path / "given")
    versions = []
    for _ in range(2):
        assert run(["trust", "add", str(tmp_path / "given")]) == 0
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
