"""A corpus of many composed dispatches, loaded in bulk: `python -m tests.bench.corpus_data FOLDER --documents 100000`.

Texts are made of Vietnamese syllables drawn by Zipf's law, some 300 a dispatch, with the phrases dispatches repeat;
numbers, issuers and citations are spread as in an office: a few laws are cited by a third of all.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlalchemy import Connection

from corpus.corpus import Corpus, open_corpus
from corpus.entries import (
    Values,
    citation_values,
    dispatch_values,
    document_values,
    facts_of_citation,
    facts_of_dispatch,
    pack_reading,
    provision_values,
    text_values,
)
from corpus.ids import new_id
from corpus.intake import create_batch
from corpus.log import take
from corpus.reading import Reading, Source
from corpus.tables.base import insert_rows
from corpus.tables.citations import CitationRow, CitedProvisionRow
from corpus.tables.documents import DispatchRow, DispatchTextRow, DocumentRow, ReadingRow
from corpus.tables.intake import ItemRow, OriginalRow
from corpus.tables.logs import ChangeRow
from corpus.terms import learn
from corpus.works import find_or_make_works, hold_work
from extract.citation import Citation
from extract.dispatch import Dispatch, Fields
from extract.field import Field
from extract.span import Span
from extract.text import text_of_string

STARTS = "b c d đ g h k l m n p r s t v x ch gi kh ng nh ph qu th tr"
RHYMES = (
    "a ai an ang anh ao at ay âm ân âu e em en êu i ia iên in inh iu o oa oan oi ong ô ôi ông ơ ơi ơn u ua ui ung ư ưa "
    "ương uyên"
)
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0323")
PHRASES = (
    "báo cáo kết quả thực hiện",
    "Ủy ban nhân dân tỉnh",
    "phòng cháy, chữa cháy",
    "thủ tục hành chính",
    "trợ cấp thất nghiệp",
    "đề nghị các cơ quan, đơn vị",
    "theo quy định của pháp luật",
    "cơ sở dữ liệu quốc gia về dân cư",
    "kế hoạch vốn đầu tư công",
)
COMMON_WORDS = """
và của các cho theo ngày tháng năm số quyết định công văn về việc thực hiện quy nghị chính phủ bộ ban nhân dân ủy tỉnh
thành phố quận huyện xã phường căn cứ luật thông tư tổ chức đơn vị có trong được là với đến từ tại không người những một
này khi sau trước trên gửi kính nơi nhận ký chủ tịch giám đốc trưởng phòng báo cáo kế hoạch đề xuất ý kiến chỉ đạo hướng
dẫn triển khai kiểm tra giải quyết xử lý phối hợp liên giao nhiệm vụ trách bảo đảm cấp tiếp tục tăng cường nâng chất
lượng hiệu quả phát triển kinh tế hội đầu tư xây dựng dự án ngân sách nhà nước tài sản đất
"""
"""The commonest words stand first in Zipf's order, as they do in dispatches."""
PROVINCES = [
    "Cà Mau",
    "Bắc Ninh",
    "Nghệ An",
    "Thanh Hóa",
    "Lâm Đồng",
    "Đồng Nai",
    "Quảng Trị",
    "Lào Cai",
    "Sơn La",
    "Vĩnh Long",
]
SYMBOLS = ("UBND-VP", "SXD-QLN", "STC-QLG", "VPCP-KSTT", "QĐ-UBND", "TB-VP", "KH-UBND", "BC-SNV", "BTC-NSNN", "BYT-DP")
CHUNK = 500
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Syllables with their running weights, and the works that may be cited with theirs."""

    syllables: tuple[str, ...]
    weights: tuple[float, ...]
    works: tuple[str, ...]
    work_weights: tuple[float, ...]


def make_vocabulary(seed: int) -> Vocabulary:
    """4,000 syllables and 20,000 works, the commonest first."""
    rng = random.Random(seed)
    every = [
        unicodedata.normalize("NFC", start + rhyme[0] + tone + rhyme[1:])
        for start in ["", *STARTS.split()]
        for rhyme in RHYMES.split()
        for tone in TONES
    ]
    rng.shuffle(every)
    first = dict.fromkeys(word for phrase in PHRASES for word in phrase.lower().replace(",", "").split())
    syllables = tuple(dict.fromkeys([*first, *COMMON_WORDS.split(), *every]))[:4000]
    works = tuple(f"{i % 150 + 1}/{2000 + i % 26}/{kind}" for i, kind in zip(range(20_000), _kinds(), strict=False))
    return Vocabulary(syllables, _zipf(len(syllables)), works, _zipf(len(works)))


def draft_readings(count: int, seed: int = 1) -> Iterator[Reading]:
    """That many readings of one dispatch each, always the same."""
    words = make_vocabulary(seed)
    rng = random.Random(seed)
    for i in range(count):
        yield _reading(rng, words, i)


def load(corpus: Corpus, count: int, seed: int = 1) -> None:
    """File them in bulk: the rows of a filing, five hundred documents to a transaction."""
    batch = corpus.database.transact(lambda c: create_batch(c, "dữ liệu đo", "bench", "", NOW)).id
    chunk: list[Reading] = []
    for reading in draft_readings(count, seed):
        chunk.append(reading)
        if len(chunk) == CHUNK:
            corpus.database.transact(lambda c, found=tuple(chunk): _insert(c, batch, found))
            chunk.clear()
    if chunk:
        corpus.database.transact(lambda c: _insert(c, batch, tuple(chunk)))


def _reading(rng: random.Random, words: Vocabulary, i: int) -> Reading:
    symbol = rng.choice(SYMBOLS)
    place = rng.choice(PROVINCES)
    issuer = f"Ủy ban nhân dân tỉnh {place}" if "UBND" in symbol else f"Sở Xây dựng tỉnh {place}"
    day = date(2016, 1, 1) + timedelta(days=rng.randrange(3650))
    reference = f"{rng.randrange(1, 6000)}/{f'{day.year}/' if symbol.startswith('QĐ') else ''}{symbol}"
    subject = " ".join(_draw(rng, words, 8))
    body = _draw(rng, words, rng.randrange(150, 420))
    for _ in range(rng.randrange(1, 4)):
        body.insert(rng.randrange(len(body)), rng.choice(PHRASES))
    cited = [_citation(rng, words) for _ in range(rng.randrange(0, 6))]
    for citation in cited:
        body.insert(rng.randrange(len(body)), f"theo {citation.text}")
    head = f"{issuer}\nSố: {reference}\nV/v {subject}\n{place}, ngày {day.day} tháng {day.month} năm {day.year}\n"
    text = head + " ".join(body) + f"\nSố hồ sơ {i}."
    placed = tuple(_place(citation, text) for citation in cited)
    number, _, rest = reference.partition("/")
    type_ = "quyet_dinh" if symbol.startswith("QĐ") else "cong_van"
    values = {"document_type": type_, "number": number, "symbol": rest, "reference": reference, "issued_on": day}
    values |= {"issuer": issuer, "subject": subject, "place": place}
    fields = Fields(**{name: _field(value) for name, value in values.items()})
    dispatch = Dispatch(Span(0, len(text)), 1, 1, fields, placed)
    data = text.encode()
    source = Source(f"{i}.txt", f"{i}.txt", hashlib.sha256(data).hexdigest(), len(data), "text/plain", 1)
    return Reading(source, text=text_of_string(text), dispatches=(dispatch,))


def _citation(rng: random.Random, words: Vocabulary) -> Citation:
    reference = rng.choices(words.works, cum_weights=words.work_weights)[0]
    article = rng.randrange(1, 60)
    provisions = rng.choice([(), (f"dieu:{article}",), (f"dieu:{article}/khoan:{rng.randrange(1, 6)}",)])
    text = f"Nghị định số {reference}"
    return Citation(Span(0, 1), text, "short", "according_to", None, reference, provisions=provisions)


def _place(citation: Citation, text: str) -> Citation:
    at = text.index(citation.text)
    return replace(citation, span=Span(at, at + len(citation.text)))


def _insert(connection: Connection, batch: str, readings: tuple[Reading, ...]) -> None:
    """The rows of so many filings, each table written once."""
    last = take(connection, "arrival::2026", len(readings)) - len(readings)
    change = take(connection, "change", len(readings)) - len(readings)
    dispatches = [
        dispatch_values(reading.dispatches[0])
        | {"id": new_id("dsp", NOW), "document_id": new_id("doc", NOW), "position": 1}
        for reading in readings
    ]
    works = _works(connection, readings, dispatches)
    rows: dict[type, list[Values]] = {row: [] for row in TABLES}
    for i, (reading, row) in enumerate(zip(readings, dispatches, strict=True), 1):
        row["work_id"] = next(works)
        rows[DispatchRow].append(row)
        _file_rows(rows, batch, reading, row["document_id"], last + i)
        rows[ChangeRow].append({"position": change + i, "document_id": row["document_id"], "kind": "filed", "at": NOW})
        rows[DispatchTextRow].append(text_values(row["id"], reading.dispatches[0], reading.text))
        _citation_rows(rows, reading, row, works)
    for name in TABLES:
        insert_rows(connection, name, rows[name])
    learn(connection, dispatches)
    for row in dispatches:
        told = facts_of_dispatch(row)
        if told.full:
            hold_work(connection, row["work_id"], row["document_id"], row["id"], told)


TABLES = (
    OriginalRow, ItemRow, DocumentRow, ReadingRow, DispatchRow, DispatchTextRow, CitationRow, CitedProvisionRow,
    ChangeRow,
)  # fmt: skip
"""In the order of their references."""


def _works(connection: Connection, readings: tuple[Reading, ...], dispatches: list[Values]) -> Iterator[str | None]:
    """Of each dispatch, and then of each of its citations."""
    wanted = []
    for reading, row in zip(readings, dispatches, strict=True):
        wanted.append((facts_of_dispatch(row), "filed"))
        wanted += [(facts_of_citation(citation), "cited") for citation in reading.dispatches[0].citations]
    return iter(find_or_make_works(connection, wanted, NOW))


def _file_rows(rows: dict[type, list[Values]], batch: str, reading: Reading, document_id: str, position: int) -> None:
    source = reading.source
    named = {"name": source.name, "path": source.path, "sha256": source.sha256, "batch_id": batch}
    item = named | {"id": new_id("itm", NOW), "position": position, "bytes": source.bytes, "received_at": NOW}
    rows[OriginalRow].append({"sha256": source.sha256, "bytes": source.bytes, "stored_at": NOW})
    rows[ItemRow].append(item | {"state": "registered", "document_id": document_id})
    document = document_values(reading) | named | {"id": document_id, "item_id": item["id"], "registered_at": NOW}
    rows[DocumentRow].append(document)
    rows[ReadingRow].append({"document_id": document_id, "version": 1, "made_at": NOW, "body": pack_reading(reading)})


def _citation_rows(rows: dict[type, list[Values]], reading: Reading, row: Values, works: Iterator[str | None]) -> None:
    for at, citation in enumerate(reading.dispatches[0].citations):
        found = citation_values(citation, reading.text) | {"id": new_id("ref", NOW), "work_id": next(works)}
        found |= {"document_id": row["document_id"], "dispatch_id": row["id"], "position": at}
        rows[CitationRow].append(found)
        rows[CitedProvisionRow] += provision_values(found["id"], found["work_id"], citation.provisions)


def _draw(rng: random.Random, words: Vocabulary, count: int) -> list[str]:
    return rng.choices(words.syllables, cum_weights=words.weights, k=count)


def _zipf(count: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / rank for rank in range(1, count + 1)))


def _kinds() -> Iterator[str]:
    while True:
        yield from ("NĐ-CP", "QĐ-TTg", "TT-BTC", "TT-BNV", "QĐ-UBND", "TT-BYT")


def _field(value: object) -> Field[object]:
    return Field(value, str(value), None, 1.0, "text_layer")


def main() -> None:
    """Make one, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--database", help="URL; a SQLite file in the folder unless given")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    url = arguments.database or f"sqlite:///{arguments.folder}/vanthu.db"
    began = time.process_time()
    with open_corpus(url, str(arguments.folder / "originals"), None) as corpus:
        load(corpus, arguments.documents)
    print(f"{arguments.documents:,} dispatches in {time.process_time() - began:.0f} s of processor time")


if __name__ == "__main__":
    main()
