"""Registering somebody who was announced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.models import Organisation
from bindeglied.casework.forms.fields import ChipsField, DayField, PastDayField, TypedField, today
from bindeglied.casework.languages import InterpreterNeed, Language
from bindeglied.casework.models import FactKind
from bindeglied.places.models import Municipality

OLDEST_BIRTH = date(1900, 1, 1)


class RegistrationForm(forms.Form):
    """Who was announced by whom, and what is known: the rest comes in the first talk."""

    source_detail = TypedField(
        label=_("Angekündigt von"),
        max_length=120,
        help_text=_("Zum Beispiel: Landratsamt, vorläufige Unterbringung."),
    )
    announced_on = PastDayField(label=_("Angekündigt am"), initial=today)
    given_name = TypedField(label=_("Vorname"), max_length=80)
    family_name = TypedField(label=_("Familienname"), max_length=80)
    birth_on = PastDayField(label=_("Geburtsdatum"), required=False)
    language = forms.ChoiceField(
        label=_("Sprache"), required=False, choices=[("", "–"), *Language.choices]
    )
    interpreter = ChipsField(
        label=_("Dolmetschen"),
        required=False,
        choices=[("", _("nicht bekannt")), *InterpreterNeed.choices],
    )
    telephone = TypedField(
        label=_("Telefon"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "dir": "ltr"}),
    )  # fmt: skip
    address = TypedField(label=_("Anschrift"), max_length=200, required=False)
    municipality = forms.ModelChoiceField(
        label=_("Gemeinde"),
        queryset=Municipality.objects.none(),
        empty_label=_("Bitte wählen"),
        help_text=_("Wo die Person wohnt oder wohnen wird."),
    )
    moved_in_on = DayField(
        label=_("Eingezogen am"),
        required=False,
        help_text=_(
            "Der Tag des Einzugs in die Anschlussunterbringung. Mit ihm beginnt die Begleitung."
        ),
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        places = municipalities_of(organisation)
        self.fields["municipality"].queryset = places  # type: ignore[attr-defined]
        if organisation.municipality_id:
            self.initial.setdefault("municipality", organisation.municipality_id)

    def clean_birth_on(self) -> date | None:
        birth: date | None = self.cleaned_data["birth_on"]
        if birth and birth < OLDEST_BIRTH:
            raise forms.ValidationError(_("Dieser Tag liegt zu weit zurück."))
        return birth

    @property
    def words(self) -> dict[str, Any]:
        """What is typed, as the action takes it."""
        data = self.cleaned_data
        whole = ("announced_on", "given_name", "family_name", "source_detail", "municipality")
        return {name: data[name] for name in whole} | {
            "facts": facts_of_form(data),
            "entitlement_starts_on": data["moved_in_on"],
        }


def municipalities_of(organisation: Organisation) -> Any:
    """Where the people of an organisation may live: its own place, its Kreis, or the Land."""
    places = Municipality.objects.order_by("search_name", "ags")
    if organisation.municipality_id:
        kreis = Municipality.objects.filter(pk=organisation.municipality_id).values("kreis")
        return places.filter(kreis__in=kreis)
    return places.filter(kreis=organisation.kreis_id) if organisation.kreis_id else places


def facts_of_form(data: Mapping[str, Any]) -> dict[FactKind, str]:
    """What is typed about a person as facts; empty ones are left out."""
    values = {
        FactKind.BIRTH: _iso(data["birth_on"]),
        FactKind.LANGUAGE: data["language"],
        FactKind.INTERPRETER: data["interpreter"],
        FactKind.TELEPHONE: data["telephone"],
        FactKind.ADDRESS: data["address"],
        FactKind.MOVED_IN: _iso(data["moved_in_on"]),
    }
    return {kind: value for kind, value in values.items() if value}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
