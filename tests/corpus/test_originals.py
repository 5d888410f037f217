"""Originals: kept under their hash, whole or not at all."""

from __future__ import annotations

import hashlib

import pytest

from corpus.originals import LocalOriginals, open_originals
from corpus.refusals import InvalidValue, OriginalMissing

DATA = b"%PDF-1.7 " * 1000
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    """A folder, and a bucket (of memory: the same interface that S3 has)."""
    if request.param == "folder":
        return open_originals(str(tmp_path / "originals"))
    pytest.importorskip("obstore")
    from corpus.bucket import BucketOriginals

    return BucketOriginals("memory:///originals")


def test_the_bytes_come_back(store, tmp_path):
    """By put and by file; twice is once."""
    path = tmp_path / "a.pdf"
    path.write_bytes(DATA)
    assert [store.put(DATA), store.put(DATA), store.put_file(path)] == [SHA256] * 3
    assert (store.get(SHA256), store.size(SHA256), store.has(SHA256)) == (DATA, len(DATA), True)
    with store.open(SHA256) as stream:
        stream.seek(5)
        assert stream.read(3) == DATA[5:8]
    assert list(store.list()) == [SHA256]
    assert path.exists()


def test_what_is_not_there_is_refused(store):
    """By name; a name that is no hash is no path either."""
    with pytest.raises(OriginalMissing):
        store.get("0" * 64)
    with pytest.raises(OriginalMissing):
        store.size("0" * 64)
    with pytest.raises(InvalidValue):
        store.get("../../etc/passwd")
    store.put(DATA)
    store.delete(SHA256)
    assert not store.has(SHA256)


def test_a_write_that_failed_leaves_nothing(tmp_path, monkeypatch):
    """Neither a half-written original nor a temporary file."""
    store = LocalOriginals(tmp_path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="space"):
        store.put(DATA)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_writer_left_is_swept_away(tmp_path):
    """Half-written files have names of their own."""
    store = LocalOriginals(tmp_path)
    (tmp_path / "incoming-x").write_bytes(b"half")
    assert (store.sweep(), list(store.list())) == (1, [])
