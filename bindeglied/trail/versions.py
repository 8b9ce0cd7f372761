"""Two people, one row: whoever saves second is told, sees both texts and loses neither.

A form carries the version it was drawn with in a hidden `VersionField`; the action calls
`take_version` first. The view shows both texts:

    except ChangedMeanwhile as conflict:
        both_texts(form, theirs={"wording": conflict.current.wording}, by=name, at=moment,
                   version=conflict.current.version)
        return render(request, template, {"form": form}, status=409)

with `{% both_texts form %}` in the template. The form then carries the new version: sent again, it
puts the own text in place knowingly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.ui.templatetags.formats import short_date


class ChangedMeanwhile(Exception):
    """Somebody else saved the row since it was read; `current` is the row as it is now."""

    def __init__(self, current: Any) -> None:
        super().__init__(str(current))
        self.current = current


class VersionField(forms.IntegerField):
    """The version with which a form was drawn, hidden in it."""

    widget = forms.HiddenInput

    def __init__(self, **words: Any) -> None:
        super().__init__(min_value=1, **words)


@dataclass(frozen=True, slots=True)
class TwoTexts:
    """One field that two people filled in differently, in words and as it would be sent."""

    label: str
    sent_as: str
    mine: str
    theirs: str
    theirs_as_sent: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a second person is shown; `by` and `at` are empty where nobody can say."""

    by: str
    at: datetime | None
    fields: tuple[TwoTexts, ...]

    @property
    def headline(self) -> str:
        """Whose the other text is, and since when."""
        words = {"name": self.by or _("jemand anderem"), "when": _moment(self.at)}
        if not self.at:
            return _("Inzwischen gespeichert von %(name)s") % words
        return _("Inzwischen gespeichert von %(name)s, %(when)s") % words


def take_version(row: models.Model, expected: int) -> None:
    """Raise the version of `row` by one, in the database and here, if it is still `expected`.

    Call it first in the transaction of the deed: a second writer waits here for the first. Raises
    ChangedMeanwhile with the fresh row, and DoesNotExist if the row is gone.
    """
    table = type(row)._base_manager
    taken = table.filter(pk=row.pk, version=expected).update(version=F("version") + 1)
    if not taken:
        raise ChangedMeanwhile(table.get(pk=row.pk))
    row.version = expected + 1  # type: ignore[attr-defined]


def both_texts(
    form: forms.BaseForm,
    theirs: Mapping[str, Any],
    by: str = "",
    at: datetime | None = None,
    *,
    version: int | None = None,
) -> None:
    """Let a sent form show what `by` saved at `at` beside what was typed.

    `theirs` maps names of fields to their values in the row (texts, days, choices, yes or no).
    `version` is the version of the row now, which the form carries from here on.
    """
    bound = (form[name] for name in theirs)
    differing = tuple(
        _two_texts(one, theirs[one.name]) for one in bound if _differs(one, theirs[one.name])
    )
    form.conflict = Conflict(by, at, differing)  # type: ignore[attr-defined]
    if version is not None:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        for name in version_names(form):
            form.data[form.add_prefix(name)] = str(version)  # type: ignore[index]


def version_names(form: forms.BaseForm) -> list[str]:
    """The names of the fields that carry a version."""
    usual = ("version", "expected_version")
    fields = form.fields.items()
    return [name for name, one in fields if name in usual or isinstance(one, VersionField)]


def _differs(field: forms.BoundField, theirs: Any) -> bool:
    return field.field.has_changed(_comparable(theirs), _comparable(field.data))


def _comparable(value: Any) -> Any:
    """Browsers send a line end as two signs."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _two_texts(field: forms.BoundField, theirs: Any) -> TwoTexts:
    return TwoTexts(
        label=str(field.label),
        sent_as=field.html_name,
        mine=in_words(field.field, field.data),
        theirs=in_words(field.field, theirs),
        theirs_as_sent=_as_sent(field.field, theirs),
    )


def in_words(field: forms.Field, value: Any) -> str:
    """A value of a field as people read it: labels of choices, yes or no, days in order."""
    if isinstance(field, forms.BooleanField):
        return _("ja") if field.to_python(value) else _("nein")
    if isinstance(value, list | tuple):
        return ", ".join(in_words(field, one) for one in value)
    if isinstance(field, forms.ChoiceField):
        return _label_of(field, value)
    if isinstance(field, forms.DateField):
        value = _day(field, value)
    return short_date(value) if isinstance(value, date) else _text(value)


def _label_of(field: forms.ChoiceField, value: Any) -> str:
    for key, label in field.choices:  # type: ignore[union-attr, misc]
        group = label if isinstance(label, list | tuple) else [(key, label)]
        for one, words in group:
            if str(one) == _text(value):
                return str(words)
    return _text(value)


def _day(field: forms.Field, value: Any) -> Any:
    try:
        return field.to_python(value)
    except forms.ValidationError:
        return value


def _as_sent(field: forms.Field, value: Any) -> str:
    """A value as the form would send it, for the button that takes it over."""
    if isinstance(field, forms.BooleanField):
        return "on" if field.to_python(value) else ""
    if isinstance(value, list | tuple):
        return "\n".join(_text(one) for one in value)
    return value.isoformat() if isinstance(value, date) else _text(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    at = timezone.localtime(at)
    words = {"day": short_date(at), "time": f"{at:%H:%M}"}
    if at.date() == timezone.localdate():
        return _("%(time)s Uhr") % words
    return _("%(day)s, %(time)s Uhr") % words
