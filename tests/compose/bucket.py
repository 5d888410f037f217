"""A bucket of our own: an S3 server in this process that fails one call in so many."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

_NUMBERS = itertools.count(1)
"""The server keeps its buckets for as long as the process lives: each test gets one of its own."""


@dataclass
class Bucket:
    """Its address, and what its programs must be told in their environment."""

    url: str
    environment: dict[str, str]
    failures: int = 0


@contextmanager
def failing_bucket(one_in: int, address: str = "127.0.0.1") -> Iterator[Bucket]:
    """An empty bucket at an address of this host.

    Every so many calls the answer is 500 (an error of the server's, not to be retried at once).
    """
    moto = DomainDispatcherApplication(create_backend_app)
    calls = itertools.count(1)
    name = f"originals-{next(_NUMBERS)}"
    bucket = Bucket(f"s3://{name}", {})
    failing = threading.Event()

    def answer(environ: dict[str, Any], start: Any) -> Any:
        if failing.is_set() and next(calls) % one_in == 0:
            bucket.failures += 1
            return Response("<Error><Code>InternalError</Code></Error>", 500)(environ, start)
        return moto(environ, start)

    server = make_server(address, 0, answer, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    bucket.environment = {
        "AWS_ENDPOINT": f"http://{address}:{server.server_port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_ALLOW_HTTP": "true",
    }
    boto3.client(
        "s3",
        endpoint_url=bucket.environment["AWS_ENDPOINT"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
        region_name="us-east-1",
    ).create_bucket(Bucket=name)
    failing.set()
    try:
        yield bucket
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
