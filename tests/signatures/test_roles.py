"""Who signed, in what part: person or agency, document or copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.stamp import StaticStampStyle

from signatures.report import SignerIdentity
from signatures.roles import copy_kind, role_of
from signatures.tax_code import normal_tax_code
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, make_pki, sign_pdf

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])


@pytest.mark.parametrize(
    ("uid", "identifiers"),
    [
        ("MST:0312345678", {"MST": "0312345678"}),
        ("MST:0312345678-001", {"MST": "0312345678-001"}),
        ("MST:0312345678001", {"MST": "0312345678-001"}),
        ("MST:4300476238, MNS:1103293", {"MST": "4300476238", "MNS": "1103293"}),
        ("CCCD:079123456789", {"CCCD": "079123456789"}),
        ("CMTND:012345678", {"CMND": "012345678"}),
        ("0312345678", {"MST": "0312345678"}),
        ("079123456789", {"CCCD": "079123456789"}),
        ("012345678", {"CMND": "012345678"}),
    ],
)
def test_identifiers_are_read_as_written(uid: str, identifiers: dict[str, str]) -> None:
    """Labelled codes, several in one attribute, and bare ones told by their shape."""
    report = verify(sign_pdf(make_pdf(), PKI.issue("Mẫu", uid=uid)), trust=STORE, now=NOW)
    signer = report.signatures[0].signer
    assert signer is not None
    assert signer.identifiers == identifiers


@pytest.mark.parametrize(
    ("name", "identifiers", "role"),
    [
        ("Ủy ban nhân dân xã Mẫu", {}, "agency"),
        ("SỞ NỘI VỤ", {}, "agency"),
        ("CÔNG TY TNHH MẪU", {"MST": "0312345678"}, "agency"),
        ("Thuế cơ sở 3", {}, "agency"),
        ("Nguyễn Văn Mẫu", {}, "person"),
        ("Vũ Trương Đoàn Phong", {}, "person"),
        ("TRƯƠNG VĂN SỞ", {}, "person"),
        ("NGUYỄN THỊ MẪU", {"CCCD": "079123456789"}, "person"),
        ("MẪU FOOD", {"MST": "0312345678"}, "agency"),
        ("Máy chủ 01", {}, "unknown"),
    ],
)
def test_roles_are_told_by_number_then_by_name(name: str, identifiers: dict[str, str], role: str) -> None:
    """A personal number settles it, words of an organisation come next."""
    assert role_of(SignerIdentity(name, identifiers=identifiers)) == role


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SAO Y; Ủy ban nhân dân xã Mẫu; 05/03/2026 09:00:00 +07:00", "sao_y"),
        ("UBND xã Mẫu ký số bản sao văn bản điện tử!", "sao_y"),
        ("SAO LỤC; Văn phòng", "sao_luc"),
        ("TRÍCH SAO; Văn phòng", "trich_sao"),
        ("Người ký: Ủy ban nhân dân xã Mẫu", None),
    ],
)
def test_copies_declare_themselves(text: str, kind: str | None) -> None:
    """Three kinds of copies of Decree 30/2020."""
    assert copy_kind(text) == kind


def test_a_copy_stamp_is_read_from_its_appearance() -> None:
    """No reason given: the words stand in the picture of the signature."""
    words = RawContent(b"BT /F1 8 Tf (SAO Y; UBND xa Mau) Tj ET", box=BoxConstraints(width=200, height=20))
    style = StaticStampStyle(background=words, background_opacity=1.0, border_width=0)
    signed = sign_pdf(make_pdf(), PKI.agency(), box=(300, 800, 500, 820), style=style)
    (result,) = verify(signed, trust=STORE, now=NOW).signatures
    assert (result.role, result.copy) == ("agency", "sao_y")
    assert result.appearance is not None
    assert "SAO Y" in result.appearance


def test_the_agency_signs_last() -> None:
    """Decree 30/2020: the person in authority first, then the agency."""
    person = PKI.issue("Nguyễn Văn Mẫu", organization="Ủy ban nhân dân xã Mẫu")
    right = sign_pdf(sign_pdf(make_pdf(), person), PKI.agency(), field="S2")
    assert verify(right, trust=STORE, now=NOW).warnings == ()
    wrong = sign_pdf(sign_pdf(make_pdf(), PKI.agency()), person, field="S2")
    assert [item.type for item in verify(wrong, trust=STORE, now=NOW).warnings] == ["person_after_agency"]


def test_tax_codes_have_one_form() -> None:
    """Ten digits, then the branch after a dash."""
    assert normal_tax_code("MST 0312345678") == "0312345678"


@pytest.mark.shared
def test_real_copies_are_recognised(shared: Path) -> None:
    """A file signed as a copy says so in reason and appearance."""
    data = (shared / "samples" / "pdf" / "cantho_saoy_2025_valid.pdf").read_bytes()
    (result,) = verify(data, trust=TrustStore.empty(), now=NOW).signatures
    assert (result.role, result.copy) == ("agency", "sao_y")
