from bindeglied.trail.actions.end_old_keys import end_old_keys
from bindeglied.trail.actions.record_event import record_event

__all__ = ["end_old_keys", "record_event"]
