"""Generate a Land of any size into a demo database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from random import Random
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from bindeglied.accounts.actions import add_membership, add_organisation, add_user
from bindeglied.accounts.models import (
    Birth,
    Installation,
    Organisation,
    OrganisationKind,
    Role,
    User,
)
from bindeglied.casework import models as casework
from bindeglied.demo.actions.generated.bulk import all_or_nothing, bare, write
from bindeglied.demo.actions.generated.chains import chain_of
from bindeglied.demo.actions.generated.rows import Batch, Row
from bindeglied.demo.actions.generated.scales import Scale
from bindeglied.demo.actions.generated.shares import Employer, employers, outlines
from bindeglied.demo.actions.generated.story import Employee, EventRow, Setting
from bindeglied.demo.actions.generated.units import Unit, told_units
from bindeglied.demo.actions.generated.words import names_of_managers
from bindeglied.demo.cast import GENERATED_DOMAIN
from bindeglied.places.models import Kreis, Municipality
from bindeglied.trail.actions import record_event, seal_all_events
from bindeglied.trail.chain import twelve_months_before
from bindeglied.trail.models import DataKey, Event, Seal
from bindeglied.trail.queries import trail_key
from bindeglied.trail.routers import CONTENT, KEYS

# Every table that gets rows, the ones that others refer to first.
TABLES = [
    *(casework.Case, casework.Assignment, casework.Person, casework.Fact, casework.PersonToken),
    *(casework.Entitlement, casework.ContactAttempt, casework.Contact, casework.ConfidedText),
    *(casework.SupportOffer, casework.Plan, casework.Assessment, casework.DomainRating),
    *(casework.PlanVersion, casework.Goal, casework.Measure, casework.Agreement),
    *(casework.Abstention, casework.LateDecline, casework.Appointment, casework.Task),
    casework.CounterContact,
    *(Seal, Event),
]
# (how many cases are written, of how many)
Say = Callable[[int, int], None]


class NoDemo(Exception):
    """The database was born real."""


class AlreadyGenerated(Exception):
    """There is a generated Land in this database."""


def generate_land(*, scale: Scale, seed: int, now: datetime, processes: int, say: Say) -> None:
    """Fill a demo database with a Land as it is `now`; the same seed and day give the same content.

    Rows are those that the actions would have left over the years; of events only those of the
    last twelve months, because older ones would have ended. All of it or nothing. It has no `by`:
    each row names the integration manager who would have written it, the installation does the
    rest. Raises NoDemo or AlreadyGenerated.
    """
    if not Installation.objects.filter(born_as=Birth.DEMO).exists():
        raise NoDemo
    if User.objects.filter(email__endswith=GENERATED_DOMAIN).exists():
        raise AlreadyGenerated
    seal_all_events()
    random = Random(seed)
    employed = employers(scale)
    setting = _setting(seed, now, scale)
    told = outlines(scale, employed, random, setting.today, _numbers_taken(employed))
    with all_or_nothing():
        managers = _employ(employed, random, setting.since)
        units = [Unit(setting, *one) for one in zip(managers, told, strict=True)]
        with bare(TABLES):
            _write_all(units, setting, processes, say)
        record_event(
            "land generated", record_kind="installation", record_key="1", by=None, organisation=None
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    seal_all_events()


def _setting(seed: int, now: datetime, scale: Scale) -> Setting:
    today = timezone.localdate(now)
    return Setting(
        seed=seed,
        vendor=connection.vendor,
        since=today - timedelta(days=366 * scale.years),
        today=today,
        now=now,
        events_from=twelve_months_before(now),
        trail_key=trail_key(),
    )


def _write_all(units: list[Unit], setting: Setting, processes: int, say: Say) -> None:
    """Write unit by unit; once an organisation is complete, its events come under their seals."""
    done, total = 0, sum(len(unit.outlines) for unit in units)
    told = told_units(units, processes)
    for organisation, of_it in groupby(units, lambda unit: unit.manager.organisation):
        events: list[EventRow] = []
        for unit in of_it:
            found = next(told)
            write(KEYS, DataKey, found.rows.pop(DataKey, []))
            _write(found.rows)
            events += found.events
            done += len(unit.outlines)
            say(done, total)
        batch = Batch(setting.vendor)
        chain_of(organisation).seal(events, batch, setting.trail_key, setting.now)
        _write(batch.rows)


def _write(rows: dict[type[Model], list[Row]]) -> None:
    for model in TABLES:
        if some := rows.pop(model, []):
            write(CONTENT, model, some)
    if rows:
        raise LookupError(f"tables without a place in the order: {rows.keys()}")


def _numbers_taken(employed: list[Employer]) -> dict[tuple[str, int], int]:
    """The highest numbers that organisations which are there already have given."""
    taken: Counter[tuple[str, int]] = Counter()
    for employer in employed:
        organisation = _found(employer)
        if organisation is None:
            continue
        numbers = casework.Case.objects.filter(organisation=organisation)
        for number in numbers.values_list("number", flat=True):
            year, _dash, count = number.partition("-")
            taken[employer.place, int(year)] = max(taken[employer.place, int(year)], int(count))
    return dict(taken)


def _found(employer: Employer) -> Organisation | None:
    place = {f"{employer.kind.value}_id": employer.place}
    return Organisation.objects.filter(kind=employer.kind, **place).first()


def _employ(employed: list[Employer], random: Random, since: date) -> Iterator[Employee]:
    """Everybody who works in the Land since a day, organisation by organisation."""
    count = 0
    for employer in employed:
        organisation = _found(employer) or _added(employer)
        users: dict[int, UUID] = {}
        for _ in range(employer.managers):
            count += 1
            user = add_user(
                email=f"im{count:04}{GENERATED_DOMAIN}",
                given_name=random.choice(names_of_managers("given")),
                family_name=random.choice(names_of_managers("family")),
                password=None,
                by=None,
            )
            add_membership(
                user=user, organisation=organisation, role=Role.INTEGRATION_MANAGER, by=None,
                valid_from=since,
            )  # fmt: skip
            users[count] = user.pk
        for number, own in users.items():
            colleagues = tuple(one for one in users.values() if one != own)
            yield Employee(number, own, organisation.pk, colleagues)


def _added(employer: Employer) -> Organisation:
    is_kreis = employer.kind == OrganisationKind.KREIS
    return add_organisation(
        kind=employer.kind,
        name=employer.name,
        kreis=Kreis.objects.get(pk=employer.place) if is_kreis else None,
        municipality=None if is_kreis else Municipality.objects.get(pk=employer.place),
        by=None,
    )
