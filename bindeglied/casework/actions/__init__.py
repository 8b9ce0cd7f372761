from bindeglied.casework.actions.add_fact import add_fact
from bindeglied.casework.actions.add_person import add_person
from bindeglied.casework.actions.agree_later import agree_later
from bindeglied.casework.actions.agree_plan import agree_plan
from bindeglied.casework.actions.answer_offer import answer_offer
from bindeglied.casework.actions.assign_deputy import assign_deputy
from bindeglied.casework.actions.attach_scan import attach_scan
from bindeglied.casework.actions.begin_next_version import begin_next_version
from bindeglied.casework.actions.begin_plan import begin_plan
from bindeglied.casework.actions.change_membership import change_membership
from bindeglied.casework.actions.clear_domain import clear_domain
from bindeglied.casework.actions.contact_marks import Marks, marks_of
from bindeglied.casework.actions.correct_contact import correct_contact
from bindeglied.casework.actions.decline_later import decline_later
from bindeglied.casework.actions.end_assignment import end_assignment
from bindeglied.casework.actions.give_up_reaching import give_up_reaching
from bindeglied.casework.actions.keep_lists import keep_lists, renew_lists
from bindeglied.casework.actions.keep_print import keep_print
from bindeglied.casework.actions.log_contact_attempt import log_contact_attempt
from bindeglied.casework.actions.make_appointment import (
    AppointmentWords,
    change_appointment,
    make_appointment,
)
from bindeglied.casework.actions.make_feed import make_feed, withdraw_feed
from bindeglied.casework.actions.note_alike import note_alike
from bindeglied.casework.actions.note_contact import note_contact
from bindeglied.casework.actions.note_counter_contact import (
    note_counter_contact,
    remove_counter_contact,
)
from bindeglied.casework.actions.offer_support import offer_support
from bindeglied.casework.actions.rate_domain import rate_domain
from bindeglied.casework.actions.record_appointment import (
    record_appointment,
    reschedule_appointment,
)
from bindeglied.casework.actions.record_goal_result import record_goal_result
from bindeglied.casework.actions.record_progress import record_progress
from bindeglied.casework.actions.register_person import register_person
from bindeglied.casework.actions.remove_goal import remove_goal
from bindeglied.casework.actions.remove_measure import remove_measure
from bindeglied.casework.actions.renew_tokens import renew_tokens
from bindeglied.casework.actions.save_contributions import save_contributions
from bindeglied.casework.actions.save_goal import save_goal
from bindeglied.casework.actions.save_measure import save_measure
from bindeglied.casework.actions.set_task import change_task, end_task, set_task
from bindeglied.casework.actions.write_in_one_go import PlanWords, write_in_one_go

__all__ = [
    "AppointmentWords",
    "Marks",
    "PlanWords",
    "add_fact",
    "add_person",
    "agree_later",
    "agree_plan",
    "answer_offer",
    "assign_deputy",
    "attach_scan",
    "begin_next_version",
    "begin_plan",
    "change_appointment",
    "change_membership",
    "change_task",
    "clear_domain",
    "correct_contact",
    "decline_later",
    "end_assignment",
    "end_task",
    "give_up_reaching",
    "keep_lists",
    "keep_print",
    "log_contact_attempt",
    "note_alike",
    "make_appointment",
    "marks_of",
    "make_feed",
    "note_contact",
    "note_counter_contact",
    "offer_support",
    "rate_domain",
    "record_appointment",
    "record_goal_result",
    "record_progress",
    "register_person",
    "remove_counter_contact",
    "remove_goal",
    "remove_measure",
    "renew_lists",
    "renew_tokens",
    "reschedule_appointment",
    "save_contributions",
    "save_goal",
    "save_measure",
    "set_task",
    "withdraw_feed",
    "write_in_one_go",
]
