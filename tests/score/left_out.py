"""Leave-one-document-out (kiểm tra chéo): each gold text read by a reader that lacks the words only that text uses.

No row of the tables names a document as its source, so none can be taken away by its source. Instead every entry of an
open table (surnames, positions, kinds of body, cue words, titles of laws, …) that stands in the text left out and in no
other text of the set is taken from a copy of the package, and the text is read by that copy: what a word nobody had
thought of would cost. Closed tables, ministries and provinces by law, stay. The rules stay, too; for them see
`tests/golden/fields`, which was written before the reader saw it.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extract.fold import fold

ROOT = Path(__file__).parents[2]
OPEN_TABLES = {
    "cues": "cue",
    "field_words": "words",
    "issuer_symbols": "symbol",
    "law_abbreviations": "abbreviation",
    "law_titles": "title",
    "local_bodies": "name",
    "organisation_heads": "head",
    "positions": "position",
    "sectors": "name",
    "stop_words": "word",
    "surnames": "surname",
    "type_headings": "heading",
}
"""Table → the column that holds its entry."""

_READER = """
import sys
from pathlib import Path
sys.path[0] = sys.argv[1]
from hashlib import sha256
import extract
assert Path(extract.__file__).is_relative_to(sys.argv[1]), extract.__file__
from json import dumps
from corpus.reading import Reading, Source, to_json
path = Path(sys.argv[2])
data = path.read_bytes()
text = extract.text_of_string(data.decode())
source = Source(path.name, str(path), sha256(data).hexdigest(), len(data), "text/plain")
reading = Reading(source, text=text, dispatches=extract.read_dispatches(text))
print(dumps(to_json(reading), ensure_ascii=False))
"""


def read_left_out(folder: Path) -> Iterator[str]:
    """One line of JSON for each text of the folder, each read without the entries that only it uses."""
    texts = {path: _words(path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))}
    with tempfile.TemporaryDirectory() as scratch:
        for number, path in enumerate(texts):
            others = " ".join(text for other, text in texts.items() if other != path)
            package = Path(scratch) / str(number)
            taken = _copy_without(package, texts[path], others)
            print(f"left out {path.name}: {taken} entries taken away", file=sys.stderr)
            command = [sys.executable, "-c", _READER, str(package), str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            yield done.stdout


def _copy_without(package: Path, own: str, others: str) -> int:
    """Copy the packages a reading needs, without the entries that `own` has and `others` lack; how many those are."""
    for name in ("extract", "corpus", "signatures"):
        shutil.copytree(ROOT / name, package / name, ignore=shutil.ignore_patterns("__pycache__"))
    taken = 0
    for table, column in OPEN_TABLES.items():
        path = package / "extract" / "data" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, names = list(reader), list(reader.fieldnames or ())
        kept = [row for row in rows if not _only_in(own, others, _words(row[column]))]
        taken += len(rows) - len(kept)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
    return taken


def _words(text: str) -> str:
    """The bare words of a text with a blank around each."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "


def _only_in(own: str, others: str, entry: str) -> bool:
    return bool(entry.strip()) and entry in own and entry not in others
