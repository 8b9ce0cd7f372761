"""What `bindeglied bench casework` does: the four works of a day, 200 times each over HTTP."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from random import Random
from typing import Any
from urllib.parse import urlencode, urlsplit

from bindeglied.cli.server_cpu import ServerCpu

TIMES, PEOPLE = 200, 20
# So many cases for each work, of which the last is for warming up.
EACH = TIMES // PEOPLE + 1
WRITES = ("INSERT", "UPDATE", "DELETE")
NOTE = (
    "Kommt pünktlich und hat alle Unterlagen sortiert dabei. Besprochen wurden Miete und Abschlag"
    " für Strom. Fristen in den Kalender eingetragen. Nächster Schritt: Anmeldung abgeben."
)
LIST, OPEN, SEARCH, SAVE = "Case list", "Open a case", "Person search", "Save a note"
_HIDDEN = re.compile(rb'<input type="hidden" name="(\w+)" value="([^"]*)"')


class NoLand(Exception):
    """There are no generated integration managers with cases."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One work: milliseconds, CPU milliseconds of the server per request, statements."""

    name: str
    p50: float
    p95: float
    cpu: float | None
    statements: int


@dataclass(frozen=True, slots=True)
class Task:
    """One request to be measured; `typed` is what a form is sent with."""

    address: str
    typed: dict[str, str] = field(default_factory=dict)
    is_fragment: bool = False


@dataclass(frozen=True, slots=True)
class Worker:
    """A generated integration manager: the address to sign in with, cases, names of people."""

    email: str
    cases: list[str]
    names: list[str]


class Browser:
    """A browser without eyes: one open connection, the cookies of one person."""

    def __init__(self, address: str, email: str) -> None:
        parts = urlsplit(address)
        self._connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=60)
        self._host = parts.netloc
        self._cookies: dict[str, str] = {}
        hidden = _hidden(self.ask("GET", "/konto/anmelden/"))
        self.ask("POST", "/demo/anmelden/", {**hidden, "email": email})

    def ask(self, method: str, path: str, typed: dict[str, str] | None = None,
            *, is_fragment: bool = False) -> bytes:  # fmt: skip
        """The answer to one request. Raises RuntimeError unless a page or a way on comes."""
        headers = {
            "Host": self._host,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        }
        if typed is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if is_fragment:
            headers["HX-Request"] = "true"
        body = None if typed is None else urlencode(typed)
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self._cookies[name] = value
        content = answer.read()
        if answer.status != (200 if typed is None else 302):
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return content


def figures(address: str, seed: int) -> list[Figures]:
    """Measure all works one after another. Raises NoLand, RuntimeError and OSError."""
    random = Random(seed)  # noqa: S311 - a choice of cases, no secret
    workers = _workers(random)
    browsers = [Browser(address, worker.email) for worker in workers]
    found = []
    for name, tasks in _tasks(workers, random).items():
        every = [(browsers[at % len(browsers)], task) for at, task in enumerate(tasks)]
        measured, warming_up = every[: -len(workers)], every[-len(workers) :]
        for browser, task in warming_up:
            measured_once(browser, task)
        statements = statements_of(workers[0].email, tasks[-len(workers)])
        found.append(over_http(name, measured, address, statements))
    return found


def over_http(
    name: str, tasks: list[tuple[Browser, Task]], address: str, statements: int
) -> Figures:
    """The figures of a work whose tasks are asked of the server one after another."""
    cpu = ServerCpu(urlsplit(address).port or 80)
    before = cpu.seconds()
    times = sorted(measured_once(browser, task) for browser, task in tasks)
    after = cpu.seconds()
    spent = None if before is None or after is None else (after - before) / len(times) * 1000
    return figures_of(name, times, spent, statements)


def figures_of(name: str, times: list[float], cpu: float | None, statements: int) -> Figures:
    """The figures of a work that took these seconds, sorted from the least."""
    p95 = times[max(int(len(times) * 0.95) - 1, 0)]
    return Figures(name, statistics.median(times) * 1000, p95 * 1000, cpu, statements)


def measured_once(browser: Browser, task: Task) -> float:
    """The seconds of one request; the form that it fills in is fetched before."""
    typed = None
    if task.typed:
        typed = _hidden(browser.ask("GET", task.address)) | task.typed
    started = time.perf_counter()
    method = "GET" if typed is None else "POST"
    browser.ask(method, task.address, typed, is_fragment=task.is_fragment)
    return time.perf_counter() - started


def _hidden(page: bytes) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in _HIDDEN.findall(page)}


def _workers(random: Random) -> list[Worker]:
    from bindeglied.accounts.models import User
    from bindeglied.casework.models import Assignment, Part, Person
    from bindeglied.demo.cast import GENERATED_DOMAIN

    users = list(User.objects.filter(email__endswith=GENERATED_DOMAIN).order_by("email"))
    found = []
    for user in random.sample(users, len(users)):
        own = Assignment.objects.filter(user=user, part=Part.ADVISER, case__state="open")
        cases = sorted(own.values_list("case_id", flat=True))
        if len(cases) < 4:
            continue
        chosen = random.sample(cases, 2 * min(EACH, len(cases) // 2))
        people = Person.objects.filter(case__in=cases).order_by("id")
        names = [str(one) for one in people]
        found.append(Worker(user.email, [str(one) for one in chosen], names))
        if len(found) == PEOPLE:
            return found
    if not found:
        raise NoLand
    return found


def _tasks(workers: list[Worker], random: Random) -> dict[str, list[Task]]:
    """The tasks of each work, the workers in turn; no case comes twice."""
    turns = list(_turns(workers))
    return {
        LIST: [Task("/faelle/?sortierung=name" if at % 2 else "/faelle/") for at, _ in turns],
        OPEN: [Task(f"/faelle/{worker.cases[2 * (at // len(workers))]}/") for at, worker in turns],
        SEARCH: [
            Task(f"/suche/?{urlencode({'q': misspelt(random, random.choice(worker.names))})}",
                 is_fragment=True)
            for _at, worker in turns
        ],
        SAVE: [
            Task(f"/faelle/{worker.cases[2 * (at // len(workers)) + 1]}/kontakt/", _note())
            for at, worker in turns
        ],
    }  # fmt: skip


def _turns(workers: list[Worker]) -> Iterator[tuple[int, Worker]]:
    rounds = min(len(one.cases) for one in workers) // 2
    for at in range(rounds * len(workers)):
        yield at, workers[at % len(workers)]


def misspelt(random: Random, name: str) -> str:
    """The name as somebody heard it: a word left out, or a vowel written otherwise."""
    words = name.split()
    if random.random() < 0.3:
        return random.choice(words)
    vowels = [at for at, letter in enumerate(name) if letter in "aeiou"]
    if not vowels:
        return name
    at = random.choice(vowels)
    return name[:at] + random.choice("aeiou") + name[at + 1 :]


def _note() -> dict[str, str]:
    from django.utils import timezone

    happened_at = timezone.localtime() - timedelta(hours=1)
    return {
        "happened_at": f"{happened_at:%Y-%m-%dT%H:%M}", "form": "talk", "minutes": "30",
        "place": "Rathaus", "language": "de", "interpreting": "none", "text": NOTE,
    }  # fmt: skip


def statements_of(email: str, task: Task) -> int:
    """The statements of one request, counted in this process over the same database."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.post("/demo/anmelden/", {"email": email})
    headers: dict[str, Any] = {"HX-Request": "true"} if task.is_fragment else {}
    ask: Callable[..., Any] = client.get
    words: dict[str, Any] = {}
    if task.typed:
        page = client.get(task.address).content
        ask, words = client.post, {"data": _hidden(page) | task.typed}
    else:
        client.get(task.address, headers=headers)
    with CaptureQueriesContext(connection) as captured:
        ask(task.address, headers=headers, **words)
    return counted(captured)


def counted(captured: Iterable[Mapping[str, str]]) -> int:
    """How many of these are statements about content."""
    return sum(one["sql"].startswith(("SELECT", *WRITES)) for one in captured)
