"""Which step may follow which. What else must be there, the actions check and say."""

from __future__ import annotations

from bindeglied.trail.steps import NotAllowed, Steps, require_step

# A count for the whole Land.
SURVEY_STEPS: Steps = {
    # closed: every municipality counted, every Kreis has reported
    "open": frozenset({"closed"}),
    # open again: for a reason, until the last day of corrections, unless money was released
    "closed": frozenset({"open"}),
}

# A rule value that no source gave.
CONFIRMATION_STEPS: Steps = {
    # confirmed: by a second person; withdrawn: by whoever proposed it, or refused by another
    "proposed": frozenset({"confirmed", "withdrawn"}),
    "confirmed": frozenset(),
    "withdrawn": frozenset(),
}

# Planning frames of the whole Land.
RELEASE_STEPS: Steps = {
    # released: by a second person, on confirmed values only; withdrawn: by either of the Land
    "prepared": frozenset({"released", "withdrawn"}),
    "released": frozenset(),
    "withdrawn": frozenset(),
}

# The relief of a year.
RELIEF_STEPS: Steps = {
    # released: by a second person, from the closed count; replaced: by a later computation
    "prepared": frozenset({"released", "replaced"}),
    "released": frozenset(),
    "replaced": frozenset(),
}

# What a Kreis passes on of its notice.
SUB_ALLOCATION_STEPS: Steps = {
    # released: by a second person; withdrawn: by anybody of the Kreis
    "prepared": frozenset({"released", "withdrawn"}),
    # replaced: by the release of a later one
    "released": frozenset({"replaced"}),
    "withdrawn": frozenset(),
    "replaced": frozenset(),
}

__all__ = [
    "CONFIRMATION_STEPS",
    "NotAllowed",
    "RELEASE_STEPS",
    "RELIEF_STEPS",
    "SUB_ALLOCATION_STEPS",
    "SURVEY_STEPS",
    "Steps",
    "require_step",
]
