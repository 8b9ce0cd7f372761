"""A form into which a suggestion is filled, without losing a word that somebody typed.

A suggestion is a button of the form, so it works without a script: the form comes back filled in,
nothing is saved yet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest

from bindeglied.casework.suggestions import Suggestion, suggestion_of
from bindeglied.trail.drafts import form_with_draft

PRESSED = "vorschlag"
CHOSEN_BEFORE = "vorschlag-bisher"


@dataclass(frozen=True, slots=True)
class LeftAsTyped:
    """A field that keeps what was typed, and what the suggestion would have filled in."""

    label: str
    proposed: str


def form_with_suggestions(
    request: HttpRequest, form_class: Callable[..., forms.Form], *, owner: UUID, **words: Any
) -> forms.Form:
    """The form of a view as `form_with_draft` gives it; filled in where a suggestion was chosen.

    Then it is not bound, so that nothing is saved; it carries `chosen` and `left_as_typed`.
    """
    form = form_with_draft(request, form_class, owner=owner, **words)
    chosen = suggestion_of(request.POST.get(PRESSED, ""))
    if chosen is None:
        form.chosen = suggestion_of(request.POST.get(CHOSEN_BEFORE, ""))  # type: ignore[attr-defined]
        return form
    before = suggestion_of(request.POST.get(CHOSEN_BEFORE, ""))
    values, left = filled_in(form, chosen, before)
    filled = form_class(**{**words, "initial": values})
    filled.draft = form.draft  # type: ignore[attr-defined]
    filled.chosen, filled.left_as_typed = chosen, left  # type: ignore[attr-defined]
    return filled


def filled_in(
    form: forms.Form, chosen: Suggestion, before: Suggestion | None
) -> tuple[dict[str, Any], list[LeftAsTyped]]:
    """The values of a sent form with a suggestion filled in, and the fields it left alone.

    A field is filled in if it is empty, as it was proposed (at first or by the suggestion chosen
    `before`), or holds nothing but words of the suggestion, which somebody typed to find it.
    """
    proposed, earlier = chosen.values(), before.values() if before else {}
    values: dict[str, Any] = {field.name: field.value() for field in form}
    left = []
    for name, words in proposed.items():
        if name not in values:
            continue
        field, typed = form[name], _plain(values[name])
        as_proposed = typed in {_plain(field.initial), _plain(earlier.get(name))}
        if as_proposed or _is_part_of(typed, words):
            values[name] = words
        else:
            left.append(LeftAsTyped(str(field.label), _shown(field, words)))
    return values, left


def _plain(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _is_part_of(typed: str, proposed: str) -> bool:
    return all(word in proposed.casefold() for word in typed.casefold().split())


def _shown(field: forms.BoundField, words: str) -> str:
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(words, words))
