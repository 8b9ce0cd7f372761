"""The rule versions side by side: law is public, and so is how sure we are of each value."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from bindeglied.funding.access import LAND_READERS
from bindeglied.funding.models import RuleConfirmation
from bindeglied.funding.queries.confirmations import (
    Changed,
    changes_between,
    live_confirmations,
)
from bindeglied.funding.rule_confirmations import confirmations_in, confirmed_versions
from bindeglied.funding.views.rule_words import SHORT, Cell, cell_of
from bindeglied.funding.wording import CERTAINTIES, label_of
from bindeglied.law.rulebook import all_versions
from bindeglied.law.rules import RULE_KEYS, Rules
from bindeglied.law.values import Certainty


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """One column per version, oldest first; one row per value."""
    found = live_confirmations()
    versions = all_versions(confirmations_in(found.values()))
    legend = [(gettext(SHORT[how]), gettext(CERTAINTIES[how])) for how in Certainty]
    rows = _table(versions, found)
    page = {"versions": versions, "rows": rows, "legend": legend, "may_confirm": _may(request)}
    return render(request, "funding/rules.html", page)


@require_safe
def rule_changes(request: HttpRequest) -> HttpResponse:
    """What changed between two versions: only the differences, side by side."""
    versions = confirmed_versions()
    after = _asked(request, "bis", versions, versions[-1])
    earlier = versions[max(versions.index(after) - 1, 0)]
    before = _asked(request, "von", versions, earlier)
    page = {"versions": versions, "before": before, "after": after}
    page["rows"] = _differences(before, after)
    return render(request, "funding/rule_changes.html", page)


def _table(
    versions: tuple[Rules, ...], rows: Mapping[tuple[str, str], RuleConfirmation]
) -> list[tuple[str, str, list[Cell]]]:
    """Each rule with its label and its cells, one per version."""
    return [
        (
            key,
            label_of(key, gettext),
            [
                cell_of(one.version, key, one.value_of(key), rows.get((one.version, key)))
                for one in versions
            ],
        )
        for key in RULE_KEYS
    ]


def _differences(before: Rules, after: Rules) -> list[tuple[Changed, str, Cell, Cell]]:
    """Each rule that differs with its label and both cells."""
    return [
        (
            change,
            label_of(change.key, gettext),
            cell_of(before.version, change.key, change.before),
            cell_of(after.version, change.key, change.after),
        )
        for change in changes_between(before, after)
    ]


def _asked(request: HttpRequest, name: str, versions: tuple[Rules, ...], otherwise: Rules) -> Rules:
    wanted = request.GET.get(name, "")
    return next((one for one in versions if one.version == wanted), otherwise)


def _may(request: HttpRequest) -> bool:
    member = getattr(request, "member", None)
    return bool(member) and member.role in LAND_READERS  # type: ignore[union-attr]
