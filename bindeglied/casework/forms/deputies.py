"""Who stands in for the adviser of a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.models import User
from bindeglied.casework.forms.fields import DayField, today


class DeputyForm(forms.Form):
    """A colleague, from a day to a day."""

    user = forms.ModelChoiceField(
        label=_("Vertretung"), queryset=User.objects.none(), empty_label=_("Bitte wählen")
    )
    valid_from = DayField(label=_("ab"), initial=today)
    valid_until = DayField(
        label=_("bis"), required=False, help_text=_("Der letzte Tag; ohne Angabe bis auf Weiteres.")
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = colleagues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        first, last = words.get("valid_from"), words.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("Der letzte Tag liegt vor dem ersten."))
        elif last and last < timezone.localdate():
            self.add_error("valid_until", _("Dieser Tag ist schon vorbei."))
        return words


class EndDeputyForm(forms.Form):
    """The last day of a deputy."""

    on = DayField(label=_("Letzter Tag"), initial=today)

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Dieser Tag ist schon vorbei."))
        return day


class GiveUpForm(forms.Form):
    """Nothing to type: the deed is confirmed."""
