"""Advice at the counter: nothing in this form can name a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.forms.fields import (
    ChipsField,
    ManyChipsField,
    MinutesField,
    PastDayField,
    today,
)
from bindeglied.casework.languages import Language
from bindeglied.casework.models import ContactForm, Domain


class CounterContactForm(forms.Form):
    """When, how, how long, in which language, about what."""

    happened_on = PastDayField(label=_("Tag"), initial=today)
    form = ChipsField(label=_("Art"), choices=ContactForm.choices, initial=ContactForm.TALK)
    minutes = MinutesField(initial=10)
    language = forms.ChoiceField(label=_("Sprache"), choices=Language.choices)
    topics = ManyChipsField(label=_("Themen"), choices=Domain.choices)
