"""Documents over HTTP: what was read, and the original it was read from."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from tests.api.conftest import LETTER, Office

DECISION = "02-quyet-dinh-884-ubnd.pdf"
SIGNED = "07-to-trinh-431-ky-so.pdf"


def test_fields_are_told_with_their_place(office: Office) -> None:
    """The number, where it stands on the page, and how sure it is."""
    found = office.http.get(f"/api/v1/documents/{office.document(DECISION)}").json()
    assert found["dispatches"][0]["reference"] == "884/QĐ-UBND"
    field = found["reading"]["dispatches"][0]["fields"]["reference"]
    assert (field["value"], field["regions"][0]["page"], field["confidence"] > 0.5) == ("884/QĐ-UBND", 1, True)


def test_a_bundle_has_all_its_dispatches(office: Office) -> None:
    """Three dispatches in one file are three lines."""
    found = office.http.get(f"/api/v1/documents/{office.document('06-ba-van-ban-mot-tep.pdf')}").json()
    assert [dispatch["first_page"] for dispatch in found["dispatches"]] == [1, 2, 3]


def test_the_original_comes_back_unchanged(office: Office) -> None:
    """The very bytes, named by their hash, and in a wrapping in which no script can run."""
    answer = office.http.get(f"/api/v1/documents/{office.document(DECISION)}/original")
    assert answer.content == office.files[DECISION]
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{DECISION}"')
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-99", 0, 100), ("bytes=-10", -10, None), ("bytes=100-", 100, None)],
)
def test_a_range_of_the_original(office: Office, asked: str, start: int, end: int | None) -> None:
    """A single range, from the start, from the end, open."""
    path = f"/api/v1/documents/{office.document(DECISION)}/original"
    answer = office.http.get(path, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, office.files[DECISION][start:end])
    assert answer.headers["content-range"].endswith(f"/{len(office.files[DECISION])}")


def test_a_range_outside_is_refused(office: Office) -> None:
    """416 says how long the file is."""
    path = f"/api/v1/documents/{office.document(DECISION)}/original"
    answer = office.http.get(path, headers={"Range": "bytes=99999999-"})
    assert (answer.status_code, answer.json()["code"]) == (416, "range_not_satisfiable")
    assert answer.headers["content-range"] == f"bytes */{len(office.files[DECISION])}"


def test_a_known_original_is_not_sent_again(office: Office) -> None:
    """304 for the ETag given before."""
    path = f"/api/v1/documents/{office.document(DECISION)}/original"
    etag = office.http.get(path).headers["etag"]
    assert office.http.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_a_page_has_an_image(office: Office) -> None:
    """WebP, rounded up to a width that is kept; the second time it comes from the cache."""
    path = f"/api/v1/documents/{office.document(DECISION)}/pages/1.webp"
    first, second = office.http.get(path, params={"width": 300}), office.http.get(path, params={"width": 400})
    image = Image.open(BytesIO(first.content))
    assert (first.headers["content-type"], image.format, image.width) == ("image/webp", "WEBP", 400)
    assert first.content == second.content
    assert len(list((office.data / "cache").rglob("*-1-400.webp"))) == 1


@pytest.mark.parametrize(("name", "page"), [(DECISION, 99), ("cong-van-77.txt", 1)])
def test_no_image_is_typed(office: Office, name: str, page: int) -> None:
    """A page that is not there; a file that has no pages."""
    answer = office.http.get(f"/api/v1/documents/{office.document(name)}/pages/{page}.webp")
    assert (answer.status_code, answer.json()["code"]) == (404, "no_image")


def test_text_is_what_offsets_count_in(office: Office) -> None:
    """The text file's text is its own; a citation's span cuts out its words."""
    document = office.document("cong-van-77.txt")
    text = office.http.get(f"/api/v1/documents/{document}/text").text
    assert text == LETTER
    cited = office.http.get(f"/api/v1/documents/{document}").json()["citations"]
    assert [text[citation["start"] : citation["end"]] for citation in cited] == [citation["text"] for citation in cited]


def test_a_signature_report(office: Office) -> None:
    """Signed by one we trust, and intact."""
    report = office.http.get(f"/api/v1/documents/{office.document(SIGNED)}/signature-report").json()
    assert (report["integrity"], [found["trust"] for found in report["signatures"]]) == ("intact", ["trusted"])


def test_a_list_can_be_narrowed(office: Office) -> None:
    """By verdict, by issuer whatever its accents, by year; counted when asked."""
    get = office.http.get
    failed = get("/api/v1/documents", params={"verdict": "failed", "count": True}).json()
    assert [(found["name"]) for found in failed["items"]] == ["10-cong-van-902-sua-sau-khi-ky.pdf"]
    assert failed["total"] == 1
    assert get("/api/v1/documents", params={"year": 1999}).json()["items"] == []


def test_who_cites_a_provision(office: Office) -> None:
    """The letter that names khoản 2 Điều 1 is found by it, with its words; Điều 5 is not cited."""
    asked = {"reference": "884/QĐ-UBND", "provision": "dieu:1/khoan:2"}
    found = office.http.get("/api/v1/citations", params=asked).json()["items"]
    letter = office.document("cong-van-77.txt")
    exact = next(citing for citing in found if citing["citation"]["document_id"] == letter)
    assert exact["match"] == "exact"
    mark = exact["mark"]
    assert exact["quote"][mark["start"] : mark["end"]].startswith("khoản 2 Điều 1 Quyết định số 884/QĐ-UBND")
    assert "đề nghị Trung tâm" in exact["quote"]
    other = office.http.get("/api/v1/citations", params=asked | {"provision": "dieu:5"}).json()["items"]
    assert [citing for citing in other if citing["match"] == "exact"] == []


def test_events_tell_what_happened(office: Office) -> None:
    """In order, and on from the last one known."""
    first = office.http.get("/api/v1/events", params={"limit": 3}).json()
    assert (first["items"][0]["type"], first["has_more"]) == ("batch.created", True)
    second = office.http.get("/api/v1/events", params={"after": first["next_cursor"], "limit": 1000}).json()
    assert {event["id"] for event in first["items"]} & {event["id"] for event in second["items"]} == set()


def test_search_finds_a_number_first(office: Office) -> None:
    """Without accents, too."""
    for query in ("884/QĐ-UBND", "884/qd-ubnd"):
        found = office.http.get("/api/v1/search", params={"q": query}).json()
        assert found["items"][0]["dispatch"]["reference"] == "884/QĐ-UBND"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("documents?verdict=good", "/query/verdict"),
        ("documents?integrity=good", "/query/integrity"),
        ("events?after=yesterday", "/query/after"),
    ],
)
def test_values_that_cannot_be_are_refused(office: Office, path: str, told: str) -> None:
    """A slip in a filter is told, not answered with an empty list or all there is."""
    answer = office.http.get(f"/api/v1/{path}")
    assert (answer.status_code, [error["pointer"] for error in answer.json()["errors"]]) == (422, [told])


def test_a_provision_is_asked_for_in_words(office: Office) -> None:
    """`khoản 2 Điều 1` is as good as its path; what is no provision is refused."""
    asked = {"reference": "884/QĐ-UBND"}
    words, path = (
        office.http.get("/api/v1/citations", params=asked | {"provision": provision}).json()["items"]
        for provision in ("khoản 2 Điều 1", "dieu:1/khoan:2")
    )
    assert words == path
    answer = office.http.get("/api/v1/citations", params=asked | {"provision": "khoản nào đó"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_value")
