from bindeglied.trail.models.event import Event
from bindeglied.trail.models.seal import Seal
from bindeglied.trail.models.sent_form import SentForm

__all__ = ["Event", "Seal", "SentForm"]
