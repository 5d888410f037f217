"""The corpus at work: index time, search, look-up, lists and filing, beside SQLite FTS5 on the same text in one run.

`python -m tests.bench.bench_corpus [--documents 100000] [--folder DIR]`; a folder keeps the data for the next run.
Times are processor time of this process, so that what else the machine does weighs little; p95 over the questions.
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
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from corpus.corpus import Corpus, open_corpus
from corpus.document import DocumentFilter
from corpus.folding import fold
from tests.bench.corpus_data import PHRASES, draft_readings, load, make_vocabulary

ROUNDS = 60
LIMITS = {
    "words": 25, "words, no diacritics": 25, "phrase": 25, "number fragment": 25, "words, filter, facets": 25,
    "citation look-up": 5, "provision look-up": 5, "list page": 20, "filing one reading": 10,
}  # fmt: skip
"""p95 in ms for 100,000 dispatches."""


def main() -> None:
    """Make or open the data, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--no-fts5", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with open_corpus(f"sqlite:///{folder}/vanthu.db", str(folder / "originals"), folder / "index") as corpus:
            measure(corpus, arguments.documents, folder, with_fts5=not arguments.no_fts5)


def measure(corpus: Corpus, count: int, folder: Path, *, with_fts5: bool) -> None:
    """Everything, in one process."""
    if not corpus.documents(limit=1).items:
        load(corpus, count)
    began = time.process_time()
    taken = corpus.rebuild_index()
    indexing = time.process_time() - began
    print(f"{taken:,} dispatches; index {indexing:.1f} s of processor time, {_size(folder / 'index') / 1e6:.0f} MB")
    rng = random.Random(7)
    questions = make_questions(rng)
    for name, asked in questions.items():
        _report(name, [_time(lambda q=q: corpus.search(q)) for q in asked])
    works = make_vocabulary(1)
    cited = rng.choices(works.works, cum_weights=works.work_weights, k=ROUNDS)
    _report("citation look-up", [_time(lambda w=w: corpus.citations(w, limit=20)) for w in cited])
    paths = [f"dieu:{rng.randrange(1, 60)}/khoan:2" for _ in cited]
    asked_for = list(zip(cited, paths, strict=True))
    _report("provision look-up", [_time(lambda p=p: corpus.citations(p[0], p[1], limit=20)) for p in asked_for])
    _report("list page", [_time(lambda f=f: corpus.documents(f)) for f in make_filters(rng)])
    _report("filing one reading", list(_filings(corpus, count)))
    print(f"memory of the process at its peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if with_fts5:
        measure_fts5(corpus, questions)


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
        _report(f"FTS5, {name}", [_time(lambda q=q: _ask(base, q)) for q in questions[name]])


def _ask(base: sqlite3.Connection, question: str) -> None:
    match = fold(question) if question.startswith('"') else " ".join(f'"{word}"' for word in fold(question).split())
    base.execute("SELECT count(*) FROM found WHERE found MATCH ?", (match,)).fetchall()
    query = "SELECT rowid, snippet(found, 0, '[', ']', '…', 24) FROM found WHERE found MATCH ? ORDER BY rank LIMIT 20"
    base.execute(query, (match,)).fetchall()


def _filings(corpus: Corpus, count: int) -> list[float]:
    """Readings the corpus has not seen, one transaction each."""
    batch = corpus.create_batch("đo", "bench").id
    times = []
    for reading in islice(draft_readings(ROUNDS + count % 7, seed=int(time.time())), ROUNDS):
        item = corpus.receive(batch, "a", "a", (reading.text.content if reading.text else "").encode())
        times.append(_time(lambda item=item, reading=reading: corpus.file(item.id, reading)))
    return times


def _time(ask: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


def _report(name: str, times: Sequence[float]) -> None:
    """Median and p95 after two questions to warm up."""
    warm = sorted(times[2:])
    p95 = warm[int(len(warm) * 0.95)]
    limit = LIMITS.get(name)
    verdict = "" if limit is None else f"   (at most {limit}: {'ok' if p95 <= limit else 'TOO SLOW'})"
    print(f"{name:<24} p50 {statistics.median(warm):7.1f} ms   p95 {p95:7.1f} ms{verdict}", flush=True)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
