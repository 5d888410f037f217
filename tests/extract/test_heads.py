"""Heads as web pages and scans leave them: fields of short invented dispatches."""

# ruff: noqa: E501 (a row of the table shows its head whole)

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extract import read_dispatch
from extract.dispatch import Recipient

HEADS: list[tuple[str, dict[str, str | None]]] = [
    # place and date run into the last line of the abstract; a province tells them, behind no preposition
    (
        "SỞ XÂY DỰNG\nSố: 9/SXD-VP\nV/v bàn giao trụ sở khi\nsắp xếp bộ máy Hà Nội, ngày 12 tháng 3 năm 2024\n\nKính gửi: Các phòng\n",
        {"subject": "bàn giao trụ sở khi sắp xếp bộ máy", "place": "Hà Nội", "issued_on": date(2024, 3, 12)},
    ),
    (
        "SỞ XÂY DỰNG\nSố: 9/SXD-VP\nHà Nam, ngày 15 tháng 3 năm 2024\nV/v kết luận cuộc họp\ntại Hà Nội, ngày 12 tháng 3 năm 2024\n\nKính gửi: Các phòng\n",
        {"place": "Hà Nam", "issued_on": date(2024, 3, 15)},
    ),
    # letters of the office of a symbol that is a type's, too
    (
        "BỘ TÀI CHÍNH\nCỤC THUẾ\nSố: 90/CT-CS\nV/v hoàn thuế\nHà Nội, ngày 12 tháng 8 năm 2025\n\nKính gửi: Thuế tỉnh Cà Mau\n",
        {"document_type": "cong_van", "reference": "90/CT-CS"},
    ),
    (
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 9/CT-TTg\nHà Nội, ngày 12 tháng 8 năm 2025\n\nNăm 2025 kinh tế phục hồi.\n",
        {"document_type": "chi_thi"},
    ),
    (
        "THANH TRA TỈNH HÀ NAM\nSố: 61/TTr-P3\nV/v cử người\nHà Nam, ngày 12 tháng 8 năm 2025\n\nKính gửi: Sở Y tế\n",
        {"document_type": "cong_van"},
    ),
    (
        "SỞ Y TẾ HÀ NAM\nSố: 61/TTr-SYT\nHà Nam, ngày 12 tháng 8 năm 2025\n\nKính gửi: UBND tỉnh\n",
        {"document_type": "to_trinh"},
    ),
    # the lines of Markdown cells
    (
        "| **SỞ Y TẾ HÀ NAM**<br>**BỆNH VIỆN MẮT** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập - Tự do - Hạnh phúc** |\n|---|---|\n| Số: 9/KH-BVM | *Hà Nam, ngày 12 tháng 3 năm 2024* |\n\n**KẾ HOẠCH**\n**Tiêm chủng năm 2024**\n\nCăn cứ Luật Dược ngày 06 tháng 4 năm 2016;\n",
        {"issuer": "Bệnh viện Mắt", "issuer_parent": "Sở Y tế Hà Nam", "reference": "9/KH-BVM", "subject": "Tiêm chủng năm 2024"},
    ),
    # a numbered district behind the number, on its line
    (
        "CHI CỤC THUẾ QUẬN 7 Độc lập - Tự do - Hạnh phúc\nSố: 61/TB-CCT Quận 7, ngày 12 tháng 3 năm 2024\nTHÔNG BÁO\nNợ thuế\n",
        {"place": "Quận 7", "issued_on": date(2024, 3, 12), "reference": "61/TB-CCT"},
    ),
    # an invitation without an abstract
    (
        "SỞ Y TẾ\nSố: 9/GM-SYT\nHà Nam, ngày 12 tháng 3 năm 2024\n\nGIẤY MỜI\n\nTrân trọng kính mời: Trưởng các phòng\nDự: Hội nghị tổng kết.\n",
        {"subject": None, "document_type": "giay_moi"},
    ),
    (
        "CÔNG ĐOÀN\nSố: 9/GGT-CĐCS\nHà Nam, ngày 12 tháng 3 năm 2024\n\nGIẤY GIỚI THIỆU\n\nCông đoàn trân trọng giới thiệu: Bà Trần Thị Lý\nChức vụ: Ủy viên\nVề việc: nộp hồ sơ.\nGiấy có giá trị đến ngày 20/3/2024.\n",
        {"subject": "nộp hồ sơ", "document_type": "giay_gioi_thieu"},
    ),
    # a line broken before a word, or within one, that folds like the head of a body
    (
        "SỞ Y TẾ\nHỘI ĐỒNG TUYỂN DỤNG\nVIÊN CHỨC NĂM 2024\nSố: 9/TB-HĐTD\nHà Nam, ngày 12 tháng 3 năm 2024\n\nTHÔNG BÁO\nLịch thi\n",
        {"issuer": "Hội đồng Tuyển dụng viên chức năm 2024", "issuer_parent": "Sở Y tế"},
    ),
    (
        "SỞ NỘI VỤ\nTRUNG TÂM DỊCH\nVỤ VIỆC LÀM\nSố: 9/TB-DVVL\nHà Nam, ngày 12 tháng 3 năm 2024\n\nTHÔNG BÁO\nLịch thi\n",
        {"issuer": "Trung tâm Dịch vụ việc làm", "issuer_parent": "Sở Nội vụ"},
    ),
    (
        "UBND TỈNH HÀ NAM\nNHÀ VĂN HÓA LAO ĐỘNG\nSố: 9/TB-NVH\nHà Nam, ngày 12 tháng 3 năm 2024\n\nTHÔNG BÁO\nLịch thi\n",
        {"issuer": "Nhà văn hóa Lao động", "issuer_parent": "UBND tỉnh Hà Nam"},
    ),
    # contracts and minutes tell their day in the first sentence
    (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nBIÊN BẢN\nBàn giao hồ sơ\n\nHôm nay, hồi 8 giờ 30 phút ngày 10 tháng 6 năm 2024, tại trụ sở, chúng tôi gồm:\nÔng Trần Văn An;\n",
        {"issued_on": date(2024, 6, 10), "place": None},
    ),
    # an abstract behind a blank line that begins as bodies do; a sentence that ends is none
    (
        "SỞ Y TẾ\nSố: 9/KH-SYT\nHà Nam, ngày 12 tháng 3 năm 2024\n\nKẾ HOẠCH\n\nThực hiện công tác tiêm chủng năm 2024\n\nCăn cứ Luật Dược ngày 06 tháng 4 năm 2016;\n",
        {"subject": "Thực hiện công tác tiêm chủng năm 2024"},
    ),
    (
        "SỞ Y TẾ\nSố: 9/KH-SYT\nHà Nam, ngày 12 tháng 3 năm 2024\n\nKẾ HOẠCH\n\nThực hiện Công văn số 5/UBND-VX, Sở Y tế làm như sau:\n\n1. Tiêm chủng.\n",
        {"subject": None},
    ),
    # a mark of the encoding before the first letter
    (
        "\ufeffUBND TỈNH HÀ NAM\nSỞ Y TẾ\nSố: 9/KH-SYT\nHà Nam, ngày 12 tháng 3 năm 2024\n\nKẾ HOẠCH\nTiêm chủng năm 2024\n",
        {"issuer": "Sở Y tế", "issuer_parent": "UBND tỉnh Hà Nam"},
    ),
    # the abstract goes on behind blank lines a page set between its lines
    (
        "CHÍNH PHỦ\nSố: 7/2003/NĐ-CP\nHà Nội, ngày 23 tháng 6 năm 2003\n\nNGHỊ ĐỊNH\n\nBan hành Quy chế xem xét dự toán\n\nvà phân bổ kinh phí của xã\n\n________\n\nCHÍNH PHỦ\n\nCăn cứ Luật Dược ngày 06 tháng 4 năm 2016;\n",
        {"subject": "Ban hành Quy chế xem xét dự toán và phân bổ kinh phí của xã", "issuer": "Chính phủ"},
    ),
    # a long abstract in capitals behind a blank line is no paragraph of the body
    (
        "BỘ NỘI VỤ\n\nSố: 23/2025/TT-BNV\n\nHà Nội, ngày 12 tháng 8 năm 2025\n\nTHÔNG TƯ\n\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA THÔNG TƯ SỐ 30/2019/TT-BNV NGÀY 27 THÁNG 12 NĂM 2019 CỦA BỘ TRƯỞNG BỘ NỘI VỤ QUY ĐỊNH VỀ THỜI HẠN BẢO QUẢN HỒ SƠ, TÀI LIỆU HÌNH THÀNH TRONG HOẠT ĐỘNG CỦA CÁC CƠ QUAN, TỔ CHỨC Ở XÃ, PHƯỜNG\n\nCăn cứ Luật Lưu trữ số 33/2024/QH15;\n",
        {
            "subject": "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA THÔNG TƯ SỐ 30/2019/TT-BNV NGÀY 27 THÁNG 12 NĂM 2019 CỦA BỘ TRƯỞNG BỘ NỘI VỤ QUY ĐỊNH VỀ THỜI HẠN BẢO QUẢN HỒ SƠ, TÀI LIỆU HÌNH THÀNH TRONG HOẠT ĐỘNG CỦA CÁC CƠ QUAN, TỔ CHỨC Ở XÃ, PHƯỜNG"
        },
    ),
    # an abstract that begins with a verb is no body, though it begins like one
    (
        "UBND TỈNH HÀ NAM\nSố: 14/2007/QĐ-UBND\nHà Nam, ngày 19 tháng 6 năm 2007\nQUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ CHỢ PHIÊN\n\nUBND TỈNH HÀ NAM\nCăn cứ Luật Giá ngày 20 tháng 6 năm 2012;\n",
        {"subject": "BAN HÀNH QUY CHẾ CHỢ PHIÊN"},
    ),
    # a line of the abstract that ends with a day is no place-date
    (
        "SỞ NỘI VỤ\nSố: 7/TB-SNV\nHà Nam, ngày 18 tháng 10 năm 2022\nTHÔNG BÁO\nKết luận của Giám đốc Sở tại cuộc họp bàn về\nchợ phiên ngày 03 tháng 10 năm 2022\n\nNgày 03 tháng 10 năm 2022, Sở đã họp.\n",
        {"subject": "Kết luận của Giám đốc Sở tại cuộc họp bàn về chợ phiên ngày 03 tháng 10 năm 2022", "place": "Hà Nam"},
    ),
    # a committee whose place the head lost
    (
        "HỘI ĐỒNG NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 4/2017/NQ-HĐND | Hòa Bình, ngày 13 tháng 7 năm 2017 |\nHỘI ĐỒNG NHÂN DÂN TỈNH HÒA BÌNH\nKHÓA XVI KỲ HỌP THỨ TƯ\nCăn cứ Luật Dược ngày 06 tháng 4 năm 2016;\n",
        {"issuer": "Hội đồng nhân dân tỉnh Hòa Bình", "reference": "4/2017/NQ-HĐND"},
    ),
    # the nation's title wrapped in its cell
    (
        "BỘ XÂY DỰNG |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM |\nSố: 67/BXD-QLN |\nHà Nội, ngày 06 tháng 12 năm 2024 |\nKính gửi: Sở Xây dựng\n",
        {"issuer": "Bộ Xây dựng", "reference": "67/BXD-QLN"},
    ),
    # a name on three lines whose last is also the end of the nation's
    (
        "NGÂN HÀNG NHÀ\nNƯỚC\nVIỆT NAM\n-----\nSố:\n3/2024/TT-NHNN\nHà Nội, ngày 16 tháng 5 năm 2024\nTHÔNG TƯ\nVề tiền lẻ\nCăn cứ Luật Giá;\n",
        {"issuer": "Ngân hàng Nhà nước Việt Nam", "reference": "3/2024/TT-NHNN"},
    ),
    # the words before an abstract broken, too
    (
        "SỞ Y TẾ\nSố: 14/QĐ-SYT\nHà Nam, ngày 19 tháng 6 năm 2017\nQUYẾT ĐỊNH\nVỀ\nVIỆC LẬP TỔ CÔNG TÁC\nGIÁM ĐỐC SỞ Y TẾ\nCăn cứ Luật Giá;\n",
        {"subject": "LẬP TỔ CÔNG TÁC"},
    ),
    # a page that set a blank line behind each line of an abstract that ends one with its verb
    (
        "SỞ Y TẾ\n\nSố: 14/QĐ-SYT\n\nHà Nam, ngày 19 tháng 6 năm 2017\n\nQUYẾT ĐỊNH\n\nVề việc thực hiện Quyết định số 3/QĐ-UBND phê duyệt\n\nĐề án Chợ phiên\n\n—————\n\nCăn cứ Luật Giá;\n",
        {"subject": "thực hiện Quyết định số 3/QĐ-UBND phê duyệt Đề án Chợ phiên"},
    ),
    # the clause of its adoption is no place
    (
        "QUỐC HỘI\nLuật số: 9/2025/QH15\nLUẬT\nCHỢ PHIÊN\nCăn cứ Hiến pháp;\nLuật này được Quốc hội thông qua ngày 05 tháng 12 năm 2025.\n",
        {"place": None, "subject": "CHỢ PHIÊN"},
    ),
    # a notice of conclusions, its body wrapped at any word
    (
        "BỘ Y TẾ\nSố: 14/TB-BYT\nHà Nội, ngày 19 tháng 6 năm 2017\nTHÔNG BÁO\nKẾT LUẬN CỦA THỦ TƯỚNG CHÍNH PHỦ\nTẠI CUỘC HỌP VỀ CHỢ PHIÊN\nSáng ngày 09 tháng 4\nnăm 2017, Thủ tướng đã chủ trì cuộc họp.\n",
        {"subject": "KẾT LUẬN CỦA THỦ TƯỚNG CHÍNH PHỦ TẠI CUỘC HỌP VỀ CHỢ PHIÊN"},
    ),
    # headings below the first paragraph name no issuer
    (
        "TÒA ÁN NHÂN DÂN TỈNH HÀ NAM\n\nNgày 24 tháng 02 năm 2021 tại trụ sở Tòa án nhân dân tỉnh xét xử phúc thẩm công khai vụ án về tranh chấp đất.\n\nNHẬN ĐỊNH CỦA TÒA ÁN:\n\nKháng cáo có căn cứ.\n\nTUYÊN XỬ\n",
        {"issuer": "Tòa án nhân dân tỉnh Hà Nam"},
    ),
    # a page that dropped the name of the type
    (
        "| BỘ Y TẾ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| Số: 14/QĐ-BYT | Hà Nội, ngày 19 tháng 6 năm 2017 |\nVỀ VIỆC LẬP TỔ CÔNG TÁC\nBỘ TRƯỞNG BỘ Y TẾ\nCăn cứ Luật Giá;\n",
        {"subject": "LẬP TỔ CÔNG TÁC"},
    ),
    # a heading that says of what kind the conclusion is
    (
        "UBND TỈNH HÀ NAM\nTHANH TRA TỈNH\nSố: 15/KL-TTr\nHà Nam, ngày 12 tháng 5 năm 2025\nKẾT LUẬN THANH TRA\nViệc mua sắm trang thiết bị chợ phiên\nThực hiện Quyết định số 8/QĐ-TTr ngày 02/5/2024 của Chánh Thanh tra tỉnh, Đoàn đã tiến hành thanh tra.\n",
        {"subject": "Việc mua sắm trang thiết bị chợ phiên", "document_type": "ket_luan"},
    ),
    # a copy, whose head no body follows
    (
        "UBND TỈNH HÀ NAM\nSố: 15/SY-UBND\nSAO Y\nHà Nam, ngày 12 tháng 5 năm 2025\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT.\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Văn Hạnh\n",
        {"reference": "15/SY-UBND", "signer_name": "Lê Văn Hạnh", "signer_authority": "TL. CHỦ TỊCH", "archive": "VT"},
    ),
    # one long line that lost blanks and the marks of letters
    (
        "UBND TỈNH HÀ NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ Y TẾ Độc lập - Tự do - Hạnh phúc Số : 17 /SYT-VP Phan Rang-Tháp Chàm, ngày 05 tháng11 năm 2010 V/v báo cáo nhanh tinh hinh ̀ ̀ lũ lụt. Kính gửi: - Ủy ban nhân dân tỉnh; - Bộ Y tế. ́ ̣ Vừa qua, tỉnh có mưa lớn, gây lũ trên toàn địa bàn, cụ thể các xã đã báo cáo nhanh về Sở như sau đây: 1. Thiệt hại nặng về nhà ở, hoa màu, đường sá và cầu cống của nhân dân trên toàn tỉnh.\n",
        {"reference": "17/SYT-VP", "place": "Phan Rang-Tháp Chàm", "addressees": "Ủy ban nhân dân tỉnh|Bộ Y tế"},
    ),
    # a cell's edge behind the label
    (
        "SỞ Y TẾ\nSố: 12/SYT-VP\nHà Nam, ngày 12 tháng 3 năm 2024\n\nKính gửi: | - Công an tỉnh;\n- Sở Tài chính. |\nSở Y tế báo cáo.\n",
        {"addressees": "Công an tỉnh|Sở Tài chính"},
    ),
    # cells of a page, broken at any word
    (
        "ỦY\nBAN NHÂN DÂN\nTỈNH HÀ NAM\n------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n------\n|\nSố:\n14/HD-UBND\n|\nPhủ\nLý, ngày 19 tháng 6 năm 2017\n|\nHƯỚNG DẪN\nCHỢ\nPHIÊN NĂM 2017\nThực hiện Chỉ thị số 1/CT-TTg ngày\n27/12/2016 của Thủ tướng Chính phủ về chợ,\n",
        {"issuer": "Ủy ban nhân dân tỉnh Hà Nam", "place": "Phủ Lý", "reference": "14/HD-UBND", "subject": "CHỢ PHIÊN NĂM 2017"},
    ),
    # soft hyphens, the number of a page before its first line, a dash before the label
    (
        "(1)NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\n-CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự - Hạnh phúc\n-Số: 14/TB\u00adNHNN Hà Nội, ngày 01 tháng 03 năm 2013\nTHÔNG BÁO\nVỀ TIỀN LẺ\nCăn cứ Luật Giá;\n",
        {"issuer": "Ngân hàng Nhà nước Việt Nam", "reference": "14/TB-NHNN", "place": "Hà Nội"},
    ),
    # all on one line
    (
        "  1. CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ỦY BAN NHÂN DÂN TỈNH HÀ NAM Độc lập - Tự do - Hạnh phúc ------ ----- Hà Nam, ngày 05 tháng 10 năm 2012 Số: 15/2012/CT-UBND CHỈ THỊ VỀ VIỆC TĂNG CƯỜNG QUẢN LÝ CHỢ PHIÊN TRÊN ĐỊA BÀN TỈNH HÀ NAM Trong thời gian qua, việc quản lý chợ phiên đã đạt được kết quả nhất định. Tuy nhiên, tình trạng lấn chiếm lòng đường còn nhiều nơi chưa được giải quyết dứt điểm, nhân dân còn nhiều ý kiến. Để khắc phục, Ủy ban nhân dân tỉnh yêu cầu các huyện thực hiện ngay.\n",
        {"document_type": "chi_thi", "reference": "15/2012/CT-UBND", "place": "Hà Nam", "issuer": "Ủy ban nhân dân tỉnh Hà Nam", "subject": "TĂNG CƯỜNG QUẢN LÝ CHỢ PHIÊN TRÊN ĐỊA BÀN TỈNH HÀ NAM"},
    ),
    # a council whose head and enacting line lost its place; the southern spelling of Kính gửi
    (
        "HỘI ĐỒNG NHÂN DÂN\nSố: 31/NQ-HĐND\nQuảng Ngãi, ngày 08 tháng 12 năm 2023\n\nNGHỊ QUYẾT\nVề chợ phiên\n\nCăn cứ Luật Giá;\n",
        {"issuer": "Hội đồng nhân dân tỉnh Quảng Ngãi"},
    ),
    # no V/v before the abstract
    (
        "SỞ Y TẾ\nSố : 44 /SYT – VP\nHà Nam, ngày 25 tháng 11 năm 2018\n\nVề cho nhân viên nghỉ trực\n\nKính gửi: Các phòng\n",
        {"subject": "Về cho nhân viên nghỉ trực", "reference": "44/SYT-VP"},
    ),
    # two bodies in the number, scraps of a number before the place
    (
        "TÒA ÁN NHÂN DÂN TỐI CAO\nSố: 03-TANDTC-VKSNDTC/TTLT Hà Nội, ngày 08 tháng 12 năm 1988\nTHÔNG TƯ LIÊN TỊCH\nVề lịch họp\nNội dung.\n",
        {"reference": "03-TANDTC-VKSNDTC/TTLT", "place": "Hà Nội"},
    ),
    (
        "CỤC THUẾ\nsé/(ÖCr-TTHT Bắc Ninh, ngày 05 tháng 07 năm 2018\nV/v thủ tục\n\nKính gửi: Công ty An Hòa\n",
        {"place": "Bắc Ninh", "reference": None},
    ),
    # the enacting body under the abstract, no blank line between; quotation marks around it
    (
        "UBND TỈNH SƠN LA\nSố: 14/QĐ-UBND\nSơn La, ngày 24 tháng 4 năm 2008\nQUYẾT ĐỊNH\nVỀ LỊCH HỌP CHỢ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA\nCăn cứ Luật Giá;\n",
        {"subject": "VỀ LỊCH HỌP CHỢ"},
    ),
    (
        "UBND TỈNH HÀ NAM\nSố: 3/QĐ-UBND\nHà Nam, ngày 18 tháng 8 năm 2004\n\nQUYẾT ĐỊNH\n\n“VỀ VIỆC MỞ CHỢ PHIÊN”\n\nUBND TỈNH\n\n- Căn cứ Luật Giá;\n",
        {"subject": "MỞ CHỢ PHIÊN"},
    ),
    # a signature without capitals, over or under the word that it was signed
    (
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 28/TTg\nHà Nội, ngày 7 tháng 10 năm 1997\n\nQUYẾT ĐỊNH\n\nVề việc mở chợ\n\nCăn cứ Luật Giá;\n\nĐiều 1. Mở chợ.\n\nThủ tướng\n\n(Đã ký)\n\nPhan Văn Đông\n",
        {"signer_name": "Phan Văn Đông", "signer_position": "Thủ tướng"},
    ),
    (
        "HỘI ĐỒNG BỘ TRƯỞNG\n\nSố: 6-HĐBT\n\nHà Nội, ngày 11 tháng 01 năm 1986\n\nNGHỊ ĐỊNH\n\nVề việc mở chợ\n\nCăn cứ Luật Giá;\n\nĐiều 1. Mở chợ.\n\nTố Sơn\n\n(Đã ký)\n",
        {"signer_name": "Tố Sơn", "signer_position": None, "reference": "6-HĐBT"},
    ),
    # blanks lost in capitals
    (
        "UBND TỈNH HÀ NAM          CỘNGHÒA XÃHỘI CHỦNGHĨA VIỆT NAM\nSỞ Y TẾ          ĐộclậpTựdo - Hạnh phúc\nSố: 15/SYT\nHà Nam, ngày 02 tháng 3 năm 2018\n\nQUYẾTĐỊNH\nVề việc mở chợ\n\nGIÁM ĐỐC SỞ Y TẾ\n\nCăn cứ Luật Dược;\n\nĐiều 1. Mở chợ.\n\nGIÁM ĐỐC\n\nLê Văn Hạnh\n",
        {"issuer": "Sở Y tế", "issuer_parent": "UBND tỉnh Hà Nam", "document_type": "quyet_dinh", "signer_name": "Lê Văn Hạnh"},
    ),
    # a label misread, a place whose day was never filled in, a rule read as a sign behind the superior body
    (
        "BỘ TÀI CHÍNH _ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỔNG CỤC THUẾ Độc lập - Tự do - Hạnh phúc\nSé: 276 /TCT-PC Hà Nội, ngày 05 tháng 7 năm 2021\n\nV/v họp\n\nKính gửi: Các vụ\n",
        {"reference": "276/TCT-PC", "place": "Hà Nội", "issuer": "Tổng cục Thuế", "issuer_parent": "Bộ Tài chính"},
    ),
    (
        "TỔNG CỤC THUẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCỤC THUẾ TỈNH LONG AN Độc lập - Tự do - Hạnh phúc\nSố: /CTLAN-TTHT Long An, ngày tháng năm\nV/v họp\nKính gửi: Các đội\n",
        {"place": "Long An", "issued_on": None, "issuer": "Cục Thuế tỉnh Long An"},
    ),
    (
        "BỘ TÀI CHÍNH -\nTỔNG CỤC THUẾ\nSố: 5/TCT-PC\nHà Nội, ngày 05 tháng 7 năm 2021\nV/v họp\nKính gửi: Các vụ\n",
        {"issuer": "Tổng cục Thuế", "issuer_parent": "Bộ Tài chính"},
    ),
    # a mark of urgency between the issuer and the number
    (
        "UBND TỈNH KON TUM\nSỞ TÀI CHÍNH\nKHẨN\nSố: 29/STC-HC\nKon Tum, ngày 07 tháng 9 năm 2023\nV/v họp\nKính gửi: Các sở\n",
        {"issuer": "Sở Tài chính", "issuer_parent": "UBND tỉnh Kon Tum", "urgency": "khan"},
    ),
    # a judgment: its number behind its type, its day without a place
    (
        "TÒA ÁN NHÂN DÂN CẤP CAO\nTẠI THÀNH PHỐ HỒ CHÍ MINH\nBản án số: 118/2022/HC-PT\nNgày: 06-9-2022\nV/v: \"Khiếu kiện về đất\"\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nNHÂN DANH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nDo có kháng cáo.\n",
        {
            "document_type": "ban_an", "reference": "118/2022/HC-PT", "issued_on": date(2022, 9, 6), "place": None,
            "issuer": "Tòa án nhân dân Cấp cao tại thành phố Hồ Chí Minh",
        },
    ),
    # a draft, its day and month left wide open; a contract of a kind
    (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH GIA LAI\nSố:      /2025/NQ-HĐND\nGia Lai, ngày      tháng      năm 2025\n\nNGHỊ QUYẾT\nVề chợ\n",
        {"place": "Gia Lai", "issued_on": None, "symbol": "2025/NQ-HĐND"},
    ),
    (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLai Châu, ngày 18 tháng 3 năm 2022\n\nHỢP ĐỒNG TƯ VẤN GIÁM SÁT\nSố: 25/2022/HĐTV-QLDA\n\nCăn cứ Luật Xây dựng;\n",
        {"document_type": "hop_dong", "reference": "25/2022/HĐTV-QLDA"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_fields_of_a_head(text: str, expected: dict[str, str | None]) -> None:
    """Each field the row names, as an attentive clerk would enter it."""
    dispatch = read_dispatch(text)
    assert dispatch is not None
    found = {name: getattr(dispatch.fields, name) for name in expected}
    assert expected == {name: _shown(field) for name, field in found.items()}


def _shown(field: Any) -> str | None:
    """The value of a field, those of a list in a row."""
    return "|".join(one.value for one in field) if isinstance(field, tuple) else field and field.value


def test_abbreviated_offices_are_members() -> None:
    """`UBND xã: CT, các PCT` goes to a body; one office behind a colon, or units, stay with the name."""
    dispatch = read_dispatch(
        "ỦY BAN NHÂN DÂN XÃ AN PHÚ\nSố: 12/UBND\nAn Phú, ngày 05 tháng 7 năm 2021\nKính gửi: Các ấp\n"
        "Nơi nhận:\n- Như trên;\n- UBND xã: CT, các PCT (để b/c);\n- VPCP: BTCN;\n- VPUB: CVP, Phòng NC;\n- Lưu: VT, NC.\n"
        "D:\\2021\\CV\\Hop thang 7\n"
    )
    assert dispatch is not None
    assert [field.value for field in dispatch.fields.recipients] == [
        Recipient("Như trên"),
        Recipient("UBND xã", "để b/c", ("CT", "các PCT")),
        Recipient("VPCP: BTCN"),
        Recipient("VPUB: CVP, Phòng NC"),
    ]
    assert dispatch.fields.archive is not None
    assert dispatch.fields.archive.value == "VT, NC"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc\nTrung ương", ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",)),
        ("Các đơn vị sử dụng ngân sách giao dịch tại Kho bạc\nNhà nước khu vực XI", ("Các đơn vị sử dụng ngân sách giao dịch tại Kho bạc Nhà nước khu vực XI",)),
        ("Công ty TNHH An Hòa (MST:\n1101234565)", ("Công ty TNHH An Hòa (MST: 1101234565)",)),
        ("Hội đồng thành viên Tập đoàn Công nghiệp\nThan - Khoáng sản Việt Nam", ("Hội đồng thành viên Tập đoàn Công nghiệp Than - Khoáng sản Việt Nam",)),
        ("\n1. Sở Nội vụ;\n2. Hội Nông dân tỉnh;\n3. Các xã, phường.", ("Sở Nội vụ", "Hội Nông dân tỉnh", "Các xã, phường")),
        ("Các phòng\nTên tôi là: Trần Văn Hòa", ("Các phòng",)),
        ("Trưởng các phòng chuyên môn thuộc Sở Y tế tỉnh Hà Nam\nThực hiện chỉ đạo của Giám đốc Sở.", ("Trưởng các phòng chuyên môn thuộc Sở Y tế tỉnh Hà Nam",)),
    ],
)  # fmt: skip
def test_addressees_that_fill_their_line_go_on(lines: str, expected: tuple[str, ...]) -> None:
    """In plain text wrapped at its width; what is no part of a name begins a line of its own."""
    head = f"SỞ Y TẾ\nSố: 9/SYT-VP\nHà Nam, ngày 12 tháng 3 năm 2024\n\nKính gửi: {lines}\n\nSở Y tế báo cáo như sau.\n"
    assert tuple(field.value for field in read_dispatch(head).fields.addressees) == expected
