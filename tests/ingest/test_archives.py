"""Files inside files: bounded, named by the way that led to them, refused where they are hostile."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from dataclasses import replace

import pikepdf
import pytest

from ingest.archives import find_members, safe_name
from ingest.options import Limits, ReadOptions
from ingest.problems import (
    ArchiveBomb,
    ArchiveDamaged,
    ArchiveUnsafePath,
    EmptyFolder,
    Encrypted,
    Refusal,
    WrongPassword,
)
from tests.compose.archive import sealed_zip
from tests.ingest.sheets import Sheet

OPTIONS = ReadOptions()


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def test_members_come_in_order_with_the_path_that_led_to_them() -> None:
    """Folders and what systems leave behind stay out."""
    data = zipped(("a.pdf", b"1"), ("thang-3/", b""), ("thang-3/công văn.txt", b"2"), ("__MACOSX/a.pdf", b"3"))
    found = find_members(data, "lo.zip", "in/lo.zip", OPTIONS)
    assert [(m.name, m.path, m.data) for m in found] == [
        ("a.pdf", "in/lo.zip!a.pdf", b"1"),
        ("công văn.txt", "in/lo.zip!thang-3/công văn.txt", b"2"),
    ]


def test_names_in_utf8_that_do_not_say_so() -> None:
    """Old tools write UTF-8 without its flag."""
    data = zipped(("c\u00f4ng.txt", b"x")).replace(b"\x00\x08", b"\x00\x00")
    plain = bytearray(zipped(("cXXng.txt", b"x")))
    marked = bytes(plain).replace(b"cXXng.txt", "công.txt".encode())
    assert find_members(marked, "a.zip", "a.zip", OPTIONS)[0].name == "công.txt"
    assert find_members(data, "a.zip", "a.zip", OPTIONS)[0].name == "công.txt"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"C\xf4ng v\xe3n s\xf4\xec 12.txt", "Công văn số 12.txt"),
        ("r\u00e9sum\u00e9 \u00a35.txt".encode("cp437"), "r\u00e9sum\u00e9 \u00a35.txt"),
    ],
)
def test_names_in_a_code_page(raw: bytes, name: str) -> None:
    """Windows in Vietnamese wrote names in its own; everything else is what zip says it is."""
    data = zipped(("x" * len(raw), b"")).replace(b"x" * len(raw), raw)
    assert find_members(data, "a.zip", "a.zip", OPTIONS)[0].name == name


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b", "/etc/x", "C:\\x", "..\\a", "a\x00b"])
def test_paths_that_lead_out_are_refused(name: str) -> None:
    """The whole archive is: someone meant harm."""
    with pytest.raises(ArchiveUnsafePath):
        safe_name(name)
    if "\x00" not in name:
        with pytest.raises(ArchiveUnsafePath):
            find_members(zipped((name, b"x")), "a.zip", "a.zip", OPTIONS)


def lying(size: int) -> bytes:
    """A zip whose member says it has 10 bytes and unpacks to `size`."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(b"\x00" * size) + packer.flush()
    data = zipped(("a.txt", b"0123456789"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.infolist()[0]
    head = bytearray(data[: 30 + len("a.txt")])
    struct.pack_into("<III", head, 14, zlib.crc32(b"\x00" * size), len(body), 10)
    start = len(head) + len(body)
    centre = bytearray(data[data.index(b"PK\x01\x02") : data.index(b"PK\x05\x06")])
    struct.pack_into("<III", centre, 16, zlib.crc32(b"\x00" * size), len(body), 10)
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    struct.pack_into("<I", end, 16, start)
    assert entry.file_size == 10
    return bytes(head) + body + bytes(centre) + bytes(end)


@pytest.mark.parametrize(
    ("data", "limits", "kind"),
    [
        (zipped(("a", b"\x00" * 20_000_000)), Limits(), ArchiveBomb),  # packed a thousand times
        (zipped(*((str(i), b"") for i in range(12))), Limits(members=10), ArchiveBomb),
        (zipped(("a", b"x" * 5000), method=zipfile.ZIP_STORED), Limits(member_bytes=4000), ArchiveBomb),
        (lying(20_000_000), Limits(), ArchiveDamaged),  # its sizes lie
        (zipped(), Limits(), EmptyFolder),
        (zipped(("a", b"x" * 500))[:-30], Limits(), ArchiveDamaged),
        (zipped(("a", b"x" * 500))[:20], Limits(), ArchiveDamaged),
    ],
)
def test_hostile_zips(data: bytes, limits: Limits, kind: type[Refusal]) -> None:
    """Each gets its own refusal."""
    with pytest.raises(kind):
        find_members(data, "a.zip", "a.zip", replace(OPTIONS, limits=limits))


def test_containers_within_each_other_end_somewhere() -> None:
    """The path tells how deep a file lies."""
    data = zipped(("b.zip", zipped(("a.txt", b"x"))))
    with pytest.raises(ArchiveBomb):
        find_members(data, "c.zip", "1.zip!2.zip!3.zip!4.zip!c.zip", OPTIONS)


def test_encrypted_members_ask_for_a_password() -> None:
    """The flag is enough: nothing is tried without a password."""
    data = bytearray(zipped(("a.txt", b"x" * 50)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Encrypted):
        find_members(bytes(data), "a.zip", "a.zip", OPTIONS)


def test_files_carried_by_a_pdf() -> None:
    """Embedded files are members; names lose their folders, repeated ones are numbered."""
    with pikepdf.open(io.BytesIO(Sheet().put(100, 100, "Số").pdf())) as file:
        for key, name in (("1", "phu-luc.txt"), ("2", "../phu-luc.txt")):
            file.attachments[key] = pikepdf.AttachedFileSpec(file, key.encode(), filename=name)
        out = io.BytesIO()
        file.save(out)
    found = find_members(out.getvalue(), "a.pdf", "a.pdf", OPTIONS)
    assert [(m.path, m.data) for m in found] == [("a.pdf!phu-luc.txt", b"1"), ("a.pdf!2-phu-luc.txt", b"2")]


def test_other_files_hold_none() -> None:
    """A text is no container."""
    assert find_members(b"x", "a.txt", "a.txt", OPTIONS) == ()


SEALED = base64.b64decode(
    "UEsDBBQAAQBjADetfV0AAAAALwAAADgAAAAFAAsAYS50eHQBmQcAAgBBRQMIAB9aeG8IIwTEVHejXLSIRxTCo1TsPlgeS/f84hfKGiK/wMvl584FGyMF"
    "UArlxPNhUEsBAhQDFAABAGMAN619XQAAAAAvAAAAOAAAAAUACwAAAAAAAAAAAIABAAAAAGEudHh0AZkHAAIAQUUDCABQSwUGAAAAAAEAAQA+AAAAXQAA"
    "AAAA"
)
"""As pyzipper writes AES-256: `a.txt` with `Số: 12/UBND ` four times, sealed with `mật khẩu`."""


def test_members_sealed_with_aes_are_opened() -> None:
    """As 7-Zip and WinRAR seal them: asked for, a wrong password told, a change found."""
    right = replace(OPTIONS, password="mật khẩu")
    assert [member.data.decode() for member in find_members(SEALED, "a.zip", "a.zip", right)] == ["Số: 12/UBND " * 4]
    with pytest.raises(Encrypted):
        find_members(SEALED, "a.zip", "a.zip", OPTIONS)
    with pytest.raises(WrongPassword):
        find_members(SEALED, "a.zip", "a.zip", replace(OPTIONS, password="sai"))
    changed = SEALED[:70] + bytes([SEALED[70] ^ 1]) + SEALED[71:]
    with pytest.raises(ArchiveDamaged):
        find_members(changed, "a.zip", "a.zip", right)


@pytest.mark.parametrize("size", [0, 15, 16, 300_000])
def test_what_was_sealed_comes_out_whole(size: int) -> None:
    """Whatever its size; packed or not."""
    plain = bytes(i * i % 251 for i in range(size))
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = sealed_zip("a.txt", plain, b"1234", method)
        assert [m.data for m in find_members(data, "a.zip", "a.zip", replace(OPTIONS, password="1234"))] == [plain]
