"""Starting, awaiting and ending processes, all bounded in time."""

from __future__ import annotations

import ctypes
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

LOOPBACK = "127.0.0.1"
PATIENCE = 10.0
_SIGNAL_WHEN_PARENT_ENDS = 1  # PR_SET_PDEATHSIG


class NotReady(Exception):
    """A process ended or stayed silent; the message holds what it wrote."""


def free_port() -> int:
    """A port on the loopback that nobody used a moment ago."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def end_with_parent() -> None:
    """Runs in the child before it becomes the server: a killed test run leaves nothing behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SIGNAL_WHEN_PARENT_ENDS, signal.SIGTERM)


def await_answer(
    process: subprocess.Popen[bytes], answers: Callable[[], bool], *, seconds: float, log: Path
) -> float:
    """Wait until `answers()` is true; the seconds that took. Raises NotReady with the log."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if process.poll() is not None:
            raise NotReady(f"ended with status {process.returncode}:\n{_end_of(log)}")
        if answers():
            return time.monotonic() - started
        time.sleep(0.02)
    raise NotReady(f"no answer within {seconds:.0f} s:\n{_end_of(log)}")


def end(process: subprocess.Popen[bytes], kind: signal.Signals = signal.SIGTERM) -> None:
    """Ask the process to end, and end it where it does not."""
    if process.poll() is None:
        process.send_signal(kind)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait(PATIENCE)


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-4000:] if log.exists() else ""
