"""Who stands in for the adviser of a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bindeglied.accounts.models import User
from bindeglied.casework.forms.fields import DayField, today
from bindeglied.ui.forms import PeriodForm, not_over


class DeputyForm(PeriodForm):
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


class EndDeputyForm(forms.Form):
    """The last day of a deputy."""

    on = DayField(label=_("Letzter Tag"), initial=today)

    def clean_on(self) -> Any:
        return not_over(self.cleaned_data["on"])


class GiveUpForm(forms.Form):
    """Nothing to type: the deed is confirmed."""
