"""The verdict on files signed in the test: what holds is said to hold, and why the rest does not."""

from __future__ import annotations

from datetime import timedelta

from signatures.policy import OFFLINE
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, SIGNED_AT, make_pki, sign_pdf, timestamp_pdf
from tests.signatures.rich import OBJECTS, write_pdf

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])


def test_a_signed_file_is_intact_and_trusted_with_revocation_open() -> None:
    """Nobody was asked about revocation, and the sentence says so."""
    signed = sign_pdf(make_pdf(), PKI.firm(), timestamper=PKI.timestamper(SIGNED_AT))
    report = verify(signed, trust=STORE, now=NOW)
    (result,) = report.signatures
    assert (report.integrity, report.verdict) == ("intact", "indeterminate")
    assert (result.trust, result.revocation, result.sub_indication) == ("trusted", "unknown", "TRY_LATER")
    assert result.level == "B-T"
    assert result.signer.identifiers == {"MST": "0312345678"} if result.signer else None
    assert "thu hồi" in result.explanation


def test_the_offline_policy_accepts_what_nobody_asked_about() -> None:
    """An office without a network may choose so, by name."""
    report = verify(sign_pdf(make_pdf(), PKI.firm()), trust=STORE, now=NOW, policy=OFFLINE)
    assert report.verdict == "passed"


def test_an_empty_store_trusts_nobody() -> None:
    """No roots of the operating system step in."""
    report = verify(sign_pdf(make_pdf(), PKI.firm()), trust=TrustStore.empty(), now=NOW)
    assert (report.integrity, report.signatures[0].trust) == ("intact", "unknown")


def test_revocation_lists_of_the_store_settle_it() -> None:
    """Offline lists make the verdict whole, or undo it."""
    firm = PKI.firm()
    signed = sign_pdf(make_pdf(), firm, timestamper=PKI.timestamper(SIGNED_AT))
    good = TrustStore.of([PKI.root.der], [PKI.ca.der], crls=[PKI.crl(), PKI.root_crl()])
    assert verify(signed, trust=good, now=NOW).verdict == "passed"
    revoked = PKI.crl([(firm, SIGNED_AT - timedelta(days=3))])
    bad = TrustStore.of([PKI.root.der], [PKI.ca.der], crls=[revoked, PKI.root_crl()])
    report = verify(signed, trust=bad, now=NOW)
    assert (report.verdict, report.signatures[0].revocation) == ("failed", "revoked")


def test_a_second_signature_and_a_timestamp_are_permitted_changes() -> None:
    """Each later revision is explained, in the order of signing."""
    signed = sign_pdf(make_pdf(), PKI.firm())
    signed = sign_pdf(signed, PKI.agency(), field="Signature2", box=(300, 100, 450, 150))
    signed = timestamp_pdf(signed, PKI.timestamper(NOW))
    report = verify(signed, trust=STORE, now=NOW)
    assert report.integrity == "intact"
    assert [item.later_changes for item in report.signatures] == ["permitted", "permitted", "none"]
    assert [item.kind for item in report.signatures] == ["signature", "signature", "timestamp"]
    kinds = {change.kind for change in report.signatures[0].changes}
    assert kinds == {"signature_added", "timestamp_added", "metadata_updated"}


def test_an_unsigned_file_is_unsigned() -> None:
    """No signature is no failure."""
    assert verify(make_pdf(), trust=STORE, now=NOW).integrity == "unsigned"


def test_usage_rights_are_no_signature() -> None:
    """A form opened for saving by the maker of a reader, then signed: one signature, whatever became of the rights."""
    rights = (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 9 99 999999] "
        b"/Contents <00> /Reference [<< /Type /SigRef /TransformMethod /UR3 >>] >>"
    )
    objects = {1: OBJECTS[1][:-2] + b"/Perms << /UR3 50 0 R >> >>", 50: rights}
    signed = sign_pdf(write_pdf({**OBJECTS, **objects}, root=1, info=46), PKI.agency())
    report = verify(signed, trust=STORE, now=NOW)
    assert (report.integrity, [item.field for item in report.signatures]) == ("intact", ["Signature1"])
