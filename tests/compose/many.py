"""As many dispatches as asked for, no two alike, the same for the same seed: for loads and measurements."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal

from tests.compose.layout import compose_pdf
from tests.compose.letter import TITLES, Letter

Form = Literal["txt", "pdf"]

PLACES: Final = ("An Sơn", "Bến Trúc", "Hòa Lạc", "Tân Mỹ", "Long Bình", "Phú Cường", "Đông Thạnh", "Vĩnh Khê")
OFFICES: Final = (
    ("Sở Nội vụ", "SNV"),
    ("Sở Tài chính", "STC"),
    ("Sở Xây dựng", "SXD"),
    ("Sở Y tế", "SYT"),
    ("Sở Giáo dục và Đào tạo", "SGDĐT"),
    ("Sở Khoa học và Công nghệ", "SKHCN"),
    ("Sở Nông nghiệp và Môi trường", "SNNMT"),
)
ROOMS: Final = ("VP", "TH", "NS", "CCHC", "QLN", "KHTC", "NV", "TTr")
SYMBOLS: Final = {
    "quyet_dinh": "QĐ",
    "thong_bao": "TB",
    "ke_hoach": "KH",
    "to_trinh": "TTr",
    "bao_cao": "BC",
    "giay_moi": "GM",
}
MATTERS: Final = (
    "rà soát chế độ báo cáo định kỳ",
    "thanh toán kinh phí sửa chữa trụ sở",
    "cấp lại giấy phép hoạt động",
    "tiếp nhận hồ sơ nộp qua dịch vụ bưu chính",
    "chấn chỉnh việc ký số văn bản đi",
    "phòng cháy tại kho lưu trữ",
    "phân bổ biên chế công chức",
    "đối chiếu dữ liệu người có công",
)
ACTS: Final = (
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ",
    "Luật Ngân sách nhà nước số 83/2015/QH13",
    "Thông tư số 01/2018/TT-VPCP ngày 23 tháng 11 năm 2018 của Văn phòng Chính phủ",
    "Quyết định số 15/2020/QĐ-TTg ngày 24 tháng 4 năm 2020 của Thủ tướng Chính phủ",
    "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ",
    "Luật Lưu trữ số 33/2024/QH15",
)
SENTENCES: Final = (
    "Căn cứ {provision} {act}, {office} đề nghị các đơn vị khẩn trương thực hiện, bảo đảm đúng thời hạn.",
    "Trường hợp còn vướng mắc, đơn vị báo cáo bằng văn bản trước ngày {day:02d} tháng {month} năm {year}.",
    "Số liệu kèm theo đã được đối chiếu đến hết tháng {month} năm {year}, tổng cộng {amount} đồng.",
    "{office} giao bộ phận văn thư theo dõi, đôn đốc và cập nhật vào sổ văn bản đến trong ngày.",
    "Việc nộp bản giấy chỉ đặt ra khi chữ ký số không kiểm tra được theo {provision} {act}.",
)
FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô")
GIVEN: Final = ("Thị Hằng", "Văn Quý", "Minh Châu", "Đức Thịnh", "Thu Thảo", "Quang Vinh", "Ngọc Ánh", "Hữu Đạt")


def compose_many(out: Path, count: int, *, seed: int = 1, form: Form = "txt") -> Path:
    """Write `count` files into `out`, in folders of a thousand; several thousand texts a second, some 100 PDFs."""
    for number, letter in enumerate(draft_letters(count, seed=seed)):
        folder = out / f"{number // 1000:04d}"
        folder.mkdir(parents=True, exist_ok=True)
        data = compose_pdf(letter) if form == "pdf" else as_text(letter).encode()
        (folder / f"{number:07d}.{form}").write_bytes(data)
    return out


def draft_letters(count: int, *, seed: int = 1) -> Iterator[Letter]:
    """Drafts with numbers that never repeat."""
    rng = random.Random(seed)
    for number in range(1, count + 1):
        yield _draft(rng, number)


def _draft(rng: random.Random, number: int) -> Letter:
    kind = rng.choice(("cong_van", "cong_van", *SYMBOLS))
    office, code = rng.choice(OFFICES)
    place = rng.choice(PLACES)
    day = date(2020, 1, 2) + timedelta(days=rng.randrange(2100))
    symbol = f"{SYMBOLS[kind]}-{code}" if kind in SYMBOLS else f"{code}-{rng.choice(ROOMS)}"
    matter = rng.choice(MATTERS)
    return Letter(
        kind=kind,
        parent=f"ỦY BAN NHÂN DÂN TỈNH {place.upper()}",
        agency=office.upper(),
        number=f"{number:02d}",
        symbol=symbol,
        subject=f"{matter} năm {day.year}" if kind not in TITLES else f"Về việc {matter} năm {day.year}",
        place=place,
        issued_on=day,
        urgency=rng.choices((None, "KHẨN", "HỎA TỐC"), (20, 2, 1))[0],
        addressees=tuple(f"Ủy ban nhân dân xã {name}" for name in rng.sample(PLACES, rng.randint(1, 3))),
        recipients=("Như trên", "Lãnh đạo đơn vị (để b/c)"),
        archive=f"VT, {rng.choice(ROOMS)}",
        authority=("KT. GIÁM ĐỐC",) if rng.random() < 0.7 else (),
        position="PHÓ GIÁM ĐỐC" if rng.random() < 0.7 else "GIÁM ĐỐC",
        signer=f"{rng.choice(FAMILY)} {rng.choice(GIVEN)}",
        body=tuple(_sentence(rng, office) for _ in range(rng.randint(2, 7))),
    )


def _sentence(rng: random.Random, office: str) -> str:
    return rng.choice(SENTENCES).format(
        office=office,
        provision=f"khoản {rng.randint(1, 5)} Điều {rng.randint(2, 38)}",
        act=rng.choice(ACTS),
        day=rng.randint(1, 28),
        month=rng.randint(3, 12),
        year=rng.randint(2020, 2025),
        amount=f"{rng.randint(100, 999)}.{rng.randint(100, 999)}.000",
    )


def as_text(letter: Letter) -> str:
    """The dispatch as plain text, its parts in the order in which a page shows them."""
    lines = [*filter(None, (letter.parent, letter.agency)), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    lines += ["Độc lập - Tự do - Hạnh phúc", "", f"Số: {letter.reference}"]
    lines += [] if letter.title else [f"V/v {letter.subject}"]
    lines += filter(None, (letter.urgency,))
    lines += ["", letter.place_and_date, ""]
    lines += [letter.title, letter.subject, ""] if letter.title else []
    lines += [f"Kính gửi: {'; '.join(letter.addressees)}", ""]
    for paragraph in letter.body:
        lines += [paragraph, ""]
    lines += ["Nơi nhận:", *(f"- {name};" for name in letter.recipients), f"- Lưu: {letter.archive}.", ""]
    lines += [*letter.authority, letter.position, "", letter.signer, ""]
    return "\n".join(lines)
