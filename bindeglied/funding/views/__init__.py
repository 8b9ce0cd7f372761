from bindeglied.funding.views.exports import export, export_land
from bindeglied.funding.views.frames import frames, kreis_frames
from bindeglied.funding.views.rules import rules

__all__ = ["export", "export_land", "frames", "kreis_frames", "rules"]
