from bindeglied.trail.models.event import Event
from bindeglied.trail.models.seal import Seal

__all__ = ["Event", "Seal"]
