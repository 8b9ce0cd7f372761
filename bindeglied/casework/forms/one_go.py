"""A plan in one go: one domain, one goal with its first step, contributions, next review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.forms.plan import (
    ContributionsForm,
    GoalForm,
    MeasureForm,
    RatingForm,
    proposed_review,
)
from bindeglied.casework.suggestions import proposed_step_day

# [P] drafts of our own in German, the language of what is agreed; nobody qualified has checked
# them. They are shown as proposals, and both sides put them in their own words.
CLIENT_CONTRIBUTES = (
    "Ich komme zu den vereinbarten Terminen und sage Bescheid, wenn etwas dazwischenkommt."
)
OFFICE_CONTRIBUTES = "Wir besprechen die Schritte gemeinsam und helfen bei Fragen weiter."


class OneGoForm(RatingForm, GoalForm, MeasureForm, ContributionsForm):
    """The fields of a domain, a goal, a step and the contributions, with their rules.

    The domain stands in the address. A goal set here has normal priority.
    """

    domain = None  # type: ignore[assignment]
    priority = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("Erster Schritt")
        self.fields["due_on"].label = _("Schritt bis wann")
        self.fields["target_on"].label = _("Ziel bis wann")
        proposal = _("Ein Vorschlag; am besten in eigenen Worten, ein Punkt je Zeile.")
        for name in ("client_contributes", "office_contributes"):
            self.fields[name].help_text = proposal
            self.fields[name].widget.attrs["rows"] = 2

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except forms.ValidationError as fault:
            self.add_error("need", fault)
            return self.cleaned_data


def proposals() -> dict[str, Any]:
    """What the form proposes before anybody typed: days, who begins, what both contribute."""
    return {
        "target_on": proposed_review(),
        "due_on": proposed_step_day(),
        "review_on": proposed_review(),
        "client_contributes": CLIENT_CONTRIBUTES,
        "office_contributes": OFFICE_CONTRIBUTES,
    }
