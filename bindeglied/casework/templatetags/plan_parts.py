"""Signs and words of the plan: icons of domains, states of goals and steps, who does a step."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bindeglied.casework.models import (
    Domain,
    Goal,
    GoalState,
    Measure,
    MeasureState,
    PlanVersion,
    Who,
)
from bindeglied.casework.transitions import GOAL_STEPS, MEASURE_STEPS
from bindeglied.ui.templatetags.formats import icon

register = template.Library()

ICONS = {
    Domain.RESIDENCE: "id-card",
    Domain.FAMILY: "users",
    Domain.HOUSING: "house",
    Domain.LANGUAGE: "book-open",
    Domain.SCHOOL: "school",
    Domain.TRAINING: "graduation-cap",
    Domain.WORK: "briefcase",
    Domain.RECOGNITION: "award",
    Domain.HEALTH: "heart-pulse",
    Domain.FINANCE: "wallet",
    Domain.CHILDREN: "baby",
    Domain.MOBILITY: "bus",
    Domain.PARTICIPATION: "handshake",
    Domain.EVERYDAY: "mail-open",
    Domain.SAFETY: "shield",
    Domain.RESOURCES: "sparkles",
}
# State: its sign and its tone. What did not work out is as quiet as what is yet to come.
LOOKS: dict[str, tuple[str, str]] = {
    GoalState.OPEN: ("circle", "calm"),
    GoalState.IN_PROGRESS: ("contrast", "info"),
    GoalState.REACHED: ("circle-check", "success"),
    GoalState.PARTLY_REACHED: ("circle-dot", "success"),
    GoalState.NOT_REACHED: ("circle-dashed", "quiet"),
    GoalState.DROPPED: ("circle-slash", "quiet"),
    MeasureState.PLANNED: ("circle", "calm"),
    MeasureState.WAITING: ("hourglass", "info"),
    MeasureState.DONE: ("circle-check", "success"),
    MeasureState.FAILED: ("circle-minus", "quiet"),
    MeasureState.CANCELLED: ("circle-slash", "quiet"),
}


@dataclass(frozen=True, slots=True)
class NextState:
    """A state that may follow, as a button: what is sent, what it says, its sign."""

    value: str
    label: str
    icon: str


@register.filter
def domain_icon(domain: str) -> str:
    """The name of the icon of a domain."""
    return ICONS[Domain(domain)]


@register.simple_tag
def rate_address(version: PlanVersion, domain: str, rated: dict[str, str] | None) -> str:
    """Where a domain is rated; in a plan of the family of one adult, as `covered_by` tells them."""
    if rated is None:
        return reverse("casework:rate", args=(version.pk, domain))
    return reverse("casework:rate_adult", args=(version.pk, domain, rated["id"]))


@register.filter
def state_mark(one: Goal | Measure) -> SafeString:
    """The state of a goal or step: sign and word."""
    sign, tone = LOOKS[one.state]
    return format_html(
        '<span class="state state--{}">{}{}</span>', tone, icon(sign, 18), one.get_state_display()
    )


@register.filter
def next_states(one: Goal | Measure) -> list[NextState]:
    """The states that may follow now, in the order of the models."""
    steps = GOAL_STEPS if isinstance(one, Goal) else MEASURE_STEPS
    return [
        NextState(value, str(label), LOOKS[value][0])
        for value, label in one._meta.get_field("state").choices or ()
        if value in steps[one.state]
    ]


@register.filter
def who_acts(measure: Measure, person: object) -> str:
    """Who does a step: whom the goal is for by name, a service or somebody by theirs."""
    if measure.who == Who.CLIENT:
        return measure.who_name or str(measure.goal.applies_to or person)
    return measure.who_name or str(measure.get_who_display())
