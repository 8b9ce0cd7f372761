"""The values of all rule versions that no source gave at first, as people of the Land list them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bindeglied.funding.models import ConfirmationState, RuleConfirmation
from bindeglied.funding.queries.confirmations import Place, waiting_or_confirmed
from bindeglied.funding.rule_confirmations import confirmed_versions
from bindeglied.funding.views.rule_words import Cell, cell_of
from bindeglied.funding.wording import label_of
from bindeglied.law.rules import Rules

# So many rows are looked over at a glance and need no fold.
FEW = 12


class ValueStanding(TextChoices):
    """How far a value is, seen by whoever reads."""

    WAITS_FOR_READER = "mine", _("wartet auf mich")
    WAITS_FOR_OTHERS = "others", _("wartet auf andere")
    UNVERIFIED = "unverified", _("nicht belegt")
    CONFIRMED = "confirmed", _("bestätigt")


Tally = list[tuple[ValueStanding, int]]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value with its name and how far it is."""

    label: str
    cell: Cell
    standing: ValueStanding

    @property
    def waits_for_reader(self) -> bool:
        """Whether the reader may decide it."""
        return self.standing is ValueStanding.WAITS_FOR_READER


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """The lines of one version, what waits first; `is_open` says that they are shown at once."""

    version: Rules
    lines: Sequence[ValueLine]
    is_open: bool = False

    @property
    def tally(self) -> Tally:
        """How many lines are how far, for those that there are."""
        return [(standing, number) for standing, number in tally_of([self]) if number]


def value_groups(reader: UUID) -> list[ValueGroup]:
    """Every value that no source gives, that waits or that was confirmed, newest version first.

    Two statements.
    """
    rows = waiting_or_confirmed()
    return [
        ValueGroup(version, _lines(version, rows, reader))
        for version in reversed(confirmed_versions())
    ]


def _lines(version: Rules, rows: Mapping[Place, RuleConfirmation], reader: UUID) -> list[ValueLine]:
    lines = []
    for key, rule in version.values():
        row = rows.get((version.version, key))
        if row is not None or rule.is_unverified:
            cell = cell_of(version.version, key, rule, row)
            lines.append(ValueLine(label_of(key, gettext), cell, _standing(row, reader)))
    return sorted(lines, key=lambda one: (not one.waits_for_reader, not one.cell.is_proposed))


def narrowed(groups: Iterable[ValueGroup], standing: str, opened: str) -> list[ValueGroup]:
    """The groups with the lines of one standing, or all with an empty one, without empty groups.

    Open is the version that is named, what holds something for the reader, and what is short.
    """
    shown = [
        replace(group, lines=[one for one in group.lines if standing in ("", one.standing)])
        for group in groups
    ]
    are_few = sum(len(group.lines) for group in shown) <= FEW
    return [
        replace(
            group,
            is_open=are_few
            or group.version.version == opened
            or any(one.waits_for_reader for one in group.lines),
        )
        for group in shown
        if group.lines
    ]


def tally_of(groups: Iterable[ValueGroup]) -> Tally:
    """How many lines are how far, in the order of what is to be done first."""
    found = Counter(one.standing for group in groups for one in group.lines)
    return [(standing, found[standing]) for standing in ValueStanding]


def waiting_in(groups: Iterable[ValueGroup]) -> int:
    """How many lines wait for a second person, whoever that may be."""
    return sum(one.cell.is_proposed for group in groups for one in group.lines)


def _standing(row: RuleConfirmation | None, reader: UUID) -> ValueStanding:
    if row is None:
        return ValueStanding.UNVERIFIED
    if row.state == ConfirmationState.CONFIRMED:
        return ValueStanding.CONFIRMED
    is_mine = row.proposed_by == reader
    return ValueStanding.WAITS_FOR_OTHERS if is_mine else ValueStanding.WAITS_FOR_READER
