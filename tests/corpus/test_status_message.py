"""Status messages: one for each outcome and each step, read back by what reads those of others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.carrier import NoEnvelope
from corpus.document import DocumentFilter
from corpus.refusals import InvalidValue, NotFound
from corpus.status_message import NoOrgan, Organ, to_edxml
from ingest.edxml import read_envelope
from tests.corpus.compose_reading import file_dispatch, reading

ORGAN = Organ("000.00.00.H41", "UBND tỉnh <An> Sơn", "", "a@b.vn")
HEADER = {
    "document_id": "000.00.00.G22,2025/09/30,7816/VPCP-TTĐT",
    "sender": {"id": "000.00.00.G22", "name": "Văn phòng Chính phủ"},
    "reference": "7816/VPCP-TTĐT",
    "issued_on": "2025-09-30",
}


@pytest.fixture
def arrived(corpus):
    """An envelope with two files in a batch; the items of the files."""
    batch = corpus.create_batch("lô", "test").id
    envelope = corpus.receive(batch, "a.edxml", "a.edxml", b"edxml")
    corpus.file(envelope.id, replace(reading("x", data=b"edxml", members=["a", "b"]), metadata=HEADER))
    return [corpus.receive(batch, name, f"a.edxml!{name}", name.encode(), parent=envelope.id) for name in ("a", "b")]


def told(message):
    """Code, answered document and description, as a receiver reads them."""
    header = read_envelope(to_edxml(message, ORGAN)).header
    (response,) = header["responses"]
    assert header["sender"] == {"id": ORGAN.id, "name": ORGAN.name, "email": "a@b.vn"}
    assert response == {
        "organ_id": "000.00.00.G22", "reference": "7816/VPCP-TTĐT", "issued_on": "2025-09-30",
        "document_id": HEADER["document_id"],
    }  # fmt: skip
    return header["status"]["code"], header["status"]["description"]


def test_a_status_message_takes_no_number(corpus):
    """Nor is it answered, nor does it wait for a number, or for a person to fill it in.

    A message that is a document takes a number, and is answered.
    """
    batch = corpus.create_batch("lô", "test").id
    status = HEADER | {"status": {"code": "05", "meaning": "in_progress", "description": "Đang xử lý"}}
    numbers, items = [], [corpus.receive(batch, name, name, name.encode()) for name in ("thu", "trang-thai")]
    for item, header in zip(items, (HEADER, status), strict=True):
        told_by = replace(reading(item.name), dispatches=(), metadata=header)
        numbers.append(corpus.file(item.id, told_by).arrival)
    assert [arrival and arrival.number for arrival in numbers] == [1, None]
    assert corpus.documents(DocumentFilter(numbered=False)).items == ()
    assert [found.name for found in corpus.documents(DocumentFilter(doubtful=True)).items] == ["thu"]
    assert told(corpus.item_status(items[0].id))[0] == "03"
    with pytest.raises(NoEnvelope):
        corpus.item_status(items[1].id)


def test_a_file_tells_its_outcome(corpus, arrived):
    """01 waiting, 02 returned with the reason, 03 filed."""
    first, second = arrived
    assert told(corpus.item_status(first.id)) == ("01", "Đã đến")
    corpus.file(first.id, reading("a", problem="encrypted"))
    assert told(corpus.item_status(first.id)) == ("02", "Từ chối tiếp nhận: Không đọc được.")
    corpus.file(second.id, reading("b"))
    assert told(corpus.item_status(second.id)) == ("03", "Đã tiếp nhận, vào sổ văn bản đến")


def test_a_dossier_tells_its_steps(corpus, arrived):
    """The last one, or any; a refused recall is 16, one agreed to 15."""
    document = corpus.file(arrived[0].id, reading("a")).document_id
    plain = file_dispatch(corpus, "Khác.").document_id
    dossier = corpus.open_dossier("Hồ sơ", "Lan").dossier.id
    with pytest.raises(NoEnvelope):
        corpus.dossier_status(dossier)
    for member in (plain, document):
        corpus.add_to_dossier(dossier, member, "Lan")
    found = [told(corpus.dossier_status(dossier))]
    for state in ("accepted", "assigned", "processing", "recall_asked", "processing", "recall_asked", "recalled"):
        corpus.move_dossier(dossier, state, "Lan", "ghi chú" if state == "assigned" else None)
        found.append(told(corpus.dossier_status(dossier, document)))
    assert [code for code, _ in found] == ["01", "03", "04", "05", "13", "16", "13", "15"]
    assert found[2] == ("04", "Chờ phân công: ghi chú")
    second = corpus.dossier(dossier).steps[1].id
    assert told(corpus.dossier_status(dossier, step_id=second))[0] == "03"
    with pytest.raises(NoEnvelope):
        corpus.dossier_status(dossier, plain)
    with pytest.raises(NotFound):
        corpus.dossier_status(dossier, "doc_khong")
    with pytest.raises(InvalidValue):
        corpus.dossier_status(dossier, document, "stp_khong")


def test_times_are_those_of_vietnam_and_the_officer_is_named(corpus, arrived):
    """As the samples write them."""
    document = corpus.file(arrived[0].id, reading("a")).document_id
    dossier = corpus.open_dossier("Hồ sơ", "Lan & Bình").dossier.id
    corpus.add_to_dossier(dossier, document, "Lan")
    written = to_edxml(corpus.dossier_status(dossier), ORGAN).decode()
    assert "<edXML:Timestamp>2026/03/02 08:" in written
    assert "<edXML:Staff>Lan &amp; Bình</edXML:Staff>" in written


def test_what_came_otherwise_is_not_answered(corpus):
    """And an office without an identifier answers nobody."""
    found = file_dispatch(corpus, "Khác.")
    with pytest.raises(NoEnvelope):
        corpus.item_status(found.item_id)
    assert corpus.envelope(found.document_id) is None
    with pytest.raises(NotFound):
        corpus.item_status("itm_khong")
    with pytest.raises(NotFound):
        corpus.envelope("doc_khong")


def test_an_office_without_identifier_is_refused(corpus, arrived):
    """Before anything is written."""
    with pytest.raises(NoOrgan):
        to_edxml(corpus.item_status(arrived[0].id), Organ("", ""))
