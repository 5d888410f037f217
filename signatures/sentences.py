"""One sentence for the clerk (câu giải thích): what holds, what does not, what to do next; both languages."""

from __future__ import annotations

from signatures.report import SignatureResult
from signatures.revocation import TOO_LATE

Pair = tuple[str, str]

STATUS: dict[str, Pair] = {
    "empty": (
        "Ô chữ ký còn trống, chưa ai ký; yêu cầu người có thẩm quyền ký nếu hồ sơ cần chữ ký này.",
        "The signature field is empty, nobody signed it; have it signed if the dossier needs this signature.",
    ),
    "malformed": (
        "Không đọc được dữ liệu chữ ký; đề nghị bên gửi gửi lại tệp gốc.",
        "The signature data cannot be read; ask the sender for the original file.",
    ),
    "unsupported": (
        "Chữ ký thuộc loại chưa hỗ trợ kiểm tra; kiểm tra bằng phần mềm của bên phát hành.",
        "This kind of signature cannot be checked here; check it with the issuer's software.",
    ),
}
UNREADABLE: Pair = (
    "Không đọc được cấu trúc tệp PDF nên không kiểm tra được chữ ký; đề nghị bên gửi gửi lại tệp gốc.",
    "The PDF cannot be read, so no signature was checked; ask for the original",
)
LOCKED: dict[str, Pair] = {
    "encrypted": (
        "Tệp được khóa bằng mật khẩu nên chưa kiểm tra được chữ ký; nhập mật khẩu để mở và kiểm tra.",
        "The file is locked with a password, so no signature was checked; give the password to open and check it.",
    ),
    "wrong_password": (
        "Mật khẩu không mở được tệp nên chưa kiểm tra được chữ ký; nhập lại mật khẩu.",
        "The password does not open the file, so no signature was checked; give it again.",
    ),
}
"""By why a file stays closed."""
BROKEN: Pair = (
    "Chữ ký không khớp với nội dung tệp: tệp đã bị sửa hoặc chữ ký sai; không dùng tệp này, đề nghị gửi lại.",
    "The signature does not match the file: it was altered or the signature is wrong; do not use it, ask again.",
)
UNKNOWN: Pair = (
    "Không kiểm tra được chữ ký này; coi như chưa ký và đề nghị bên gửi gửi lại tệp gốc.",
    "This signature could not be checked; treat the file as unsigned and ask the sender for the original.",
)
NO_CONTENT: Pair = (
    "Chữ ký rời, chưa có tệp đã được ký nên chưa kiểm tra được; nộp tệp đó cùng thư mục hoặc cùng lần gửi với chữ ký.",
    "A detached signature whose signed file is not at hand; hand that file in, beside the signature or with it.",
)
PARTIAL: Pair = (
    "Chữ ký đúng nhưng không phủ trọn tệp; phần ngoài phạm vi ký không được bảo đảm, đề nghị gửi lại tệp gốc.",
    "The signature is right but does not cover the whole file; the rest is not vouched for, ask for the original.",
)
CHANGED: Pair = (
    "Phần đã ký còn nguyên nhưng tệp bị sửa sau khi ký; chỉ tin bản đã ký, đề nghị bên gửi gửi lại tệp gốc.",
    "The signed part is intact but the file was changed afterwards; trust only what was signed, ask for the original.",
)
UNSURE: Pair = (
    "Phần đã ký còn nguyên nhưng không chắc các thay đổi sau khi ký là vô hại; đối chiếu với bản gốc của bên gửi.",
    "The signed part is intact but the later changes may not be harmless; compare with the sender's original.",
)
REVOKED: dict[str | None, Pair] = {
    "REVOKED": (
        "Nội dung còn nguyên nhưng khi ký, chứng thư của người ký đã bị thu hồi; không chấp nhận, liên hệ người ký.",
        "The content is intact but the signer's certificate had been revoked; do not accept it, contact the signer.",
    ),
    "REVOKED_NO_POE": (
        "Nội dung còn nguyên nhưng chứng thư đã bị thu hồi, không rõ ký trước hay sau đó; đề nghị người ký ký lại.",
        "The content is intact but the certificate was revoked; nothing proves it signed before; have it signed anew.",
    ),
    "REVOKED_CA_NO_POE": (
        "Nội dung còn nguyên nhưng chứng thư của nơi cấp đã bị thu hồi; đề nghị người ký ký lại bằng chứng thư khác.",
        "The content is intact but the issuing authority's own certificate was revoked; have it signed with another.",
    ),
}
TIMESTAMP: Pair = (
    "Nội dung còn nguyên nhưng dấu thời gian kèm theo không đúng; không dựa vào thời điểm ký này, hỏi lại bên ký.",
    "The content is intact but its timestamp is false; do not rely on this signing time, ask the signer.",
)
REASONS: dict[str, Pair] = {
    "NO_CERTIFICATE_CHAIN_FOUND": (
        "Nội dung còn nguyên nhưng chưa xác định được nơi cấp chứng thư; thêm chứng thư của nơi cấp vào kho tin cậy.",
        "The content is intact but the issuer is not known; add the issuer's certificate to the trust store.",
    ),
    "OUT_OF_BOUNDS_NO_POE": (
        "Nội dung còn nguyên, chứng thư nay đã hết hạn, không có dấu thời gian tin cậy; cần bằng chứng khác về lúc ký.",
        "The content is intact; the certificate has expired since and no trusted timestamp proves the time of signing.",
    ),
    "EXPIRED": (
        "Nội dung còn nguyên nhưng chứng thư đã hết hạn khi ký; không chấp nhận, liên hệ người ký.",
        "The content is intact but the certificate had expired when it signed; do not accept it, contact the signer.",
    ),
    "NOT_YET_VALID": (
        "Nội dung còn nguyên nhưng chứng thư chưa có hiệu lực khi ký; không chấp nhận, liên hệ người ký.",
        "The content is intact but the certificate was not yet valid when it signed; do not accept it.",
    ),
    "SIG_CONSTRAINTS_FAILURE": (
        "Nội dung còn nguyên nhưng chứng thư chưa có hiệu lực vào lúc người ký khai đã ký; hỏi lại người ký về lúc ký.",
        "The content is intact but the certificate was not yet valid when the signer claims to have signed; ask when.",
    ),
    "CHAIN_CONSTRAINTS_FAILURE": (
        "Nội dung còn nguyên nhưng chứng thư không dùng để ký văn bản; không chấp nhận, liên hệ người ký.",
        "The content is intact but the certificate is not meant for signing; do not accept it, contact the signer.",
    ),
    "CRYPTO_CONSTRAINTS_FAILURE": (
        "Nội dung còn nguyên nhưng thuật toán ký đã lỗi thời (như SHA-1); đối chiếu với bên gửi trước khi dùng.",
        "The content is intact but an outdated algorithm (such as SHA-1) was used; confirm with the sender.",
    ),
    "TRY_LATER": (
        "Chữ ký nguyên vẹn và tin cậy; chưa rõ chứng thư có bị thu hồi: nhờ quản trị nạp danh sách, rồi kiểm tra lại.",
        "The signature is intact and trusted; only revocation is open: have the lists brought in, then check again.",
    ),
}
ASKED: Pair = (
    "Nội dung còn nguyên; vào thời điểm được hỏi, chứng thư không trong thời hạn hiệu lực; hỏi lại với thời điểm ký.",
    "The content is intact; at the moment asked about the certificate was out of its validity; ask about its signing.",
)
EXPIRED_SINCE: Pair = (
    "Chữ ký nguyên vẹn và tin cậy; chứng thư nay đã hết hạn, danh sách mới không nói có từng bị thu hồi; hỏi nơi cấp.",
    "The signature is intact and trusted; the certificate has expired, and lists no longer tell of it; ask the issuer.",
)
UNTRUSTED: Pair = (
    "Nội dung còn nguyên nhưng chứng thư của người ký không được tin cậy; không chấp nhận nếu chưa xác minh người ký.",
    "The content is intact but the signer's certificate is not trusted; do not accept it before verifying the signer.",
)
PASSED: Pair = (
    "Chữ ký hợp lệ, nội dung còn nguyên vẹn; có thể tiếp nhận.",
    "The signature is valid and the content intact; the file may be accepted.",
)
OFFLINE: Pair = (
    "Chữ ký hợp lệ theo chính sách ngoại tuyến (không hỏi việc thu hồi); có thể tiếp nhận.",
    "The signature is valid under the offline policy (revocation was not asked); the file may be accepted.",
)


def explain(result: SignatureResult, *, tampered_timestamp: bool) -> Pair:
    """The sentence for one signature, worst news first."""
    if result.status in STATUS:
        return STATUS[result.status]
    if result.integrity == "unknown" and result.sub_indication == "SIGNED_DATA_NOT_FOUND":
        return NO_CONTENT
    if result.integrity != "intact":
        return BROKEN if result.integrity == "broken" else UNKNOWN
    if result.coverage == "partial":
        return PARTIAL
    if result.later_changes in {"not_permitted", "unknown"}:
        return CHANGED if result.later_changes == "not_permitted" else UNSURE
    if result.revocation == "revoked":
        return REVOKED.get(result.sub_indication, REVOKED["REVOKED"])
    if tampered_timestamp:
        return TIMESTAMP
    if result.indication == "TOTAL_PASSED":
        return PASSED if result.revocation == "good" else OFFLINE
    if result.sub_indication == "OUT_OF_BOUNDS_NO_POE" and result.time_from == "asked":
        return ASKED
    if result.sub_indication == "TRY_LATER" and TOO_LATE in result.reasons:
        return EXPIRED_SINCE
    return REASONS.get((result.sub_indication or "").removesuffix("_NO_POE")) or REASONS.get(
        result.sub_indication or "", UNTRUSTED
    )
