"""What is compared with the version before, from few statements."""

from __future__ import annotations

import json

from bindeglied.casework.freezing import Content, content_of
from bindeglied.casework.models import Agreement, Goal, Measure, PlanVersion
from bindeglied.casework.plan_changes import Change, changes_between


def changes_since(version: PlanVersion) -> tuple[list[Change], dict[str, str]]:
    """The changes against the version before, and the people of both by id; of a first one none.

    What is frozen is read as it was frozen. How goals and steps of the version before ended does
    not change any more once this one is agreed; whoever agreed to it later counts.
    """
    earlier = PlanVersion.objects.filter(plan=version.plan_id, number=version.number - 1).first()
    if earlier is None or earlier.frozen is None:
        return [], {}
    before: Content = json.loads(earlier.frozen)
    after: Content = json.loads(version.frozen) if version.frozen else content_of(version)
    agreed = Agreement.objects.filter(plan_version=earlier).values_list("person_id", flat=True)
    before["agreements"] = [{"person": str(one)} for one in agreed.order_by("id")]
    goals = Goal.objects.filter(plan_version=earlier).values_list("id", "state")
    steps = Measure.objects.filter(goal__plan_version=earlier).values_list("id", "state")
    states = {str(key): state for key, state in (*goals, *steps)}
    people = [one for content in (before, after) for one in content.get("people", [])]
    names = {one["id"]: f"{one['given_name']} {one['family_name']}".strip() for one in people}
    return changes_between(before, after, states), names
