"""A service as `vanthu serve` runs it, without the web: corpus, readers and engine, until it is told to stop.

Run by the chaos tests as `python service.py JSON`; prints `ready` once the engine is started, and has tried the batch
again where it is told to `retry`.
"""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path

from api.commands.until import wait_for
from corpus.corpus import open_corpus
from ingest.engine import Engine
from ingest.options import ReadOptions
from ingest.pool import ReaderPool


def serve(told: dict[str, str]) -> None:
    """Open, work, close."""
    logging.basicConfig(filename=told["log"], level=logging.INFO)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    memory = int(told.get("megabytes", "400")) * 1024**2
    limits = replace(ReadOptions().limits, seconds=float(told["seconds"]), memory=memory)
    options = ReadOptions(ocr=told.get("ocr") == "yes", limits=limits)
    folder = Path(told["folder"])
    with (
        open_corpus(told["database"], told["originals"], folder / "index") as corpus,
        ReaderPool(2, limits, reader=told["reader"]) as pool,
    ):
        engine = Engine(corpus, pool, told["queue"], options=options)
        engine.start()
        if told.get("retry") == "yes":
            engine.retry_all(told["batch"])
        print("ready", flush=True)
        wait_for(stop)
        engine.stop()


if __name__ == "__main__":
    serve(json.loads(sys.argv[1]))
