"""What the system enforces on a reading process (giới hạn tiến trình), and what it tells about one. Linux only."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PAGE = resource.getpagesize()
_TICKS = os.sysconf("SC_CLK_TCK")
_NOISE_BYTES = 16 * 1024 * 1024


def die_with_parent(parent: int) -> None:
    """The kernel kills this process as soon as `parent` is gone, however that happened.

    Call it from the main thread, right after the fork: the kernel watches the *thread* that forked.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:  # it died between the fork and the call
        os._exit(0)


def be_expendable() -> None:
    """No core files, little output to files, and the first to go when the machine runs out of memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_NOISE_BYTES, _NOISE_BYTES))
    Path("/proc/self/oom_score_adj").write_text("900")


def cap_memory(most: int) -> None:
    """Allocations fail once this process holds `most` bytes, those it holds now included; a quarter of them are
    left to it in any case.
    """
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (_statm(0) + max(most - _statm(1), most // 4), hard))


def uncap_memory() -> None:
    """Back to no cap."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def resident_bytes() -> int:
    """Memory of this process that is its own: resident, less what it shares with files and its parent's code."""
    return _statm(1) - _statm(2)


def cpu_seconds(pid: int) -> float:
    """Processor time a process has used, all its threads together; 0 when it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return 0.0
    fields = stat.rpartition(b")")[2].split()  # the name before it may hold blanks and brackets
    return (int(fields[11]) + int(fields[12])) / _TICKS


def is_asleep(pid: int) -> bool:
    """Whether a process waits for something that is neither a processor nor a disk."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False
    return stat.rpartition(b")")[2].split()[0] == b"S"


def _statm(column: int) -> int:
    return int(Path("/proc/self/statm").read_bytes().split()[column]) * _PAGE
