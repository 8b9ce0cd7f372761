"""Releasing or taking back what a colleague prepared."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _


class DecideForm(forms.Form):
    """Which of the two buttons was pressed."""

    decision = forms.ChoiceField(
        choices=[("release", "release"), ("withdraw", "withdraw")], widget=forms.HiddenInput
    )

    def done_words(self) -> str:
        """What was done."""
        if self.cleaned_data["decision"] == "release":
            return _("Die Verteilung ist freigegeben.")
        return _("Die Verteilung ist zurückgezogen.")
