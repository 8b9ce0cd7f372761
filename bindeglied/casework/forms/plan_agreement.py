"""How a plan was agreed: on paper, on screen, orally with a reason; where and when."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bindeglied.casework.forms.fields import LongTextField, PastDayField, TypedField
from bindeglied.casework.forms.plan import PlanForm, SegmentsField
from bindeglied.casework.models import AgreedHow


class AgreeForm(PlanForm):
    """The agreement of the person to this version."""

    how = SegmentsField(
        label=_("Wie vereinbart"), choices=AgreedHow.choices, look="tall segments--long"
    )
    reason = LongTextField(
        label=_("Grund für die mündliche Vereinbarung"),
        required=False,
        rows=2,
        help_text=_("Nur bei mündlicher Vereinbarung, zum Beispiel: „Kann nicht schreiben.“"),
    )
    agreed_on = PastDayField(label=_("Vereinbart am"), initial=timezone.localdate)
    place = TypedField(label=_("Ort"), max_length=120)
    interpreting = TypedField(
        label=_("Dolmetschen"),
        max_length=120,
        required=False,
        help_text=_("Sprache und wer gedolmetscht hat, zum Beispiel: „Ukrainisch, beruflich“."),
    )

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        orally = words.get("how") == AgreedHow.ORAL
        if orally and "reason" in words and not words["reason"]:
            self.add_error("reason", _("Bitte nennen Sie den Grund."))
        return words
