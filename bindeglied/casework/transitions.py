"""Which step may follow which. What else must be there, the actions check and say.

Everything that no row names is refused. Source of the steps: domain research of 2026, casework
8.2; a part of them, as far as the product goes today.
"""

from __future__ import annotations

from bindeglied.trail.steps import NotAllowed, Steps, require_step

__all__ = [
    "APPOINTMENT_STEPS",
    "CASE_STEPS",
    "GOAL_STEPS",
    "LEAST_ATTEMPTS",
    "LEAST_FORMS",
    "LONGEST_REVIEW_MONTHS",
    "MEASURE_STEPS",
    "PLAN_STEPS",
    "TASK_STEPS",
    "NotAllowed",
    "Steps",
    "require_step",
]

# The way of a case.                what must be there
CASE_STEPS: Steps = {
    # offered: an offer with its day; not_reached: 3 attempts in 2 forms
    "announced": frozenset({"offered", "not_reached"}),
    # open: accepted, and the notice of Art. 13 GDPR was given
    "offered": frozenset({"open", "declined", "not_reached"}),
    # somebody who declined may come back any time
    "declined": frozenset({"offered"}),
    "not_reached": frozenset({"offered"}),
    "open": frozenset(),
}

# A version of a plan.
PLAN_STEPS: Steps = {
    # active: everything that `queries.what_is_missing` asks for
    "draft": frozenset({"active"}),
    # superseded: the next version is agreed
    "active": frozenset({"superseded"}),
    "superseded": frozenset(),
}

# A goal of an agreed version; what has ended goes on only in the next version, as a copy.
GOAL_STEPS: Steps = {
    "open": frozenset({"in_progress", "reached", "partly_reached", "not_reached", "dropped"}),
    "in_progress": frozenset({"reached", "partly_reached", "not_reached", "dropped"}),
    "reached": frozenset(),
    "partly_reached": frozenset(),
    "not_reached": frozenset(),
    "dropped": frozenset(),
}

# A step towards a goal.
MEASURE_STEPS: Steps = {
    "planned": frozenset({"in_progress", "waiting", "done", "cancelled"}),
    "in_progress": frozenset({"waiting", "done", "failed", "cancelled"}),
    "waiting": frozenset({"in_progress", "done", "failed", "cancelled"}),
    "done": frozenset(),
    "failed": frozenset(),
    "cancelled": frozenset(),
}

# An appointment. A proposal that nobody confirmed may be called off too (our own addition).
APPOINTMENT_STEPS: Steps = {
    "requested": frozenset({"confirmed", "cancelled_client", "cancelled_staff"}),
    # attended, no_show: its time has come; rescheduled: the new one exists
    "confirmed": frozenset(
        {"attended", "no_show", "cancelled_client", "cancelled_staff", "rescheduled"}
    ),
    "attended": frozenset(),
    "no_show": frozenset(),
    "cancelled_client": frozenset(),
    "cancelled_staff": frozenset(),
    "rescheduled": frozenset(),
}

# A task.
TASK_STEPS: Steps = {
    "open": frozenset({"done", "dropped"}),
    "done": frozenset(),
    "dropped": frozenset(),
}

LEAST_ATTEMPTS, LEAST_FORMS = 3, 2
LONGEST_REVIEW_MONTHS = 12
