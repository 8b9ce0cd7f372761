"""A parser of arguments whose help and faults speak the reader's language throughout."""

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from bindeglied.cli.words import LANGUAGES, Words
from bindeglied.documents.remarks import gettext_noop, shown_plainly

USAGE = gettext_noop("Aufruf: ")
FURTHER = gettext_noop("Sprache und Hilfe")
HELP_HELP = gettext_noop("zeigt diese Hilfe")
LANG_HELP = gettext_noop("Sprache der Texte und Zahlen: de (sonst immer) oder en")
ENTRY_LACKING = gettext_noop("Zu %(option)s fehlt die Angabe.")
NO_ENTRY_WANTED = gettext_noop("%(option)s steht allein, ohne weitere Angabe.")
NOT_UNDERSTOOD = gettext_noop("„%(entry)s“ ist hier nicht vorgesehen.")
STILL_LACKING = gettext_noop("Noch anzugeben: %(options)s.")
CHOICES = gettext_noop("Angaben")
WRONG_CALL = gettext_noop("Der Aufruf ist nicht richtig.")
NO_SUCH_LANGUAGE = gettext_noop("„%(entry)s“ ist keine der Sprachen %(languages)s.")
SEE_HELP = gettext_noop("%(fault)s Hilfe: %(command)s --help")


class CallFault(Exception):
    """A fault in how the command was called; its text is one line, translated."""


class Parser(argparse.ArgumentParser):
    """argparse without a word of its own: every text is ours and comes from the catalogue."""

    must: tuple[str, ...] = ()  # names of arguments that may not be left out

    def __init__(self, prog: str, words: Words, *, description: str) -> None:
        self.words = words
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
            formatter_class=lambda prog: _Layout(prog, words),
        )
        self._positionals.title = self._optionals.title = words(CHOICES)

    def add_further(self) -> None:
        """Adds what every command has: language and help. `main` has read the language before."""
        group = self.add_argument_group(self.words(FURTHER))
        group.add_argument("--lang", metavar="|".join(LANGUAGES), help=self.words(LANG_HELP))
        group.add_argument("-h", "--help", action="store_true", help=self.words(HELP_HELP))

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments by name. Raises CallFault, unless help is asked for."""
        try:
            found, others = self.parse_known_args(list(arguments))
        except argparse.ArgumentError as error:
            takes_none = self._takes_no_entry(error.argument_name)
            raise self._fault(
                NO_ENTRY_WANTED if takes_none else ENTRY_LACKING, option=error.argument_name
            ) from None
        if found.help:
            return found
        if others:
            raise self._fault(NOT_UNDERSTOOD, entry=shown_plainly(others[0]))
        lacking = [
            action.option_strings[0] if action.option_strings else str(action.metavar)
            for action in self._actions
            if action.dest in self.must and getattr(found, action.dest) is None
        ]
        if lacking:
            raise self._fault(STILL_LACKING, options=", ".join(lacking))
        return found

    def error(self, message: str) -> NoReturn:
        """Stands in for what argparse would say in English; `read` leaves it nothing to say."""
        raise self._fault(WRONG_CALL)

    def _takes_no_entry(self, name: str | None) -> bool:
        options = [action for action in self._actions if action.nargs == 0]
        return any(name == "/".join(action.option_strings) for action in options)

    def _fault(self, msgid: str, **values: object) -> CallFault:
        return call_fault(self.words, self.prog, msgid, **values)


def call_fault(words: Words, command: str, msgid: str, **values: object) -> CallFault:
    """A fault of the call with the hint where help is found."""
    fault = words(msgid) % values
    return CallFault(words(SEE_HELP) % {"fault": fault, "command": command})


class _Layout(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, words: Words) -> None:
        super().__init__(prog, width=96, max_help_position=26)
        self._words = words

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._words(USAGE))
