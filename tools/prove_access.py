"""Proves that the access tests notice: weakens one access line after another and runs them.

Works on copies in a temporary folder, never on the checkout. Prints every weakened line with the
test that caught it, and ends with status 1 if one was not caught. `make prove-access` calls it;
words of a file's path choose lines: `make prove-access ARGS=funding`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from access_lines import ROOT, Weakening, addresses_of, all_weakenings

COPIED = ("bindeglied", "tests", "pyproject.toml", "manage.py")
# The quick files come first: most lines are caught there.
TESTS = tuple(
    f"tests/{name}.py"
    for name in (
        *("access/test_real_database", "access/test_sessions", "access/test_assignments"),
        *("access/test_strangers", "access/test_concept", "access/test_provider_treasurer"),
        *("access/test_counts", "access/test_canaries", "accounts/test_people_page"),
    )
)
# Plugins that these tests do not use take longer to load than most lines take to be caught.
UNUSED_PLUGINS = ("cacheprovider", "hypothesispytest", "xdist")
COMMAND = (
    *(sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--tb=no"),
    *(f"-pno:{name}" for name in UNUSED_PLUGINS),
)
NO_TESTS_CHOSEN = 5
AT_ONCE = min(4, os.cpu_count() or 1)


def run_tests(folder: Path, *chosen: str) -> str | None:
    """The first of the chosen tests that fails in this copy, or None."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        (*COMMAND, *chosen), cwd=folder, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode in (0, NO_TESTS_CHOSEN):
        return None
    failed = re.search(r"^(?:FAILED|ERROR) tests/(.*?)(?: - .*)?$", done.stdout, re.MULTILINE)
    if done.returncode != 1 or not failed:
        raise RuntimeError(f"The access tests did not run:\n{done.stdout}{done.stderr}")
    return failed[1]


def try_one(weakening: Weakening, folders: SimpleQueue[Path]) -> str | None:
    """Weaken one line in a free copy, run the tests there and put the line back."""
    folder = folders.get()
    path = folder / weakening.path
    try:
        path.write_text(weakening.applied(), "utf-8")
        _forget_compiled(path)
        return caught_by(weakening, folder)
    finally:
        path.write_text(weakening.text, "utf-8")
        _forget_compiled(path)
        folders.put(folder)


def caught_by(weakening: Weakening, folder: Path) -> str | None:
    """The test that catches it: what asks the weakened view itself catches nearly every line, else
    all are asked."""
    nearest = " or ".join(addresses_of(weakening))
    return run_tests(folder, *TESTS, "-k", nearest) or run_tests(folder, *TESTS)


def _forget_compiled(path: Path) -> None:
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()


def copies(place: Path) -> Iterator[Path]:
    for number in range(AT_ONCE):
        folder = place / str(number)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name)
            else:
                shutil.copyfile(source, folder / name)
        yield folder


def prove(weakenings: list[Weakening], place: Path) -> int:
    """Try all weakenings and print what catches each; the number of those that nothing caught."""
    folders: SimpleQueue[Path] = SimpleQueue()
    for folder in copies(place):
        folders.put(folder)
        unchanged = folder
    if failed := run_tests(unchanged, *TESTS):
        sys.exit(f"Die Zugriffstests schlagen schon ohne Änderung fehl: {failed}")
    survived = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results: Iterable[str | None] = pool.map(lambda one: try_one(one, folders), weakenings)
        for number, (weakening, caught) in enumerate(zip(weakenings, results, strict=True), 1):
            print(f"{number:3}/{len(weakenings)} {weakening}")
            print(f"        {caught or 'NOT CAUGHT'}", flush=True)
            if caught is None:
                survived.append(weakening)
    for weakening in survived:
        print(f"Not caught: {weakening}")
    return len(survived)


def main(*words: str) -> int:
    started = time.monotonic()
    weakenings = [one for one in all_weakenings() if all(word in str(one) for word in words)]
    with tempfile.TemporaryDirectory(prefix="bindeglied-access-") as place:
        survived = prove(weakenings, Path(place))
    caught, seconds = len(weakenings) - survived, time.monotonic() - started
    print(f"{caught} of {len(weakenings)} weakened access lines caught in {seconds:.0f} s")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
