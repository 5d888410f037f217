"""The corpus at work: index time, search, look-up, lists and filing, beside SQLite FTS5 on the same text in one run.

`python -m tests.bench.bench_corpus [SIZE ...] [--folder DIR]`: 100,000 dispatches unless told; of several sizes
(`10000 100000 1000000`) the growth is printed as well. A folder keeps the data for the next run, `--keep-index` its
index too. Times are processor time of this process, so that what else the machine does weighs little, with the p95 of
the time that passed beside it; p95 over the questions.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import text

from corpus.corpus import Corpus, open_corpus
from corpus.document import DocumentFilter
from corpus.folding import fold
from tests.bench.corpus_copies import DRAFTED, copy_dispatches
from tests.bench.corpus_data import PHRASES, draft_readings, load, make_vocabulary

ROUNDS = 60
LIMITS = {
    "words": 25, "words, no diacritics": 25, "phrase": 25, "number fragment": 25, "words, filter, facets": 25,
    "citation look-up": 5, "provision look-up": 5, "list page": 20, "filing one reading": 10,
}  # fmt: skip
"""p95 in ms for 100,000 dispatches."""
LIMITS_OF_MILLION = {
    "words": 120, "words, no diacritics": 120, "phrase": 400, "number fragment": 120, "words, filter, facets": 120,
    "citation look-up": 10, "provision look-up": 10,
}  # fmt: skip
"""The same for 1,000,000."""


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds one question took: of the processor, and by the clock."""

    cpu: float
    wall: float


Table = dict[str, float]
"""Question → p95 in ms of processor time."""


def main() -> None:
    """Make or open the data, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[DRAFTED], metavar="SIZE")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep-index", action="store_true")
    parser.add_argument("--no-fts5", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        grown: dict[int, Table] = {}
        for size in arguments.sizes:
            folder = (arguments.folder or Path(temporary)) / str(size)
            folder.mkdir(parents=True, exist_ok=True)
            with open_corpus(f"sqlite:///{folder}/vanthu.db", str(folder / "originals"), folder / "index") as corpus:
                fill(corpus, size, folder, keep_index=arguments.keep_index)
                grown[size] = measure(corpus, size)
                if size <= DRAFTED and not arguments.no_fts5:
                    measure_fts5(corpus, make_questions(random.Random(7)))
        if len(grown) > 1:
            print_growth(grown)


def fill(corpus: Corpus, count: int, folder: Path, *, keep_index: bool) -> None:
    """Documents, where there are none yet, and the index."""
    if not corpus.documents(limit=1).items:
        load(corpus, min(count, DRAFTED))
        if count > DRAFTED:
            copy_dispatches(corpus, count)
    began = time.process_time()
    taken = corpus.catch_up_index() if keep_index else corpus.rebuild_index()
    indexing = time.process_time() - began
    print(f"{count:,} dispatches; {taken:,} changes taken into the index in {indexing:.1f} s of processor time")
    print(f"index {_size(folder / 'index') / 1e6:.0f} MB, database {_size(folder) / 1e6:.0f} MB with it")


def measure(corpus: Corpus, count: int) -> Table:
    """Every question, in one process."""
    limits = LIMITS if count <= DRAFTED else LIMITS_OF_MILLION
    table: Table = {}

    def report(name: str, times: Sequence[Took]) -> None:
        table[name] = _report(name, times, limits.get(name))

    rng = random.Random(7)
    for name, asked in make_questions(rng).items():
        report(name, [_time_question(lambda q=q: corpus.search(q)) for q in asked])
    works = make_vocabulary(1)
    cited = rng.choices(works.works, cum_weights=works.work_weights, k=ROUNDS)
    report("citation look-up", [_time_question(lambda w=w: corpus.citations(w, limit=20)) for w in cited])
    paths = [f"dieu:{rng.randrange(1, 60)}/khoan:2" for _ in cited]
    asked_for = list(zip(cited, paths, strict=True))
    report("provision look-up", [_time_question(lambda p=p: corpus.citations(p[0], p[1], limit=20)) for p in asked_for])
    report("list page", [_time_question(lambda f=f: corpus.documents(f)) for f in make_filters(rng)])
    report("filing one reading", _filings(corpus))
    print(f"memory of the process at its peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return table


def print_growth(grown: dict[int, Table]) -> None:
    """The p95 of each question by size: a curve, in numbers."""
    print(f"{'p95, ms':<24} " + " ".join(f"{size:>10,}" for size in grown))
    for name in next(iter(grown.values())):
        print(f"{name:<24} " + " ".join(f"{table[name]:>10.1f}" for table in grown.values()))


def make_questions(rng: random.Random) -> dict[str, list[str]]:
    """Questions of each kind; words of every frequency."""
    words = make_vocabulary(1)
    draw = lambda count: " ".join(rng.choices(words.syllables[:1500], k=count))  # noqa: E731
    common = lambda: " ".join(rng.choices(words.syllables, cum_weights=words.weights, k=2))  # noqa: E731
    half, symbols = ROUNDS // 2, ["vpcp", "sxd", "qd ubnd"]
    return {
        "words": [draw(2) for _ in range(half)] + [common() for _ in range(half)],
        "words, no diacritics": [fold(draw(2)) for _ in range(half)] + [fold(common()) for _ in range(half)],
        "phrase": [f'"{rng.choice(PHRASES)}"' for _ in range(half)] + [f'"{common()}"' for _ in range(half)],
        "number fragment": [f"{rng.randrange(1, 6000)} {rng.choice(symbols)}" for _ in range(ROUNDS)],
        "words, filter, facets": [f"{common()} năm: {rng.randrange(2016, 2026)}" for _ in range(ROUNDS)],
    }


def make_filters(rng: random.Random) -> list[DocumentFilter]:
    """Lists as clerks ask for them."""
    made = [DocumentFilter()] * 10
    made += [DocumentFilter(document_type="quyet_dinh", year=rng.randrange(2016, 2026)) for _ in range(20)]
    made += [DocumentFilter(issuer="Sở Xây dựng tỉnh Nghệ An", year=rng.randrange(2016, 2026)) for _ in range(20)]
    return made + [DocumentFilter(issued_from=date(2020, 5, 1), issued_to=date(2020, 5, 31))] * 10


def measure_fts5(corpus: Corpus, questions: dict[str, list[str]]) -> None:
    """The same text and the same words in FTS5, folded by us (it would not fold đ), ranked, with snippets."""
    base = sqlite3.connect("")
    base.execute("CREATE VIRTUAL TABLE found USING fts5(body, tokenize='unicode61 remove_diacritics 2')")
    began = time.process_time()
    with corpus.database.read() as connection:
        rows = connection.execution_options(stream_results=True).execute(text("SELECT text FROM dispatch_text"))
        while piece := rows.fetchmany(1000):
            base.executemany(
                "INSERT INTO found VALUES (?)", [(row[0].replace("đ", "d").replace("Đ", "D"),) for row in piece]
            )
    base.commit()
    print(f"FTS5: index {time.process_time() - began:.1f} s of processor time")
    for name in ("words", "words, no diacritics", "phrase"):
        _report(f"FTS5, {name}", [_time(lambda q=q: _ask(base, q)) for q in questions[name]], None)


def _ask(base: sqlite3.Connection, question: str) -> None:
    match = fold(question) if question.startswith('"') else " ".join(f'"{word}"' for word in fold(question).split())
    base.execute("SELECT count(*) FROM found WHERE found MATCH ?", (match,)).fetchall()
    query = "SELECT rowid, snippet(found, 0, '[', ']', '…', 24) FROM found WHERE found MATCH ? ORDER BY rank LIMIT 20"
    base.execute(query, (match,)).fetchall()


def _filings(corpus: Corpus) -> list[Took]:
    """Readings the corpus has not seen, one transaction each."""
    batch = corpus.create_batch("đo", "bench").id
    times = []
    for reading in draft_readings(ROUNDS, seed=int(time.time())):
        item = corpus.receive(batch, "a", "a", (reading.text.content if reading.text else "").encode())
        times.append(_time(lambda item=item, reading=reading: corpus.file(item.id, reading)))
    return times


def _time(ask: Callable[[], object]) -> Took:
    began, clock = time.process_time(), time.perf_counter()
    ask()
    return Took((time.process_time() - began) * 1000, (time.perf_counter() - clock) * 1000)


def _time_question(ask: Callable[[], object]) -> Took:
    """The quicker of two answers."""
    return min(_time(ask), _time(ask), key=lambda took: took.cpu)


def _report(name: str, times: Sequence[Took], limit: float | None) -> float:
    """Print median and p95 after two questions to warm up; the p95 of processor time."""
    warm = sorted(took.cpu for took in times[2:])
    at = int(len(warm) * 0.95)
    p95, wall = warm[at], sorted(took.wall for took in times[2:])[at]
    verdict = "" if limit is None else f"   (at most {limit}: {'ok' if p95 <= limit else 'TOO SLOW'})"
    figures = f"p50 {statistics.median(warm):7.1f} ms   p95 {p95:7.1f} ms   by the clock {wall:7.1f} ms"
    print(f"{name:<24} {figures}{verdict}", flush=True)
    return p95


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
