from bindeglied.casework.views.appointments import (
    appointment,
    appointment_state,
    new_appointment,
    reschedule,
    slip,
)
from bindeglied.casework.views.calendar import calendar, choose
from bindeglied.casework.views.case import case
from bindeglied.casework.views.cases import cases, cases_file
from bindeglied.casework.views.contacts import attempt, confided, contact, correct, give_up
from bindeglied.casework.views.counter_contacts import (
    counter_contacts,
    new_counter_contact,
    remove_counter_contact,
)
from bindeglied.casework.views.deputies import deputy, end_deputy
from bindeglied.casework.views.facts import fact
from bindeglied.casework.views.feed import feed, make_feed, subscribe, withdraw_feed
from bindeglied.casework.views.household import add_person, membership
from bindeglied.casework.views.looks import looks, looks_file
from bindeglied.casework.views.offers import answer, offer
from bindeglied.casework.views.registration import announce
from bindeglied.casework.views.sheet import sheet
from bindeglied.casework.views.tasks import new_task, task, task_state

__all__ = [
    "add_person",
    "announce",
    "answer",
    "appointment",
    "appointment_state",
    "attempt",
    "calendar",
    "case",
    "cases",
    "cases_file",
    "choose",
    "confided",
    "contact",
    "correct",
    "counter_contacts",
    "deputy",
    "end_deputy",
    "fact",
    "feed",
    "give_up",
    "looks",
    "looks_file",
    "make_feed",
    "membership",
    "new_appointment",
    "new_counter_contact",
    "new_task",
    "offer",
    "remove_counter_contact",
    "reschedule",
    "sheet",
    "slip",
    "subscribe",
    "task",
    "task_state",
    "withdraw_feed",
]
