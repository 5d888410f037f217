"""How originals are wrapped, so that no file can act in our name."""

import pytest

from api.originals import disposition, safe_type


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("application/pdf", "application/pdf"),
        ("text/plain", "text/plain"),
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("application/edxml+xml", "application/octet-stream"),
        ("application/javascript", "application/octet-stream"),
        ("text/plain\r\nX-Evil: 1", "application/octet-stream"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_types_that_run_are_not_named(given: str, expected: str) -> None:
    """A browser never runs what it is told is only bytes."""
    assert safe_type(given) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"),
        ("công văn.pdf", "attachment; filename=\"c_ng v_n.pdf\"; filename*=UTF-8''c%C3%B4ng%20v%C4%83n.pdf"),
        ('a"; x="b\r\n.pdf', "attachment; filename=\"a_; x=_b__.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%22b%0D%0A.pdf"),
    ],
)
def test_names_in_headers(name: str, expected: str) -> None:
    """Vietnamese names for those who read RFC 8187, plain ones for the rest, and no way out of the quotes."""
    assert disposition(name, inline=False) == expected
