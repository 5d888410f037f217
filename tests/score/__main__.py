"""`make score`: figures against the shared gold set, printed, and set into the README's table; never typed by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.score.left_out import read_left_out
from tests.score.table import Row, left_out_row, rows_of, write_table

ROOT = Path(__file__).parents[2]
OUT = ROOT / ".score"
README = ROOT / "README.md"


def main() -> None:
    """Read or verify each set, score it, print every figure, and rewrite the table."""
    shared = Path(os.environ.get("VANTHU_SHARED") or ROOT.parent / "shared").resolve()
    if not (shared / "score" / "score.py").is_file():
        sys.exit(f"no scorer at {shared}/score/score.py; set VANTHU_SHARED to the folder of shared reference material")
    OUT.mkdir(exist_ok=True)
    rows: list[Row] = []
    for name, mode, gold, verb, given in (
        ("seeds", "text", "gold/seeds", "read", "seeds"),
        ("texts", "text", "gold/text", "read", "samples/text"),
        ("pdf", "pdf", "gold/pdf", "read", "samples/pdf"),
        ("signed", "signed", "signed/EXPECTED.tsv", "verify", "signed"),
    ):
        lines = OUT / f"{name}.jsonl"
        _vanthu(lines, verb, shared / given, shared / "trust")
        figures = _score(shared, mode, shared / gold, lines)
        print(f"--- {name}\n{json.dumps(figures, ensure_ascii=False, indent=1)}", flush=True)
        rows += rows_of(name, figures)
        if mode == "text":
            rows.append(_left_out(shared, name, shared / given, shared / gold))
    write_table(README, rows)


def _left_out(shared: Path, name: str, given: Path, gold: Path) -> Row:
    """The set once more, each text read without the entries of the tables that only it uses."""
    lines = OUT / f"{name}-left-out.jsonl"
    lines.write_text("".join(read_left_out(given)), "utf-8")
    figures = _score(shared, "text", gold, lines)
    print(f"--- {name}, words of the text left out\n{json.dumps(figures, ensure_ascii=False, indent=1)}", flush=True)
    return left_out_row(name, figures)


def _vanthu(out: Path, verb: str, given: Path, trust: Path) -> None:
    """One line for every file into `out`; refused files (exit status 1) are part of the score."""
    command = [str(Path(sys.executable).with_name("vanthu")), verb, "--trust", str(trust), str(given)]
    with out.open("w") as lines:
        done = subprocess.run(command, stdout=lines, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}")


def _score(shared: Path, mode: str, gold: Path, lines: Path) -> dict[str, object]:
    scorer = [sys.executable, str(shared / "score" / "score.py"), mode, str(gold), str(lines), "--json"]
    done = subprocess.run(scorer, capture_output=True, text=True, check=True)
    figures: dict[str, object] = json.loads(done.stdout)
    return figures


main()
