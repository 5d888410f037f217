"""One door for every kind of signed file: told by its bytes, not by its name."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from signatures.bare import refused
from signatures.cms_file import is_cms
from signatures.detached import verify_cms
from signatures.document import MAX_LEAD, PARSE_ERRORS
from signatures.policy import DEFAULT, Policy
from signatures.report import SignatureReport
from signatures.trust import TrustStore
from signatures.verify import verify
from signatures.xml_signature import verify_xml


def verify_any(
    data: bytes,
    *,
    trust: TrustStore,
    now: datetime,
    contents: Sequence[bytes | None] = (),
    at: datetime | None = None,
    policy: Policy = DEFAULT,
) -> SignatureReport:
    """PDF, CMS or XML; OOXML is refused with the reason.

    `contents` are the files that a detached signature signs, in the order of the `contents` of a report made without.
    """
    head = data[: MAX_LEAD + 5]
    if b"%PDF-" in head and not is_cms(head):
        return verify(data, trust=trust, now=now, at=at, policy=policy)
    if data[:4] == b"PK\x03\x04":
        return _office(data, trust, policy)
    if data[:1] == b"\x30" or data.lstrip()[:10] == b"-----BEGIN" or is_cms(head):
        content = contents[0] if contents else None
        return verify_cms(data, content=content, trust=trust, now=now, at=at, policy=policy)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return verify_xml(data, contents=contents, trust=trust, now=now, at=at, policy=policy)
    vi = "Không nhận ra loại tệp chữ ký này."
    return refused("unknown_format", vi, "This is no kind of signed file we know.", trust, policy)


def _office(data: bytes, trust: TrustStore, policy: Policy) -> SignatureReport:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            signed = any(name.startswith("_xmlsignatures/") for name in archive.namelist())
    except (zipfile.BadZipFile, *PARSE_ERRORS):
        signed = False
    if signed:
        vi = "Chữ ký trong tệp Office (OOXML) chưa hỗ trợ kiểm tra; đề nghị bên gửi gửi bản PDF đã ký số."
        en = "Signatures in Office files (OOXML) are not supported; ask the sender for a signed PDF."
        return refused("ooxml_unsupported", vi, en, trust, policy)
    return SignatureReport("unsigned", "unsigned", (), (), trust.version, policy.name)
