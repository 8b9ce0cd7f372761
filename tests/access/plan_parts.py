"""What the plans among the cases to be looked for are made of, each class with its own canary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from bindeglied.casework import actions
from bindeglied.casework.models import AgreedHow, Domain, Goal, Measure, PlanVersion, Priority, Who
from tests.access.canaries import word


def days(number: int) -> date:
    """A day so many days from today."""
    return timezone.localdate() + timedelta(days=number)


class PlanParts:
    """The steps from a begun plan to an agreed one."""

    adviser: str
    by: UUID

    def word(self, kind: str) -> str:
        return word(kind, self.adviser)

    def _discuss(self, version: PlanVersion) -> None:
        actions.rate_domain(
            plan_version=version,
            expected_version=_seen(version),
            domain=Domain.WORK,
            need=3,
            resource=2,
            independence=None,
            wish=self.word("wish"),
            by=self.by,
        )
        actions.save_contributions(
            plan_version=version,
            expected_version=_seen(version),
            client=self.word("client"),
            office=self.word("office"),
            review_on=days(150),
            language="en",
            by=self.by,
        )

    def _aim(self, version: PlanVersion) -> tuple[Goal, Measure]:
        goal = actions.save_goal(
            plan_version=version,
            expected_version=_seen(version),
            goal=None,
            domain=Domain.WORK,
            wording=self.word("goal"),
            indicator=self.word("indicator"),
            target_on=days(90),
            priority=Priority.HIGH,
            by=self.by,
        )
        measure = actions.save_measure(
            goal=goal,
            expected_version=_seen(version),
            measure=None,
            text=self.word("step"),
            who=Who.SERVICE,
            who_name=self.word("service"),
            due_on=days(60),
            by=self.by,
        )
        return goal, measure

    def _agree(self, version: PlanVersion, **more: Any) -> None:
        words = {
            "how": AgreedHow.ORAL,
            "place": self.word("agreedat"),
            "interpreting": self.word("interpreter"),
            "reason": self.word("reason"),
            "agreed_on": days(0),
            "by": self.by,
        }
        seen = {"plan_version": version, "expected_version": _seen(version)}
        actions.agree_plan(**{**words, **more}, **seen)
        pdf = f"%PDF-1.7 {self.word('print')}".encode()
        actions.keep_print(plan_version=version, pdf=pdf, made_with="a test", by=self.by)


def _seen(version: PlanVersion) -> int:
    return PlanVersion.objects.values_list("version", flat=True).get(pk=version.pk)
