"""`make bench`: every `bench_*.py` beside this file, one after the other, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Run them all; the first that fails ends it."""
    for script in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"--- {script.stem}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.bench.{script.stem}"], check=True)


main()
