"""Resolution: every citation gets an outcome."""

from __future__ import annotations

from extract import find_citations, resolve_citations
from extract.citation import Citation

TEXT = (
    "Theo Quyết định số 8/QĐ-BYT ngày 02/3/2021, Thông tư số 9/2021/TT-BYT, Công văn số 7/ABC-D và dự thảo Nghị định. "
    "Quyết định nêu trên; Quyết định số 8/QĐ-BYT."
)
HELD = {"8/QĐ-BYT": ["a"], "9/2021/TT-BYT": ["b", "c"]}


def test_outcomes() -> None:
    """One work, several, none, and nothing to ask with; a reference back shares its antecedent's answer."""
    asked: list[str | None] = []

    def lookup(citation: Citation) -> list[str]:
        asked.append(citation.reference)
        return HELD.get(citation.reference or "", [])

    outcomes = [(r.outcome, r.works) for r in resolve_citations(find_citations(TEXT), lookup)]
    resolved = ("resolved", ("a",))
    assert [resolved, ("ambiguous", ("b", "c")), ("unmatched", ()), ("pending", ()), resolved, resolved] == outcomes
    assert asked.count("8/QĐ-BYT") == 1
