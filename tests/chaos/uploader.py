"""Someone who takes a folder in, and begins again where he was cut off. Run as `python uploader.py JSON`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from corpus.corpus import open_corpus
from ingest.batch import take_in
from ingest.intake import find_files
from ingest.queue import WorkQueue


def upload(told: dict[str, str]) -> None:
    """Take the folder in as the batch named."""
    with open_corpus(told["database"], told["originals"]) as corpus:
        queue = WorkQueue(told["queue"])
        take_in(corpus, queue, find_files([Path(told["files"])]), "chaos", batch_id=told["batch"])
        queue.close()


if __name__ == "__main__":
    upload(json.loads(sys.argv[1]))
