from bindeglied.casework.views.case import case
from bindeglied.casework.views.cases import cases, cases_file
from bindeglied.casework.views.contacts import attempt, confided, contact, correct, give_up
from bindeglied.casework.views.deputies import deputy, end_deputy
from bindeglied.casework.views.facts import fact
from bindeglied.casework.views.looks import looks, looks_file
from bindeglied.casework.views.offers import answer, offer
from bindeglied.casework.views.registration import announce

__all__ = [
    "announce",
    "answer",
    "attempt",
    "case",
    "cases",
    "cases_file",
    "confided",
    "contact",
    "correct",
    "deputy",
    "end_deputy",
    "fact",
    "give_up",
    "looks",
    "looks_file",
    "offer",
]
