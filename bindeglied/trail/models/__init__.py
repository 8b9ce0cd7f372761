from bindeglied.trail.models.data_key import DataKey
from bindeglied.trail.models.draft import Draft
from bindeglied.trail.models.event import Event
from bindeglied.trail.models.seal import Seal
from bindeglied.trail.models.sent_form import SentForm

__all__ = ["DataKey", "Draft", "Event", "Seal", "SentForm"]
