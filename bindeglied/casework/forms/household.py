"""Who belongs to a household: somebody new, and how somebody belongs to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.actions.new_person import Origin
from bindeglied.casework.forms.fields import ChipsField, DayField, PastDayField, TypedField, today
from bindeglied.casework.forms.registration import OLDEST_BIRTH, facts_of_form
from bindeglied.casework.languages import InterpreterNeed, Language
from bindeglied.casework.models import FactSource, HouseholdRole
from bindeglied.trail.versions import VersionField

ADULT, CHILD = "adult", "child"
AGES = [("", _("folgt aus dem Geburtsdatum")), (ADULT, _("erwachsen")), (CHILD, _("minderjährig"))]


def said_age(is_said_adult: bool | None) -> str:
    """What was said about being of age, as the forms hold it."""
    return "" if is_said_adult is None else ADULT if is_said_adult else CHILD


class BelongingFields(forms.Form):
    """How somebody belongs to a household."""

    household_role = ChipsField(label=_("Rolle im Haushalt"), choices=HouseholdRole.choices)
    age = ChipsField(label=_("Alter"), choices=AGES, required=False)
    lives_apart = forms.BooleanField(
        label=_("wohnt getrennt"),
        required=False,
        help_text=_("Gehört dazu, wohnt aber woanders. Ein Grund wird nicht festgehalten."),
    )

    @property
    def belonging(self) -> dict[str, Any]:
        """What was chosen, as the actions take it."""
        data = self.cleaned_data
        return {
            "household_role": HouseholdRole(data["household_role"]),
            "is_said_adult": data["age"] == ADULT if data["age"] else None,
            "lives_apart": data["lives_apart"],
        }


class NewPersonForm(BelongingFields):
    """Somebody who belongs to the household, and where one knows it from."""

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
    address = TypedField(
        label=_("Anschrift"), required=False, help_text=_("Nur, wenn es eine andere ist.")
    )
    moved_in_on = DayField(
        label=_("Eingezogen am"),
        required=False,
        help_text=_(
            "Der Tag des Einzugs in die Anschlussunterbringung. Mit ihm beginnt die Begleitung."
        ),
    )
    source = ChipsField(label=_("Woher wissen Sie das?"), choices=FactSource.choices)
    source_on = PastDayField(label=_("Am"), initial=today)
    source_detail = TypedField(
        label=_("Genauer"),
        required=False,
        help_text=_("Zum Beispiel, wer es gesagt hat oder welches Dokument Sie gesehen haben."),
    )

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        birth = words.get("birth_on")
        if birth and birth < OLDEST_BIRTH:
            self.add_error("birth_on", _("Dieser Tag liegt zu weit zurück."))
        if "birth_on" in words and not birth and not words.get("age"):
            self.add_error("age", _("Ohne Geburtsdatum: Bitte wählen Sie das Alter."))
        return words

    @property
    def words(self) -> dict[str, Any]:
        """What is typed, as the action takes it."""
        data = self.cleaned_data
        origin = Origin(FactSource(data["source"]), data["source_detail"], data["source_on"])
        return {
            **self.belonging,
            "given_name": data["given_name"],
            "family_name": data["family_name"],
            "facts": facts_of_form(data),
            "origin": origin,
            "entitlement_starts_on": data["moved_in_on"],
        }


class MembershipForm(BelongingFields):
    """How somebody belongs to the household now; `version` says which state was in view."""

    left_on = PastDayField(
        label=_("nicht mehr im Haushalt seit"),
        required=False,
        help_text=_("Leer, solange die Person dazugehört. Plan und Begleitung bleiben bestehen."),
    )
    version = VersionField()
