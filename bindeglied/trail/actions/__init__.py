from bindeglied.trail.actions.end_old_events import end_old_events
from bindeglied.trail.actions.end_old_keys import end_old_keys
from bindeglied.trail.actions.record_event import record_event
from bindeglied.trail.actions.seal_events import append_missing_heads, seal_all_events, seal_events

__all__ = [
    "append_missing_heads",
    "end_old_events",
    "end_old_keys",
    "record_event",
    "seal_all_events",
    "seal_events",
]
