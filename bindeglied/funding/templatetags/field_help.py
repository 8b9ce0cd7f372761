"""`{% field_help "counted_on" %}`: what applicants ask about a field, folded below it."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from bindeglied.funding.questions import questions_about

register = template.Library()


@register.inclusion_tag("funding/field_help.html")
def field_help(field: str) -> dict[str, Any]:
    """The questions about a field with answer and source; nothing where nobody asks."""
    german = (get_language() or "de").startswith("de")
    asked = [
        {
            "question": one.question if german else one.question_en,
            "answer": one.answer if german else one.answer_en,
            "source": one.source,
            "is_unverified": one.is_unverified,
        }
        for one in questions_about(field)
    ]
    return {"questions": asked, "field": field}
