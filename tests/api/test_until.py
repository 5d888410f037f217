"""Told to stop by a signal, whichever thread of the process gets it."""

from __future__ import annotations

import subprocess
import sys

import pytest

WAITING = """
import signal, threading, time
from api.commands.until import until_told, wait_for

def strike():
    time.sleep(0.2)
    signal.pthread_kill({thread}, signal.{name})

other = threading.Thread(target=time.sleep, args=(60,), daemon=True)
other.start()
with until_told() as told:
    threading.Thread(target=strike, daemon=True).start()
    wait_for(told)
print("stopped")
"""


@pytest.mark.parametrize("thread", ["threading.main_thread().ident", "other.ident"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_the_wait(thread: str, name: str) -> None:
    script = WAITING.format(thread=thread, name=name)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "stopped\n"
