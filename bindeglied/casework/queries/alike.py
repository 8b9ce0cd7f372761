"""Who may be the person that is about to be registered: within the own organisation only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bindeglied.accounts.models import Membership
from bindeglied.casework.access import cases_visible_to
from bindeglied.casework.models import Case, Person, PersonToken, TokenKind
from bindeglied.casework.queries.search import PersonHit, people_named
from bindeglied.casework.telephones import number_tokens

# Our own figure: the gold set of names lies above it, other names mostly below.
ALIKE = 0.85
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Those who may be shown, and the cases of others, of which only that there is one is said."""

    shown: tuple[PersonHit, ...]
    hidden: tuple[UUID, ...]

    def __bool__(self) -> bool:
        return bool(self.shown or self.hidden)


def alike_people(
    member: Membership, *, given_name: str, family_name: str, birth_on: date | None, telephone: str
) -> Alike:
    """The people of the organisation of `member` who are like somebody, other organisations never.

    In a visible case the name is enough, unless the birth date contradicts it. In any other the
    birth date or the telephone number must be the same too: so nobody learns by trying names who
    is accompanied. Source: docs/decisions/0022.
    """
    own = Case.objects.filter(organisation=member.organisation_id)
    named = people_named(own, f"{given_name} {family_name}")
    near = [hit for hit in named if hit.likeness >= ALIKE]
    visible = set(
        cases_visible_to(member)
        .filter(pk__in=[hit.person.case_id for hit in near])
        .values_list("pk", flat=True)
    )
    called = _reached_by(near, telephone, member.organisation_id)
    shown, hidden = [], []
    for hit in near:
        is_sure = (
            hit.person.pk in called or birth_on is not None and hit.person.birth_on == birth_on
        )
        if hit.person.case_id in visible:
            if is_sure or birth_on is None or hit.person.birth_on is None:
                shown.append(hit)
        elif is_sure:
            hidden.append(hit.person.case_id)
    return Alike(tuple(shown[:SHOWN]), tuple(hidden))


def _reached_by(hits: list[PersonHit], telephone: str, organisation_id: UUID) -> set[UUID]:
    tokens = number_tokens(telephone, organisation_id)
    if not (hits and tokens):
        return set()
    people: list[Person] = [hit.person for hit in hits]
    kept = PersonToken.objects.filter(kind=TokenKind.TELEPHONE, token__in=tokens)
    return set(kept.filter(person__in=people).values_list("person", flat=True))
