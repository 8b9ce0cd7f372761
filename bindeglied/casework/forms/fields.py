"""The kinds of field that the forms of casework share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 20_000
SHORTEST, LONGEST = 1, 600
# Other years are slips of the finger, and near the ends of the calendar no moment can be reckoned.
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
CHIPS = "casework/fields/chips.html"
# Typed text may run from the right; a browser must not keep what it learns about other people.
TYPED = {"dir": "auto", "autocomplete": "off"}
TO_FILL_IN = {"required": _("Bitte füllen Sie das aus.")}
TO_CHOOSE = {"required": _("Bitte wählen Sie etwas aus.")}


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{"widget": widget, "error_messages": TO_FILL_IN, **options})


class PastDayField(DayField):
    """A day that is not in the future."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))


class MomentField(forms.DateTimeField):
    """Day and time, with the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "datetime-local", **options.pop("attrs", {})}
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=attrs)
        super().__init__(**{"widget": widget, "error_messages": TO_FILL_IN, **options})

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        if value and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
            raise forms.ValidationError(
                _("Bitte prüfen Sie das Jahr: Möglich sind %(first)s bis %(last)s."),
                params={"first": EARLIEST_YEAR, "last": LATEST_YEAR},
            )


class PastMomentField(MomentField):
    """Day and time that are not in the future."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"initial": this_minute, **options})

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        if value and value > timezone.now():
            raise forms.ValidationError(_("Dieser Zeitpunkt liegt in der Zukunft."))


class TypedField(forms.CharField):
    """One line that somebody types, in whatever script."""

    def __init__(self, *, max_length: int = 200, **options: Any) -> None:
        super().__init__(
            **{
                "widget": forms.TextInput(attrs=dict(TYPED)),
                "max_length": max_length,
                "error_messages": TO_FILL_IN,
                **options,
            }
        )


class LongTextField(forms.CharField):
    """Several lines that somebody types."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        widget = forms.Textarea(attrs={**TYPED, "rows": rows})
        super().__init__(
            **{
                "widget": widget,
                "max_length": LONGEST_TEXT,
                "error_messages": TO_FILL_IN,
                **options,
            }
        )


class MinutesField(forms.IntegerField):
    """How long something took, with usual durations to choose from."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "label": _("Minuten"),
                "min_value": SHORTEST,
                "max_value": LONGEST,
                "widget": forms.NumberInput(attrs={"inputmode": "numeric", "list": "dauer"}),
                "error_messages": {
                    "min_value": _("Mindestens 1 Minute."),
                    "max_value": _(
                        "Höchstens 600 Minuten; längere Kontakte bitte auf Tage verteilen."
                    ),
                },
                **options,
            }
        )


class ChipsField(forms.ChoiceField):
    """One choice out of few, all of them in view."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "widget": forms.RadioSelect,
                "template_name": CHIPS,
                "error_messages": TO_CHOOSE,
                **options,
            }
        )


class ManyChipsField(forms.MultipleChoiceField):
    """Any number of choices, or none."""

    def __init__(self, **options: Any) -> None:
        widget = forms.CheckboxSelectMultiple
        super().__init__(**{"widget": widget, "template_name": CHIPS, "required": False, **options})


def this_minute() -> datetime:
    """Now, as a form proposes it: without seconds."""
    return timezone.localtime().replace(second=0, microsecond=0)


def today() -> date:
    """The day here."""
    return timezone.localdate()
