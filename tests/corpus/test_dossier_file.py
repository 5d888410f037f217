"""A dossier as a zip: whole, proven by its manifest, made a piece at a time."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from corpus import zip_pieces
from corpus.refusals import CopyDiffers, NotFound, OriginalMissing
from corpus.zip_pieces import ZipPieces, safe_name
from signatures.rules import load_rules
from tests.corpus.compose_reading import cite, file_dispatch, file_reading, on, reading
from tests.corpus.test_case import PROCEDURE


@pytest.fixture
def dossier(corpus):
    """Two dispatches, the later one put in first, and a file without any."""
    opened = corpus.open_dossier("Hồ sơ <bà> Lan", "L", code="000.00.28.H17-260302-0001", procedure="mau").dossier.id
    later = file_dispatch(
        corpus, "Đơn đề nghị.", [cite("15/2020/QĐ-TTg")], reference="2/A-B", subject="đơn đề nghị",
        issued_on=on("2026-02-02"), signer_name="Nguyễn Văn Bình",
    )  # fmt: skip
    earlier = file_dispatch(corpus, "Ảnh.", reference="1/A-B", issued_on=on("2026-01-01"))
    none = file_reading(corpus, reading("Không có gì."))
    for found in (later, earlier, none):
        corpus.add_to_dossier(opened, found.document_id, "L")
    corpus.move_dossier(opened, "accepted", "L", "đủ\x0b giấy tờ")
    return opened


def unpacked(corpus, dossier_id, *rules):
    """The files of the zip by path."""
    with zipfile.ZipFile(io.BytesIO(b"".join(corpus.export_dossier(dossier_id, *rules)))) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def test_it_holds_originals_fields_history_and_a_manifest_that_agrees(corpus, dossier):
    """Every file is in the manifest with the hash it has."""
    files = unpacked(corpus, dossier, PROCEDURE)
    manifest = json.loads(files["manifest.json"])
    told = {part["path"]: (part["sha256"], part["bytes"]) for part in manifest["files"]}
    others = {name: data for name, data in files.items() if name not in ("manifest.json", "SHA256SUMS")}
    assert told == {name: (hashlib.sha256(data).hexdigest(), len(data)) for name, data in others.items()}
    assert (manifest["dossier_id"], manifest["code"]) == (dossier, "000.00.28.H17-260302-0001")
    assert files["van-ban/01/a.txt"].decode() == "Đơn đề nghị."
    fields = json.loads(files["van-ban/01/thong-tin.json"])
    assert fields["dispatches"][0]["fields"]["reference"]["value"] == "2/A-B"
    assert fields["resolved_citations"][0]["resolution"] == "not_held"
    history = json.loads(files["ho-so.json"])
    assert [step["after"] for step in history["steps"]] == ["arrived", "accepted"]
    assert (history["status_code"], history["complete"]) == ("03", False)
    assert files["phieu-kiem-tra-chu-ky.pdf"][:5] == b"%PDF-"


def test_the_sums_are_read_by_the_usual_tool(corpus, dossier, tmp_path):
    """`sha256sum -c`, which every office's system has in some form."""
    files = unpacked(corpus, dossier)
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout.count(b": OK")) == (0, len(files) - 1)


def test_the_xml_is_in_the_order_of_time(corpus, dossier):
    """By the names of the decree; what XML cannot write does not break it."""
    root = ET.fromstring(unpacked(corpus, dossier)["ho-so.xml"])
    papers = root.findall("Documents/Document")
    assert [paper.findtext("DocOrdinal") for paper in papers] == ["1", "2", "3"]
    assert [paper.findtext("CodeNumber") for paper in papers] == ["1", "2", None]
    assert papers[1].findtext("SignerInfo/FullName") == "Nguyễn Văn Bình"
    assert root.findtext("Title") == "Hồ sơ <bà> Lan"
    assert root.findall("History/Step")[-1].findtext("Note") == "đủ\ufffd giấy tờ"


def test_a_rule_that_cannot_be_judged_says_why(corpus, dossier):
    """The zip is made all the same, and does not pass for one that was checked."""
    rule = load_rules()["ho-tro-theo-quyet-dinh-15-2020"]
    told = json.loads(unpacked(corpus, dossier, None, rule)["ho-so.json"])
    assert told["signature_check"] is None
    assert "employer_tax_code" in told["signature_check_refused"]


def test_a_lost_original_is_told_before_anything_is_sent(corpus, dossier):
    """And a changed one while it is sent: what was sent is no zip."""
    first = corpus.dossier_documents(dossier)[0].sha256
    corpus.originals.path(first).write_bytes(b"rot")
    pieces = corpus.export_dossier(dossier)
    sent = []
    with pytest.raises(CopyDiffers):
        sent.extend(pieces)
    assert not zipfile.is_zipfile(io.BytesIO(b"".join(sent)))
    corpus.originals.path(first).unlink()
    with pytest.raises(OriginalMissing):
        next(corpus.export_dossier(dossier))
    with pytest.raises(NotFound):
        corpus.export_dossier("dos_0")


def test_a_large_original_is_never_whole_in_memory(monkeypatch):
    """No piece is larger than what was read at a time, with its wrapping."""
    monkeypatch.setattr(zip_pieces, "CHUNK", 1000)
    data = hashlib.shake_256(b"a").digest(100_000)
    made = ZipPieces(datetime(1970, 1, 1, tzinfo=UTC))
    pieces = list(made.add_original("a.bin", io.BytesIO(data), hashlib.sha256(data).hexdigest()))
    pieces += made.close()
    assert max(map(len, pieces)) < 40_000
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as found:
        assert found.read("a.bin") == data


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("công văn.pdf", "công văn.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\\b:c?.pdf", "a_b_c_.pdf"),
        ("...", "tep"),
        ("a\x00b.txt", "a_b.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("y" * 300, "y" * 120),
    ],
)
def test_names_are_made_safe(name, expected):
    """Nothing leads out of the folder it is unpacked into."""
    assert safe_name(name) == expected
