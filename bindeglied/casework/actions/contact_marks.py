"""What a note is marked with besides its text: topics, goals, and who took part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from bindeglied.casework.models import Case, Contact, Domain, Goal, Person, ThirdPerson
from bindeglied.casework.transitions import NotAllowed


@dataclass(frozen=True, slots=True)
class Marks:
    """Codes of `Domain`, ids of goals and of people of the case, codes of `ThirdPerson`.

    Each without repetition. No people and no third persons: nobody noted who it was.
    """

    topics: tuple[str, ...] = ()
    goals: tuple[UUID, ...] = ()
    people: tuple[UUID, ...] = ()
    third_persons: tuple[str, ...] = ()

    @property
    def third_persons_only(self) -> bool:
        """Whether nobody of the case took part."""
        return bool(self.third_persons) and not self.people


NO_MARKS = Marks()


def contact_marks(case: Case, marks: Marks, *, before: Contact | None = None) -> dict[str, Any]:
    """The columns of the marks of a contact that `by` of the calling action writes down.

    Goals are kept with their wording of today; of a goal that `before`, the note being corrected,
    names already, the words stay. Raises NotAllowed for codes that nobody knows, and for goals or
    people that are not of this case.
    """
    _require_known(marks)
    _require_of_case(case, marks)
    words = _goal_words(case, marks, before)
    return {
        "topics": marks.topics,
        "goals": tuple(map(str, marks.goals)),
        "goal_words": "\n".join(words) if words else None,
        "people": tuple(map(str, marks.people)),
        "third_persons": marks.third_persons,
    }


def marks_of(contact: Contact) -> Marks:
    """The marks that a note has."""
    return Marks(
        topics=tuple(contact.topics),
        goals=tuple(map(UUID, contact.goals)),
        people=tuple(map(UUID, contact.people)),
        third_persons=tuple(contact.third_persons),
    )


def require_with_the_person(*, is_first: bool, marks: Marks) -> None:
    """Raise NotAllowed for a first contact without the person. Source: own rule."""
    if is_first and marks.third_persons_only:
        raise NotAllowed(_("Ein Erstkontakt ist ein Kontakt mit der Person selbst."))


def _require_known(marks: Marks) -> None:
    if set(marks.topics) - set(Domain.values):
        raise NotAllowed(_("Dieses Thema gibt es nicht."))
    if set(marks.third_persons) - set(ThirdPerson.values):
        raise NotAllowed(_("Diese Art von Dritten gibt es nicht."))


def _require_of_case(case: Case, marks: Marks) -> None:
    if not marks.people:
        return
    known = Person.objects.filter(case=case, pk__in=marks.people).count()
    if known < len(set(marks.people)):
        raise NotAllowed(_("Diese Person gehört nicht zu diesem Fall."))


def _goal_words(case: Case, marks: Marks, before: Contact | None) -> list[str]:
    """The wordings of the goals, each on one line."""
    if not marks.goals:
        return []
    goals = Goal.objects.filter(case=case, pk__in=marks.goals)
    words = {one.pk: " ".join(one.wording.split()) for one in goals}
    if before is not None:
        words |= dict(zip(map(UUID, before.goals), before.goal_lines, strict=False))
    if set(marks.goals) - set(words):
        raise NotAllowed(_("Dieses Ziel steht in keinem Plan dieses Falls."))
    return [words[one] for one in marks.goals]
