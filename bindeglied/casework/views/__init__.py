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
from bindeglied.casework.views.deputies import deputy, end_deputy
from bindeglied.casework.views.facts import fact
from bindeglied.casework.views.household import add_person, membership
from bindeglied.casework.views.looks import looks, looks_file
from bindeglied.casework.views.offers import answer, offer
from bindeglied.casework.views.registration import announce
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
    "deputy",
    "end_deputy",
    "fact",
    "give_up",
    "looks",
    "looks_file",
    "membership",
    "new_appointment",
    "new_task",
    "offer",
    "reschedule",
    "slip",
    "task",
    "task_state",
]
