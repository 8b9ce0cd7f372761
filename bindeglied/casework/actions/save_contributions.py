"""Keep what both sides contribute, when the plan is reviewed, and the language of its print."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from bindeglied.casework.actions.change_draft import change_draft
from bindeglied.casework.models import PlanVersion


@transaction.atomic
def save_contributions(
    *,
    plan_version: PlanVersion,
    expected_version: int,
    client: str,
    office: str,
    review_on: date | None,
    language: str,
    by: UUID,
) -> None:
    """Keep both sides' contributions in a draft; `language` is an ISO 639 code.

    Errors as for `change_draft`.
    Source: pact, 1.2; that both sides are responsible is common in advice on migration.
    """
    change_draft(
        "contributions changed",
        plan_version=plan_version,
        expected_version=expected_version,
        by=by,
    )
    plan_version.client_contributes = client.strip()
    plan_version.office_contributes = office.strip()
    plan_version.review_on, plan_version.language = review_on, language
    plan_version.save(
        update_fields=["client_contributes", "office_contributes", "review_on", "language"]
    )
