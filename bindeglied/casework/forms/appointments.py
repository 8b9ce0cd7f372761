"""Appointments and tasks: when, with whom, about what."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.forms.fields import (
    ChipsField,
    DayField,
    LongTextField,
    MomentField,
    TypedField,
)
from bindeglied.casework.models import AdviserSex, ContactForm
from bindeglied.trail.versions import VersionField

SHORTEST, LONGEST = 5, 600
# One does not agree by letter to write a letter.
FORMS = [
    (one.value, one.label)
    for one in (ContactForm.TALK, ContactForm.VISIT, ContactForm.CALL, ContactForm.VIDEO)
]
PROPOSED_HOUR = 10
STEP = {"step": "300"}


def next_working_day() -> datetime:
    """The moment that a new appointment proposes: the next working day in the morning."""
    day = timezone.localtime() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day.replace(hour=PROPOSED_HOUR, minute=0, second=0, microsecond=0)


class AppointmentForm(forms.Form):
    """What is agreed: when, how long, how, where, with whom and what about."""

    starts_at = MomentField(label=_("Wann"), initial=next_working_day, attrs=STEP)
    minutes = forms.IntegerField(
        label=_("Minuten"), initial=60, min_value=SHORTEST, max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "list": "dauer"}),
        error_messages={
            "min_value": _("Mindestens 5 Minuten."), "max_value": _("Höchstens 600 Minuten."),
        },
    )  # fmt: skip
    form = ChipsField(label=_("Art"), choices=FORMS, initial=ContactForm.TALK)
    place = TypedField(label=_("Ort"), max_length=120, required=False)
    with_whom = TypedField(
        label=_("Wer kommt noch dazu"), max_length=120, required=False,
        help_text=_("Zum Beispiel der Name der Dolmetscherin."),
    )  # fmt: skip
    text = LongTextField(label=_("Worum es geht"), required=False, rows=2)
    needs_interpreter = forms.BooleanField(label=_("Dolmetschen nötig"), required=False)
    adviser_sex = ChipsField(
        label=_("Die Person möchte sprechen mit"),
        choices=AdviserSex.choices,
        initial=AdviserSex.ANY,
    )


class NewAppointmentForm(AppointmentForm):
    """A new appointment, perhaps confirmed at once."""

    is_confirmed = forms.BooleanField(
        label=_("Die Person hat zugesagt."), required=False, initial=True
    )

    def clean_starts_at(self) -> datetime:
        moment: datetime = self.cleaned_data["starts_at"]
        if moment < timezone.now():
            raise forms.ValidationError(_("Dieser Zeitpunkt ist schon vorbei."))
        return moment


class ChangedAppointmentForm(AppointmentForm):
    """An appointment as it should be; `version` says which state of it was in view."""

    version = VersionField()


class RescheduleForm(forms.Form):
    """The new time; everything else stays."""

    version = VersionField()
    starts_at = MomentField(label=_("Neue Zeit"), attrs=STEP)
    is_confirmed = forms.BooleanField(
        label=_("Die Person hat zugesagt."), required=False, initial=True
    )

    clean_starts_at = NewAppointmentForm.clean_starts_at


class TaskForm(forms.Form):
    """Something to do, until a day."""

    text = LongTextField(label=_("Was ist zu tun"), rows=2)
    due_on = DayField(label=_("Bis"))


class ChangedTaskForm(TaskForm):
    """A task as it should be; `version` says which state of it was in view."""

    version = VersionField()
