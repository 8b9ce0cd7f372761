"""Who belongs to a household, who is adult, and how its people are named together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.casework.models import Person, Plan

# Source: § 2 BGB, adult on completing the eighteenth year.
ADULT_AT = 18
NAMED = 2


def years_on(birth: date, day: date) -> int:
    """Full years from a birth to a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_adult(person: Person, on: date | None = None) -> bool:
    """Whether somebody is of age on a day (default: today).

    By the birth date; where none is known by what was said, and an adult where nothing was said,
    since a child is not announced alone. Source: § 2 BGB.
    """
    if person.birth_on is None:
        return person.is_said_adult is not False
    return years_on(person.birth_on, on or timezone.localdate()) >= ADULT_AT


def is_present(person: Person) -> bool:
    """Whether somebody belongs to the household today; who lives apart does."""
    return person.left_on is None or person.left_on > timezone.localdate()


def adults_of(people: Iterable[Person]) -> list[Person]:
    """The adults who belong to the household today, in their order."""
    return [one for one in people if is_present(one) and is_adult(one)]


def people_of_plan(plan: Plan) -> list[Person]:
    """Whom a plan covers as things stand, in the order of the case.

    The plan of one person covers that person. The plan of the family covers those who belong to
    the household, but for those whose own plan takes its place: so an adult leaves it by beginning
    one that does not stand beside it. Source: own rule R-PLAN-2.
    """
    if not plan.is_for_family:
        return [plan.person]
    own = Plan.objects.filter(case=plan.case_id, is_for_family=False, is_beside_family=False)
    alone = own.values("person")
    people = Person.objects.filter(case=plan.case_id).exclude(pk__in=alone).order_by("position")
    return [one for one in people if is_present(one)]


def assessed_in(plan: Plan) -> list[Person]:
    """Whose needs and strengths a plan speaks of as things stand, first whoever began it.

    In the plan of one person that person, in that of the family every adult whom it covers.
    Source: own rule R-PLAN-2.
    """
    if not plan.is_for_family:
        return [plan.person]
    adults = adults_of(people_of_plan(plan))
    return sorted(adults, key=lambda one: one.pk != plan.person_id)


def names_of(people: Sequence[Person]) -> str:
    """The people of a case as its pages are headed; of many the first, and how many more.

    Who has left the household is named only where nobody else is left.
    """
    named = _named(people)
    return _of_many([str(one) for one in named], ", ")


def names_as_sorted(people: Sequence[Person]) -> str:
    """The same, each with the family name first, as lists are sorted."""
    named = _named(people)
    return _of_many([one.name_as_sorted for one in named], "; ")


def _named(people: Sequence[Person]) -> Sequence[Person]:
    return [one for one in people if is_present(one)] or people


def _of_many(names: Sequence[str], between: str) -> str:
    if len(names) <= NAMED:
        return between.join(names)
    return _("%(name)s und %(number)s weitere") % {"name": names[0], "number": len(names) - 1}
