from bindeglied.funding.views.frames import frames
from bindeglied.funding.views.rules import rules

__all__ = ["frames", "rules"]
