"""Hostile, damaged and unusual files: an answer for each, none that misleads."""

from __future__ import annotations

import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import MDPPerm

from signatures.appearance import appearance_text
from signatures.policy import OFFLINE
from signatures.raw import MAX_FOUND, signatures_in_bytes
from signatures.stamps import can_cover
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.attacks import gap
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, SIGNED_AT, make_pki, sign_pdf, timestamp_pdf
from tests.signatures.rich import OBJECTS, write_pdf
from tests.signatures.updates import append_update, reader_of, stream

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
SIGNED = sign_pdf(make_pdf(), PKI.agency())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\n" + b"<<" * 5000,
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 5000 + b"\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
        b"trailer\n<< /Root 1 0 R /Size 2 >>\nstartxref\n10020\n%%EOF",
    ],
    ids=range(8),
)
def test_no_pdf_no_exception(data: bytes) -> None:
    """What cannot be read is unreadable, with a reason."""
    report = verify(data, trust=STORE, now=NOW)
    assert (report.integrity, report.verdict) == ("unreadable", "unreadable")
    assert report.warnings


@pytest.mark.parametrize("kind", [b"/Type/XRef", b"/Type /XR#65f", b"/T#79pe%x\n/XRef"])
@pytest.mark.parametrize(
    "claim",
    [b"/Size 4294967295", b"/Size 9 /Index [3 1 10 4294967295]", b"/Si#7Ae%x\n4294967295", b"/Index[%x\n0 4294967295]"],
)
def test_a_table_of_more_objects_than_bytes_is_not_counted(claim: bytes, kind: bytes) -> None:
    """Four thousand million entries in a stream of none: told at once, however it is spelt."""
    data = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n2 0 obj\n<< "
    data += (
        kind + b" /W [1 2 1] /Root 1 0 R " + claim + b" /Length 0 >>\nstream\n\nendstream\nendobj\nstartxref\n61\n%%EOF"
    )
    report = verify(data, trust=STORE, now=NOW)
    assert (report.integrity, [warning.type for warning in report.warnings]) == ("unreadable", ["damaged"])
    assert "more objects" in report.warnings[0].message_en


def _nested(levels: int, content: bytes, names: int) -> dict[int, bytes]:
    """Forms that draw the next one again and again; all of them at once would take years."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 240 20] /Resources << /XObject << %b >> >> "
    objects = {60 + levels: stream(b"BT (a) Tj ET", form % b"")}
    for level in range(60, 60 + levels):
        inner = b" ".join(b"/X%d %d 0 R" % (index, level + 1) for index in range(names))
        objects[level] = stream(content, form % inner)
    return objects


@pytest.mark.parametrize(
    "forms", [_nested(6, b"/X0 Do " * 60, 1), _nested(7, b"q Q", 40)], ids=["drawn_often", "named_often"]
)
def test_forms_within_forms_are_looked_into_once(forms: dict[int, bytes]) -> None:
    """A stamp of few bytes and many drawings does not stop the clock."""
    field = OBJECTS[20].replace(b"/Fields [", b"/Fields [50 0 R ")
    box = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 132 /Rect [0 0 0 0] /AP << /N 60 0 R >> >>"
    signed = sign_pdf(write_pdf({**OBJECTS, **forms, 20: field, 50: box}, root=1, info=46), PKI.agency())
    start = time.monotonic()
    widget = reader_of(signed).root["/AcroForm"]["/Fields"][0]
    appearance_text(widget)
    can_cover(widget)
    assert time.monotonic() - start < 5


def test_fields_that_are_each_others_kids_end() -> None:
    """Ninety-nine kids each, two fields in all."""
    fields = {
        20: OBJECTS[20].replace(b"/Fields [", b"/Fields [50 0 R "),
        50: b"<< /FT /Tx /T (a) /Kids [%b] >>" % (b"51 0 R " * 99),
        51: b"<< /FT /Tx /T (b) /Kids [%b] >>" % (b"50 0 R " * 99),
    }
    start = time.monotonic()
    report = verify(sign_pdf(write_pdf({**OBJECTS, **fields}, root=1, info=46), PKI.agency()), trust=STORE, now=NOW)
    assert report.integrity == "intact"
    assert time.monotonic() - start < 5


def test_millions_of_paths_are_not_followed() -> None:
    """Thirty objects, each of which the next one refers to twice: told to be too many, after an update."""
    rungs = {number: b"<< /A %d 0 R /B %d 0 R >>" % (number + 1, number + 1) for number in range(50, 80)}
    objects = {**OBJECTS, **rungs, 80: b"<< >>", 1: OBJECTS[1][:-2] + b"/PieceInfo 50 0 R >>"}
    signed = sign_pdf(write_pdf(objects, root=1, info=46), PKI.agency())
    start = time.monotonic()
    report = verify(append_update(signed, {}), trust=STORE, now=NOW)
    assert (report.integrity, report.signatures[0].later_changes) == ("unreadable", "unknown")
    assert time.monotonic() - start < 30


def test_signatures_of_an_unreadable_file_are_listed() -> None:
    """None is dropped, though none can be judged."""
    report = verify(SIGNED.replace(b"startxref", b"startxxxx"), trust=STORE, now=NOW)
    assert report.integrity == "unreadable"
    assert [item.status for item in report.signatures] == ["malformed"]


@pytest.mark.parametrize("data", [b"/ByteRange " * 200_000, b"1 0 obj /Type /Sig" + b"/ByteRange" * 200_000])
def test_a_file_of_nothing_but_marks_is_searched_once(data: bytes) -> None:
    """Each mark looks around itself, and not through the whole file."""
    assert 0 < len(signatures_in_bytes(data)) <= MAX_FOUND


def test_a_file_of_nothing_but_tables_is_damaged() -> None:
    """Its marks are not all looked at."""
    report = verify(SIGNED + b"\n" + b"/Type /XRef " * 20_000, trust=STORE, now=NOW)
    assert (report.integrity, report.warnings[0].type) == ("unreadable", "damaged")


def test_bytes_before_the_header_are_told() -> None:
    """Offsets count from the percent sign, so the signature holds; a clerk hears of the bytes."""
    report = verify(b"HTTP/1.1 200 OK\r\n\r\n\r\n" + SIGNED, trust=STORE, now=NOW)
    assert report.integrity == "intact"
    assert "leading_bytes" in {notice.type for notice in report.warnings}


def test_a_lead_that_looks_like_a_pdf_is_refused() -> None:
    """Another reader might take it for a part of the file."""
    report = verify(b"5 0 obj\n<< >>\nendobj\n" + SIGNED, trust=STORE, now=NOW)
    assert report.integrity == "changed"


def test_one_bad_signature_hides_no_other() -> None:
    """Two signatures, the second spoiled: the first still says what it is."""
    twice = sign_pdf(SIGNED, PKI.firm(), field="Signature2")
    begin, end = gap(twice)
    spoiled = twice[: begin + 1] + b"0" * (end - begin - 2) + twice[end - 1 :]
    report = verify(spoiled, trust=STORE, now=NOW)
    assert [item.status for item in report.signatures] == ["checked", "empty"]


def test_an_encrypted_file_says_so() -> None:
    """A password that was not given."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(make_pdf())))
    writer._assign_security_handler(StandardSecurityHandler.build_from_pw("bi-mat", "bi-mat"))
    out = BytesIO()
    writer.write(out)
    locked = verify(out.getvalue(), trust=STORE, now=NOW)
    assert locked.warnings[0].type == "encrypted"
    assert "mật khẩu" in locked.warnings[0].message
    assert verify(out.getvalue(), trust=STORE, now=NOW, password="bi-mat").integrity == "unsigned"


def test_signatures_behind_a_password_are_open_not_failed() -> None:
    """They may well be sound: the clerk is told to open the file, not to ask for another."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(SIGNED)))
    writer._assign_security_handler(StandardSecurityHandler.build_from_pw("bi-mat", "bi-mat"))
    out = BytesIO()
    writer.write(out)
    for password, says in ((None, "nhập mật khẩu"), ("sai", "nhập lại mật khẩu")):
        (signature,) = verify(out.getvalue(), trust=STORE, now=NOW, password=password).signatures
        assert (signature.status, signature.indication) == ("unsupported", "INDETERMINATE")
        assert says in signature.explanation


def test_many_revisions_are_not_all_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that stays open: each further table makes every look into the file slower."""
    monkeypatch.setattr("signatures.reader.MOST_STEPS", 5_000)
    data = SIGNED
    for _ in range(20):
        data = append_update(data, {})
    assert verify(SIGNED, trust=STORE, now=NOW).integrity == "intact"
    (signature,) = verify(data, trust=STORE, now=NOW).signatures
    assert (signature.later_changes, signature.indication) == ("unknown", "INDETERMINATE")


def test_a_naive_moment_is_a_mistake_of_the_caller() -> None:
    """Time without a zone is refused, not guessed."""
    with pytest.raises(ValueError, match="time zone"):
        verify(SIGNED, trust=STORE, now=NOW.replace(tzinfo=None))


def test_an_expired_certificate_needs_a_proven_time() -> None:
    """Claimed time: trusted then, open now. Timestamped: holds for good."""
    short = PKI.issue("Ngắn hạn", not_before=SIGNED_AT - timedelta(days=10), not_after=SIGNED_AT + timedelta(days=5))
    later = NOW + timedelta(days=400)
    (claimed,) = verify(sign_pdf(make_pdf(), short), trust=STORE, now=later, policy=OFFLINE).signatures
    assert (claimed.trust, claimed.sub_indication) == ("trusted", "OUT_OF_BOUNDS_NO_POE")
    assert any("claims" in reason for reason in claimed.reasons)
    stamped = sign_pdf(make_pdf(), short, timestamper=PKI.timestamper(SIGNED_AT))
    assert verify(stamped, trust=STORE, now=later, policy=OFFLINE).verdict == "passed"
    document_stamped = timestamp_pdf(sign_pdf(make_pdf(), short), PKI.timestamper(SIGNED_AT))
    results = verify(document_stamped, trust=STORE, now=later, policy=OFFLINE).signatures
    assert results[0].indication == "TOTAL_PASSED"


def test_a_certificate_expired_at_signing_is_not_trusted() -> None:
    """Too late and too early."""
    old = PKI.issue("Cũ", not_before=SIGNED_AT - timedelta(days=30), not_after=SIGNED_AT - timedelta(days=3))
    young = PKI.issue("Mới", not_before=SIGNED_AT + timedelta(days=3), not_after=SIGNED_AT + timedelta(days=30))
    found = [verify(sign_pdf(make_pdf(), who), trust=STORE, now=NOW).signatures[0] for who in (old, young)]
    assert [item.trust for item in found] == ["untrusted", "untrusted"]
    assert [item.sub_indication for item in found] == ["OUT_OF_BOUNDS_NO_POE", "SIG_CONSTRAINTS_FAILURE"]
    stamper = PKI.timestamper(SIGNED_AT)
    found = [
        verify(sign_pdf(make_pdf(), who, timestamper=stamper), trust=STORE, now=NOW).signatures[0]
        for who in (old, young)
    ]
    assert [item.sub_indication for item in found] == ["EXPIRED", "NOT_YET_VALID"]
    assert {item.indication for item in found} == {"TOTAL_FAILED"}


@pytest.mark.parametrize("days", [-4000, 12000])
def test_a_moment_asked_about_condemns_nobody(days: int) -> None:
    """Before and after the certificate: the signature was not made then, so that is no fault of its signer."""
    signed = sign_pdf(make_pdf(), PKI.agency(), timestamper=PKI.timestamper(SIGNED_AT))
    found = verify(signed, trust=STORE, now=NOW, at=SIGNED_AT + timedelta(days=days)).signatures[0]
    assert (found.indication, found.sub_indication) == ("INDETERMINATE", "OUT_OF_BOUNDS_NO_POE")
    assert "thời điểm được hỏi" in found.explanation


def test_a_certificate_for_another_use_is_not_trusted() -> None:
    """Key usage without signing."""
    wrong = PKI.issue("Mã hóa", key_usage=("key_encipherment",))
    (result,) = verify(sign_pdf(make_pdf(), wrong), trust=STORE, now=NOW).signatures
    assert (result.trust, result.sub_indication) == ("untrusted", "CHAIN_CONSTRAINTS_FAILURE")


def test_sha1_is_judged_by_date() -> None:
    """The digest still matches; the algorithm no longer proves enough."""
    (result,) = verify(sign_pdf(make_pdf(), PKI.agency(), md_algorithm="sha1"), trust=STORE, now=NOW).signatures
    assert (result.integrity, result.sub_indication) == ("intact", "CRYPTO_CONSTRAINTS_FAILURE")


def test_an_operator_may_date_the_end_of_sha1() -> None:
    """Then a proven time before that day suffices; the signer's own word does not."""
    policy = OFFLINE.with_sha1_until(NOW)
    claimed = sign_pdf(make_pdf(), PKI.agency(), md_algorithm="sha1")
    proven = sign_pdf(make_pdf(), PKI.agency(), md_algorithm="sha1", timestamper=PKI.timestamper(SIGNED_AT))
    report = verify(proven, trust=STORE, now=NOW, policy=policy)
    assert (report.verdict, report.policy) == ("passed", f"{OFFLINE.name}+sha1-until-{NOW:%Y%m%d}")
    (result,) = verify(claimed, trust=STORE, now=NOW, policy=policy).signatures
    assert (result.indication, result.sub_indication) == ("INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE")


def test_a_signature_with_its_chain_needs_no_intermediate_in_the_store() -> None:
    """The anchor alone suffices where the file brings the rest."""
    signed = sign_pdf(make_pdf(), PKI.agency(), embed_chain=True)
    store = TrustStore.of([PKI.root.der])
    assert verify(signed, trust=store, now=NOW).signatures[0].trust == "trusted"
    assert verify(SIGNED, trust=store, now=NOW).signatures[0].trust == "unknown"


def test_at_asks_for_another_moment() -> None:
    """Before the certificate began, nothing was trusted."""
    before = SIGNED_AT - timedelta(days=2000)
    (result,) = verify(SIGNED, trust=STORE, now=NOW, at=before).signatures
    assert (result.trust, result.validated_at) == ("untrusted", before)


@pytest.mark.slow
def test_twenty_four_signatures_take_seconds() -> None:
    """Each later revision is judged once, however many signatures it follows."""
    data = make_pdf()
    signers = [PKI.agency(), PKI.firm()]
    for number in range(24):
        data = sign_pdf(
            data, signers[number % 2], field=f"S{number}", box=(40, 40 + 25 * number, 200, 60 + 25 * number)
        )
    start = time.process_time()
    report = verify(data, trust=STORE, now=NOW)
    assert time.process_time() - start < 20
    assert (len(report.signatures), report.integrity) == (24, "intact")


def test_certified_and_timestamped_reaches_the_archive_level() -> None:
    """Levels are told from what the file holds."""
    signed = sign_pdf(make_pdf(), PKI.agency(), certify=MDPPerm.FILL_FORMS, timestamper=PKI.timestamper(SIGNED_AT))
    assert verify(signed, trust=STORE, now=NOW).signatures[0].level == "B-T"
    assert verify(SIGNED, trust=STORE, now=NOW).signatures[0].level == "B-B"
    plain = sign_pdf(make_pdf(), PKI.agency(), pades=False)
    assert verify(plain, trust=STORE, now=NOW).signatures[0].level == "not_pades"


@pytest.mark.shared
def test_the_reference_files_are_answered(shared: Path) -> None:
    """A sample of files by others: attacks refused, good ones accepted."""
    expected = {
        "dss/validation/pdf-signed-original.pdf": "intact",
        "dss/validation/modified_after_signature.pdf": "changed",
        "dss/validation/pdf-removed-pages.pdf": "changed",
        "dss/validation/pades-bes.pdf": "intact",
        "dss/validation/pdf-double-signer-info.pdf": "intact",
        "dss/validation/pkcs7_sha1.pdf": "intact",
        "rub_spoof2019_mkl/siwa_A.pdf": "changed",
        "pyhanko/coverage-anomalies/tail-uncovered.pdf": "changed",
    }
    got = {name: verify((shared / "signed" / name).read_bytes(), trust=STORE, now=NOW).integrity for name in expected}
    assert got == expected
