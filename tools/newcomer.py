"""Does what a newcomer does: `make run` in a fresh clone, twice, on a machine with very little.

The path holds git, make, Python and the shell's small tools, and no Node, gettext or browser; the
home folder is empty and has to stay so. Prints the two times. Needs nothing but Python's library.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = (
    "sh",
    "git",
    "make",
    "env",
    "uname",
    "ls",
    "cat",
    "mkdir",
    "rmdir",
    "rm",
    "cp",
    "mv",
    "ln",
    "chmod",
    "touch",
    "dirname",
    "basename",
    "readlink",
    "head",
    "tail",
    "sed",
    "grep",
    "sort",
    "tr",
    "cut",
    "wc",
    "true",
    "false",
    "test",
    "expr",
    "id",
    "date",
    "sleep",
    "printf",
    "tee",
)
ABSENT = (
    *("node", "npm", "npx", "msgfmt", "xgettext"),
    *("chromium-headless-shell", "chromium", "google-chrome", "firefox"),
)
FORGOTTEN = (
    "BINDEGLIED_",
    "VIRTUAL_ENV",
    "XDG_",
    "MAKE",
    "MFLAGS",
    "PYTHON",
    "PYENV_",
    "DATABASE_URL",
)
FIRST_SECONDS, SECOND_SECONDS, LONGEST_SECONDS = 120, 15, 300


class Fault(Exception):
    """Something a newcomer would stumble over."""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bindeglied-newcomer-") as name:
        folder = Path(name)
        try:
            visit(folder)
        except Fault as fault:
            print(f"fault: {fault}")
            return 1
    return 0


def visit(folder: Path) -> None:
    """Clone, start, look, end, start again. Raises Fault."""
    clone, home, tools = folder / "clone", folder / "home", folder / "bin"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True, timeout=120)
    home.mkdir()
    fill_path(tools)
    port = free_port()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(FORGOTTEN)
    } | {
        "PATH": str(tools),
        "HOME": str(home),
        "PORT": str(port),
        "BINDEGLIED_DATA_DIR": str(folder / "data"),
    }
    for which, limit in (("first", FIRST_SECONDS), ("second", SECOND_SECONDS)):
        seconds = start_and_end(clone, environment, port, folder / f"{which}.log")
        print(f"{which} start: {seconds:.1f} s", flush=True)
        if seconds > limit:
            raise Fault(f"the {which} start took longer than {limit} s")
    left = sorted(path.name for path in home.iterdir())
    if left:
        raise Fault(f"the home folder is no longer empty: {', '.join(left)}")
    status = ["git", "-C", str(clone), "status", "--porcelain"]
    changed = subprocess.run(status, capture_output=True, text=True, check=True).stdout
    if changed:
        raise Fault(f"the checkout did not stay clean:\n{changed}")
    print("home folder empty, checkout clean")


def fill_path(folder: Path) -> None:
    """A folder with the few programs a newcomer has."""
    folder.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        if found:
            (folder / name).symlink_to(Path(found).resolve() if name != "sh" else found)
    # A link would make Python look for its library beside the link.
    real = getattr(sys, "_base_executable", sys.executable)
    python = folder / "python3"
    python.write_text(f'#!/bin/sh\nexec "{real}" "$@"\n')
    python.chmod(0o755)
    present = [name for name in ABSENT if (folder / name).exists()]
    if present:
        raise Fault(f"on the path of a newcomer: {present}")


def start_and_end(clone: Path, environment: dict[str, str], port: int, log: Path) -> float:
    """`make run` until the login page answers; the seconds. Raises Fault."""
    started = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["make", "run"], cwd=clone, env=environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        while not answers(port):
            seconds = time.monotonic() - started
            if process.poll() is not None or seconds > LONGEST_SECONDS:
                raise Fault(f"make run gave no page after {seconds:.0f} s:\n{log.read_text()}")
            time.sleep(0.05)
        seconds = time.monotonic() - started
    finally:
        end(process)
    said = log.read_text()
    for words in (f"http://localhost:{port}", "amira@demo.example", "heidi@demo.example"):
        if words not in said:
            raise Fault(f"make run did not say {words}:\n{said}")
    if answers(port):
        raise Fault(f"something still answers on port {port} after the end")
    return seconds


def end(process: subprocess.Popen[bytes]) -> None:
    """End make with all it started: they are the process group that began with it."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, kind)
        except ProcessLookupError:
            break
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            continue
        if kind is signal.SIGTERM:
            time.sleep(1)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/konto/anmelden/", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
