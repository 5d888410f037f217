"""Words measured in arrays: the same runs and segments as word by word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.page import Box, Word
from ingest.runs import edges_of, find_runs
from ingest.segment import Segment, rows_of_words

_EDGE = st.integers(0, 60).map(float)
_WORDS = st.lists(
    st.builds(
        lambda text, x, y, width, height: Word(text, Box(x, y, x + width, y + height)),
        st.sampled_from(["CỘNG", "hòa", "-", "Số:", "…"]),
        *(_EDGE, _EDGE, _EDGE, st.integers(0, 14).map(float)),
    ),
    min_size=1,
    max_size=12,
)


def _word(text: str, x: float, top: float, height: float = 10) -> Word:
    return Word(text, Box(x, top, x + 20, top + height))


def test_runs_end_where_words_go_back_or_leave_the_line() -> None:
    """A dash as low as it is drawn stays with the words it stands between; a letter so low does not."""
    line = [_word("Sở", 0, 0), _word("Nội", 25, 1), _word("vụ", 10, 0), _word("An", 40, 30)]
    assert find_runs(line, edges_of(line)).tolist() == [0, 2, 3]
    for sign, starts in (("-", [0]), ("o", [0, 1, 2])):
        line = [_word("A", 0, 0), _word(sign, 25, 1, 1), _word("B", 50, 0)]
        assert find_runs(line, edges_of(line)).tolist() == starts


@settings(max_examples=60, deadline=None)
@given(_WORDS)
def test_segments_are_what_their_words_measure(words: list[Word]) -> None:
    """However they were measured, and with every word in one of them."""
    segments = [segment for row in rows_of_words(words) for segment in row]
    assert segments == [Segment(segment.words) for segment in segments]
    assert sorted(map(id, words)) == sorted(id(word) for segment in segments for word in segment.words)
