"""Give the demo Land some advice at the counter, in this month and the ones before."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from bindeglied.accounts.models import Membership, Role
from bindeglied.casework import actions
from bindeglied.casework.models import ContactForm, Domain

TALK, CALL = ContactForm.TALK, ContactForm.CALL
# Days ago, form, minutes, language, topics.
COUNTED = (
    (1, TALK, 10, "uk", (Domain.EVERYDAY,)),
    (1, CALL, 5, "de", (Domain.HOUSING,)),
    (6, TALK, 15, "ar", (Domain.EVERYDAY, Domain.FINANCE)),
    (20, TALK, 10, "tr", (Domain.LANGUAGE,)),
    (35, CALL, 5, "de", (Domain.CHILDREN,)),
    (41, TALK, 20, "prs", (Domain.RESIDENCE,)),
    (75, TALK, 10, "uk", ()),
)


@transaction.atomic
def add_demo_counter_contacts() -> None:
    """Count some advice in Weinheim by its integration manager of the cast; needs no `by`."""
    member = Membership.objects.select_related("organisation").get(
        user__email="amira@demo.example", role=Role.INTEGRATION_MANAGER
    )
    for days, form, minutes, language, topics in reversed(COUNTED):
        actions.note_counter_contact(
            organisation=member.organisation,
            happened_on=timezone.localdate() - timedelta(days=days),
            form=form,
            minutes=minutes,
            language=language,
            topics=topics,
            by=member.user_id,
        )
