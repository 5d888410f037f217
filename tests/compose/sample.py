"""The sample batch (lô mẫu): twelve dispatches and three dossiers, fifteen files of every kind a registry meets."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.scan import Stamp, scan
from tests.compose.stamps import arrival_stamp, round_seal
from tests.signatures.pki import Identity, Pki, make_pki, sign_pdf, timestamp_pdf

VIETNAM: Final = timezone(timedelta(hours=7))
VALID_FROM: Final = datetime(2025, 1, 1, tzinfo=VIETNAM)
VALID_TO: Final = datetime(2035, 1, 1, tzinfo=VIETNAM)
"""The leaves stay valid long, so that a sample composed later is still told apart by its signatures alone."""
LIST_DAYS: Final = 3000
PASSWORD: Final = "tanmy2026"

Maker = Callable[[Pki], bytes]


def compose_sample(out: Path) -> Path:
    """Write `out/files` (15 files) and `out/trust` (the root and CA that signed them); all of it, or nothing."""
    making = out.with_name(out.name + ".part")
    shutil.rmtree(making, ignore_errors=True)
    (making / "files").mkdir(parents=True)
    pki = make_pki("Vanthu mẫu")
    for name, make in SAMPLE.items():
        (making / "files" / name).write_bytes(make(pki))
    _write_trust(pki, making / "trust")
    making.rename(out)
    return out


def _write_trust(pki: Pki, folder: Path) -> None:
    """Root, CA, and their revocation lists, empty and good for years: who has them needs no network."""
    pki.write_trust(folder)
    (folder / "crl").mkdir()
    (folder / "crl" / "root.crl").write_bytes(pki.root_crl(days=LIST_DAYS))
    (folder / "crl" / "ca.crl").write_bytes(pki.crl(days=LIST_DAYS))


def _born_digital(*names: str) -> Maker:
    return lambda _: compose_pdf(*map(read_letter, names))


def _leaf(pki: Pki, name: str, uid: str | None = None, organization: str | None = None) -> Identity:
    return pki.issue(name, uid=uid, organization=organization, not_before=VALID_FROM, not_after=VALID_TO)


def _notice(pki: Pki) -> bytes:
    """Signed by the chairman, then by the agency, both with a timestamp; then one over the whole file."""
    at = datetime(2025, 9, 24, 15, 10, tzinfo=VIETNAM)
    data = _born_digital("thong-bao-lich-tiep-dan")(pki)
    chairman = _leaf(pki, "Ngô Văn Thạch", "CCCD:051080000461", "Ủy ban nhân dân phường Hòa Lạc")
    agency = _leaf(pki, "Ủy ban nhân dân phường Hòa Lạc", organization="Ủy ban nhân dân thành phố Bến Trúc")
    for field, who in (("NguoiKy", chairman), ("CoQuan", agency)):
        data = sign_pdf(data, who, field=field, at=at, timestamper=pki.timestamper(at))
        at += timedelta(minutes=4)
    return timestamp_pdf(data, pki.timestamper(at))


def _proposal(pki: Pki) -> bytes:
    """Signed by the director alone."""
    at = datetime(2025, 8, 21, 9, 2, tzinfo=VIETNAM)
    director = _leaf(pki, "Nguyễn Hoàng Yến", "CCCD:051176000431", "Sở Nội vụ tỉnh An Sơn")
    data = _born_digital("to-trinh-kho-luu-tru")(pki)
    return sign_pdf(data, director, at=at, timestamper=pki.timestamper(at))


def _tampered(pki: Pki) -> bytes:
    """Signed, and then one page given another content in an incremental update."""
    at = datetime(2025, 7, 18, 10, 30, tzinfo=VIETNAM)
    who = _leaf(pki, "Mai Xuân Phúc", "CCCD:051079000902", "Văn phòng Ủy ban nhân dân tỉnh An Sơn")
    signed = sign_pdf(_born_digital("cong-van-dinh-chinh")(pki), who, at=at, timestamper=pki.timestamper(at))
    return overwrite_content(signed)


def overwrite_content(signed: bytes) -> bytes:
    """The first page with a black bar over its lower half, appended as PDF viewers do: the signed bytes stay."""
    writer = IncrementalPdfFileWriter(BytesIO(signed), strict=False)
    bar = StreamObject(stream_data=b"q 0 0 0 rg 170 585 120 14 re f Q")
    writer.add_stream_to_page(0, writer.add_object(bar))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _encrypted(pki: Pki) -> bytes:
    """Opens with a password only."""
    out = BytesIO()
    with pikepdf.open(BytesIO(_born_digital("ke-hoach-kiem-tra")(pki))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=PASSWORD, user=PASSWORD, R=6))
    return out.getvalue()


def _no_pdf(_: Pki) -> bytes:
    """What a broken download leaves behind under the name of a PDF: a page of the web server, cut off."""
    page = "<!DOCTYPE html><html lang='vi'><head><title>Phiên làm việc đã hết hạn</title></head><body><p>Mời đăng"
    return page.encode() + bytes(range(256)) * 4


def _scanned_letter(_: Pki) -> bytes:
    """On paper, with the seal of who sent it and the arrival stamp of who received it."""
    seal = Stamp(round_seal("ỦY BAN NHÂN DÂN TỈNH AN SƠN", "SỞ TÀI CHÍNH"), 300, 425)
    arrived = Stamp(arrival_stamp("VĂN PHÒNG UBND TỈNH", "1142", "12/3/2025"), 70, 560)
    return scan(compose_pdf(read_letter("cong-van-quyet-toan")), stamps=(seal, arrived), seed=11)


def _scanned_directive(_: Pki) -> bytes:
    """On paper, urgent, a little more crooked."""
    seal = Stamp(round_seal("TỈNH AN SƠN * NƯỚC CHXHCN VIỆT NAM", "ỦY BAN NHÂN DÂN"), 305, 495)
    return scan(compose_pdf(read_letter("chi-thi-ung-pho-bao")), stamps=(seal,), skew=1.2, grain=9, seed=23)


def _half_scanned(_: Pki) -> bytes:
    """A report with a text layer whose annex was scanned."""
    report = compose_pdf(read_letter("bao-cao-so-hoa"))
    out = BytesIO()
    with pikepdf.open(BytesIO(report)) as pdf, pikepdf.open(BytesIO(scan(report, seed=5))) as pictures:
        pdf.pages[-1:] = [pictures.pages[-1]]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _insurance_form(pki: Pki) -> bytes:
    """A dossier: the firm's form and a scanned letter, signed by the firm, then received by Social Insurance."""
    at = datetime(2025, 11, 4, 8, 40, tzinfo=VIETNAM)
    firm = _leaf(pki, "CÔNG TY TNHH MÂY TRE HÒA LẠC", "MST:0100109106")
    office = _leaf(pki, "Bảo hiểm xã hội cơ sở Bến Trúc", organization="Bảo hiểm xã hội Việt Nam")
    data = _with_scan(compose_pdf(read_letter("ho-so-tham-gia-bao-hiem")), "xac-nhan-dia-chi")
    data = sign_pdf(data, firm, field="DonVi", at=at, timestamper=pki.timestamper(at))
    later = at + timedelta(hours=2)
    return sign_pdf(data, office, field="CoQuanBHXH", at=later, timestamper=pki.timestamper(later))


def _insurance_answer(pki: Pki) -> bytes:
    """A dossier's result, signed by its director and by Social Insurance."""
    at = datetime(2025, 11, 7, 16, 5, tzinfo=VIETNAM)
    director = _leaf(pki, "Trịnh Bá Lộc", "CCCD:051082000317", "Bảo hiểm xã hội Việt Nam")
    office = _leaf(pki, "Bảo hiểm xã hội cơ sở Bến Trúc", organization="Bảo hiểm xã hội Việt Nam")
    data = _born_digital("ho-so-tra-ket-qua")(pki)
    data = sign_pdf(data, director, field="NguoiKy", at=at, timestamper=pki.timestamper(at))
    return sign_pdf(data, office, field="CoQuan", at=at, timestamper=pki.timestamper(at))


def _tax_form(pki: Pki) -> bytes:
    """A dossier signed by a cooperative in the older format, without a timestamp."""
    at = datetime(2025, 10, 15, 14, 21, tzinfo=VIETNAM)
    firm = _leaf(pki, "HỢP TÁC XÃ NÔNG NGHIỆP TÂN MỸ", "MST:0101248141")
    return sign_pdf(compose_pdf(read_letter("ho-so-giam-tien-thue-dat")), firm, field="NguoiNop", at=at, pades=False)


def _with_scan(pdf: bytes, name: str) -> bytes:
    """The PDF with a scanned letter behind it."""
    out = BytesIO()
    attachment = scan(compose_pdf(read_letter(name)), seed=31)
    with pikepdf.open(BytesIO(pdf)) as front, pikepdf.open(BytesIO(attachment)) as behind:
        front.pages.extend(behind.pages)
        front.save(out, deterministic_id=True)
    return out.getvalue()


SAMPLE: Final[dict[str, Maker]] = {
    "01-cong-van-1207-so-noi-vu.pdf": _born_digital("huong-dan-mot-cua"),
    "02-quyet-dinh-884-ubnd.pdf": _born_digital("quyet-dinh-to-cong-tac"),
    "03-thong-bao-46-ky-so.pdf": _notice,
    "04-cong-van-2318-ban-quet.pdf": _scanned_letter,
    "05-chi-thi-09-hoa-toc-ban-quet.pdf": _scanned_directive,
    "06-ba-van-ban-mot-tep.pdf": _born_digital("tra-loi-kien-nghi", "giay-moi-kiem-tra", "thong-bao-ket-luan"),
    "07-to-trinh-431-ky-so.pdf": _proposal,
    "08-giay-moi-218.pdf": _born_digital("giay-moi-tap-huan"),
    "09-bao-cao-37-phu-luc-quet.pdf": _half_scanned,
    "10-cong-van-902-sua-sau-khi-ky.pdf": _tampered,
    "11-ke-hoach-23-dat-mat-khau.pdf": _encrypted,
    "12-khong-phai-pdf.pdf": _no_pdf,
    "13-ho-so-tham-gia-bao-hiem.pdf": _insurance_form,
    "14-ho-so-tra-ket-qua.pdf": _insurance_answer,
    "15-ho-so-giam-tien-thue-dat.pdf": _tax_form,
}
"""File name → maker."""
