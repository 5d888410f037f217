"""In what part somebody signed (vai trò ký): a person, an agency or firm, or the maker of a copy.

Decree 30/2020/NĐ-CP, Article 13 and Appendix I: the person in authority signs first, then the agency; a copy (sao y,
sao lục, trích sao) carries the signature of the agency that made it, at the top of the first page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from signatures.report import Notice, SignatureResult, SignerIdentity

Role = Literal["person", "agency", "unknown"]
CopyKind = Literal["sao_y", "sao_luc", "trich_sao"]

AGENCY_BEGINS = re.compile(
    r"(?:bộ|sở|cục|chi cục|tổng cục|vụ|viện|ban|phòng|trường|hội|quỹ|trạm|tòa|toà|thuế|kho bạc|công an|"
    r"hải quan|thanh tra|học viện|liên đoàn|công đoàn|đảng ủy|đảng uỷ|tỉnh đoàn|đoàn đại biểu|đoàn luật sư|"
    r"mặt trận|quốc hội|chính phủ)\b"
)
"""At the beginning of a name; within one, `Vũ`, `Trương`, `Đoàn`, `Phong` may be a person's."""
AGENCY_WITHIN = re.compile(
    r"\b(?:uy ban nhan dan|ubnd|hdnd|hoi dong nhan dan|van phong|trung tam|cong ty|tap doan|tong cong ty|chi nhanh|"
    r"hop tac xa|doanh nghiep|cong thong tin|cong bao|dai hoc|benh vien|toa an nhan dan|vien kiem sat|bao hiem xa hoi|"
    r"bhxh|ngan hang|tinh uy|thanh uy|huyen uy|quan uy|co quan|to chuc|company|ltd|jsc|corporation)\b"
)
COPIES: tuple[tuple[CopyKind, re.Pattern[str]], ...] = (
    ("trich_sao", re.compile(r"\btrich sao\b")),
    ("sao_luc", re.compile(r"\bsao luc\b")),
    ("sao_y", re.compile(r"\bsao y\b|\bky so ban sao\b|\bban sao van ban dien tu\b")),
)
PERSONAL = ("CCCD", "CMND", "HC")


def role_of(signer: SignerIdentity | None) -> Role:
    """Whether the certificate names a person or an organisation.

    A personal number settles it; else the words of the common name do; else a name of two to six words is a person's.
    """
    if signer is None or not signer.common_name:
        return "unknown"
    if any(key in signer.identifiers for key in PERSONAL):
        return "person"
    name = folded(signer.common_name)
    if AGENCY_BEGINS.match(unicodedata.normalize("NFC", signer.common_name.casefold())) or AGENCY_WITHIN.search(name):
        return "agency"
    if "MST" in signer.identifiers:
        return "agency"
    return "person" if 2 <= len(name.split()) <= 6 and not any(mark.isdigit() for mark in name) else "unknown"


def copy_kind(*texts: str | None) -> CopyKind | None:
    """What kind of copy the words of a signature declare: `SAO Y; Ủy ban nhân dân xã Mẫu`."""
    words = folded(" ".join(text for text in texts if text))
    return next((kind for kind, pattern in COPIES if pattern.search(words)), None)


def order_notices(results: Sequence[SignatureResult]) -> tuple[Notice, ...]:
    """Warnings where persons and agencies did not sign in the order of Decree 30/2020."""
    signed = [item for item in results if item.kind == "signature" and item.status == "checked" and item.copy is None]
    persons = [index for index, item in enumerate(signed) if item.role == "person"]
    agencies = [index for index, item in enumerate(signed) if item.role == "agency"]
    if persons and agencies and persons[-1] > agencies[-1]:
        who = signed[persons[-1]].signer
        name = who.common_name if who is not None else ""
        return (
            Notice(
                "person_after_agency",
                f"Cá nhân “{name}” ký sau cơ quan; Nghị định số 30/2020/NĐ-CP quy định cơ quan ký sau.",
                f"{name} signed after the agency; Decree 30/2020/NĐ-CP has the agency sign after the person.",
            ),
        )
    return ()


def folded(text: str) -> str:
    """Lower case, without accents, single spaces."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).split())
