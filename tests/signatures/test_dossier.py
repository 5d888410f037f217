"""Who must have signed: rules refuse what they cannot mean, dossiers are complete only when wholly so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pytest

from signatures.any_file import verify_any
from signatures.dossier import DossierFile, check_dossier
from signatures.joined import join_detached
from signatures.note import render_note
from signatures.policy import OFFLINE, Policy
from signatures.rules import RuleError, load_rules, parse_rule
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.bare_files import cms
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, Identity, make_pki, sign_pdf

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
RULE = load_rules()["ho-tro-theo-quyet-dinh-15-2020"]
FACTS = {"employer_tax_code": "0312345678"}
EMPLOYER = PKI.firm()
OTHER_FIRM = PKI.firm("CÔNG TY KHÁC", "0398765432")
INSURANCE = PKI.issue("BẢO HIỂM XÃ HỘI TỈNH MẪU", organization="Bảo hiểm xã hội Việt Nam")


def _file(*signers: Identity, policy: Policy = OFFLINE, spoil: Callable[[bytes], bytes] | None = None) -> DossierFile:
    data = make_pdf()
    for number, signer in enumerate(signers):
        data = sign_pdf(data, signer, field=f"S{number}")
    data = spoil(data) if spoil else data
    report = verify(data, trust=STORE, now=NOW, policy=policy)
    return DossierFile("de-nghi.pdf", hashlib.sha256(data).hexdigest(), report)


def _spoil(data: bytes) -> bytes:
    at = data.index(b"/MediaBox") + 12
    return data[:at] + b"7" + data[at + 1 :]


@pytest.mark.parametrize(
    ("signers", "outcome", "states"),
    [
        ((EMPLOYER, INSURANCE), "complete", ["present", "present"]),
        ((EMPLOYER,), "incomplete", ["present", "missing"]),
        ((), "incomplete", ["missing", "missing"]),
        ((OTHER_FIRM, INSURANCE), "incomplete", ["wrong_role", "present"]),
        ((INSURANCE, EMPLOYER), "incomplete", ["present", "wrong_order"]),
    ],
    ids=["complete", "no insurance", "nobody", "another firm", "wrong order"],
)
def test_a_dossier_is_held_against_its_rule(signers: tuple[Identity, ...], outcome: str, states: list[str]) -> None:
    """Each way to fall short has its name."""
    finding = check_dossier(RULE, [_file(*signers)], FACTS)
    assert (finding.outcome, [role.state for role in finding.roles]) == (outcome, states)


def test_only_a_complete_dossier_may_refuse_paper() -> None:
    """The sentence with the legal basis is the rule's own."""
    complete = check_dossier(RULE, [_file(EMPLOYER, INSURANCE)], FACTS)
    assert complete.message.startswith("Đủ chữ ký số: không được yêu cầu nộp bổ sung hồ sơ giấy")
    assert "15/2020/QĐ-TTg" in complete.message
    short = check_dossier(RULE, [_file(EMPLOYER)], FACTS)
    assert "không được yêu cầu" not in short.message
    assert "Bảo hiểm xã hội: chưa ký" in short.message


def test_a_broken_signature_does_not_count() -> None:
    """Signed, and spoiled afterwards."""
    finding = check_dossier(RULE, [_file(EMPLOYER, INSURANCE, spoil=_spoil)], FACTS)
    assert [role.state for role in finding.roles] == ["broken", "broken"]


def test_open_revocation_leaves_the_dossier_pending() -> None:
    """Under the default policy nobody may conclude before revocation was asked."""
    finding = check_dossier(RULE, [_file(EMPLOYER, INSURANCE, policy=Policy("strict"))], FACTS)
    assert (finding.outcome, {role.state for role in finding.roles}) == ("pending", {"unproven"})


def test_the_employer_must_sign_every_file() -> None:
    """One file of two is not enough for `every`, it is for `any`."""
    finding = check_dossier(RULE, [_file(EMPLOYER, INSURANCE), _file()], FACTS)
    assert [role.state for role in finding.roles] == ["missing", "present"]


def test_an_empty_dossier_is_incomplete() -> None:
    """No files, no conclusion."""
    assert check_dossier(RULE, [], FACTS).outcome == "incomplete"


def test_a_missing_fact_is_refused() -> None:
    """Without the tax code any firm would do."""
    with pytest.raises(RuleError, match="employer_tax_code"):
        check_dossier(RULE, [], {})


GOOD = """
procedure: mau
version: 1
title: Mẫu
title_en: Sample
roles:
  - {id: a, name: A, name_en: A, names: [a]}
complete: {vi: Đủ, en: Complete}
"""


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("version: 1", "version: one"), "version"),
        (("procedure: mau", ""), "procedure"),
        (("roles:", "rolls:"), "roles"),
        (("names: [a]", "nams: [a]"), "roles[0]"),
        (("names: [a]", "covers: every"), "roles[0]"),
        (("names: [a]", "names: a"), "roles[0].names"),
        (("names: [a]", "names: [a], covers: some"), "roles[0].covers"),
        (("names: [a]", "names: [a], after: [b]"), "roles[0].after"),
        (("names: [a]", "identifier: {kind: MST}"), "roles[0].identifier"),
        (("names: [a]", "identifier: {kind: MST, fact: x}"), "roles[0].identifier"),
        (("complete: {vi: Đủ, en: Complete}", "complete: {vi: Đủ}"), "complete.en"),
        (("title: Mẫu", "title: Mẫu\ncolour: red"), "colour"),
        (("procedure: mau", "procedure: [mau"), "YAML"),
    ],
    ids=lambda item: item if isinstance(item, str) else None,
)
def test_a_rule_is_validated_on_load(change: tuple[str, str], place: str) -> None:
    """The message names the place."""
    assert parse_rule(GOOD).procedure == "mau"
    with pytest.raises(RuleError, match=place.replace("[", r"\[").replace(".", r"\.")):
        parse_rule(GOOD.replace(*change))


def test_the_note_prints_the_evidence() -> None:
    """Hash, signers, times, policy, trust store and the conclusion, in Vietnamese that can be read."""
    file = _file(EMPLOYER, INSURANCE)
    finding = check_dossier(RULE, [file], FACTS)
    note = render_note([file], now=NOW, dossier=finding)
    text = _words(note)
    for expected in (
        "PHIẾU KIỂM TRA CHỮ KÝ SỐ",
        "ĐỦ CHỮ KÝ SỐ",
        "Chữ ký của CÔNG TY TNHH MẪU",
        "MST: 0312345678",
        file.sha256[:40],
        OFFLINE.name,
        STORE.version,
        "02/03/2026 16:00:00",
        "theo khai báo của người ký",
        "thu hồi: chưa kiểm tra được",
        "khoản 2 Điều 19 Quyết định số 15/2020/QĐ-TTg",
    ):
        assert expected in text
    assert note == render_note([file], now=NOW, dossier=finding)


def _words(note: bytes) -> str:
    with pdfplumber.open(BytesIO(note)) as pdf:
        return " ".join(" ".join((page.extract_text() or "") for page in pdf.pages).split())


def _detached(signer: Identity, data: bytes, *, name: str = "ky.p7s") -> DossierFile:
    p7s = cms(signer, data, detached=True)
    report = verify_any(p7s, contents=[data], trust=STORE, now=NOW, at=NOW, policy=OFFLINE)
    return DossierFile(name, hashlib.sha256(p7s).hexdigest(), report)


def test_a_detached_signature_counts_for_its_file() -> None:
    """It is no file of the dossier that somebody would have to sign in turn."""
    data = make_pdf()
    report = verify(data, trust=STORE, now=NOW, policy=OFFLINE)
    file = DossierFile("de-nghi.pdf", hashlib.sha256(data).hexdigest(), report)
    employer, insurance = _detached(EMPLOYER, data), _detached(INSURANCE, data)
    (joined,) = join_detached([file, employer, insurance])
    assert (joined.name, joined.report.verdict, len(joined.report.signatures)) == ("de-nghi.pdf", "passed", 2)
    assert check_dossier(RULE, [joined], FACTS).outcome == "complete"
    assert "CÔNG TY TNHH MẪU" in _words(render_note([joined], now=NOW))


def test_a_detached_signature_that_does_not_hold_spoils_its_file() -> None:
    """Judged against the file that bears its name; and one whose file is not there stands for itself."""
    data, other = make_pdf(), make_pdf([["Khác"]])
    report = verify(data, trust=STORE, now=NOW, policy=OFFLINE)
    file = DossierFile("de-nghi.pdf", hashlib.sha256(data).hexdigest(), report)
    p7s = cms(EMPLOYER, other, detached=True)
    broken = verify_any(p7s, contents=[data], trust=STORE, now=NOW, policy=OFFLINE)
    (joined,) = join_detached([file, DossierFile("ky.p7s", "0" * 64, broken)])
    assert check_dossier(RULE, [joined], FACTS).roles[0].state == "broken"
    lost = DossierFile("ky.p7s", "0" * 64, verify_any(p7s, trust=STORE, now=NOW))
    assert [item.name for item in join_detached([file, lost])] == ["de-nghi.pdf", "ky.p7s"]
