from bindeglied.funding.models.frame_release import FrameRelease, FrameState
from bindeglied.funding.models.planning_frame import PlanningFrame

__all__ = ["FrameRelease", "FrameState", "PlanningFrame"]
