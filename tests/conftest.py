"""What every test may ask for."""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from ingest import nursery
from tests.compose.sample import compose_sample
from tests.compose.warm import READERS, SERVICES, start_nursery

hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")
"""A busy machine is no failure: how long code may take is told by `make bench`."""

LONG = frozenset({"tests", "chaos", "api"})
"""Folders of tests that build a wheel, start services, wait for one another."""
COLD = nursery.start
SHARED = Path(os.environ.get("VANTHU_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """A fifth of the time would go into looking for garbage among modules and tests, which all stay to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What has long tests begins first, lest the other worker wait for it at the end.

    Tests marked `shared` are skipped where the reference material is absent, and fail where it is required.
    """
    items.sort(key=lambda item: item.path.parent.name not in LONG)
    if SHARED.is_dir():
        return
    if os.environ.get("VANTHU_TEST_REQUIRE_SHARED"):
        raise pytest.UsageError(f"the shared reference material is required here, but {SHARED} is no folder")
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="the shared reference material is not here"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared reference material."""
    return SHARED


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample batch of `make run`: `files` and `trust`; composed once for all workers, not to be changed."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with (folder / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return folder / "sample" if (folder / "sample").exists() else compose_sample(folder / "sample")


@pytest.fixture(scope="session", autouse=True)
def warm_nurseries() -> Iterator[None]:
    """Nurseries are forked from a process that has imported what they read with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nursery, "start", lambda *told: start_nursery(READERS.warm_start, *told))
        yield
    READERS.close()
    SERVICES.close()


@pytest.fixture
def cold_nurseries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nurseries start as they do in service."""
    monkeypatch.setattr(nursery, "start", COLD)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes are named for their argument: what they hold may bear the time of day, and names must not change."""
    return argname if isinstance(val, bytes) else None
