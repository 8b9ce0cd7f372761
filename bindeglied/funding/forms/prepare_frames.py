"""What is chosen to prepare frames: survey, rules, kind, years, pool."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bindeglied.funding.models import CountSurvey, FrameKind, SurveyState
from bindeglied.ui.templatetags.formats import short_date

KINDS = (
    (FrameKind.PROVISIONAL, _("vorläufig: erste Tranche mit dem Anteil der Fassung")),
    (FrameKind.FINAL, _("endgültig: Rahmen ganzer Jahre; Früheres wird abgezogen")),
)
TO_FILL_IN = {"required": _("Bitte füllen Sie das aus.")}


class SurveyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the closed surveys, by its day."""

    def label_from_instance(self, survey: CountSurvey) -> str:
        """The day of the count, as lists show days."""
        return short_date(survey.counted_on)


class PrepareFramesForm(forms.Form):
    """A run over a closed survey; without a pool that of the rule version counts."""

    survey = SurveyField(
        label=_("Zählung vom"),
        queryset=CountSurvey.objects.none(),
        empty_label=None,
        error_messages=TO_FILL_IN,
    )
    rules_on = forms.DateField(
        label=_("Es gilt die Fassung vom Tag"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        initial=timezone.localdate,
        error_messages=TO_FILL_IN,
    )
    kind = forms.ChoiceField(label=_("Art"), choices=KINDS, initial=FrameKind.FINAL)
    first_year = forms.IntegerField(
        label=_("Erstes Jahr"), min_value=2017, max_value=2100, error_messages=TO_FILL_IN
    )
    last_year = forms.IntegerField(
        label=_("Letztes Jahr"), min_value=2017, max_value=2100, error_messages=TO_FILL_IN
    )
    pool_eur = forms.DecimalField(
        label=_("Fördertopf des Landes im Jahr in Euro"),
        help_text=_("Leer: der Betrag der Fassung."),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        surveys = CountSurvey.objects.filter(state=SurveyState.CLOSED).order_by("-counted_on")
        self.fields["survey"].queryset = surveys  # type: ignore[attr-defined]
