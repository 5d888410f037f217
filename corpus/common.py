"""Syllables that stand in a great part of all dispatches, folded: pairs of them are indexed (see `corpus.index`).

The list was written down from the language of administration (Decree 30/2020/NĐ-CP, Appendix III, and the set phrases
of dispatches). It decides only what is quick, never what is found; after a change the index is made anew.
"""

from __future__ import annotations

SYLLABLES = """
va cua cac cho theo ngay thang nam so quyet dinh cong van ve viec thuc hien quy nghi chinh phu bo ban nhan dan uy tinh
thanh pho quan huyen xa phuong thi tran can cu luat thong tu to chuc don vi co trong duoc la voi den tai khong nguoi
nhung mot nay do khi sau truoc tren duoi gui kinh noi luu vt ky chu tich giam doc truong phong bao cao ke hoach de xuat
xin y kien chi dao huong dan trien khai kiem tra giai quyet xu ly phoi hop lien giao nhiem vu trach dam cap tiep tuc
tang cuong nang chat luong hieu qua phat te hoi dau xay dung du an ngan sach nha nuoc san dat moi giao duc khoa hoc nghe
hoa the thao lich lao dong thuong binh hiem an ninh quoc gia doc lap tu hanh phuc viet thu tuc dich truc tuyen ho chuyen
doi lieu tin truyen he phan mem dieu khoan diem muc chuong sua bo sung thay bai luc can tac vien tap ca nghiep hoat tham
muu xem xet tong danh ket noi dung tieu phap thoi gian han dia nganh linh vuc quan su nguon von thue phi le chung cung
chua that tro chay
"""
COMMON = frozenset(SYLLABLES.split())
