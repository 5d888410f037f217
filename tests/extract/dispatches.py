"""Dispatches of our own as plain text, in the shapes that offices, portals and converters give them."""

from __future__ import annotations

COMMUNE = """UBND HUYỆN PHÚ LƯƠNG
UBND XÃ YÊN LẠC
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 45/UBND-VX
V/v báo cáo tình hình sử dụng
thiết bị họp trực tuyến
Yên Lạc, ngày 05 tháng 3 năm 2024

Kính gửi: Phòng Văn hóa và Thông tin huyện Phú Lương

Thực hiện Công văn số 112/VHTT ngày 01/3/2024 của Phòng Văn hóa và Thông tin huyện, Ủy ban nhân dân xã báo cáo như sau:
1. Xã hiện có 02 bộ thiết bị đang hoạt động tốt (danh sách kèm theo).
Đề nghị Phòng Văn hóa và Thông tin huyện xem xét, bố trí cán bộ kiểm tra trước ngày 20/3/2024./.

Nơi nhận:
- Như trên;
- TT Đảng ủy, HĐND xã (b/c);
- Lưu: VT, VHXH.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Hoàng Văn Thức
"""

COLLAPSED = """| BỘ TÀI CHÍNH TỔNG CỤC THUẾ --- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc --- |
|---|---|
| Số: 812/TCT-CS V/v hoàn thuế đối với dự án | Hà Nội, ngày 09 tháng 03 năm 2019 |

| Kính gửi: | - Cục Thuế tỉnh Bắc Ninh; - Công ty TNHH Sao Mai. |
|---|---|

Tổng cục Thuế nhận được công văn số 15/CV-SM ngày 02/02/2019 của Công ty TNHH Sao Mai hỏi về hoàn thuế.

Đề nghị Cục Thuế tỉnh Bắc Ninh kiểm tra, xử lý theo quy định./.

| Nơi nhận: - Như trên; - Vụ PC - BTC; (để p/h) - Lưu: VT, CS (3). | KT. TỔNG CỤC TRƯỞNG PHÓ TỔNG CỤC TRƯỞNG Lê Lộc |
|---|---|
"""

DECISION = """SỞ NỘI VỤ TỈNH HÒA BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 07/QĐ-SNV
Hòa Bình, ngày 12 tháng 01 năm 2023

QUYẾT ĐỊNH
Về việc ban hành Quy chế tiếp công dân
của Sở Nội vụ

GIÁM ĐỐC SỞ NỘI VỤ

Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013;
Theo đề nghị của Chánh Văn phòng Sở.

QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân.
Điều 2. Chánh Văn phòng Sở, các phòng chuyên môn chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 2;
- UBND tỉnh (để b/c);
- Lưu: VT, VP.

GIÁM ĐỐC



TS. Quách Thị Kiều

QUY CHẾ
Tiếp công dân của Sở Nội vụ
(Ban hành kèm theo Quyết định số 07/QĐ-SNV ngày 12 tháng 01 năm 2023 của Giám đốc Sở Nội vụ)

Điều 1. Phạm vi
Quy chế này quy định việc tiếp công dân.
"""

PARTY = """TỈNH ỦY NINH THUẬN
VĂN PHÒNG
*
Số 214-CV/VPTU
V/v chuẩn bị tài liệu hội nghị
ĐẢNG CỘNG SẢN VIỆT NAM
Ninh Thuận, ngày 17 tháng 6 năm 2022

Kính gửi: - Các ban xây dựng Đảng Tỉnh ủy,
- Các huyện ủy, thành ủy.

Theo chương trình công tác, Văn phòng Tỉnh ủy đề nghị các cơ quan gửi tài liệu về Văn phòng trước ngày 25/6/2022.

Nơi nhận:
- Như trên,
- Thường trực Tỉnh ủy (để báo cáo),
- Lưu Văn phòng Tỉnh ủy.
K/T CHÁNH VĂN PHÒNG
PHÓ CHÁNH VĂN PHÒNG
Đàng Năng Thơ
"""

LAYOUT = """          BỘ XÂY DỰNG                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
       CỤC PHÁT TRIỂN ĐÔ THỊ                     Độc lập - Tự do - Hạnh phúc
          ---------                              ------------------------
       Số: 98/PTĐT-QLPT                      Hà Nội, ngày 03 tháng 10 năm 2018
   V/v góp ý hồ sơ đề án phân loại
      đô thị của thị xã

                    Kính gửi: Sở Xây dựng tỉnh Hà Tĩnh

     Cục Phát triển đô thị nhận được Văn bản số 2210/SXD-QH ngày 20/9/2018 của Sở Xây dựng tỉnh Hà Tĩnh.
     Đề nghị Sở Xây dựng rà soát, bổ sung thuyết minh./.

Nơi nhận:                                        KT. CỤC TRƯỞNG
- Như trên;                                      PHÓ CỤC TRƯỞNG
- Lưu: VT, QLPT.

                                                 Trần Thị Lan Chi
"""

URGENT = """BỘ Y TẾ
Số: 2210/BYT-DP
HỎA TỐC
V/v tăng cường giám sát dịch
Hà Nội, ngày 6/4/2016
Kính gửi: Ủy ban nhân dân các tỉnh, thành phố; Viện Pasteur Nha Trang
Trước tình hình dịch bệnh, Bộ Y tế đề nghị các đơn vị thực hiện ngay các biện pháp sau.
Nơi nhận:
- Như trên;
- Lưu: VT, DP.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Nguyễn Tiến Vũ
"""

COUNCIL = """HỘI ĐỒNG NHÂN DÂN
THÀNH PHỐ HẢI PHÒNG
Số: 12/2020/NQ-HĐND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

NGHỊ QUYẾT
VỀ MỨC HỖ TRỢ ĐÓNG BẢO HIỂM Y TẾ CHO NGƯỜI CAO TUỔI
HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HẢI PHÒNG
KHÓA XV, KỲ HỌP THỨ 13
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT NGHỊ:
Điều 1. Quy định mức hỗ trợ.
Nghị quyết này được Hội đồng nhân dân thành phố khóa XV, kỳ họp thứ 13 thông qua
ngày 22 tháng 7 năm 2020./.
Nơi nhận:
- UBTVQH;
- Chính phủ;
- Lưu: VT.
CHỦ TỊCH
Lê Văn Thạnh
"""

STAMPED = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
Số: 1502/UBND-KT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
V/v cấp gạo cứu đói
Sơn La, ngày 11 tháng 5 năm 2021
SỞ LAO ĐỘNG - TBXH
CÔNG VĂN ĐẾN
Số: 733
Ngày: 13/5/2021
Chuyển: Phòng BTXH
Kính gửi:
- Sở Lao động - Thương binh và Xã hội;
- Ủy ban nhân dân các huyện.
Xét đề nghị của Sở Lao động - Thương binh và Xã hội, UBND tỉnh có ý kiến như sau.
Nơi nhận:
- Như trên;
- Lưu: VT, KT(02b).
TUQ. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lê Hồng Sa
"""

UPRIGHT = """Số: 641/VPCP-NN
V/v phòng, chống hạn mặn

Hà Nội, ngày 30 tháng 12 năm 2019

Đ UBND TỈNH BẾN TRE

Ê Số 77 ngày 03/01/20 Kính gửi:

N Chuyển: NN

- Bộ Nông nghiệp và Phát triển nông thôn;
- Ủy ban nhân dân tỉnh Bến Tre.

Văn phòng Chính phủ đề nghị các cơ quan thực hiện đúng kế hoạch đã duyệt.

Noi nhận:

- Như trên;
- Lưu: VT, NN (2).tvt

KT. BỘ TRƯỞNG, CHỦ NHIỆM
PHÓ CHỦ NHIỆM

Lương Hữu Tài
"""

TELEGRAM = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
Số: 05/CĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nghệ An, ngày 28 tháng 9 năm 2022

CÔNG ĐIỆN
Về tập trung ứng phó bão số 4

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NGHỆ AN điện:
- Giám đốc các sở, ban, ngành;
- Chủ tịch UBND các huyện, thành phố, thị xã.

Hồi 07 giờ ngày 28/9, vị trí tâm bão ở trên vùng biển.
Yêu cầu các đơn vị báo cáo trước 16 giờ ngày 29/9/2022./.
Nơi nhận:
- Như trên;
- Lưu: VT, NN.
Q. CHỦ TỊCH
Hoàng Nghĩa Bình
"""

BUNDLE = """SỞ TƯ PHÁP TỈNH BẮC KẠN
Số: 210/STP-HCTP
V/v sao gửi văn bản
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bắc Kạn, ngày 14 tháng 02 năm 2022
Kính gửi: Phòng Tư pháp các huyện, thành phố
Sở Tư pháp sao gửi Công văn số 95/HTQTCT-HT ngày 10 tháng 02 năm 2022 của Cục Hộ tịch, quốc tịch, chứng thực.
Nơi nhận:
- Như trên;
- Lưu: VT, HCTP.
(Kèm CV số 95/HTQTCT-HT)
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nông Thị Hạnh

PHỤ LỤC
MẪU TỜ KHAI
(Kèm theo Công văn số 210/STP-HCTP ngày 14/02/2022 của Sở Tư pháp)
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
TỜ KHAI ĐĂNG KÝ
Số: ......./TK
........., ngày ..... tháng ..... năm .......

BỘ TƯ PHÁP
CỤC HỘ TỊCH, QUỐC TỊCH, CHỨNG THỰC
Số: 95/HTQTCT-HT
V/v chứng thực chữ ký số
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 10 tháng 02 năm 2022
Kính gửi: Sở Tư pháp các tỉnh, thành phố trực thuộc Trung ương
Cục có ý kiến như sau: thực hiện đúng quy định.
Nơi nhận:
- Như trên;
- Lưu: VT.
CỤC TRƯỞNG
Nguyễn Công Hoan
"""

GAZETTE = """CÔNG BÁO/Số 12 + 13/Ngày 05-3-2023
7

CHÍNH PHỦ
______________

Số: 9/2023/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
_______________________________________________
Hà Nội, ngày 20 tháng 02 năm 2023

NGHỊ ĐỊNH
Quy định về quản lý bến thủy nội địa

CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Chính phủ ban hành Nghị định quy định về quản lý bến thủy nội địa.
Điều 1. Phạm vi điều chỉnh
Ký bởi: CÔNG BÁO NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Cơ quan: VĂN PHÒNG CHÍNH PHỦ
Ngày ký: 2023-03-05 08:05:48 +07:00

CÔNG BÁO/Số 12 + 13/Ngày 05-3-2023
8

Điều 2. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2023./.

TM. CHÍNH PHỦ
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG
[

Trần Hồng Quân
"""

CONSOLIDATED = """BỘ TÀI CHÍNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 12/VBHN-BTC
Hà Nội, ngày 14 tháng 5 năm 2020
NGHỊ ĐỊNH
QUY ĐỊNH VỀ LỆ PHÍ BẾN BÃI
Nghị định số 139/2016/NĐ-CP ngày 04 tháng 10 năm 2016 của Chính phủ quy định về lệ phí bến bãi được sửa đổi bởi:
Điều 1. Phạm vi
Nơi nhận:
- Văn phòng Chính phủ (để đăng Công báo);
- Lưu: VT, CST (4).
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Vũ Thị Mây
"""
