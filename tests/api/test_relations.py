"""Who cites whom, as a page and over HTTP."""

from __future__ import annotations

import pytest

from tests.api.conftest import Office

DECISION = "02-quyet-dinh-884-ubnd.pdf"


@pytest.fixture
def work(office: Office) -> str:
    """The work the decision is."""
    found = office.http.get(f"/api/v1/documents/{office.document(DECISION)}").json()
    return str(found["dispatches"][0]["work_id"])


def test_relations_are_drawn_and_tabled(office: Office) -> None:
    """Both sides, each work with what it does, held ones leading to their page, others to who cites them."""
    page = office.http.get(f"/documents/{office.document(DECISION)}/relations").text
    assert f'href="/documents/{office.document("10-cong-van-902-sua-sau-khi-ky.pdf")}"' in page
    assert ("Được viện dẫn bởi (" in page, "Viện dẫn (" in page, "Đính chính" in page) == (True, True, True)
    assert "1530/QĐ-UBND" in page
    assert page.count("<path ") == page.count("<title>") - 1
    assert office.http.get(f"/documents/{office.document(DECISION)}/relations?position=9").status_code == 404


def test_the_graph_over_http(office: Office, work: str) -> None:
    """Works and edges agree, and the center is the work asked for."""
    graph = office.http.get(f"/api/v1/works/{work}/graph").json()
    ids = {node["id"] for node in graph["nodes"]}
    assert (graph["center"], graph["truncated"]) == (work, False)
    assert {end for edge in graph["edges"] for end in (edge["source"], edge["target"])} <= ids
    assert set(graph["depths"]) == ids


def test_validity_over_http(office: Office, work: str) -> None:
    """Corrected by a letter of a later day; not issued before its own."""
    told = [
        office.http.get(f"/api/v1/works/{work}/validity", params={"on": on}).json()["force"]
        for on in ("2025-07-13", "2025-07-19")
    ]
    assert told == ["not_yet_issued", "amended"]
    wrong = office.http.get(f"/api/v1/works/{work}/validity", params={"provision": "đoạn nào đó"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid_value")


@pytest.mark.parametrize("part", ["graph", "graph.graphml", "changes", "validity"])
@pytest.mark.parametrize("work_id", ["wrk_khong", "884"])
def test_an_unknown_work_is_refused(office: Office, work_id: str, part: str) -> None:
    """By the same type as elsewhere."""
    answer = office.http.get(f"/api/v1/works/{work_id}/{part}")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_work")
