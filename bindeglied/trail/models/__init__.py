from bindeglied.trail.models.event import Event

__all__ = ["Event"]
