"""Machines of our own: network namespaces on one bridge, each with a cable that may be pulled."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

NET = "10.77.61"


@dataclass(frozen=True)
class Machine:
    """A namespace; what runs in it sees the host at `Network.host` and nothing else."""

    name: str
    address: str

    @property
    def prefix(self) -> tuple[str, ...]:
        """Before a command that is to run there."""
        return "ip", "netns", "exec", self.name

    def pull(self) -> None:
        """Its cable is out: packets are lost, and nobody is told."""
        _ip("link", "set", f"{self.name}-h", "down")

    def plug(self) -> None:
        """Its cable is in again."""
        _ip("link", "set", f"{self.name}-h", "up")


@dataclass(frozen=True)
class Network:
    """The host's address on it, and its machines."""

    host: str
    machines: tuple[Machine, ...]


@contextmanager
def network(*names: str) -> Iterator[Network]:
    """Machines of these names on one bridge; the test is skipped where we may not make any."""
    own = f"vt{os.getpid() % 100_000}"
    if shutil.which("ip") is None or not _may(f"{own}x"):
        pytest.skip("may not make network namespaces here")
    machines = tuple(Machine(f"{own}{name}", f"{NET}.{number}") for number, name in enumerate(names, 2))
    try:
        _ip("link", "add", own, "type", "bridge")
        _ip("addr", "add", f"{NET}.1/24", "dev", own)
        _ip("link", "set", own, "up")
        for machine in machines:
            _connect(machine, own)
        yield Network(f"{NET}.1", machines)
    finally:
        for machine in machines:
            subprocess.run(["ip", "netns", "del", machine.name], check=False, stderr=subprocess.DEVNULL)
        subprocess.run(["ip", "link", "del", own], check=False, stderr=subprocess.DEVNULL)


def _connect(machine: Machine, bridge: str) -> None:
    outer, inner = f"{machine.name}-h", f"{machine.name}-m"
    _ip("netns", "add", machine.name)
    _ip("link", "add", outer, "type", "veth", "peer", "name", inner, "netns", machine.name)
    _ip("link", "set", outer, "master", bridge, "up")
    _ip("-n", machine.name, "addr", "add", f"{machine.address}/24", "dev", inner)
    _ip("-n", machine.name, "link", "set", inner, "up")
    _ip("-n", machine.name, "link", "set", "lo", "up")


def _may(name: str) -> bool:
    """Whether this user may make a namespace."""
    made = subprocess.run(["ip", "netns", "add", name], check=False, capture_output=True).returncode == 0
    if made:
        _ip("netns", "del", name)
    return made


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)
