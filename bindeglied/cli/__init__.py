"""The command `bindeglied`: what can be done without a browser.

A command is a module with `describe(_)`, `add_arguments(parser, _)` and `run(arguments, _)`, which
returns the exit status; `_` gives the words of the chosen language. It is imported when it is
called, so that a small command starts at once and needs none of what the large ones need.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

from bindeglied.cli.parser import NO_SUCH_LANGUAGE, USAGE, CallFault, Parser, call_fault
from bindeglied.cli.words import GERMAN, LANGUAGES, Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

NAME = "bindeglied"
COMMANDS = {
    "frame": "bindeglied.cli.frame",
    "setup": "bindeglied.cli.setup",
    "serve": "bindeglied.cli.serve",
    "build": "bindeglied.cli.build",
    "create-admin": "bindeglied.cli.create_admin",
    "tidy": "bindeglied.cli.tidy",
    "backup": "bindeglied.cli.backup",
    "restore": "bindeglied.cli.restore",
    "rotate-keys": "bindeglied.cli.rotate_keys",
    "verify-log": "bindeglied.cli.verify_log",
    "verify-plans": "bindeglied.cli.verify_plans",
    "verify-lists": "bindeglied.cli.verify_lists",
    "reconcile": "bindeglied.cli.reconcile",
    "generate": "bindeglied.cli.generate",
    "bench": "bindeglied.cli.bench",
}
INTERRUPTED = 130

ABOUT = gettext_noop("Der Pakt für Integration in einem Programm.")
ANY_CALL = gettext_noop("BEFEHL … [--lang de|en]")
COMMANDS_TITLE = gettext_noop("Befehle")
MORE = gettext_noop("Mehr zu einem Befehl, zum Beispiel: %(call)s")
LANGUAGE_LACKING = gettext_noop("Zu --lang fehlt die Angabe.")
NO_COMMAND = gettext_noop("Es fehlt ein Befehl.")
NO_SUCH_COMMAND = gettext_noop("Den Befehl „%(entry)s“ gibt es nicht; es gibt: %(commands)s.")


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and returns its exit status: 0, or 2 after a fault."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        words, rest = _language(arguments)
        return _run(rest, words)
    except CallFault as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED


def _language(arguments: Sequence[str]) -> tuple[Words, list[str]]:
    """The words to use, and the arguments without --lang, which may stand anywhere."""
    language, rest = GERMAN, list[str]()
    waiting = iter(arguments)
    for argument in waiting:
        option, is_joined, joined = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif option == "--lang":
            language = joined if is_joined else next(waiting, "")
            if not language:
                raise call_fault(Words(), NAME, LANGUAGE_LACKING)
        else:
            rest.append(argument)
    if language not in LANGUAGES:
        shown, known = shown_plainly(language), ", ".join(LANGUAGES)
        raise call_fault(Words(), NAME, NO_SUCH_LANGUAGE, entry=shown, languages=known)
    return Words(language), rest


def _run(arguments: Sequence[str], words: Words) -> int:
    if not arguments:
        raise call_fault(words, NAME, NO_COMMAND)
    name, *others = arguments
    if name in ("-h", "--help"):
        sys.stdout.write(_overview(words))
        return 0
    if name not in COMMANDS:
        shown, known = shown_plainly(name), ", ".join(COMMANDS)
        raise call_fault(words, NAME, NO_SUCH_COMMAND, entry=shown, commands=known)
    command = import_module(COMMANDS[name])
    parser = Parser(f"{NAME} {name}", words, description=command.describe(words))
    command.add_arguments(parser, words)
    parser.add_further()
    found = parser.read(others)
    if found.help:
        sys.stdout.write(parser.format_help())
        return 0
    status: int = command.run(found, words)
    return status


def _overview(words: Words) -> str:
    summaries = {name: import_module(path).describe(words) for name, path in COMMANDS.items()}
    lines = [
        f"{words(USAGE)}{NAME} {words(ANY_CALL)}",
        "",
        words(ABOUT),
        "",
        f"{words(COMMANDS_TITLE)}:",
        *(f"  {name:<14}{summary}" for name, summary in summaries.items()),
        "",
        words(MORE) % {"call": f"{NAME} frame --help"},
    ]
    return "\n".join(lines) + "\n"
