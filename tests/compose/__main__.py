"""`python -m tests.compose OUT` writes the sample batch; with `--count N`, N dispatches for load tests instead."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.compose.many import compose_many
from tests.compose.sample import compose_sample


def main() -> None:
    """Compose what the arguments ask for; an existing sample stays as it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.compose", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write")
    parser.add_argument("--count", type=int, help="write so many dispatches instead of the sample")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=("txt", "pdf"), default="txt")
    asked = parser.parse_args()
    if asked.count is not None:
        compose_many(asked.out, asked.count, seed=asked.seed, form=asked.form)
    elif not asked.out.exists():
        compose_sample(asked.out)


main()
