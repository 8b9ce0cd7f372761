"""What a simulation changes beside released frames: pool, key, count, tranche."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bindeglied.funding.models import CountSurvey, FrameRelease
from bindeglied.ui.templatetags.formats import short_date

PERSONS, INHABITANTS = "personen", "einwohner"
KEYS = ((PERSONS, _("gezählte Personen")), (INHABITANTS, _("Einwohner")))


class SimulationForm(forms.Form):
    """Nothing of it is stored; every field stands in the address."""

    freigabe = forms.ChoiceField(label=_("Vergleich mit der Freigabe"))
    topf = forms.DecimalField(
        label=_("Fördertopf im Jahr in Euro"), min_value=0, max_digits=14, decimal_places=2
    )
    schluessel = forms.ChoiceField(label=_("Verteilt wird nach"), choices=KEYS)
    zaehlung = forms.ChoiceField(label=_("Zählung"), required=False)
    tranche = forms.IntegerField(label=_("Anteil des Topfs in Prozent"), min_value=1, max_value=100)

    def __init__(
        self,
        *args: Any,
        releases: Sequence[FrameRelease],
        surveys: Sequence[CountSurvey],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["freigabe"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), f"{one.label}, {one.get_kind_display()}") for one in releases
        ]
        self.fields["zaehlung"].choices = [  # type: ignore[attr-defined]
            ("", _("die der Freigabe")),
            *((str(one.pk), short_date(one.counted_on)) for one in surveys),
        ]
