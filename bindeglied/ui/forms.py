"""How forms are drawn and what they share: days that are not over, and periods of days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

OVER = _("Dieser Tag ist schon vorbei.")


# The templates of Django include another one for the attributes of each single option.
OUR_WIDGETS = {
    **{
        f"django/forms/widgets/{name}.html": "ui/forms/input.html"
        for name in ("text", "number", "email", "date", "datetime", "hidden", "checkbox")
    },
    "django/forms/widgets/select.html": "ui/forms/select.html",
}


class KernFormRenderer(TemplatesSetting):
    """Draws labels, hints and errors with the components of the design system."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OUR_WIDGETS.get(template_name, template_name))


class PeriodForm(forms.Form):
    """A form with `valid_from` and `valid_until`, both days included and the last not over."""

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        first, last = words.get("valid_from"), words.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("Der letzte Tag liegt vor dem ersten."))
        elif last and last < timezone.localdate():
            self.add_error("valid_until", OVER)
        return words


def not_over(day: date | None) -> date | None:
    """The day, or none, unless it is in the past. Raises ValidationError."""
    if day and day < timezone.localdate():
        raise forms.ValidationError(OVER)
    return day
