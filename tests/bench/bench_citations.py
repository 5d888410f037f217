"""Characters a second of `find_citations`, and of eyecite on as many characters of its own kind; processor time.

Our text is dispatches of the tests' own letters and two legal texts with a reference in every 200 to 600 characters;
eyecite reads paragraphs of American opinions with a citation in every 200 to 500. Rounds alternate; medians count.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from extract.citations import find_citations

PEERS = Path(__file__).parents[2] / ".peers"
"""Where `make bench` puts eyecite: apart, as it brings a package named `tests` that would hide ours."""
ROUNDS = 7
CHARACTERS = 300_000

DISPATCH = """ỦY BAN NHÂN DÂN TỈNH BẾN TRE
SỞ Y TẾ
Số: {n}/SYT-NVY
V/v tăng cường phòng, chống dịch bệnh mùa mưa
Bến Tre, ngày 12 tháng 6 năm 2023

Kính gửi: Trung tâm Y tế các huyện, thành phố.

Thực hiện Công văn số {n}/BYT-DP ngày 02 tháng 6 năm 2023 của Bộ Y tế về việc tăng cường công tác phòng, chống dịch bệnh
mùa mưa và Kế hoạch số 1{n}/KH-UBND ngày 15/3/2023 của Ủy ban nhân dân tỉnh, Sở Y tế đề nghị các đơn vị triển khai ngay
các nội dung sau đây để bảo đảm sức khỏe nhân dân trên địa bàn, không để dịch chồng dịch.

1. Rà soát, cập nhật kịch bản đáp ứng với từng tình huống dịch; chuẩn bị đủ thuốc, vật tư, hóa chất, trang thiết bị và
nhân lực; bố trí đội cơ động sẵn sàng hỗ trợ tuyến dưới khi có yêu cầu theo quy định tại khoản 2 Điều 19 Thông tư số
{n}/2020/TT-BYT ngày 24 tháng 4 năm 2020 của Bộ trưởng Bộ Y tế. Giám sát chặt chẽ các trường hợp nghi ngờ, lấy mẫu xét
nghiệm kịp thời, khoanh vùng và xử lý triệt để ổ dịch ngay từ khi mới phát hiện, hạn chế đến mức thấp nhất số mắc và tử
vong; báo cáo ca bệnh đúng thời gian.

2. Phối hợp với các phòng, ban, đoàn thể, trường học tổ chức vệ sinh môi trường, diệt lăng quăng hằng tuần, vận động
người dân ngủ màn, đậy kín dụng cụ chứa nước; tuyên truyền bằng nhiều hình thức phù hợp với từng nhóm đối tượng.

3. Tổng hợp kết quả gửi về Sở Y tế (qua Phòng Nghiệp vụ Y) trước ngày 25 tháng 6 năm 2023 để báo cáo Ủy ban nhân dân
tỉnh và Bộ Y tế. Trong quá trình thực hiện nếu có khó khăn, vướng mắc đề nghị phản ánh kịp thời./.

Nơi nhận:
- Như trên;
- UBND tỉnh (để b/c);
- Lưu: VT, NVY.
"""

DECISION = """Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Nghị định số {n}/2021/NĐ-CP ngày 16 tháng 12 năm 2021 của Chính phủ quy định chi tiết một số điều của Luật Dược;
Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 1{n}/TTr-SYT ngày 05 tháng 5 năm 2023,
Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý hoạt động bán lẻ thuốc trên địa bàn tỉnh, áp dụng đối với
các cơ sở bán lẻ và cơ quan, tổ chức, cá nhân có liên quan đến việc cấp, thu hồi giấy chứng nhận.
Điều 2. Quyết định này có hiệu lực kể từ ngày 01 tháng 7 năm 2023 và thay thế Quyết định số {n}/2018/QĐ-UBND ngày 10
tháng 01 năm 2018 của Ủy ban nhân dân tỉnh Bến Tre. Bãi bỏ điểm a khoản 1, khoản 3 Điều 5 Quyết định số 2{n}/QĐ-UBND.
"""

OPINION = """\
The district court granted summary judgment to the defendant, holding that the plaintiff had not shown an injury
traceable to the challenged conduct. See Smith v. Jones, {n} U.S. 555, 560-61 (1992); Doe v. Roe, {n} F.3d 1043
(9th Cir. 2001). We review that decision de novo, viewing the evidence in the light most favorable to the nonmoving
party. Id. at 1045. The statute, 42 U.S.C. § 1983, creates a cause of action against any person who, under color of
state law, deprives another of rights secured by the Constitution. To prevail, a plaintiff must show both that the
right was clearly established and that a reasonable officer would have understood the conduct to be unlawful. Brown
v. Green, {n} F. Supp. 2d 18, 23 (D. Mass. 1998). We have said before that the inquiry turns on the totality of the
circumstances, and nothing in the record here calls that into question. Smith, {n} U.S. at 563. The appellant's
remaining arguments are without merit.
"""


def main() -> None:
    """Print the rates, and the ratio over eyecite."""
    sys.path.append(str(PEERS))
    try:
        from eyecite import get_citations
    except ImportError:
        sys.exit("eyecite is missing: make bench installs it")
    readers: list[tuple[str, Callable[[str], Sequence[object]], list[str]]] = [
        ("dispatches", find_citations, many(DISPATCH)),
        ("decisions (dense)", find_citations, many(DECISION)),
        ("eyecite on opinions", get_citations, many(OPINION)),
    ]
    rates: dict[str, list[float]] = {name: [] for name, _, _ in readers}
    found = {name: sum(len(read(text)) for text in texts) for name, read, texts in readers}
    for _ in range(ROUNDS):
        for name, read, texts in readers:
            rates[name].append(characters_a_second(read, texts))
    for name, _, texts in readers:
        length = sum(map(len, texts))
        rate = statistics.median(rates[name]) / 1e6
        print(f"{name:20} {rate:7.3f} million characters/s, one in {length / max(found[name], 1):4.0f} characters")
    ours, theirs = (statistics.median(rates[name]) for name in ("dispatches", "eyecite on opinions"))
    print(f"{'ratio':20} {ours / theirs:7.1f} times eyecite, each on {CHARACTERS:,} characters of its own kind")


def many(pattern: str) -> list[str]:
    """Copies with numbers of their own, up to the number of characters."""
    texts, length = [], 0
    while length < CHARACTERS:
        texts.append(pattern.format(n=100 + len(texts)))
        length += len(texts[-1])
    return texts


def characters_a_second(read: Callable[[str], Sequence[object]], texts: list[str]) -> float:
    """Processor time only: what else the machine does does not count."""
    start = time.process_time()
    for text in texts:
        read(text)
    return sum(map(len, texts)) / (time.process_time() - start)


if __name__ == "__main__":
    main()
