"""Numbers, money, shares and dates as people of the chosen language write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from lucide.templatetags.lucide import lucide

from bindeglied.ui.registry import slots

register = template.Library()

NARROW = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
# Drawn for reading from the left; right-to-left pages turn them round.
POINTING_FORWARD = frozenset({"arrow-right", "chevron-right", "log-in", "log-out"})


def _english() -> bool:
    return (get_language() or "de").startswith("en")


def _marks(text: str) -> str:
    """Turn 1,234.5 into the language's own marks."""
    if _english():
        return text
    return text.translate(str.maketrans(",.", ".,"))


def _with_sign(text: str) -> str:
    """The euro sign where the language puts it; a minus stands before everything."""
    if not _english():
        return f"{text}{NARROW}€"
    minus = MINUS if text.startswith(MINUS) else ""
    return f"{minus}€{text.removeprefix(MINUS)}"


@register.filter
def number(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """1234 -> "1.234"; with decimals 1: 4.38 -> "4,4" (half up)."""
    if value is None:
        return "–"
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, ROUND_HALF_UP)
    text = f"{abs(rounded) if rounded.is_zero() else rounded:,}"
    return _marks(text).replace("-", MINUS)


@register.filter
def euro(value: int | Decimal | None) -> str:
    """Whole euros: 280220 -> "280.220 €"."""
    if value is None:
        return "–"
    return _with_sign(number(value))


@register.filter
def money(value: Decimal | int | None) -> str:
    """Euros to the cent: 280220.16 -> "280.220,16 €"."""
    if value is None:
        return "–"
    text = number(value, 2)
    return _with_sign(text)


@register.filter
def short_date(value: date | datetime | None) -> str:
    """03.06.2026, for lists."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    mark = "/" if _english() else "."
    return f"{value.day:02}{mark}{value.month:02}{mark}{value.year:04}"


@register.filter
def long_date(value: date | datetime | None) -> str:
    """Mi., 3. Juni 2026, for sentences."""
    if value is None:
        return "–"
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _day_in_words(day, get_language() or "")


@lru_cache(maxsize=2048)
def _day_in_words(day: date, _language: str) -> str:
    """A day and a language have one wording: lists say the same few days again and again."""
    weekday = date_format(day, "D")
    if _english():
        return f"{weekday} {date_format(day, 'j F Y')}"
    return f"{weekday}., {date_format(day, 'j. F Y')}"


@register.filter
def kern(field: BoundField) -> SafeString:
    """The field's widget in the clothes of the design system."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        css = "kern-form-check__checkbox"
    elif isinstance(widget, forms.Select):
        css = "kern-form-input__select"
    else:
        css = "kern-form-input__input"
    if field.errors:
        css += f" {css}--error"
    return field.as_widget(attrs={"class": css})


@register.filter
def attributes(given: dict[str, Any]) -> SafeString:
    """The attributes of an element, escaped; what is False or None is left out.

    Our templates of the commonest widgets use it: those of Django include a template for the
    attributes of each single option.
    """
    said = (
        (name, value) for name, value in given.items() if value is not None and value is not False
    )
    words = (
        f" {name}" if value is True else format_html(' {}="{}"', name, value)
        for name, value in said
    )
    return mark_safe("".join(words))  # noqa: S308 - names are ours, values were escaped


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_select(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.Select)


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], url_name: str) -> bool:
    """Whether the page shown belongs to a navigation entry."""
    try:
        target = reverse(url_name)
    except NoReverseMatch:
        return False
    path = context["request"].path
    return path == target or (target != "/" and path.startswith(target))


@register.simple_tag(takes_context=True)
def filled_slot(context: dict[str, Any], name: str) -> SafeString:
    """What upper packages put into a place of this page; empty where nobody does."""
    drawn = (draw(context["request"]) for draw in slots[name])
    return mark_safe("".join(drawn))  # noqa: S308 - each contribution is a rendered template


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 20) -> SafeString:
    """A sign beside a word; never alone, hence hidden from screen readers."""
    css = "icon icon--forward" if name in POINTING_FORWARD else "icon"
    return SafeString(lucide(name, size=size, **{"class": css, "aria-hidden": "true"}))
