"""The offer of support and its answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.forms.fields import (
    ChipsField,
    LongTextField,
    PastDayField,
    today,
)
from bindeglied.casework.models import Answer


class OfferForm(forms.Form):
    """On which day support was offered."""

    offered_on = PastDayField(label=_("Angeboten am"), initial=today)


class AnswerForm(forms.Form):
    """Whether the offer was accepted; accepted needs the day of the notice on data protection."""

    answer = ChipsField(
        label=_("Antwort"),
        choices=[(Answer.ACCEPTED, _("angenommen")), (Answer.DECLINED, _("abgelehnt"))],
    )
    answered_on = PastDayField(label=_("Am"), initial=today)
    informed_on = PastDayField(
        label=_("Hinweis zum Datenschutz ausgehändigt am"),
        required=False,
        help_text=_("Art. 13 DSGVO: vor der Begleitung, in einer Sprache, die die Person liest."),
    )
    reason = LongTextField(
        label=_("Grund"), required=False, rows=3,
        help_text=_("Nur wenn die Person einen nennen möchte. Sie muss ihn nicht nennen."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered_on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered_on = offered_on

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        if words.get("answered_on") and words["answered_on"] < self.offered_on:
            self.add_error("answered_on", _("Die Antwort kann nicht vor dem Angebot liegen."))
        accepted = words.pop("answer", "") == Answer.ACCEPTED
        if accepted and not words.get("informed_on") and "informed_on" not in self.errors:
            self.add_error(
                "informed_on",
                _("Ohne diesen Hinweis kann die Begleitung nicht beginnen."),
            )
        return words | {"accepted": accepted}
