from bindeglied.trail.actions.record_event import record_event

__all__ = ["record_event"]
