from bindeglied.funding.models.budget import Budget, BudgetCertainty, Pact, Programme
from bindeglied.funding.models.count_survey import (
    CountOrigin,
    CountSurvey,
    CountUpload,
    KreisReport,
    MunicipalityCount,
    SurveyState,
)
from bindeglied.funding.models.frame_notice import FIRST_NOTICE_YEAR, FrameNotice
from bindeglied.funding.models.frame_release import FrameKind, FrameRelease, ReleaseState
from bindeglied.funding.models.ledger_entry import LedgerEntry, LedgerKind
from bindeglied.funding.models.planning_frame import PlanningFrame
from bindeglied.funding.models.relief import ReliefAllocation, ReliefShare, ReliefState
from bindeglied.funding.models.rule_confirmation import ConfirmationState, RuleConfirmation
from bindeglied.funding.models.sub_allocation import (
    SubAllocation,
    SubAllocationKey,
    SubAllocationState,
    SubShare,
)

__all__ = [
    "Budget",
    "BudgetCertainty",
    "ConfirmationState",
    "CountOrigin",
    "CountSurvey",
    "CountUpload",
    "FIRST_NOTICE_YEAR",
    "FrameKind",
    "FrameNotice",
    "FrameRelease",
    "KreisReport",
    "LedgerEntry",
    "LedgerKind",
    "MunicipalityCount",
    "Pact",
    "PlanningFrame",
    "Programme",
    "ReleaseState",
    "ReliefAllocation",
    "ReliefShare",
    "ReliefState",
    "RuleConfirmation",
    "SubAllocation",
    "SubAllocationKey",
    "SubAllocationState",
    "SubShare",
    "SurveyState",
]
