"""What every note can be marked with: topics, goals, and who took part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.actions import Marks
from bindeglied.casework.forms.fields import ManyChipsField
from bindeglied.casework.models import Domain, ThirdPerson

# An id as text, and the words for it.
Choice = tuple[str, str]
MARKS = ("topics", "goals", "people", "third_persons")


class MarkedForm(forms.Form):
    """The four rows of chips; its cleaned data has them as `marks`."""

    topics = ManyChipsField(label=_("Themen"), choices=Domain.choices)
    goals = ManyChipsField(label=_("Ziele"))
    people = ManyChipsField(
        label=_("Dabei"),
        help_text=_("Niemanden wählen, wenn Sie nur mit Dritten gesprochen haben."),
    )
    third_persons = ManyChipsField(label=_("Dritte, ohne Namen"), choices=ThirdPerson.choices)

    def __init__(
        self,
        *args: Any,
        people: Sequence[Choice] = (),
        goals: Sequence[Choice] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["people"].choices = people  # type: ignore[attr-defined]
        self.fields["goals"].choices = goals  # type: ignore[attr-defined]
        if not goals:
            del self.fields["goals"]

    @property
    def is_marked(self) -> bool:
        """Whether more is chosen than the people, who are proposed."""
        return any(self[name].value() for name in MARKS if name in self.fields and name != "people")

    @property
    def marked_words(self) -> str:
        """What is chosen so far, for the line that unfolds the chips."""
        return ", ".join(
            str(label)
            for name in MARKS
            if name in self.fields
            for value, label in self.fields[name].choices  # type: ignore[attr-defined]
            if value in (self[name].value() or ())
        )

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        chosen = {name: words.pop(name, None) or [] for name in MARKS}
        marks = Marks(
            topics=tuple(chosen["topics"]),
            goals=tuple(map(UUID, chosen["goals"])),
            people=tuple(map(UUID, chosen["people"])),
            third_persons=tuple(chosen["third_persons"]),
        )
        return {**words, "marks": marks}
