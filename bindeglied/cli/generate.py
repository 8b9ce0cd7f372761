"""`bindeglied generate`: a demo Land of any size, for measuring and for trying things out."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace

from bindeglied.cli.installation import open_installation
from bindeglied.cli.parser import Parser
from bindeglied.cli.words import Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

SUMMARY = gettext_noop("Ein erfundenes Land erzeugen, auch so groß wie Baden-Württemberg")
CALL = gettext_noop("bindeglied generate --scale demo|small|bw5 [--seed ZAHL] [--lang de|en]")
WHAT = gettext_noop(
    "Füllt eine Demo-Datenbank mit erfundenen Integrationsmanagerinnen und ihren Fällen aus fünf\n"
    "Jahren, so wie das Programm sie hinterlassen hätte. demo: 240 Fälle, small: 10.000, bw5:\n"
    "120.000 mit 3.000.000 Notizen. Derselbe Startwert gibt am selben Tag denselben Inhalt. Ganz\n"
    "oder gar nicht: Wird der Befehl abgebrochen, ist nichts davon da."
)
SEED = gettext_noop("ZAHL")
SCALE_HELP = gettext_noop("wie groß: demo, small oder bw5")
SEED_HELP = gettext_noop("Startwert des Zufalls, sonst 4711")
NO_SCALE = gettext_noop("--scale: „%(entry)s“ gibt es nicht; möglich sind %(scales)s.")
NO_SEED = gettext_noop("--seed: „%(entry)s“ ist keine ganze Zahl.")
ONLY_DEMO = gettext_noop(
    "Diese Datenbank ist keine Demo, und echte Daten vertragen keine erfundenen. Bitte einen neuen"
    " Datenordner nennen (BINDEGLIED_DATA_DIR) und: bindeglied setup --demo"
)
THERE_ALREADY = gettext_noop(
    "In dieser Datenbank liegt schon ein erzeugtes Land. Bitte einen neuen Datenordner nennen"
    " (BINDEGLIED_DATA_DIR) und: bindeglied setup --demo"
)
CASES = gettext_noop("Fälle")
DONE = gettext_noop(
    "Erzeugt in %(seconds)s Sekunden: %(cases)s Fälle, %(people)s Personen, %(contacts)s Notizen,"
    " %(measures)s Schritte, %(managers)s Integrationsmanagerinnen"
)
DEFAULT_SEED = "4711"
MOST_PROCESSES = 8


def describe(_: Words) -> str:
    """What the command does, in one line."""
    return _(SUMMARY)


def add_arguments(parser: Parser, _: Words) -> None:
    """Declares what may follow `bindeglied generate`."""
    parser.usage = _(CALL)
    parser.description = _(WHAT)
    parser.must = ("scale",)
    parser.add_argument("--scale", metavar="demo|small|bw5", help=_(SCALE_HELP))
    parser.add_argument("--seed", metavar=_(SEED), default=DEFAULT_SEED, help=_(SEED_HELP))


def run(arguments: Namespace, words: Words) -> int:
    """Generate, with a bar for whoever watches; 2 after a fault, with nothing done."""
    if not open_installation(words, for_itself=True):
        return 2

    from django.utils import timezone

    from bindeglied.demo.actions import AlreadyGenerated, NoDemo, generate_land
    from bindeglied.demo.actions.generated.scales import SCALES

    scale = SCALES.get(arguments.scale)
    if scale is None:
        scales = ", ".join(SCALES)
        return _refuse(words(NO_SCALE), entry=shown_plainly(arguments.scale), scales=scales)
    if not (arguments.seed.isascii() and arguments.seed.isdigit()):
        return _refuse(words(NO_SEED), entry=shown_plainly(arguments.seed))
    started = time.monotonic()
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    try:
        with _Bar(words) as bar:
            generate_land(
                scale=scale,
                seed=int(arguments.seed),
                now=timezone.now(),
                processes=processes,
                say=bar.show,
            )
    except NoDemo:
        return _refuse(words(ONLY_DEMO))
    except AlreadyGenerated:
        return _refuse(words(THERE_ALREADY))
    names = ("cases", "people", "contacts", "measures", "managers")
    counts = {name: getattr(scale, name) for name in names}
    counts["seconds"] = round(time.monotonic() - started)
    shown = {name: words.number(count) for name, count in counts.items()}
    sys.stdout.write(words(DONE) % shown + "\n")
    return 0


def _refuse(text: str, **values: object) -> int:
    sys.stderr.write(text % values + "\n")
    return 2


class _Bar:
    """A bar on the terminal; nothing where nobody watches."""

    def __init__(self, words: Words) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

        console = Console(stderr=True)
        columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task = self._progress.add_task(words(CASES), total=None)

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._progress.stop()

    def show(self, done: int, total: int) -> None:
        """So many cases are written, of how many."""
        self._progress.update(self._task, completed=done, total=total)
