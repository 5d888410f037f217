"""The trust folder: what is read from it, what is let in, and how the manifest pins it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from signatures.manifest import load_manifest
from signatures.trust import TrustStore, load_trust_store, parse_certificates
from signatures.trust_files import (
    Address,
    accept_fetched,
    add_files,
    check_against_manifest,
    published_addresses,
    trust_listing,
)
from signatures.verify import verify
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, SIGNED_AT, make_pki, sign_pdf

PKI = make_pki()


def test_a_folder_is_searched_through(tmp_path: Path) -> None:
    """Roots become anchors, the rest intermediates, whatever the encoding."""
    PKI.write_trust(tmp_path)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "leaf.der").write_bytes(PKI.firm().der)
    store = load_trust_store(tmp_path)
    assert [item.is_anchor for item in store.certificates] == [False, False, True]
    assert len(store.anchors("signature")) == 1


def test_a_lone_authority_is_an_anchor(tmp_path: Path) -> None:
    """Nothing above it could vouch for it, and the operator put it there."""
    (tmp_path / "ca.pem").write_bytes(PKI.ca.certificate.public_bytes(Encoding.PEM))
    report = verify(sign_pdf(make_pdf(), PKI.firm()), trust=load_trust_store(tmp_path), now=NOW)
    assert report.signatures[0].trust == "trusted"


def test_timestamp_folders_vouch_for_timestamps_only(tmp_path: Path) -> None:
    """A root under `tsa/` says nothing about signers."""
    folder = tmp_path / "tsa"
    folder.mkdir()
    (folder / "root.pem").write_bytes(PKI.root.certificate.public_bytes(Encoding.PEM))
    store = load_trust_store(tmp_path)
    assert (len(store.anchors("signature")), len(store.anchors("timestamp"))) == (0, 1)


def test_a_bad_file_is_named_and_passed_over(tmp_path: Path) -> None:
    """One broken file does not cost the operator the others."""
    PKI.write_trust(tmp_path)
    (tmp_path / "bad.crt").write_bytes(b"no certificate")
    store = load_trust_store(tmp_path)
    assert len(store.certificates) == 2
    assert store.problems[0].startswith("bad.crt")


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    """An empty store must be chosen, not mistyped."""
    with pytest.raises(FileNotFoundError):
        load_trust_store(tmp_path / "absent")


def test_the_version_names_exactly_this_store(tmp_path: Path) -> None:
    """One more list, another version; the order on disk does not matter."""
    PKI.write_trust(tmp_path)
    before = load_trust_store(tmp_path).version
    assert load_trust_store(tmp_path).version == before
    (tmp_path / "a.crl").write_bytes(PKI.crl())
    assert load_trust_store(tmp_path).version != before
    assert TrustStore.empty().version != before


def test_strangers_are_refused_unless_told(tmp_path: Path) -> None:
    """The manifest knows the authorities; anybody else needs the operator's word."""
    source, target = PKI.write_trust(tmp_path / "in"), tmp_path / "trust"
    refused = add_files(source, target)
    assert (refused.written, len(refused.refused)) == ((), 2)
    assert not target.exists()
    added = add_files(source, target, strangers=True)
    assert len(added.written) == 2
    assert add_files(source, target, strangers=True).present == added.written
    assert [entry.is_anchor for entry in trust_listing(load_trust_store(target))] == [True, False]


def test_lists_are_added_without_a_pin(tmp_path: Path) -> None:
    """A revocation list proves itself by its signature; the newest replaces the old one."""
    source = tmp_path / "new.crl"
    source.write_bytes(PKI.crl())
    assert len(add_files(source, tmp_path / "trust").written) == 1
    source.write_bytes(PKI.crl([(PKI.firm(), NOW)]))
    assert len(add_files(source, tmp_path / "trust").written) == 1
    assert len(load_trust_store(tmp_path / "trust").crls) == 1


def test_an_older_list_never_takes_the_place_of_a_newer(tmp_path: Path) -> None:
    """Neither from a folder nor from the network; a newer one does, whichever way it comes."""
    address, trust = Address("http://localhost/ca.crl", "crl", "CN=x"), tmp_path / "trust"
    today, tomorrow = PKI.crl([(PKI.firm(), NOW)]), PKI.crl(at=NOW + timedelta(days=1))
    assert accept_fetched(address, today, trust).written
    (tmp_path / "old.crl").write_bytes(PKI.crl(at=NOW - timedelta(days=3)))
    for added in (add_files(tmp_path / "old.crl", trust), accept_fetched(address, PKI.crl(at=SIGNED_AT), trust)):
        assert (added.written, len(added.older), added.complete) == ((), 1, True)
    assert load_trust_store(trust).crls == (today,)
    assert accept_fetched(address, today, trust).present
    assert accept_fetched(address, tomorrow, trust).written
    assert load_trust_store(trust).crls == (tomorrow,)


def test_a_forged_list_does_not_push_the_true_one_out(tmp_path: Path) -> None:
    """Once its issuer is in the store, a list must be signed by it; certificates are added before lists."""
    source, trust = tmp_path / "given", tmp_path / "trust"
    PKI.write_trust(source)
    (source / "0.crl").write_bytes(PKI.crl())
    assert len(add_files(source, trust, strangers=True).written) == 3
    impostor = replace(make_pki("giả"), ca=replace(make_pki("giả").ca, certificate=PKI.ca.certificate))
    forged = impostor.crl(at=NOW + timedelta(days=9))
    assert accept_fetched(Address("http://localhost/ca.crl", "crl", "CN=x"), forged, trust).refused
    (held,) = load_trust_store(trust).crls
    assert held != forged


def test_a_disk_that_fails_is_no_bad_certificate(tmp_path: Path) -> None:
    """Something else stands where the folder of lists should be."""
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "crl").write_bytes(b"")
    (tmp_path / "a.crl").write_bytes(PKI.crl())
    added = add_files(tmp_path / "a.crl", trust)
    assert (added.refused, [name for name, _ in added.failed]) == ((), ["a.crl"])
    assert not added.complete


def test_what_is_fetched_is_checked(tmp_path: Path) -> None:
    """A web server that answers with something else changes nothing."""
    address = Address("http://localhost/ca.crt", "certificate", "CN=x")
    assert accept_fetched(address, b"<html>", tmp_path).refused
    assert accept_fetched(address, PKI.ca.der, tmp_path).refused
    lists = Address("http://localhost/ca.crl", "crl", "CN=x")
    assert accept_fetched(lists, PKI.crl(), tmp_path).written


def test_the_manifest_holds_facts_only() -> None:
    """Fingerprints, names and dates that fit together, each with its source."""
    known = load_manifest()
    assert len(known) >= 60
    for entry in known.values():
        assert len(entry.sha256) == 64
        assert entry.not_before < entry.not_after
        assert entry.source
    assert {entry.hierarchy for entry in known.values()} == {"VGCA", "NEAC"}
    assert all(address.url.startswith("http") for address in published_addresses())


def test_a_stranger_with_a_known_name_is_an_impostor() -> None:
    """Names prove nothing."""
    name = "RootCA chuyên dùng Chính phủ G2"
    (checked,) = check_against_manifest(parse_certificates(make_pki("lạ").root.der))
    assert checked.state == "stranger"
    assert any(name in entry.subject for entry in load_manifest().values())


@pytest.mark.shared
def test_the_real_authorities_are_known(shared: Path, tmp_path: Path) -> None:
    """Every certificate of the reference folder is in the manifest, with its purposes."""
    added = add_files(shared / "trust", tmp_path)
    assert added.refused == ()
    store = load_trust_store(tmp_path)
    assert all(item.known for item in store.certificates)
    stamps = [item for item in store.certificates if item.is_anchor and item.purposes == frozenset({"timestamp"})]
    assert any("TSA" in item.subject for item in stamps)


@pytest.mark.shared
def test_state_agencies_are_trusted_by_their_own_root(shared: Path) -> None:
    """Files signed under the second VGCA hierarchy, with intermediates from the store."""
    store = load_trust_store(shared / "trust")
    data = (shared / "samples" / "pdf" / "ttg_1360_QD-TTg_2025_scan.pdf").read_bytes()
    (result,) = verify(data, trust=store, now=datetime(2026, 3, 1, tzinfo=UTC)).signatures
    assert (result.trust, result.sub_indication) == ("trusted", "TRY_LATER")
