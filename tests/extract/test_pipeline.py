"""The spaCy face: found by entry points, kept by saving."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

TEXT = (
    "Căn cứ  Quyết định số 15/2020/QĐ-TTg ngày 24/4/2020\ncủa Thủ tướng Chính phủ;\n\n"
    "theo điểm a khoản 2 Điều 5 Luật Dược."
)
CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "vanthu_tokenizer.v1"}}}


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A blank pipeline with the component, both by their registered names."""
    made = spacy.blank("vi", config=CONFIG)
    made.add_pipe("vanthu_citations")
    return made


def test_spans(nlp: Language) -> None:
    """References stand in `doc.spans`, by kind, with key and plain details."""
    doc = nlp(TEXT)
    decision, law = doc.spans["citations"]
    assert (decision.label_, decision.kb_id_) == ("full", "vn/ttgcp/QĐ-TTg/2020/15")
    assert law.text == "điểm a khoản 2 Điều 5 Luật Dược"
    assert law._.citation["provisions"] == ["dieu:5/khoan:2/diem:a"]


def test_documents_keep_them(nlp: Language) -> None:
    """A saved document has the spans and their details."""
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [s.text for s in doc.spans["citations"]] == [s.text for s in again.spans["citations"]]
    assert again.spans["citations"][0]._.citation["reference"] == "15/2020/QĐ-TTg"


def test_pipelines_are_saved(nlp: Language, tmp_path: Path) -> None:
    """A saved pipeline reads alike."""
    nlp.to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")(TEXT)
    assert len(doc.spans["citations"]) == 2
    again = spacy.blank("vi", config=CONFIG)
    again.add_pipe("vanthu_citations")
    again.from_bytes(nlp.to_bytes())
    other = again(TEXT)
    assert len(other.spans["citations"]) == 2


def test_another_key() -> None:
    """The group's name is a setting."""
    nlp = spacy.blank("vi", config=CONFIG)
    nlp.add_pipe("vanthu_citations", config={"spans_key": "vien_dan"})
    doc = nlp(TEXT)
    assert len(doc.spans["vien_dan"]) == 2


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_tokens_keep_the_text(text: str) -> None:
    """Whatever the text, the tokens put together are it."""
    assert text == spacy.blank("vi", config=CONFIG).tokenizer(text).text
