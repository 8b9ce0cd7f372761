from bindeglied.funding.actions.close_survey import close_survey
from bindeglied.funding.actions.confirm_rule_value import (
    confirm_rule_value,
    propose_rule_value,
    withdraw_rule_value,
)
from bindeglied.funding.actions.end_old_uploads import end_old_uploads
from bindeglied.funding.actions.enter_counts import CountedMeanwhile, TypedCount, enter_counts
from bindeglied.funding.actions.enter_frames import enter_frames
from bindeglied.funding.actions.enter_in_ledger import Entered, enter_in_ledger
from bindeglied.funding.actions.enter_notice import (
    NoticeWords,
    correct_notice,
    enter_notice,
    enter_notices,
)
from bindeglied.funding.actions.enter_released_frames import enter_released_frames
from bindeglied.funding.actions.keep_upload import keep_upload
from bindeglied.funding.actions.load_budgets import load_budgets
from bindeglied.funding.actions.open_survey import open_survey
from bindeglied.funding.actions.prepare_frames import prepare_frames
from bindeglied.funding.actions.prepare_relief import prepare_relief
from bindeglied.funding.actions.prepare_sub_allocation import PassingOn, prepare_sub_allocation
from bindeglied.funding.actions.release_frames import release_frames
from bindeglied.funding.actions.release_prepared_frames import release_prepared_frames
from bindeglied.funding.actions.release_relief import release_relief
from bindeglied.funding.actions.release_sub_allocation import (
    release_sub_allocation,
    withdraw_sub_allocation,
)
from bindeglied.funding.actions.reopen_survey import reopen_survey
from bindeglied.funding.actions.report_counts import report_counts
from bindeglied.funding.actions.take_upload import take_upload
from bindeglied.funding.actions.withdraw_frames import withdraw_frames

__all__ = [
    "CountedMeanwhile",
    "Entered",
    "NoticeWords",
    "PassingOn",
    "TypedCount",
    "close_survey",
    "confirm_rule_value",
    "correct_notice",
    "end_old_uploads",
    "enter_counts",
    "enter_frames",
    "enter_in_ledger",
    "enter_notice",
    "enter_notices",
    "enter_released_frames",
    "keep_upload",
    "load_budgets",
    "open_survey",
    "prepare_frames",
    "prepare_relief",
    "prepare_sub_allocation",
    "propose_rule_value",
    "release_frames",
    "release_prepared_frames",
    "release_relief",
    "release_sub_allocation",
    "reopen_survey",
    "report_counts",
    "take_upload",
    "withdraw_frames",
    "withdraw_rule_value",
    "withdraw_sub_allocation",
]
