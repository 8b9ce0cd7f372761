"""The product as its operator runs it: set up in a fresh data folder, served on a free port."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.servers.postgresql import copy_databases, drop_databases, new_database
from tests.servers.processes import LOOPBACK, await_answer, end, end_with_parent, free_port

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "import sys; from bindeglied.cli import main; sys.exit(main())"]
HERE = ZoneInfo("Europe/Berlin")
SET_UP_SECONDS = 120
START_SECONDS = 30


@dataclass(frozen=True)
class Installation:
    """A data folder and a database, with the environment that commands need to find them."""

    data_folder: Path
    database_url: str = ""
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        # Passkeys need a name: the browser refuses them for 127.0.0.1.
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not _is_ours(name)}
        ours = {"BINDEGLIED_DATA_DIR": str(self.data_folder), "PORT": str(self.port)}
        if self.database_url:
            ours["DATABASE_URL"] = self.database_url
        return kept | ours

    def call(
        self, *words: str, seconds: float = SET_UP_SECONDS, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run `bindeglied WORDS`; `more` goes into its environment."""
        return subprocess.run(
            [*COMMAND, *words], cwd=ROOT, env=self.environment | more,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds, check=False,
        )  # fmt: skip

    @contextmanager
    def served(self, **more: str) -> Iterator[float]:
        """`bindeglied serve` while the block runs; gives the seconds until the first answer.

        `more` goes into its environment.
        """
        log = self.data_folder / "serve.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*COMMAND, "serve"], cwd=ROOT, env=self.environment | more,
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, preexec_fn=end_with_parent,
            )  # fmt: skip
        try:
            yield await_answer(process, self._answers, seconds=START_SECONDS, log=log)
        finally:
            end(process)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"http://{LOOPBACK}:{self.port}/konto/anmelden/", timeout=5
            ):
                return True
        except urllib.error.HTTPError:
            raise
        except OSError:
            return False


@contextmanager
def installation(server: str = "") -> Iterator[Installation]:
    """A fresh data folder; `server` is the address of a PostgreSQL server, else SQLite."""
    with tempfile.TemporaryDirectory(prefix="bindeglied-data-") as name:
        address = new_database(server) if server else ""
        try:
            yield Installation(Path(name), address)
        finally:
            if address:
                drop_databases(address)


@contextmanager
def demo(server: str = "") -> Iterator[Installation]:
    """The demo Land, running."""
    with installation(server) as one:
        become_demo(one)
        with one.served():
            yield one


def become_demo(one: Installation) -> None:
    """Put the demo Land into a fresh installation: a copy of the one this process set up first.

    What is due in a demo depends on the day of its setup, so that each day has an original.
    """
    server = one.database_url and f"{one.database_url.rpartition('/')[0]}/postgres"
    original = _original(server, datetime.now(HERE).date())
    shutil.copytree(original.data_folder, one.data_folder, dirs_exist_ok=True)
    if server:
        copy_databases(original.database_url, one.database_url)


@cache
def _original(server: str, _day: date) -> Installation:
    """The demo Land as the product sets it up, never served, kept until this process ends."""
    kept = ExitStack()
    atexit.register(kept.close)
    original = kept.enter_context(installation(server))
    made = original.call("setup", "--demo")
    if made.returncode:
        raise RuntimeError(f"bindeglied setup --demo failed:\n{made.stdout}{made.stderr}")
    return original


def timed(one: Installation, *words: str) -> float:
    """The seconds that `bindeglied WORDS` takes as a whole process."""
    started = time.perf_counter()
    done = one.call(*words)
    if done.returncode:
        raise RuntimeError(f"bindeglied {' '.join(words)}: {done.stderr}")
    return time.perf_counter() - started


def _is_ours(name: str) -> bool:
    return name.startswith("BINDEGLIED_") or name in (
        "PORT",
        "DATABASE_URL",
        "KEYS_DATABASE_URL",
        "DJANGO_SETTINGS_MODULE",
    )


__all__: Sequence[str] = ("Installation", "become_demo", "demo", "installation", "timed")
