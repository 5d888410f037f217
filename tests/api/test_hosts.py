"""By which names the service may be called."""

import pytest

from api.hosts import is_known_host
from api.settings import Settings
from tests.api.conftest import Office


@pytest.mark.parametrize(
    ("host", "hosts", "header", "expected"),
    [
        ("127.0.0.1", "", "127.0.0.1:8000", True),
        ("127.0.0.1", "", "localhost", True),
        ("::1", "", "[::1]:8000", True),
        ("127.0.0.1", "", "evil.example:8000", False),
        ("127.0.0.1", "", "localhost.evil.example", False),
        ("127.0.0.1", "", "", False),
        ("127.0.0.1", "", "[", False),
        ("0.0.0.0", "", "vanthu.example.vn", True),
        ("127.0.0.1", "vanthu.example.vn cong.example.vn", "Vanthu.example.vn", True),
        ("0.0.0.0", "vanthu.example.vn", "evil.example", False),
    ],
)
def test_names(host: str, hosts: str, header: str, expected: bool) -> None:
    """On a loopback address only this machine's own, unless told; elsewhere any, unless told."""
    assert is_known_host(header, Settings(host=host, hosts=hosts)) is expected


def test_a_rebound_name_is_refused(office: Office) -> None:
    """A web site that points its name at this machine reads nothing."""
    answer = office.http.get("/api/v1/documents", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (421, "unknown_host")
