"""Measures the product and writes docs/figures.md: what `make figures` calls.

    python tools/figures.py [--without-clone]

Times depend on the machine and on what else it does, so they are printed and kept, never tested.
Load stays on the loopback: one request after another, 200 per page. `--without-clone` leaves out
the two starts in a fresh clone, which take minutes.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers.people import email_of  # noqa: E402 - the checkout is on the path now
from tests.servers.postgresql import NoPostgreSQL, postgresql  # noqa: E402
from tests.servers.processes import LOOPBACK  # noqa: E402
from tests.servers.product import Installation, installation, timed  # noqa: E402

FIGURES = ROOT / "docs" / "figures.md"
# Below this line stands what `bindeglied generate` and `bindeglied bench casework` printed.
CASEWORK = "## Casework on a generated Land"
REQUESTS, WARM_UP = 200, 5
REPETITIONS, CALLS = 300, 7
PAGES = (
    ("Sign-in", "/konto/anmelden/", ""),
    ("Land: map and 44 Kreise", "/orte/", ""),
    ("Kreis: map and 54 municipalities", "/orte/08226/", ""),
    ("Municipality", "/orte/gemeinde/08226096/", ""),
    ("Search while typing (fragment)", "/suche/?q=wein", ""),
    ("Rule versions", "/foerderung/regeln/", ""),
    ("Today", "/", "Clara"),
    ("Frames of a Kreis", "/foerderung/planungsrahmen/08226/", "Clara"),
    ("Frames of a Kreis, with why", "/foerderung/planungsrahmen/08226/?warum=08226096", "Clara"),
    ("Frames of the Land", "/foerderung/planungsrahmen/", "Heidi"),
)


@dataclass(frozen=True, slots=True)
class PageFigures:
    """One page on one engine: milliseconds, kilobytes, statements."""

    p50: float
    p95: float
    kilobytes: float
    queries: int | None = None


TOKEN = rb'name="csrfmiddlewaretoken" value="(\w+)"'


class Reader:
    """A browser without eyes: one open connection, the cookies of one person."""

    def __init__(self, product: Installation, who: str) -> None:
        self.connection = HTTPConnection(LOOPBACK, product.port, timeout=30)
        self.host = f"localhost:{product.port}"
        self.cookies: dict[str, str] = {}
        if who:
            token = re.search(TOKEN, self.read("/konto/anmelden/"))
            assert token is not None
            form = {"csrfmiddlewaretoken": token[1].decode(), "email": email_of(who)}
            self.ask("POST", "/demo/anmelden/", urlencode(form), 302)

    def read(self, address: str) -> bytes:
        return self.ask("GET", address, None, 200)

    def ask(self, method: str, address: str, body: str | None, status: int) -> bytes:
        headers = {
            "Host": self.host,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        if "suche" in address:
            headers["HX-Request"] = "true"
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        content = answer.read()
        if answer.status != status:
            raise RuntimeError(f"{method} {address}: {answer.status}")
        return content


def main(words: list[str]) -> int:
    lines = [*head(), *starts_in_a_clone()] if "--without-clone" not in words else head()
    lines += law_figures()
    pages: dict[str, dict[str, PageFigures]] = {}
    with installation() as product:
        lines += command_figures(product)
        lines += start_figures("SQLite", product, pages)
    try:
        with postgresql() as server, installation(server) as product:
            lines += start_figures("PostgreSQL", product, pages)
    except NoPostgreSQL as why:
        lines.append(f"- PostgreSQL was left out: {why}")
    text = "\n".join([*lines, "", *page_table(pages), "", *kept_casework()])
    FIGURES.write_text(text)
    print(text)
    return 0


def kept_casework() -> list[str]:
    """What was measured on a generated Land: that takes minutes, and stays until it is replaced."""
    _before, found, after = FIGURES.read_text().partition(CASEWORK)
    return [found + after] if found else []


def head() -> list[str]:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    when = datetime.now(UTC)
    machine = f"{os.cpu_count()} cores ({cpu_model()}), Python {platform.python_version()}"
    return [
        "# Figures",
        "",
        "Written by `make figures`; times depend on the machine and on what else it does.",
        "",
        f"- Measured on {when:%Y-%m-%d} at {when:%H:%M} UTC: {machine}, "
        f"load average at the beginning {load}",
    ]


def cpu_model() -> str:
    path = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", path.read_text()) if path.exists() else None
    return found[1] if found else platform.machine()


def starts_in_a_clone() -> list[str]:
    """`make run` in a fresh clone, which needs a checkout with a commit and the registries."""
    said = subprocess.run(
        [sys.executable, "tools/newcomer.py"], cwd=ROOT, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    found = re.findall(r"^(first|second) start: (.+)$", said, re.MULTILINE)
    return [f"- `make run` in a fresh clone, {which} start: {seconds}" for which, seconds in found]


def law_figures() -> list[str]:
    from datetime import date

    from bindeglied.law.planning_frame import planning_frames
    from bindeglied.law.rulebook import rules_on

    rules, persons = rules_on(date(2017, 12, 11)), [count for _ags, count in counts()]
    times = sorted(seconds_of(lambda: planning_frames(rules, persons)) for _ in range(REPETITIONS))
    least, middle = times[0] * 1000, statistics.median(times) * 1000
    return [
        f"- Planning frame of {len(persons):,} municipalities, the rule alone: "
        f"least {least:.2f} ms, median {middle:.2f} ms of {REPETITIONS}"
    ]


def counts() -> list[tuple[str, int]]:
    """Invented persons for every municipality, in the order of the register."""
    from bindeglied.places.register import municipalities

    return [(place.ags, place.population[2017] // 150 + 1) for place in municipalities()]


def command_figures(product: Installation) -> list[str]:
    """`bindeglied frame` over the whole Land, as a process from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "counts.csv"
        file.write_text("ags;persons\n" + "".join(f"{ags};{n}\n" for ags, n in counts()))
        words = ("frame", str(file), "--on", "2017-12-11", "--format", "json")
        times = [timed(product, *words) for _ in range(CALLS)]
    least, middle = min(times) * 1000, statistics.median(times) * 1000
    return [
        f"- `bindeglied frame` of them as a whole process: least {least:.0f} ms, "
        f"median {middle:.0f} ms of {CALLS}"
    ]


def start_figures(
    engine: str, product: Installation, pages: dict[str, dict[str, PageFigures]]
) -> list[str]:
    """Two starts on an engine; while it runs the second time, its pages."""
    first = timed(product, "setup", "--demo")
    with product.served() as seconds:
        first += seconds
    second = timed(product, "setup", "--demo")
    with product.served() as seconds:
        second += seconds
        pages[engine] = {name: page_figures(product, *page) for name, *page in PAGES}
    return [
        f"- {engine}, set up and served until the first page: "
        f"{first:.1f} s in an empty data folder, {second:.1f} s again"
    ]


def page_figures(product: Installation, address: str, who: str) -> PageFigures:
    reader = Reader(product, who)
    for _ in range(WARM_UP):
        content = reader.read(address)
    times = sorted(seconds_of(lambda: reader.read(address)) for _ in range(REQUESTS))
    queries = None if product.database_url else queries_of(product, address, who)
    return PageFigures(
        p50=statistics.median(times) * 1000,
        p95=times[int(REQUESTS * 0.95) - 1] * 1000,
        kilobytes=len(content) / 1000,
        queries=queries,
    )


def queries_of(product: Installation, address: str, who: str) -> int:
    """Statements of one request, counted in this process over the same SQLite database."""
    os.environ.update(
        product.environment | {"DJANGO_SETTINGS_MODULE": "bindeglied.config.settings"}
    )
    import django
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    django.setup()
    client = Client(SERVER_NAME="localhost")
    if who:
        client.post("/demo/anmelden/", {"email": email_of(who)})
    more = {"HX-Request": "true"} if "suche" in address else {}
    client.get(address, headers=more)
    with CaptureQueriesContext(connection) as captured:
        client.get(address, headers=more)
    count = sum(one["sql"].startswith(("SELECT", "INSERT", "UPDATE", "DELETE")) for one in captured)
    connection.close()
    return count


def page_table(pages: dict[str, dict[str, PageFigures]]) -> Iterable[str]:
    yield f"Pages over HTTP, one after another, {REQUESTS} requests each (ms, p50 / p95):"
    yield ""
    yield f"| page | {' | '.join(pages)} | statements | kB |"
    yield f"|---|{'---|' * len(pages)}---|---|"
    for name, _address, _who in PAGES:
        row = [figures[name] for figures in pages.values()]
        times = " | ".join(f"{one.p50:.1f} / {one.p95:.1f}" for one in row)
        yield f"| {name} | {times} | {row[0].queries} | {row[0].kilobytes:.0f} |"


def seconds_of(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
