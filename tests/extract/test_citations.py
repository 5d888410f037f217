"""References in running text: span, kind, number, day, provisions, relation; None in a row is not asserted."""

# ruff: noqa: E501 (a row of the table shows its sentence whole)

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.citation import Citation
from extract.citations import OwnDocument, find_citations
from extract.span import Span
from extract.text import text_of_string

Row = tuple[str, str | None, str | None, str | None, list[str] | None, str | None]

SENTENCES: list[tuple[str, list[Row]]] = [
    # what a ground is about keeps its cue to itself; a stop inside a symbol; a revised law by its year
    (
        "Căn cứ Văn bản hợp nhất 07/VBHN-VPQH hợp nhất Luật Giao thông; Kế hoạch số 5/KH-UBND về việc triển khai Nghị quyết số 6/NQ-CP; Quyết định 65/QĐ.UBND; Luật Việc làm (sửa đổi) năm 2025;",
        [
            ("Văn bản hợp nhất 07/VBHN-VPQH", "short", "07/VBHN-VPQH", None, [], "based_on"),
            ("Luật Giao thông", "titled", None, None, [], "consolidates"),
            ("Kế hoạch số 5/KH-UBND", "short", "5/KH-UBND", None, [], "based_on"),
            ("Nghị quyết số 6/NQ-CP", "short", "6/NQ-CP", None, [], "implements"),
            ("Quyết định 65/QĐ.UBND", "short", "65/QĐ.UBND", None, [], "based_on"),
            ("Luật Việc làm (sửa đổi) năm 2025", "titled", None, None, [], "based_on"),
        ],
    ),
    # what another body says, joined to what a first said; an office for organisation; annexes beside chapters
    (
        "Thực hiện chỉ đạo của Chủ tịch UBND tỉnh tại Văn bản số 1234/UBND-NC và ý kiến của Bộ Tư pháp tại Công văn số 2211/BTP-PLDSKT; Tờ trình ngày 5/3/2022 của Phòng Tổ chức",
        [
            ("Văn bản số 1234/UBND-NC", "short", "1234/UBND-NC", None, [], "implements"),
            ("Công văn số 2211/BTP-PLDSKT", "short", "2211/BTP-PLDSKT", None, [], "implements"),
            ("Tờ trình ngày 5/3/2022 của Phòng Tổ chức", "titled", None, "2022-03-05", [], None),
        ],
    ),
    (
        "các khoản 2, 3 Điều 6; Mục 1 Chương III; Phụ lục I, II ban hành kèm theo Nghị định số 5/2023/NĐ-CP",
        [
            (
                "các khoản 2, 3 Điều 6; Mục 1 Chương III; Phụ lục I, II ban hành kèm theo Nghị định số 5/2023/NĐ-CP",
                "short",
                "5/2023/NĐ-CP",
                None,
                ["dieu:6/khoan:2", "dieu:6/khoan:3", "chuong:III/muc:1", "phu_luc:I", "phu_luc:II"],
                None,
            ),
        ],
    ),
    # two codes of one name; what stands behind a title's semicolon; an edition; a contract by a firm's own rule
    (
        "Căn cứ Bộ luật Hình sự năm 1999, Bộ luật Hình sự số 100/2015/QH13; QCVN 06:2022/BXD và Sửa đổi 1:2023 QCVN 06:2022/BXD ban hành kèm theo Thông tư số 09/2023/TT-BXD; Hợp đồng số 05/HĐKT/2021;",
        [
            ("Bộ luật Hình sự năm 1999", "titled", None, None, [], "based_on"),
            ("Bộ luật Hình sự số 100/2015/QH13", "full", "100/2015/QH13", None, [], "based_on"),
            ("Thông tư số 09/2023/TT-BXD", "short", "09/2023/TT-BXD", None, [], None),
            ("Hợp đồng số 05/HĐKT/2021", "short", "05/HĐKT/2021", None, [], None),
        ],
    ),
    (
        "Nghị quyết số 5/2024/NQ-HĐND sửa đổi, bổ sung Nghị quyết số 19/2023/NQ-HĐND; Quyết định số 1/QĐ-UBND thay thế Quyết định số 2/QĐ-UBND.",
        [
            ("Nghị quyết số 5/2024/NQ-HĐND", "short", "5/2024/NQ-HĐND", None, [], "mentions"),
            ("Nghị quyết số 19/2023/NQ-HĐND", "short", "19/2023/NQ-HĐND", None, [], "amends"),
            ("Quyết định số 1/QĐ-UBND", "short", "1/QĐ-UBND", None, [], "mentions"),
            ("Quyết định số 2/QĐ-UBND", "short", "2/QĐ-UBND", None, [], "replaces"),
        ],
    ),
    # a small `xét` behind a semicolon; what was received with a letter; a code of other nations
    (
        "Thực hiện Quyết định số 95/QĐ-TTr; xét Báo cáo kết quả thanh tra số 21/BC-ĐTTr, Sở nhận được đơn do Ban Dân nguyện chuyển đến theo Công văn số 613/BDNGS về Bộ luật ISPS",
        [
            ("Quyết định số 95/QĐ-TTr", "short", "95/QĐ-TTr", None, [], "implements"),
            ("Báo cáo kết quả thanh tra số 21/BC-ĐTTr", "short", "21/BC-ĐTTr", None, [], "based_on"),
            ("Công văn số 613/BDNGS", "short", "613/BDNGS", None, [], "replies_to"),
        ],
    ),
    # an item that only names an article heads the points below it
    (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 113/2017/NĐ-CP\n2. Tại Điều 5:\na) Sửa đổi điểm b khoản 1 như sau: “b) Nhà xưởng;”;\nb) Bãi bỏ khoản 3.",
        [
            ("Nghị định số 113/2017/NĐ-CP", "short", "113/2017/NĐ-CP", None, [], "amends"),
            ("Điều 5", None, "113/2017/NĐ-CP", None, ["dieu:5"], None),
            ("điểm b khoản 1", None, "113/2017/NĐ-CP", None, ["dieu:5/khoan:1/diem:b"], "amends"),
            ("khoản 3", None, "113/2017/NĐ-CP", None, ["dieu:5/khoan:3"], "repeals"),
        ],
    ),
    # a range within a list of its own level; joint ministries; a ground that follows a province; cooperation
    (
        "Theo Điều 36 và các điều từ Điều 39 đến Điều 42 của Bộ luật Tố tụng hình sự; các điểm từ a đến d khoản 1 Điều 3 Luật Dược",
        [
            (
                "Điều 36 và các điều từ Điều 39 đến Điều 42 của Bộ luật Tố tụng hình sự",
                "titled",
                None,
                None,
                ["dieu:36", "dieu:39..42"],
                None,
            ),
            ("các điểm từ a đến d khoản 1 Điều 3 Luật Dược", "titled", None, None, ["dieu:3/khoan:1/diem:a..d"], None),
        ],
    ),
    (
        "Căn cứ Thông tư liên bộ số 01-TT/LB ngày 11 tháng 1 năm 1995 của Bộ Tài chính - Lâm nghiệp; Quyết định số 40/QĐ-UBND của Ủy ban nhân dân tỉnh Lâm Đồng\nTheo đề nghị của Sở Y tế",
        [
            (
                "Thông tư liên bộ số 01-TT/LB ngày 11 tháng 1 năm 1995 của Bộ Tài chính - Lâm nghiệp",
                "full",
                "01-TT/LB",
                "1995-01-11",
                [],
                "based_on",
            ),
            (
                "Quyết định số 40/QĐ-UBND của Ủy ban nhân dân tỉnh Lâm Đồng",
                "short",
                "40/QĐ-UBND",
                None,
                [],
                "based_on",
            ),
        ],
    ),
    (
        "Thực hiện Chương trình phối hợp số 01/CTPH-LĐLĐ-SYT và Quy chế phối hợp số 05/QCPH-CA-TA",
        [
            ("Chương trình phối hợp số 01/CTPH-LĐLĐ-SYT", "short", "01/CTPH-LĐLĐ-SYT", None, [], "implements"),
            ("Quy chế phối hợp số 05/QCPH-CA-TA", "short", "05/QCPH-CA-TA", None, [], "implements"),
        ],
    ),
    # a bill is no law yet; an amending verb below the heading is no passive of what the heading names
    (
        "Chính phủ trình Quốc hội dự án Luật Đất đai và dự án Bộ luật Lao động",
        [
            ("dự án Luật Đất đai", "draft", None, None, [], "mentions"),
            ("dự án Bộ luật Lao động", "draft", None, None, [], "mentions"),
        ],
    ),
    (
        "Sửa đổi, bổ sung Quyết định số 40/2021/QĐ-UBND\n\nĐiều 1. Sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số 40/2021/QĐ-UBND\n1. Khoản 2 Điều 4 được sửa đổi, bổ sung như sau:",
        [
            ("Quyết định số 40/2021/QĐ-UBND", "short", "40/2021/QĐ-UBND", None, [], "amends"),
            ("Quyết định số 40/2021/QĐ-UBND", "short", "40/2021/QĐ-UBND", None, [], "amends"),
            ("Khoản 2 Điều 4", None, "40/2021/QĐ-UBND", None, ["dieu:4/khoan:2"], "amends"),
        ],
    ),
    # laws listed under one noun; numbers listed behind who issued them
    (
        "Thực hiện các Luật: Đất đai, Nhà ở năm 2023 và các Nghị định: số 101/2024/NĐ-CP, 102/2024/NĐ-CP; các Công văn của Bộ Tài chính: 1123/BTC-NSNN ngày 2/3/2025, 1188/BTC-NSNN",
        [
            ("Luật: Đất đai", "titled", None, None, [], "implements"),
            ("Nhà ở năm 2023", "titled", None, None, [], "implements"),
            ("Nghị định: số 101/2024/NĐ-CP", "short", "101/2024/NĐ-CP", None, [], "implements"),
            ("102/2024/NĐ-CP", "elided", "102/2024/NĐ-CP", None, [], "implements"),
            ("Công văn của Bộ Tài chính: 1123/BTC-NSNN ngày 2/3/2025", "full", "1123/BTC-NSNN", "2025-03-02", [], None),
            ("1188/BTC-NSNN", "elided", "1188/BTC-NSNN", None, [], None),
        ],
    ),
    (
        "Theo các Luật Xây dựng, Nhà ở và Kinh doanh bất động sản thì các luật khác không áp dụng",
        [
            ("Luật Xây dựng", "titled", None, None, [], "according_to"),
            ("Nhà ở", "titled", None, None, [], "according_to"),
            ("Kinh doanh bất động sản", "titled", None, None, [], "according_to"),
        ],
    ),
    # rules and treaties named behind an article are not this document's; the law a treaty is about is none of ours
    (
        "Căn cứ khoản 4 Điều 28 Điều lệ Công ty đã được thông qua; theo Điều 5 Quy chế làm việc của Ủy ban nhân dân tỉnh, các sở báo cáo",
        [
            ("khoản 4 Điều 28 Điều lệ Công ty", "titled", None, None, ["dieu:28/khoan:4"], "based_on"),
            ("Điều 5 Quy chế làm việc của Ủy ban nhân dân tỉnh", "titled", None, None, ["dieu:5"], "according_to"),
        ],
    ),
    (
        "Theo Điều 3 Công ước Viên năm 1969 về Luật Điều ước quốc tế, khoản 1 Điều 12 Hiệp định Paris và Công ước của Liên hợp quốc về Luật Biển",
        [
            ("Điều 3 Công ước Viên năm 1969 về Luật Điều ước quốc tế", "titled", None, None, ["dieu:3"], None),
            ("khoản 1 Điều 12 Hiệp định Paris", "titled", None, None, ["dieu:12/khoan:1"], None),
        ],
    ),
    # symbols whose `&` a page lost, by the letters of their sector; a telephone is none; internal letters of the Party
    (
        "Quyết định số 101/QĐ-BKH CN ngày 15/01/2020; Thông tư liên tịch số 47/2011/TTLT-BGD ĐT-BNV; Công văn số 9/SGD ĐT: 024.38253; Công văn số 141-CV/VPTW/nb, ngày 17/3/2011; Chỉ thị 15 CT/TW",
        [
            ("Quyết định số 101/QĐ-BKH CN ngày 15/01/2020", "full", "101/QĐ-BKHCN", "2020-01-15", [], None),
            ("Thông tư liên tịch số 47/2011/TTLT-BGD ĐT-BNV", "short", "47/2011/TTLT-BGDĐT-BNV", None, [], None),
            ("Công văn số 9/SGD", "short", "9/SGD", None, [], None),
            ("Công văn số 141-CV/VPTW/nb, ngày 17/3/2011", "full", "141-CV/VPTW/nb", "2011-03-17", [], None),
            ("Chỉ thị 15 CT/TW", "short", "15-CT/TW", None, [], None),
        ],
    ),
    # who asked, each at a submission of his own; grounds that name what was issued with a circular
    (
        "Xét đề nghị của Giám đốc Sở Y tế tại Tờ trình số 5/TTr-SYT ngày 2/1/2024 và Giám đốc Sở Nội vụ tại Tờ trình số 8/TTr-SNV,",
        [
            ("Tờ trình số 5/TTr-SYT ngày 2/1/2024", "full", "5/TTr-SYT", "2024-01-02", [], "based_on"),
            ("Tờ trình số 8/TTr-SNV", "short", "8/TTr-SNV", None, [], "based_on"),
        ],
    ),
    (
        "Căn cứ Quyết định số 385/QĐ-BTC; Chế độ kế toán ban hành kèm theo Thông tư số 77/2017/TT-BTC; Lệnh số 10/2024/L-CTN công bố Luật Đường bộ; Quyết định số 892/QĐ-CTN;",
        [
            ("Quyết định số 385/QĐ-BTC", "short", "385/QĐ-BTC", None, [], "based_on"),
            ("Thông tư số 77/2017/TT-BTC", "short", "77/2017/TT-BTC", None, [], "based_on"),
            ("Lệnh số 10/2024/L-CTN", "short", "10/2024/L-CTN", None, [], "based_on"),
            ("Luật Đường bộ", "titled", None, None, [], "mentions"),
            ("Quyết định số 892/QĐ-CTN", "short", "892/QĐ-CTN", None, [], "based_on"),
        ],
    ),
    # taking effect is no carrying out; wording struck among what is repealed; a draft enclosed; annexes exchanged
    (
        "Quyết định này có hiệu lực thi hành từ ngày ký và thay thế các Quyết định của Thủ tướng Chính phủ: số 596/QĐ-TTg, số 1319/QĐ-TTg",
        [
            ("Quyết định này", "self", None, None, [], "mentions"),
            ("Quyết định của Thủ tướng Chính phủ: số 596/QĐ-TTg", "short", "596/QĐ-TTg", None, [], "replaces"),
            ("số 1319/QĐ-TTg", "elided", "1319/QĐ-TTg", None, [], "replaces"),
        ],
    ),
    (
        'Bãi bỏ một phần:\na) Khoản 2 Điều 3 Thông tư số 14/2015/TT-BYT;\nb) Cụm từ "dự phòng" tại khoản 1 Điều 9 Thông tư số 26/2016/TT-BYT. Thay thế Phụ lục I, II bằng Phụ lục III Thông tư số 2/2020/TT-BYT (gửi kèm dự thảo Thông tư).',
        [
            (
                "Khoản 2 Điều 3 Thông tư số 14/2015/TT-BYT",
                "short",
                "14/2015/TT-BYT",
                None,
                ["dieu:3/khoan:2"],
                "repeals",
            ),
            (
                "khoản 1 Điều 9 Thông tư số 26/2016/TT-BYT",
                "short",
                "26/2016/TT-BYT",
                None,
                ["dieu:9/khoan:1"],
                "amends",
            ),
            ("Phụ lục III Thông tư số 2/2020/TT-BYT", "short", "2/2020/TT-BYT", None, ["phu_luc:III"], None),
            ("dự thảo Thông tư", "draft", None, None, [], "encloses"),
        ],
    ),
    # blanks lost within words, and before and behind them
    (
        "Căncứ Nghịđịnh số 5/2013/NĐ-CP của Chính phủquy định về giá; việcthực hiện các điều5, 6 và7 Thôngtư17/2012/TT-BTC",
        [
            ("Nghịđịnh số 5/2013/NĐ-CP của Chính phủ", "short", "5/2013/NĐ-CP", None, [], "based_on"),
            (
                "các điều5, 6 và7 Thôngtư17/2012/TT-BTC",
                "short",
                "17/2012/TT-BTC",
                None,
                ["dieu:5", "dieu:6", "dieu:7"],
                "implements",
            ),
        ],
    ),
    (
        "trái với Quyết địnhnày và Điều 14 Nghịđịnh số 7/2020/NĐ-CP",
        [
            ("Quyết địnhnày", None, None, None, [], None),
            ("Điều 14 Nghịđịnh số 7/2020/NĐ-CP", "short", "7/2020/NĐ-CP", None, ["dieu:14"], None),
        ],
    ),
    # two syllables of a title run together, and a year
    (
        "Căn cứ Luật Khiếu nại, tốcáonăm 1998; Luật Tổ chức Hội đồngnhân dân và Ủy ban nhân dân năm 2003",
        [
            ("Luật Khiếu nại, tốcáonăm 1998", "titled", None, None, [], "based_on"),
            ("Luật Tổ chức Hội đồngnhân dân và Ủy ban nhân dân năm 2003", "titled", None, None, [], "based_on"),
        ],
    ),
    # an amending law is this text itself, what it amends another: in its heading and where the Assembly enacts it
    (
        "LUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT GIÁ\n\nQuốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15",
        [
            ("LUẬT GIÁ", "titled", "16/2023/QH15", None, [], "amends"),
            ("Luật Giá số 16/2023/QH15", "full", "16/2023/QH15", None, [], "amends"),
        ],
    ),
    # names that say more, some beginning with a letter like a digit; nouns that are documents only with a number
    (
        "Xét Biên bản làm việc số 2/BB-ĐKT, Tờ trình liên ngành số 9/TTrLN-STC-SXD và Kháng nghị phúc thẩm số 7/QĐ-VKS ngày 2/5/2024; ra lệnh kháng nghị",
        [
            ("Biên bản làm việc số 2/BB-ĐKT", "short", "2/BB-ĐKT", None, [], "based_on"),
            ("Tờ trình liên ngành số 9/TTrLN-STC-SXD", "short", "9/TTrLN-STC-SXD", None, [], "based_on"),
            ("Kháng nghị phúc thẩm số 7/QĐ-VKS ngày 2/5/2024", "full", "7/QĐ-VKS", "2024-05-02", [], "based_on"),
        ],
    ),
    # two numbers of one symbol, a range between a level and its labels, a person and a plenum for issuers
    (
        "thực hiện các Công văn số 3105, 3106/UBND-XD; các khoản từ 3 đến 6 Điều 19 QĐ số 20/QĐ-THNT ngày 06/9/2024 của Hiệu trưởng; Kết luận số 21-KL/TW của Hội nghị Trung ương 4 khoá XIII; Công văn số 1185 KTTH ngày 7-4-1993",
        [
            ("Công văn số 3105", "abbreviated", "3105/UBND-XD", None, [], "implements"),
            ("3106/UBND-XD", "abbreviated", "3106/UBND-XD", None, [], "implements"),
            (
                "các khoản từ 3 đến 6 Điều 19 QĐ số 20/QĐ-THNT ngày 06/9/2024 của Hiệu trưởng",
                "abbreviated",
                "20/QĐ-THNT",
                "2024-09-06",
                ["dieu:19/khoan:3..6"],
                None,
            ),
            (
                "Kết luận số 21-KL/TW của Hội nghị Trung ương 4 khoá XIII",
                "short",
                "21-KL/TW",
                None,
                [],
                None,
            ),
            ("Công văn số 1185 KTTH ngày 7-4-1993", "full", "1185/KTTH", "1993-04-07", [], None),
        ],
    ),
    # a line that announces a list with a word that is a cue only in capitals
    (
        "Thông báo.\n\nHội đồng xét theo:\n- Nghị định số 5/2020/NĐ-CP;\n\nXét:\n- Tờ trình số 6/TTr-BYT;",
        [
            ("Nghị định số 5/2020/NĐ-CP", "short", "5/2020/NĐ-CP", None, [], "according_to"),
            ("Tờ trình số 6/TTr-BYT", "short", "6/TTr-BYT", None, [], None),
        ],
    ),
    # acts that amended one, listed below the passive (văn bản hợp nhất); a symbol that lost its `&`
    (
        "Thông tư số 5/2020/TT-BYT, được sửa đổi, bổ sung và bãi bỏ bởi:\n1. Thông tư số 6/2021/TT-BYT sửa đổi giá;\n2. Thông tư 1/2016/TT-BGD ĐT ngày 15/01/2016.",
        [
            ("Thông tư số 5/2020/TT-BYT", "short", "5/2020/TT-BYT", None, [], "mentions"),
            ("Thông tư số 6/2021/TT-BYT", "short", "6/2021/TT-BYT", None, [], "mentions"),
            ("Thông tư 1/2016/TT-BGD ĐT ngày 15/01/2016", "full", "1/2016/TT-BGDĐT", "2016-01-15", [], "mentions"),
        ],
    ),
    # levels and annexed texts that follow a label
    (
        "tại điểm c tiểu mục 1.2 mục 1 Phần I Nghị quyết số 1/2005/NQ-HĐTP; Mục II, III Đề án kèm theo Quyết định số 5/QĐ-TTg",
        [
            (
                "điểm c tiểu mục 1.2 mục 1 Phần I Nghị quyết số 1/2005/NQ-HĐTP",
                "short",
                "1/2005/NQ-HĐTP",
                None,
                ["phan:I/muc:1/tieu_muc:1.2/diem:c"],
                None,
            ),
            (
                "Mục II, III Đề án kèm theo Quyết định số 5/QĐ-TTg",
                "short",
                "5/QĐ-TTg",
                None,
                ["muc:II", "muc:III"],
                None,
            ),
        ],
    ),
    # two ministries, a dash without blanks between them
    (
        "Căn cứ Thông tư liên tịch số 11/2006/TTLT-BYT-BTC , ngày 30/10/2006 của Bộ Y tế-Bộ Tài chính, hướng dẫn",
        [
            (
                "Thông tư liên tịch số 11/2006/TTLT-BYT-BTC , ngày 30/10/2006 của Bộ Y tế-Bộ Tài chính",
                "full",
                "11/2006/TTLT-BYT-BTC",
                "2006-10-30",
                [],
                "based_on",
            ),
        ],
    ),
    # letters lost inside words
    (
        "sửa đổi khon 2, Điu 5 Quyết đnh s 15/QĐ-UBND ngày 20/5/2013 ca UBND tnh; Ngh đnh số 5/2020/NĐ-CP của Chính phủ; ba ca Sở nhập viện",
        [
            (
                "khon 2, Điu 5 Quyết đnh s 15/QĐ-UBND ngày 20/5/2013 ca UBND tnh",
                "full",
                "15/QĐ-UBND",
                "2013-05-20",
                ["dieu:5/khoan:2"],
                "amends",
            ),
            ("Ngh đnh số 5/2020/NĐ-CP của Chính phủ", "short", "5/2020/NĐ-CP", None, [], None),
        ],
    ),
    # the youth union's secretariat is not the Party's
    (
        "Thực hiện Kế hoạch số 139-KH/TWĐTN-VP, ngày 18/01/2024 của Ban Bí thư Trung ương Đoàn; Chỉ thị số 5-CT/TW của Ban Bí thư",
        [
            (
                "Kế hoạch số 139-KH/TWĐTN-VP, ngày 18/01/2024 của Ban Bí thư Trung ương Đoàn",
                "full",
                "139-KH/TWĐTN-VP",
                "2024-01-18",
                [],
                "implements",
            ),
            ("Chỉ thị số 5-CT/TW của Ban Bí thư", "short", "5-CT/TW", None, [], "implements"),
        ],
    ),
    # lines broken within a path and within the name of a level
    (
        "bãi bỏ khoản 2\nĐiều 14, Điều 7\nvà\nĐiều 9 Nghị định số 7/2020/NĐ-CP; Mẫu số\n04 Phụ\nlục II Thông tư số 9/2021/TT-BTC",
        [
            (
                "khoản 2\nĐiều 14, Điều 7\nvà\nĐiều 9 Nghị định số 7/2020/NĐ-CP",
                "short",
                "7/2020/NĐ-CP",
                None,
                ["dieu:14/khoan:2", "dieu:7", "dieu:9"],
                "repeals",
            ),
            (
                "Mẫu số\n04 Phụ\nlục II Thông tư số 9/2021/TT-BTC",
                "short",
                "9/2021/TT-BTC",
                None,
                ["phu_luc:II/mau:04"],
                None,
            ),
        ],
    ),
    # slashes left out, as before 2010
    (
        "theo Chỉ thị số 16 CT/TTg ngày 31/3/2020",
        [("Chỉ thị số 16 CT/TTg ngày 31/3/2020", "full", "16/CT-TTg", "2020-03-31", [], "according_to")],
    ),
    ("theo Quyết định số 15 QĐ-UBND", [("Quyết định số 15 QĐ-UBND", "short", "15/QĐ-UBND", None, [], "according_to")]),
    # marks and figures that a scan misread
    ("những quy định trái với Nghị định nạy.", [("Nghị định nạy", None, None, None, [], None)]),
    (
        "theo múc 3 Phần II Kế hoạch số l6-KH/TU, ngày 3O/3/2022 và khoản 2 Điệu 61 Luật Giá năm 2O12",
        [
            (
                "múc 3 Phần II Kế hoạch số l6-KH/TU, ngày 3O/3/2022",
                "full",
                "16-KH/TU",
                "2022-03-30",
                ["phan:II/muc:3"],
                "according_to",
            ),
            ("khoản 2 Điệu 61 Luật Giá năm 2O12", "titled", None, None, ["dieu:61/khoan:2"], None),
        ],
    ),
    (
        "Quyết định nay được sửa đổi; mức 3 của Nghị định số 1/2020/NĐ-CP",
        [("Nghị định số 1/2020/NĐ-CP", "short", "1/2020/NĐ-CP", None, [], None)],
    ),
    # offices joined by `và` or a comma, branches by number, boards with a task
    *(
        (
            f"Thực hiện Công văn số 12/UBND-KT ngày 5/3/2024 của {name}{behind}",
            [
                (
                    f"Công văn số 12/UBND-KT ngày 5/3/2024 của {name}",
                    "full",
                    "12/UBND-KT",
                    "2024-03-05",
                    [],
                    "implements",
                )
            ],
        )
        for name in (
            "Cục Trồng trọt và Bảo vệ thực vật",
            "Cục Quản lý đê điều và Phòng, chống thiên tai",
            "Phòng Kinh tế, Hạ tầng và Đô thị phường Long Bình",
            "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
            "Kho bạc Nhà nước khu vực X",
            "Thuế cơ sở 5 tỉnh Đồng Nai",
            "Tòa án nhân dân khu vực 3 - Hà Nội",
            "Ban Chỉ đạo phòng, chống dịch Covid-19 tỉnh Quảng Nam",
            "Ban Chỉ đạo sắp xếp, tổ chức bộ máy của Chính phủ",
            "Văn phòng Ban Chỉ đạo 389 quốc gia",
            "Trung tâm Phòng, chống HIV/AIDS tỉnh Nghệ An",
            "Hội đồng tư vấn giáo dục quốc phòng và an ninh Trung ương",
            "Ủy ban Quốc gia phòng, chống HIV/AIDS và phòng, chống tệ nạn ma túy, mại dâm",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Gia Lai",
            "Trường Đại học Sư phạm Kỹ thuật TP.HCM",
        )
        for behind in (" về việc triển khai", ", UBND xã yêu cầu")
    ),
    # articles of a draft; letters a scan read for digits
    (
        "góp ý Điều 5 dự thảo Thông tư và khoản 2 Điều 7 dự thảo; theo khoản l Điều l2 Nghị định số 1/2013/NĐ-CP ngày l1/l/2013",
        [
            ("Điều 5 dự thảo Thông tư", "draft", None, None, ["dieu:5"], "mentions"),
            ("khoản 2 Điều 7 dự thảo", "draft", None, None, ["dieu:7/khoan:2"], "mentions"),
            (
                "khoản l Điều l2 Nghị định số 1/2013/NĐ-CP ngày l1/l/2013",
                "full",
                "1/2013/NĐ-CP",
                "2013-01-11",
                ["dieu:12/khoan:1"],
                "according_to",
            ),
        ],
    ),
    # points of one clause under two verbs; what has its own article, or lies at another level, stands apart
    (
        "sửa đổi điểm a và bổ sung điểm d khoản 1 Điều 5 Nghị định số 1/2020/NĐ-CP",
        [
            (
                "điểm a và bổ sung điểm d khoản 1 Điều 5 Nghị định số 1/2020/NĐ-CP",
                "short",
                "1/2020/NĐ-CP",
                None,
                ["dieu:5/khoan:1/diem:a", "dieu:5/khoan:1/diem:d"],
                "amends",
            )
        ],
    ),
    (
        "sửa đổi điểm a và bổ sung khoản 3 Điều 6 Nghị định số 1/2020/NĐ-CP",
        [
            ("điểm a", "internal", None, None, ["diem:a"], "amends"),
            ("khoản 3 Điều 6 Nghị định số 1/2020/NĐ-CP", "short", "1/2020/NĐ-CP", None, ["dieu:6/khoan:3"], "amends"),
        ],
    ),
    # blanks lost in capitals
    (
        "THÔNGTƯSỐ 5/2020/TT-BYT; QUYẾT ĐỊNHSỐ6/2020/QĐ-UBND; LUẬTTHƯƠNG MẠI SỐ 36/2005/QH11",
        [
            ("THÔNGTƯSỐ 5/2020/TT-BYT", "short", "5/2020/TT-BYT", None, [], None),
            ("QUYẾT ĐỊNHSỐ6/2020/QĐ-UBND", "short", "6/2020/QĐ-UBND", None, [], None),
            ("LUẬTTHƯƠNG MẠI SỐ 36/2005/QH11", "full", "36/2005/QH11", None, [], None),
        ],
    ),
    # telegrams with a capital; a blank for the slash before a date
    (
        "Thực hiện Điện số 48/HT ngày 20/6/2022 và Nghị định số 28 CP ngày 29/4/1995",
        [
            ("Điện số 48/HT ngày 20/6/2022", "full", "48/HT", "2022-06-20", [], "implements"),
            ("Nghị định số 28 CP ngày 29/4/1995", "full", "28/CP", "1995-04-29", [], "implements"),
        ],
    ),
    (
        "hợp đồng mua bán điện số 15/HĐ-EVN ngày 3/5/2021; Nghị định số 28 CP của Chính phủ",
        [("hợp đồng mua bán điện số 15/HĐ-EVN ngày 3/5/2021", "full", "15/HĐ-EVN", "2021-05-03", [], None)],
    ),
    # a letter goes through the articles of its ground
    (
        "- Căn cứ Thông tư số 7/2013/TT-BTC ngày 15/8/2013 hướng dẫn Luật Giá:\n+ Tại điểm đ, khoản 2, Điều 2 quy định về giá:",
        [
            ("Thông tư số 7/2013/TT-BTC ngày 15/8/2013", "full", "7/2013/TT-BTC", "2013-08-15", [], "based_on"),
            ("Luật Giá", "titled", None, None, [], "guides"),
            ("điểm đ, khoản 2, Điều 2", None, "7/2013/TT-BTC", "2013-08-15", ["dieu:2/khoan:2/diem:đ"], None),
        ],
    ),
    (
        "Căn Nghị định số 96/2008/NĐ-CP ngày 26 tháng 8 năm 2008; theo đề nghị của Chánh Văn phòng tại Tờ trình số 8/TTr-VP và Giám đốc Sở Nội vụ tại Văn bản số 4836/SNV-TCBC;",
        [
            (
                "Nghị định số 96/2008/NĐ-CP ngày 26 tháng 8 năm 2008",
                "full",
                "96/2008/NĐ-CP",
                "2008-08-26",
                [],
                "based_on",
            ),
            ("Tờ trình số 8/TTr-VP", "short", "8/TTr-VP", None, [], "at_request_of"),
            ("Văn bản số 4836/SNV-TCBC", "short", "4836/SNV-TCBC", None, [], "at_request_of"),
        ],
    ),
    (
        "hướng dẫn thi hành một số quy định của Nghị định số 61/2018/NĐ-CP và chấp hành các quy định của Luật Giá",
        [
            ("Nghị định số 61/2018/NĐ-CP", "short", "61/2018/NĐ-CP", None, [], "guides"),
            ("Luật Giá", "titled", None, None, [], "implements"),
        ],
    ),
    (
        "Căn cứ Biên bản họp ngày 06/7/2025 của Hội đồng nghiệm thu; Công văn số 12/BV-KH ngày 28/8/2025 về việc gửi dự thảo hướng dẫn kỹ thuật",
        [("Công văn số 12/BV-KH ngày 28/8/2025", "full", "12/BV-KH", "2025-08-28", [], "based_on")],
    ),
    (
        "thay thế thông tư số 44-TT/LB ngày 26-11-1970 của liên Bộ Y tế - Nội vụ; thông tư số 9-TT/LB của liên Bộ Y tế và Tài chính",
        [
            (
                "thông tư số 44-TT/LB ngày 26-11-1970 của liên Bộ Y tế - Nội vụ",
                "full",
                "44-TT/LB",
                "1970-11-26",
                [],
                "replaces",
            ),
            ("thông tư số 9-TT/LB của liên Bộ Y tế và Tài chính", "short", "9-TT/LB", None, [], None),
        ],
    ),
    (
        "Căn cứ Luật Xây dựng ngày26/11/2003 và Nghị địnhsố 5/2013/NĐ-CP ngày 06/02/2013củaChính phủ; theo đề nghị tạiTờ trình số 8/TTr-SXD",
        [
            ("Luật Xây dựng ngày26/11/2003", None, None, "2003-11-26", [], "based_on"),
            (
                "Nghị địnhsố 5/2013/NĐ-CP ngày 06/02/2013củaChính phủ",
                "full",
                "5/2013/NĐ-CP",
                "2013-02-06",
                [],
                "based_on",
            ),
            ("Tờ trình số 8/TTr-SXD", "short", "8/TTr-SXD", None, [], "at_request_of"),
        ],
    ),
    (
        "theo quy định tại cáckhoản 1, 2 Điều 9 của Bộ luậtlao động năm 2012; khoản 3Điều 5 Quyết định số 7/QĐ-UBNDngày 02/3/2019",
        [
            (
                "cáckhoản 1, 2 Điều 9 của Bộ luậtlao động năm 2012",
                None,
                None,
                None,
                ["dieu:9/khoan:1", "dieu:9/khoan:2"],
                "according_to",
            ),
            (
                "khoản 3Điều 5 Quyết định số 7/QĐ-UBNDngày 02/3/2019",
                "full",
                "7/QĐ-UBND",
                "2019-03-02",
                ["dieu:5/khoan:3"],
                None,
            ),
        ],
    ),
    (
        "Sửa đổi, bổ sung, bãi bỏ một số điều, khoản của Nghị định số 6/2010/NĐ-CP; Bổ sung Điều 4a vào Điều 4 Thông tư số 3/2019/TT-BXD",
        [
            ("Nghị định số 6/2010/NĐ-CP", "short", "6/2010/NĐ-CP", None, [], "amends"),
            ("Điều 4a", None, None, None, None, "amends"),
            ("Điều 4 Thông tư số 3/2019/TT-BXD", "short", "3/2019/TT-BXD", None, ["dieu:4"], "amends"),
        ],
    ),
    (
        "Thực hiện Nghị định số 7/2015/NĐ-CP hướng dẫn thi hành một số điều của Luật Hộ tịch và Quyết định số 9/QĐ-TTg ngày 2/1/2017",
        [
            ("Nghị định số 7/2015/NĐ-CP", "short", "7/2015/NĐ-CP", None, [], "implements"),
            ("Luật Hộ tịch", "titled", None, None, [], "guides"),
            ("Quyết định số 9/QĐ-TTg ngày 2/1/2017", "full", "9/QĐ-TTg", "2017-01-02", [], "implements"),
        ],
    ),
    (
        "Căn cứ Nghị định số 3/2013/NĐ-CP về lập quỹ; Nghị định số 4/2015/NĐ-CP sửa đổi Nghị định số 3/2013/NĐ-CP về lập quỹ; Nghị định số 8/2016/NĐ-CP",
        [
            ("Nghị định số 3/2013/NĐ-CP", None, "3/2013/NĐ-CP", None, [], "based_on"),
            ("Nghị định số 4/2015/NĐ-CP", None, "4/2015/NĐ-CP", None, [], "based_on"),
            ("Nghị định số 3/2013/NĐ-CP", None, "3/2013/NĐ-CP", None, [], "amends"),
            ("Nghị định số 8/2016/NĐ-CP", None, "8/2016/NĐ-CP", None, [], "based_on"),
        ],
    ),
    (
        "Công văn số 28/TCT ngày 8/9/2009 của Tổ công tác chuyên trách rà soát giấy phép con của Thủ tướng Chính phủ về công bố kết quả",
        [
            (
                "Công văn số 28/TCT ngày 8/9/2009 của Tổ công tác chuyên trách rà soát giấy phép con của Thủ tướng Chính phủ",
                "full",
                "28/TCT",
                "2009-09-08",
                [],
                None,
            )
        ],
    ),
    (
        "Trả lời công văn số 54/XD-TC ngày 8/3/2015 của Công ty trách nhiệm hữu hạn một thành viên Dịch vụ Hàng không An Hải về việc hỗ trợ",
        [
            (
                "công văn số 54/XD-TC ngày 8/3/2015 của Công ty trách nhiệm hữu hạn một thành viên Dịch vụ Hàng không An Hải",
                "full",
                "54/XD-TC",
                "2015-03-08",
                [],
                "replies_to",
            )
        ],
    ),
    (
        "tại các văn bản số 13/BKH-KTĐP &LT ngày 7 tháng 01 năm 2008 và số 21/BKH-KTĐP< ngày 9/1/2008; Trả lời công văn 85/KTXVN /2011 ngày 09/8/2011",
        [
            ("văn bản số 13/BKH-KTĐP &LT ngày 7 tháng 01 năm 2008", "full", "13/BKH-KTĐP&LT", "2008-01-07", [], None),
            ("số 21/BKH-KTĐP< ngày 9/1/2008", None, "21/BKH-KTĐP&LT", "2008-01-09", [], None),
            ("công văn 85/KTXVN /2011 ngày 09/8/2011", "full", "85/KTXVN/2011", "2011-08-09", [], "replies_to"),
        ],
    ),
    (
        "Luật thuế giá trị gia tăng (GTGT) số 13/2008/QH12; Quyết định số 24/QĐUBND ngày 02/11/2018 của Ủy ban nhân dân tỉnh",
        [
            ("Luật thuế giá trị gia tăng (GTGT) số 13/2008/QH12", None, "13/2008/QH12", None, [], None),
            (
                "Quyết định số 24/QĐUBND ngày 02/11/2018 của Ủy ban nhân dân tỉnh",
                "full",
                "24/QĐUBND",
                "2018-11-02",
                [],
                None,
            ),
        ],
    ),
    ("Vào thời điểm này, hạng mục này và tài khoản này chưa có. Điều này cho thấy cần sửa; để làm được điều này", []),
    (
        "Quán triệt Nghị quyết Đại hội XI của Đảng, Nghị quyết Hội nghị Trung ương 9 khóa XI, Kết luận Trung ương 2 khóa XIV",
        [
            ("Nghị quyết Đại hội XI của Đảng", "titled", None, None, [], "implements"),
            ("Nghị quyết Hội nghị Trung ương 9 khóa XI", "titled", None, None, [], "implements"),
            ("Kết luận Trung ương 2 khóa XIV", "titled", None, None, [], "implements"),
        ],
    ),
    (
        "Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X và Nghị quyết Đại hội Đảng bộ huyện lần thứ XXI",
        [
            ("Nghị quyết Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X", "titled", None, None, [], None),
            ("Nghị quyết Đại hội Đảng bộ huyện lần thứ XXI", "titled", None, None, [], None),
        ],
    ),
    ("Nghị quyết Đại hội cổ đông bất thường được thông qua", []),
    (
        "Căn cứ Nghị định số 1/2020/NĐ-CP quy định chi tiết Luật Dược; Thông tư số 2/2020/TT-BYT; hướng dẫn Luật Giá và Luật Dược",
        [
            ("Nghị định số 1/2020/NĐ-CP", None, "1/2020/NĐ-CP", None, [], "based_on"),
            ("Luật Dược", "titled", None, None, [], "guides"),
            ("Thông tư số 2/2020/TT-BYT", None, "2/2020/TT-BYT", None, [], "based_on"),
            ("Luật Giá", "titled", None, None, [], "guides"),
            ("Luật Dược", "titled", None, None, [], "guides"),
        ],
    ),
    (
        "Nghị định số 4/2016/NĐ-CP (sửa đổi tại Nghị định số 5/2018/NĐ-CP), Nghị định số 7/2015/NĐ-CP, sửa đổi, bổ sung bởi Nghị định số 9/2021/NĐ-CP",
        [
            ("Nghị định số 4/2016/NĐ-CP", None, "4/2016/NĐ-CP", None, [], None),
            ("Nghị định số 5/2018/NĐ-CP", None, "5/2018/NĐ-CP", None, [], "mentions"),
            ("Nghị định số 7/2015/NĐ-CP", None, "7/2015/NĐ-CP", None, [], None),
            ("Nghị định số 9/2021/NĐ-CP", None, "9/2021/NĐ-CP", None, [], "mentions"),
        ],
    ),
    (
        "vụ án thụ lý số 5/2020/TLST-DS ngày 02/3/2020; tại Văn bản số 66/UBND-NN ngày 10/5/2022, của UBND tỉnh Kiên Giang tại Văn bản số 7/UBND-KT",
        [
            ("Văn bản số 66/UBND-NN ngày 10/5/2022", "full", "66/UBND-NN", "2022-05-10", [], None),
            ("Văn bản số 7/UBND-KT", "short", "7/UBND-KT", None, [], None),
        ],
    ),
    (
        "theo các điều 144 và 148 BLTTHS; theo Bộ luật Hình sự (sửa đổi năm 2017) và Điều 3 Nghị quyết số 3/2020/NQ-HĐTP",
        [
            ("các điều 144 và 148 BLTTHS", "titled", None, None, ["dieu:144", "dieu:148"], "according_to"),
            ("Bộ luật Hình sự", "titled", None, None, [], "according_to"),
            ("Điều 3 Nghị quyết số 3/2020/NQ-HĐTP", "short", "3/2020/NQ-HĐTP", None, ["dieu:3"], "according_to"),
        ],
    ),
    (
        "Chỉ thị số 33/CT-TTø; Nghị quyết số 02-NO/TW; Quyết định số 23-QP/TW; Quyết định số 8/NĐ-CP; Quyết định số 5/QX-STC",
        [
            ("Chỉ thị số 33/CT-TTø", "short", "33/CT-TTg", None, [], None),
            ("Nghị quyết số 02-NO/TW", "short", "02-NQ/TW", None, [], None),
            ("Quyết định số 23-QP/TW", "short", "23-QĐ/TW", None, [], None),
            ("Quyết định số 8/NĐ-CP", "short", "8/NĐ-CP", None, [], None),  # another type: said as an anomaly
            ("Quyết định số 5/QX-STC", "short", "5/QĐ-STC", None, [], None),
        ],
    ),
    (
        "theo Điều 584, Điều 589 BLDS năm 2015 và khoản 2 Điều 91 BLTTDS",
        [
            ("Điều 584, Điều 589 BLDS năm 2015", "titled", None, None, ["dieu:584", "dieu:589"], "according_to"),
            ("khoản 2 Điều 91 BLTTDS", "titled", None, None, ["dieu:91/khoan:2"], "according_to"),
        ],
    ),
    (
        "Quyết định công nhận sự thỏa thuận của các đương sự số 12/2020/QĐST-DS; Quyết định của Tòa án tại số 4/2020/QĐST-DS",
        [
            (
                "Quyết định công nhận sự thỏa thuận của các đương sự số 12/2020/QĐST-DS",
                "short",
                "12/2020/QĐST-DS",
                None,
                [],
                None,
            ),
            ("số 4/2020/QĐST-DS", None, "4/2020/QĐST-DS", None, [], None),
        ],
    ),
    (
        "Quyết định kháng nghị phúc thẩm số 12/QĐ-VKS ngày 03/3/2020; Bản án sơ thẩm số 4/2019/HS-ST",
        [
            (
                "Quyết định kháng nghị phúc thẩm số 12/QĐ-VKS ngày 03/3/2020",
                "full",
                "12/QĐ-VKS",
                "2020-03-03",
                [],
                None,
            ),
            ("Bản án sơ thẩm số 4/2019/HS-ST", "short", "4/2019/HS-ST", None, [], None),
        ],
    ),
    (
        "Căn cứ Quyết định số 217/2019/QĐ-TTg ngày 12 tháng 9 năm 2019 của Thủ tướng Chính phủ về quy chế làm việc;",
        [
            (
                "Quyết định số 217/2019/QĐ-TTg ngày 12 tháng 9 năm 2019 của Thủ tướng Chính phủ",
                "full",
                "217/2019/QĐ-TTg",
                "2019-09-12",
                [],
                "based_on",
            )
        ],
    ),
    (
        "theo quy định tại Khoản 1, Điều 7, Chương II Nghị định số 88/2021/NĐ-CP",
        [
            (
                "Khoản 1, Điều 7, Chương II Nghị định số 88/2021/NĐ-CP",
                "short",
                "88/2021/NĐ-CP",
                None,
                ["chuong:II/dieu:7/khoan:1"],
                "according_to",
            )
        ],
    ),
    (
        "Tiếp theo Công văn số 412/STC-QLNS ngày 03/02/2023, Sở Tài chính đề nghị",
        [("Công văn số 412/STC-QLNS ngày 03/02/2023", "full", "412/STC-QLNS", "2023-02-03", [], "follows_up")],
    ),
    (
        "Phúc đáp Công văn số 77/UBND-TH ngày 05/01/2024 của UBND huyện Ba Tri về việc xin kinh phí",
        [
            (
                "Công văn số 77/UBND-TH ngày 05/01/2024 của UBND huyện Ba Tri",
                "full",
                "77/UBND-TH",
                "2024-01-05",
                [],
                "replies_to",
            )
        ],
    ),
    (
        "Sở Nội vụ nhận được Công văn số 88/UBND-NV ngày 02/3/2022 của Ủy ban nhân dân huyện Cần Giờ đề nghị góp ý",
        [
            (
                "Công văn số 88/UBND-NV ngày 02/3/2022 của Ủy ban nhân dân huyện Cần Giờ",
                "full",
                "88/UBND-NV",
                "2022-03-02",
                [],
                "replies_to",
            )
        ],
    ),
    (
        "Thực hiện các Công văn số 101/BNV-CCVC ngày 01/02/2021, số 102/BNV-CCVC ngày 03/02/2021 và số 230/BNV-TL ngày 05/02/2021 của Bộ Nội vụ",
        [
            ("Công văn số 101/BNV-CCVC ngày 01/02/2021", "full", "101/BNV-CCVC", "2021-02-01", [], "implements"),
            ("số 102/BNV-CCVC ngày 03/02/2021", "elided", "102/BNV-CCVC", "2021-02-03", [], "implements"),
            ("số 230/BNV-TL ngày 05/02/2021 của Bộ Nội vụ", "elided", "230/BNV-TL", "2021-02-05", [], "implements"),
        ],
    ),
    (
        "Các Quyết định: số 15/QĐ-UBND ngày 04/01/2022; số 16/QĐ-UBND ngày 05/01/2022; 17/QĐ-UBND ngày 06/01/2022",
        [
            ("Quyết định: số 15/QĐ-UBND ngày 04/01/2022", None, "15/QĐ-UBND", "2022-01-04", [], None),
            ("số 16/QĐ-UBND ngày 05/01/2022", "elided", "16/QĐ-UBND", "2022-01-05", [], None),
            ("17/QĐ-UBND ngày 06/01/2022", "elided", "17/QĐ-UBND", "2022-01-06", [], None),
        ],
    ),
    (
        "theo Luật Đất đai năm 2013 và Luật Nhà ở 2014, các Điều 61, 62 Bộ luật Dân sự năm 2015",
        [
            ("Luật Đất đai năm 2013", "titled", None, None, [], "according_to"),
            ("Luật Nhà ở 2014", "titled", None, None, [], "according_to"),
            ("các Điều 61, 62 Bộ luật Dân sự năm 2015", "titled", None, None, ["dieu:61", "dieu:62"], None),
        ],
    ),
    (
        "căn cứ điểm b, khoản 2, Điều 37 của Luật Bảo hiểm xã hội số 58/2014/QH13 ngày 20 tháng 11 năm 2014",
        [
            (
                "điểm b, khoản 2, Điều 37 của Luật Bảo hiểm xã hội số 58/2014/QH13 ngày 20 tháng 11 năm 2014",
                "full",
                "58/2014/QH13",
                "2014-11-20",
                ["dieu:37/khoan:2/diem:b"],
                "based_on",
            )
        ],
    ),
    (
        "Luật Hộ tịch được Quốc hội thông qua ngày 20/11/2014",
        [("Luật Hộ tịch", "titled", None, None, [], None)],
    ),
    (
        "Nghị định 15/2021/NĐ-CP, Nghị định 100/2019 và Nghị định số 123/2021/NĐ-CP",
        [
            ("Nghị định 15/2021/NĐ-CP", "short", "15/2021/NĐ-CP", None, [], None),
            ("Nghị định 100/2019", "abbreviated", "100/2019/NĐ-CP", None, [], None),
            ("Nghị định số 123/2021/NĐ-CP", "short", "123/2021/NĐ-CP", None, [], None),
        ],
    ),
    (
        "ban hành kèm theo Thông tư số 200/2014/TT-BTC ngày 22/12/2014",
        [("Thông tư số 200/2014/TT-BTC ngày 22/12/2014", "full", "200/2014/TT-BTC", "2014-12-22", [], None)],
    ),
    (
        "Điều 6 Quy chế tổ chức và hoạt động ban hành kèm theo Quyết định số 45/QĐ-BYT ngày 06/01/2020 của Bộ trưởng Bộ Y tế",
        [
            (
                "Điều 6 Quy chế tổ chức và hoạt động ban hành kèm theo Quyết định số 45/QĐ-BYT ngày 06/01/2020 của Bộ trưởng Bộ Y tế",
                "full",
                "45/QĐ-BYT",
                "2020-01-06",
                ["dieu:6"],
                None,
            )
        ],
    ),
    (
        "Thay thế Quyết định số 02/2018/QĐ-UBND ngày 10 tháng 01 năm 2018 của Ủy ban nhân dân tỉnh Bến Tre và bãi bỏ Điều 3 Quyết định số 09/2019/QĐ-UBND",
        [
            (
                "Quyết định số 02/2018/QĐ-UBND ngày 10 tháng 01 năm 2018 của Ủy ban nhân dân tỉnh Bến Tre",
                "full",
                "02/2018/QĐ-UBND",
                "2018-01-10",
                [],
                "replaces",
            ),
            ("Điều 3 Quyết định số 09/2019/QĐ-UBND", "short", "09/2019/QĐ-UBND", None, ["dieu:3"], "repeals"),
        ],
    ),
    (
        "Nghị định số 41/2018/NĐ-CP ngày 12/3/2018 (đã được sửa đổi, bổ sung bởi Nghị định số 102/2021/NĐ-CP ngày 16/11/2021)",
        [
            ("Nghị định số 41/2018/NĐ-CP ngày 12/3/2018", "full", "41/2018/NĐ-CP", "2018-03-12", [], "mentions"),
            ("Nghị định số 102/2021/NĐ-CP ngày 16/11/2021", "full", "102/2021/NĐ-CP", "2021-11-16", [], "mentions"),
        ],
    ),
    (
        "Kết luận số 83-KL/TW ngày 21/6/2024 của Bộ Chính trị; Quy định số 41-QĐ/TW; Hướng dẫn số 11-HD/VPTW",
        [
            ("Kết luận số 83-KL/TW ngày 21/6/2024 của Bộ Chính trị", "full", "83-KL/TW", "2024-06-21", [], None),
            ("Quy định số 41-QĐ/TW", "short", "41-QĐ/TW", None, [], None),
            ("Hướng dẫn số 11-HD/VPTW", "short", "11-HD/VPTW", None, [], None),
        ],
    ),
    (
        "Ngày 15/8/2023, Bộ Nội vụ ban hành Thông tư số 13/2023/TT-BNV hướng dẫn",
        [("Thông tư số 13/2023/TT-BNV", "full", "13/2023/TT-BNV", "2023-08-15", [], "mentions")],
    ),
    (
        "Từ ngày 01/01/2023 đến ngày 31/12/2023, Sở đã ban hành Kế hoạch số 55/KH-STC",
        [("Kế hoạch số 55/KH-STC", "short", "55/KH-STC", None, [], "mentions")],
    ),
    (
        "Thực hiện Chỉ thị 05-CT/TW, Nghị quyết 25-NQ/TW ngày 03/6/2013",
        [
            ("Chỉ thị 05-CT/TW", "short", "05-CT/TW", None, [], "implements"),
            ("Nghị quyết 25-NQ/TW ngày 03/6/2013", "full", "25-NQ/TW", "2013-06-03", [], "implements"),
        ],
    ),
    (
        "trong đó có 12/24 hồ sơ, tỷ lệ 45/63; lãi suất 0,5%/tháng; lốp 205/55R16; mã lớp 12/A1; giấy 80g/m2; Km 12+500/QL1",
        [],
    ),
    (
        "Địa chỉ: Số 12/QL1A, phường 5; điện thoại 0123/456; tài khoản 123-456/VCB",
        [],
    ),
    (
        "QCVN 01:2021/BXD, TCVN 9115:2019, ISO/IEC 17025:2017",
        [],
    ),
    (
        "địa điểm a, b; điều kiện 1; mức 5; phần mềm; quan điểm 1",
        [],
    ),
    (
        "Số: 123/UBND-VP\nV/v xử lý\nKính gửi: Sở Y tế\n",
        [],
    ),
    (
        "dự thảo Nghị định sửa đổi Nghị định số 15/2018/NĐ-CP",
        [
            ("dự thảo Nghị định", "draft", None, None, [], None),
            ("Nghị định số 15/2018/NĐ-CP", "short", "15/2018/NĐ-CP", None, [], "amends"),
        ],
    ),
    (
        "dự thảo Luật Đầu tư công (sửa đổi) và dự thảo Tờ trình",
        [
            ("dự thảo Luật Đầu tư công", "draft", None, None, [], None),
            ("dự thảo Tờ trình", "draft", None, None, [], None),
        ],
    ),
    (
        "Quyết định số 99/QĐ-BNV ngày 01/02/2020 (sau đây gọi tắt là Quyết định số 99). Theo Quyết định số 99, các đơn vị",
        [
            ("Quyết định số 99/QĐ-BNV ngày 01/02/2020", "full", "99/QĐ-BNV", "2020-02-01", [], None),
            ("Quyết định số 99", "definition", "99/QĐ-BNV", "2020-02-01", [], None),
            ("Quyết định số 99", "abbreviated", "99/QĐ-BNV", "2020-02-01", [], "according_to"),
        ],
    ),
    (
        "Nghị quyết của Quốc hội; Nghị quyết của Chính phủ ngày 09/01/2020",
        [
            ("Nghị quyết của Quốc hội", "titled", None, None, [], None),
            ("Nghị quyết của Chính phủ ngày 09/01/2020", "titled", None, "2020-01-09", [], None),
        ],
    ),
    (
        "Thông tư liên tịch số 20/2015/TTLT-BYT-BNV ngày 27 tháng 7 năm 2015 của Bộ trưởng Bộ Y tế và Bộ trưởng Bộ Nội vụ quy định",
        [
            (
                "Thông tư liên tịch số 20/2015/TTLT-BYT-BNV ngày 27 tháng 7 năm 2015 của Bộ trưởng Bộ Y tế và Bộ trưởng Bộ Nội vụ",
                "full",
                "20/2015/TTLT-BYT-BNV",
                "2015-07-27",
                [],
                None,
            )
        ],
    ),
    (
        "Thông tư số 64 TC/TCT ngày 03/9/1993; Nghị định số 05-CP; Quyết định số 72-HĐBT; Quyết định số 151-TTg",
        [
            ("Thông tư số 64 TC/TCT ngày 03/9/1993", None, "64/TC-TCT", "1993-09-03", [], None),
            ("Nghị định số 05-CP", None, "05/CP", None, [], None),
            ("Quyết định số 72-HĐBT", None, "72/HĐBT", None, [], None),
            ("Quyết định số 151-TTg", None, "151/TTg", None, [], None),
        ],
    ),
    (
        "Khoản 4 Điều 3 Nghị quyết số 66.7/2025/NQ-CP của Chính phủ",
        [
            (
                "Khoản 4 Điều 3 Nghị quyết số 66.7/2025/NQ-CP của Chính phủ",
                "short",
                "66.7/2025/NQ-CP",
                None,
                ["dieu:3/khoan:4"],
                None,
            )
        ],
    ),
    (
        "Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 150/TTr-STP ngày 12 tháng 10 năm 2022.",
        [
            (
                "Tờ trình số 150/TTr-STP ngày 12 tháng 10 năm 2022",
                "full",
                "150/TTr-STP",
                "2022-10-12",
                [],
                "at_request_of",
            )
        ],
    ),
    (
        "Xét Tờ trình số 150/TTr-UBND ngày 12/10/2022 của Ủy ban nhân dân tỉnh; Báo cáo thẩm tra số 33/BC-HĐND ngày 20/10/2022 của Ban pháp chế",
        [
            (
                "Tờ trình số 150/TTr-UBND ngày 12/10/2022 của Ủy ban nhân dân tỉnh",
                "full",
                "150/TTr-UBND",
                "2022-10-12",
                [],
                "based_on",
            ),
            (
                "Báo cáo thẩm tra số 33/BC-HĐND ngày 20/10/2022 của Ban pháp chế",
                "full",
                "33/BC-HĐND",
                "2022-10-20",
                [],
                "based_on",
            ),
        ],
    ),
    (
        "từ khoản 1 đến khoản 5 Điều 9 Luật Căn cước; điểm a, điểm b và điểm c khoản 1 Điều 10; các khoản 2, 3 và 7 Điều 12 Nghị định số 70/2024/NĐ-CP",
        [
            ("từ khoản 1 đến khoản 5 Điều 9 Luật Căn cước", "titled", None, None, ["dieu:9/khoan:1..5"], None),
            (
                "điểm a, điểm b và điểm c khoản 1 Điều 10; các khoản 2, 3 và 7 Điều 12 Nghị định số 70/2024/NĐ-CP",
                "short",
                "70/2024/NĐ-CP",
                None,
                [
                    "dieu:10/khoan:1/diem:a",
                    "dieu:10/khoan:1/diem:b",
                    "dieu:10/khoan:1/diem:c",
                    "dieu:12/khoan:2",
                    "dieu:12/khoan:3",
                    "dieu:12/khoan:7",
                ],
                None,
            ),
        ],
    ),
    (
        "Mục II Phần A Chương trình hành động số 12-CTr/HU ngày 02/3/2021 của Huyện ủy",
        [
            (
                "Mục II Phần A Chương trình hành động số 12-CTr/HU ngày 02/3/2021 của Huyện ủy",
                "full",
                "12-CTr/HU",
                "2021-03-02",
                ["phan:A/muc:II"],
                None,
            )
        ],
    ),
    (
        "Quyết định nêu trên; các văn bản nêu trên; Nghị định số 1/2020/NĐ-CP ngày 02/01/2020. Nghị định nêu trên quy định rõ.",
        [
            ("Nghị định số 1/2020/NĐ-CP ngày 02/01/2020", "full", "1/2020/NĐ-CP", "2020-01-02", [], None),
            ("Nghị định nêu trên", "anaphor", "1/2020/NĐ-CP", "2020-01-02", [], None),
        ],
    ),
    (
        "QUYẾT ĐỊNH SỐ 12/2023/QĐ-UBND NGÀY 05 THÁNG 4 NĂM 2023 CỦA ỦY BAN NHÂN DÂN TỈNH AN GIANG VỀ VIỆC",
        [
            (
                "QUYẾT ĐỊNH SỐ 12/2023/QĐ-UBND NGÀY 05 THÁNG 4 NĂM 2023 CỦA ỦY BAN NHÂN DÂN TỈNH AN GIANG",
                "full",
                "12/2023/QĐ-UBND",
                "2023-04-05",
                [],
                None,
            )
        ],
    ),
    (
        "Nghi dinh so 30/2020/ND-CP ngay 05 thang 3 nam 2020 cua Chinh phu",
        [
            (
                "Nghi dinh so 30/2020/ND-CP ngay 05 thang 3 nam 2020 cua Chinh phu",
                "full",
                "30/2020/NĐ-CP",
                "2020-03-05",
                [],
                None,
            )
        ],
    ),
    (
        "theo Công văn số 3415 /BTC- NSNN ngày 20 / 3 / 2023",
        [("Công văn số 3415 /BTC- NSNN ngày 20 / 3 / 2023", "full", "3415/BTC-NSNN", "2023-03-20", [], "according_to")],
    ),
    (
        "Quyết định số 15/2020/QĐ-TTg ngày 24\n\ntháng 4 năm 2020 của\n\nThủ tướng Chính phủ",
        [
            (
                "Quyết định số 15/2020/QĐ-TTg ngày 24\n\ntháng 4 năm 2020 của\n\nThủ tướng Chính phủ",
                "full",
                "15/2020/QĐ-TTg",
                "2020-04-24",
                [],
                None,
            )
        ],
    ),
    (
        "căn cứ Quyết\nđịnh số 5/QĐ-SYT\nngày 01/02/2023\ncủa Sở Y tế",
        [("Quyết\nđịnh số 5/QĐ-SYT\nngày 01/02/2023\ncủa Sở Y tế", "full", "5/QĐ-SYT", "2023-02-01", [], "based_on")],
    ),
    (
        "Hiến pháp năm 2013; Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013; Điều 92 Hiến pháp",
        [
            ("Hiến pháp năm 2013", "titled", None, None, [], None),
            ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "titled", None, None, [], None),
            ("Điều 92 Hiến pháp", "titled", None, None, ["dieu:92"], None),
        ],
    ),
    (
        "Thông báo số 349/TB-VPCP ngày 19/9/2013 của Văn phòng Chính phủ thông báo kết luận; văn bản số 5678/VPCP-KTTH; văn bản 12/BC-BYT",
        [
            (
                "Thông báo số 349/TB-VPCP ngày 19/9/2013 của Văn phòng Chính phủ",
                "full",
                "349/TB-VPCP",
                "2013-09-19",
                [],
                None,
            ),
            ("văn bản số 5678/VPCP-KTTH", "short", "5678/VPCP-KTTH", None, [], None),
            ("văn bản 12/BC-BYT", "short", "12/BC-BYT", None, [], None),
        ],
    ),
    (
        "Bộ luật Tố tụng hình sự; Luật Xử lý vi phạm hành chính số 15/2012/QH13 (được sửa đổi, bổ sung theo Luật số 67/2020/QH14)",
        [
            ("Bộ luật Tố tụng hình sự", "titled", None, None, [], None),
            ("Luật Xử lý vi phạm hành chính số 15/2012/QH13", "full", "15/2012/QH13", None, [], None),
            ("Luật số 67/2020/QH14", "short", "67/2020/QH14", None, [], "mentions"),
        ],
    ),
    (
        "pháp luật về đất đai; kỷ luật; luật sư; Luật gia Nguyễn Văn A; Hội Luật gia",
        [],
    ),
    (
        "Nghị quyết số 04/2019/NQ-HĐTP ngày 18/6/2019 của Hội đồng Thẩm phán Tòa án nhân dân tối cao",
        [
            (
                "Nghị quyết số 04/2019/NQ-HĐTP ngày 18/6/2019 của Hội đồng Thẩm phán Tòa án nhân dân tối cao",
                "full",
                "04/2019/NQ-HĐTP",
                "2019-06-18",
                [],
                None,
            )
        ],
    ),
    (
        "Công điện số 12/CĐ-TTg ngày 02/02/2021, Công điện khẩn số 15/CĐ-UBND",
        [
            ("Công điện số 12/CĐ-TTg ngày 02/02/2021", "full", "12/CĐ-TTg", "2021-02-02", [], None),
            ("Công điện khẩn số 15/CĐ-UBND", "short", "15/CĐ-UBND", None, [], None),
        ],
    ),
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015 và Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019;",
        [
            ("Luật Tổ chức chính quyền địa phương ngày 19/6/2015", "titled", None, "2015-06-19", [], "based_on"),
            (
                "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019",
                "titled",
                None,
                "2019-11-22",
                [],
                "based_on",
            ),
        ],
    ),
    (
        "Sửa đổi, bổ sung khoản 2 và bãi bỏ khoản 3 Điều 5 Thông tư số 10/2019/TT-BYT",
        [
            ("khoản 2", "internal", None, None, None, "amends"),
            (
                "khoản 3 Điều 5 Thông tư số 10/2019/TT-BYT",
                "short",
                "10/2019/TT-BYT",
                None,
                ["dieu:5/khoan:3"],
                "repeals",
            ),
        ],
    ),
    (
        "Chính phủ ban hành Nghị định số 61/2020/NĐ-CP ngày 10/9/2020 (sau đây viết tắt là Nghị định số 61). Theo Điều 2 Nghị định 61",
        [
            ("Nghị định số 61/2020/NĐ-CP ngày 10/9/2020", "full", "61/2020/NĐ-CP", "2020-09-10", [], "mentions"),
            ("Nghị định số 61", "definition", "61/2020/NĐ-CP", "2020-09-10", [], "defines_short_name"),
            ("Điều 2 Nghị định 61", "abbreviated", "61/2020/NĐ-CP", "2020-09-10", ["dieu:2"], "according_to"),
        ],
    ),
    (
        "Thông báo kết luận số 33/TB-VPCP ngày 11/01/2020; Quyết định xử phạt vi phạm hành chính số 9/QĐ-XPHC ngày 02/3/2021",
        [
            ("Thông báo kết luận số 33/TB-VPCP ngày 11/01/2020", "full", "33/TB-VPCP", "2020-01-11", [], None),
            (
                "Quyết định xử phạt vi phạm hành chính số 9/QĐ-XPHC ngày 02/3/2021",
                "full",
                "9/QĐ-XPHC",
                "2021-03-02",
                [],
                None,
            ),
        ],
    ),
    (
        "Theo Nghị định của Chính phủ số 15/2021/NĐ-CP ngày 03/3/2021, Quyết định số: 8/2019/QĐ-UBND, ngày 01/3/2019, của UBND tỉnh Long An V/v giao",
        [
            (
                "Nghị định của Chính phủ số 15/2021/NĐ-CP ngày 03/3/2021",
                "full",
                "15/2021/NĐ-CP",
                "2021-03-03",
                [],
                "according_to",
            ),
            (
                "Quyết định số: 8/2019/QĐ-UBND, ngày 01/3/2019, của UBND tỉnh Long An",
                "full",
                "8/2019/QĐ-UBND",
                "2019-03-01",
                [],
                "according_to",
            ),
        ],
    ),
    (
        "Luật Ban hành VBQPPL năm 2015; Biên bản số 05/BB-HĐ ngày 03/3/2020; Giấy phép số 214/GP-BTNMT; Đề án 06; Kế hoạch 5 năm",
        [
            ("Luật Ban hành VBQPPL năm 2015", "titled", None, None, [], None),
            ("Biên bản số 05/BB-HĐ ngày 03/3/2020", "full", "05/BB-HĐ", "2020-03-03", [], None),
            ("Giấy phép số 214/GP-BTNMT", "short", "214/GP-BTNMT", None, [], None),
        ],
    ),
    (
        "Căn cứ Nghị quyết số 30c/NQCP ngày 08/11/2011; Tờ trình số: 421/TTr-STC ngày 29/10/2025, 501/TTr-STC ngày 20/11/2025; TT Số: 219/2013/TT- BTC",
        [
            ("Nghị quyết số 30c/NQCP ngày 08/11/2011", "full", "30c/NQCP", "2011-11-08", [], "based_on"),
            ("Tờ trình số: 421/TTr-STC ngày 29/10/2025", "full", "421/TTr-STC", "2025-10-29", [], "based_on"),
            ("501/TTr-STC ngày 20/11/2025", "elided", "501/TTr-STC", "2025-11-20", [], "based_on"),
            ("TT Số: 219/2013/TT- BTC", "abbreviated", "219/2013/TT-BTC", None, [], "based_on"),
        ],
    ),
    # letters of companies, numbered by a rule of their own or not at all
    (
        "Trả lời công văn số KTX/2021/05 ngày 12/3/2021 của Công ty TNHH Otani (Việt Nam), văn bản số 15/CV/2021 ngày 14/3/2021 và công văn không số đề ngày 02/6/2021 của Công ty Luật TNHH Sao Mai",
        [
            (
                "công văn số KTX/2021/05 ngày 12/3/2021 của Công ty TNHH Otani (Việt Nam)",
                "full",
                "KTX/2021/05",
                "2021-03-12",
                [],
                "replies_to",
            ),
            ("văn bản số 15/CV/2021 ngày 14/3/2021", "full", "15/CV/2021", "2021-03-14", [], "replies_to"),
            (
                "công văn không số đề ngày 02/6/2021 của Công ty Luật TNHH Sao Mai",
                "titled",
                None,
                "2021-06-02",
                [],
                "replies_to",
            ),
        ],
    ),
    (
        "văn bản số 20210615/NV-KT ngày 15/6/2021; văn bản ngày 16/6/2021 của Sở Nội vụ tỉnh Hà Nam; văn bản ngày mai",
        [
            ("văn bản số 20210615/NV-KT ngày 15/6/2021", "full", "20210615/NV-KT", "2021-06-15", [], None),
            ("văn bản ngày 16/6/2021 của Sở Nội vụ tỉnh Hà Nam", "titled", None, "2021-06-16", [], None),
        ],
    ),
    # branches named by their province, departments whose names hold `và`
    (
        "công văn số 7/HQ-NV ngày 03/10/2015 của Cục Hải quan Đồng Nai và phiếu chuyển số 45/TCT-KK ngày 03/6/2019 của Vụ Quản lý thuế Doanh nghiệp nhỏ và vừa trả lời",
        [
            (
                "công văn số 7/HQ-NV ngày 03/10/2015 của Cục Hải quan Đồng Nai",
                "full",
                "7/HQ-NV",
                "2015-10-03",
                [],
                None,
            ),
            (
                "phiếu chuyển số 45/TCT-KK ngày 03/6/2019 của Vụ Quản lý thuế Doanh nghiệp nhỏ và vừa",
                "full",
                "45/TCT-KK",
                "2019-06-03",
                [],
                None,
            ),
        ],
    ),
    # what web pages and scans lose: a vowel of `số`, marks of levels and of `tháng`
    (
        "công văn s268/TCHQ-TXNK, Nghị định sé 34/2016/NĐ-CP, Quyết định sô 7/2018/QĐ-TTg ngày 06 thing 7 năm 2018",
        [
            ("công văn s268/TCHQ-TXNK", "short", "268/TCHQ-TXNK", None, [], None),
            ("Nghị định sé 34/2016/NĐ-CP", "short", "34/2016/NĐ-CP", None, [], None),
            ("Quyết định sô 7/2018/QĐ-TTg ngày 06 thing 7 năm 2018", "full", "7/2018/QĐ-TTg", "2018-07-06", [], None),
        ],
    ),
    (
        "theo điểm b khoán 1 Điều 9 Nghị định số 8/2021/NĐ-CP và Điều 10, Diéu 17 Thông tư số 4/2015/TT-BTC; chính sách khoán 10 và khoán 100",
        [
            (
                "điểm b khoán 1 Điều 9 Nghị định số 8/2021/NĐ-CP",
                "short",
                "8/2021/NĐ-CP",
                None,
                ["dieu:9/khoan:1/diem:b"],
                None,
            ),
            (
                "Điều 10, Diéu 17 Thông tư số 4/2015/TT-BTC",
                "short",
                "4/2015/TT-BTC",
                None,
                ["dieu:10", "dieu:17"],
                None,
            ),
        ],
    ),
    (
        "theo điểm 4.g mục III Thông tư số 9/2000/TT-BTM và điểm a.1 khoản 3 Điều 16 Thông tư số 3/2014/TT-BTC",
        [
            ("điểm 4.g mục III Thông tư số 9/2000/TT-BTM", "short", "9/2000/TT-BTM", None, ["muc:III/diem:4.g"], None),
            (
                "điểm a.1 khoản 3 Điều 16 Thông tư số 3/2014/TT-BTC",
                "short",
                "3/2014/TT-BTC",
                None,
                ["dieu:16/khoan:3/diem:a.1"],
                None,
            ),
        ],
    ),
    # the enacting body on the next line, an article heading behind a comma
    (
        "SỬA ĐỔI NGHỊ QUYẾT SỐ 7/2022/NQ-HĐND CỦA HỘI ĐỒNG NHÂN DÂN TỈNH\nHỘI ĐỒNG NHÂN DÂN TỈNH HÀ NAM\nCăn cứ Nghị định số 5/2011/NĐ-CP về pháp chế,\nĐiều 1. Sửa đổi",
        [
            ("NGHỊ QUYẾT SỐ 7/2022/NQ-HĐND CỦA HỘI ĐỒNG NHÂN DÂN TỈNH", "short", "7/2022/NQ-HĐND", None, [], "amends"),
            ("Nghị định số 5/2011/NĐ-CP", "short", "5/2011/NĐ-CP", None, [], "based_on"),
        ],
    ),
    (
        "Luật Kế toán số 88/2015/QH13 của Quốc hội nước CHXHCN Việt Nam; Thông tư liên tịch số 03-TANDTC-VKSNDTC/TTLT ngày 08/12/1988",
        [
            ("Luật Kế toán số 88/2015/QH13 của Quốc hội nước CHXHCN Việt Nam", "full", "88/2015/QH13", None, [], None),
            (
                "Thông tư liên tịch số 03-TANDTC-VKSNDTC/TTLT ngày 08/12/1988",
                "full",
                "03-TANDTC-VKSNDTC/TTLT",
                "1988-12-08",
                [],
                None,
            ),
        ],
    ),
    # laws that grounds name in small letters, laws named as revised, a number whose blank or slash is of another place
    (
        "Căn cứ Luật tổ chức chợ phiên ngày 4-7-1981; Căn cứ Luật Tổ chức HĐND và UBND (sửa đổi) ngày 21 tháng 6 năm 1994; theo luật tổ chức chợ phiên ngày 4-7-1981",
        [
            ("Luật tổ chức chợ phiên ngày 4-7-1981", "titled", None, "1981-07-04", [], "based_on"),
            (
                "Luật Tổ chức HĐND và UBND (sửa đổi) ngày 21 tháng 6 năm 1994",
                "titled",
                None,
                "1994-06-21",
                [],
                "based_on",
            ),
        ],
    ),
    (
        "Nghị quyết số 344 NQ/HĐNN7 ngày 29 tháng 4 năm 1983; Quyết định số68/2010/QĐ-UBND ngày 18/6/2010; tại Côngvăn số 417/LĐTBXH ngày 12/2/1996",
        [
            ("Nghị quyết số 344 NQ/HĐNN7 ngày 29 tháng 4 năm 1983", "full", "344/NQ-HĐNN7", "1983-04-29", [], None),
            ("Quyết định số68/2010/QĐ-UBND ngày 18/6/2010", "full", "68/2010/QĐ-UBND", "2010-06-18", [], None),
            ("Côngvăn số 417/LĐTBXH ngày 12/2/1996", "full", "417/LĐTBXH", "1996-02-12", [], None),
        ],
    ),
    (
        "thay thế Chương III của Quy chế phối hợp kiểm soát chợ phiên và tiếp nhận, xử lý kiến nghị của người đi chợ ban hành kèm theo Quyết định số 12/2012/QĐ-UBND",
        [
            (
                "Chương III của Quy chế phối hợp kiểm soát chợ phiên và tiếp nhận, xử lý kiến nghị của người đi chợ ban hành kèm theo Quyết định số 12/2012/QĐ-UBND",
                "short",
                "12/2012/QĐ-UBND",
                None,
                ["chuong:III"],
                "replaces",
            ),
        ],
    ),
    # joint bodies before the number, urgent telegrams, a joint circular that calls itself a circular
    (
        "Căn cứ Thông tư liên tịch Bộ Nội vụ & Bộ Tài chính số 1/2003/TTLT/BNV-BTC ngày 06/01/2003 và Công điện khẩn 08/CĐ-BNV ngày 03 tháng 5 năm 2012",
        [
            (
                "Thông tư liên tịch Bộ Nội vụ & Bộ Tài chính số 1/2003/TTLT/BNV-BTC ngày 06/01/2003",
                "full",
                "1/2003/TTLT/BNV-BTC",
                "2003-01-06",
                [],
                "based_on",
            ),
            ("Công điện khẩn 08/CĐ-BNV ngày 03 tháng 5 năm 2012", "full", "08/CĐ-BNV", "2012-05-03", [], None),
        ],
    ),
    (
        "theo Kết luận số 127-KL/TW ngày 28 tháng 02 năm 2025 của Bộ Chính trị, Ban Bí thư và công văn số 3/NN-TT của Sở Nông nghiệp và PTNT tỉnh Hà Nam",
        [
            (
                "Kết luận số 127-KL/TW ngày 28 tháng 02 năm 2025 của Bộ Chính trị, Ban Bí thư",
                "full",
                "127-KL/TW",
                "2025-02-28",
                [],
                None,
            ),
            ("công văn số 3/NN-TT của Sở Nông nghiệp và PTNT tỉnh Hà Nam", "short", "3/NN-TT", None, [], None),
        ],
    ),
    # words that the links of a page ran into the symbol or the day
    (
        "Nghị định số 7/2018/NĐ-CPngày 12/09/2018 và Khoản 3 Điều 37 Thông tư số 9/2019/TT-BXDnêu trên, Quyết định số 12/2019/QĐ-UBND ngày 06/9/2019của Ủy ban nhân dân tỉnh Long An",
        [
            ("Nghị định số 7/2018/NĐ-CPngày 12/09/2018", "full", "7/2018/NĐ-CP", "2018-09-12", [], None),
            ("Khoản 3 Điều 37 Thông tư số 9/2019/TT-BXD", "short", "9/2019/TT-BXD", None, ["dieu:37/khoan:3"], None),
            (
                "Quyết định số 12/2019/QĐ-UBND ngày 06/9/2019của Ủy ban nhân dân tỉnh Long An",
                "full",
                "12/2019/QĐ-UBND",
                "2019-09-06",
                [],
                None,
            ),
        ],
    ),
    # boards of a council are named with it
    (
        "Báo cáo thẩm tra số 8/BC-HĐND ngày 9/7/2023 của Ban Pháp chế của Hội đồng nhân dân tỉnh về kết quả",
        [
            (
                "Báo cáo thẩm tra số 8/BC-HĐND ngày 9/7/2023 của Ban Pháp chế của Hội đồng nhân dân tỉnh",
                "full",
                "8/BC-HĐND",
                "2023-07-09",
                [],
                None,
            ),
        ],
    ),
]


def shown(citation: Citation) -> tuple[object, ...]:
    """A citation as a row of the table."""
    day = citation.issued_on.isoformat() if citation.issued_on else None
    return (citation.text, citation.kind, citation.reference, day, list(citation.provisions), citation.relation)


@pytest.mark.parametrize(("text", "rows"), SENTENCES, ids=range(len(SENTENCES)))
def test_sentences(text: str, rows: list[Row]) -> None:
    """Every reference of a sentence, and nothing else."""
    found = [shown(citation) for citation in find_citations(text)]
    masked = [
        tuple(
            None if i and want is None and i in (1, 4, 5) else got
            for i, (got, want) in enumerate(zip(seen, row, strict=True))
        )
        for seen, row in zip(found, rows, strict=False)
    ]
    assert [row[0] for row in rows] == [seen[0] for seen in found]
    assert rows == masked


@pytest.mark.parametrize(("text", "rows"), SENTENCES, ids=range(len(SENTENCES)))
def test_decomposed_text_reads_alike(text: str, rows: list[Row]) -> None:
    """With marks apart from their letters the same references stand at their places in that text."""
    apart = unicodedata.normalize("NFD", text)
    found = find_citations(apart)
    assert [row[0] for row in rows] == [unicodedata.normalize("NFC", citation.text) for citation in found]
    assert all(citation.text == citation.span.of(apart) for citation in found)


def test_spans_prove_themselves_in_a_stretch() -> None:
    """Offsets count from the beginning of the whole text, wherever the stretch begins."""
    text = "Theo Quyết định số 8/QĐ-BYT; " + "theo Thông tư số 9/2021/TT-BYT."
    (found,) = find_citations(text_of_string(text), Span(29, len(text)))
    assert found.text == "Thông tư số 9/2021/TT-BYT"
    assert found.span.of(text) == found.text


def test_own_document_makes_this_decision_itself() -> None:
    """`Quyết định này` is the citing document, if a decision; a decree named before, if not."""
    text = "Căn cứ Nghị định số 3/2021/NĐ-CP ngày 04/01/2021. Nghị định này và Quyết định này có hiệu lực."
    own = OwnDocument(reference="77/QĐ-BYT", document_type="quyet_dinh")
    _, decree, decision = find_citations(text, own=own)
    assert (decree.kind, decree.reference, decree.antecedent) == ("anaphor", "3/2021/NĐ-CP", 0)
    assert (decision.kind, decision.reference) == ("self", "77/QĐ-BYT")


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    """No text crashes the grammar; spans are in order, apart, and prove themselves."""
    last = 0
    for citation in find_citations(text):
        assert citation.span.of(text) == citation.text
        assert citation.span.start >= last
        last = citation.span.end


PIECES = [
    "Nghị định số ", "15/2020/NĐ-CP", " ngày 24 tháng 4 năm 2020", " của Chính phủ", "khoản 2 ", "Điều 19 ", "và ", ", ", "số ", "Luật ", "Dược ",
    "này", "(", ")", "\n", "dự thảo ", "Căn cứ ", "sửa đổi, bổ sung ", "CV 12", "“", "”", "như sau: ", "1. ", "a) ", "các ", "từ ", "đến ", ";", ".",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_order_of_pieces(pieces: list[str]) -> None:
    """Fragments of the grammar in any order never crash it."""
    text = "".join(pieces)
    for citation in find_citations(text):
        assert citation.span.of(text) == citation.text


@pytest.mark.parametrize(
    ("issuer", "text", "meant"),
    [
        ("Ủy ban nhân dân tỉnh Cao Bằng", "theo Quyết định số 377/QĐ-UBND", "Ủy ban nhân dân tỉnh Cao Bằng"),
        ("Ủy ban nhân dân tỉnh Cao Bằng", "theo Nghị quyết số 3/NQ-HĐND", "Hội đồng nhân dân tỉnh Cao Bằng"),
        ("Ủy ban nhân dân huyện Hòa An", "theo Quyết định số 377/QĐ-UBND", None),  # or the province's
        ("Ủy ban nhân dân tỉnh Cao Bằng", "theo Quyết định số 4/QĐ-STC", None),
        ("Ủy ban nhân dân tỉnh Cao Bằng", "theo Quyết định số 4/QĐ-UBND của UBND huyện Hòa An", "UBND huyện Hòa An"),
    ],
)
def test_own_series(issuer: str, text: str, meant: str | None) -> None:
    """A number of the own series without an issuer is the own office's, and marked as inferred."""
    own = OwnDocument("5/QĐ-UBND", None, issuer, "quyet_dinh")
    (found,) = find_citations(text, own=own)
    assert meant == found.issuer
    assert ("issuer_inferred:own_series" in found.reasons) == (meant is not None and "của" not in text)
    assert found.confidence == (0.8 if found.reasons else 1.0)


def test_a_company_once_named() -> None:
    """`của Công ty` is the company last named in full."""
    text = "Trả lời Công văn số 15/CV-AH của Công ty TNHH An Hòa; Công văn số 16/CV-AH của Công ty"
    first, second = find_citations(text)
    assert first.issuer == second.issuer == "Công ty TNHH An Hòa"
    assert second.reasons == ("issuer_inferred:named_before",)
