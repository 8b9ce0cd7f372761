"""The rows of the page of the day: of a case, of a person, of an appointment, a task, a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bindeglied.casework.household import is_present, names_of
from bindeglied.casework.models import (
    Appointment,
    AppointmentState,
    CaseState,
    Measure,
    MeasureState,
    Task,
    Who,
)
from bindeglied.casework.queries.day import AHEAD, Day, PlanOfDay, plans_of
from bindeglied.casework.templatetags.cases import age, icon_of
from bindeglied.law.counselling import months_begun
from bindeglied.trail.data_keys import KeyGone
from bindeglied.ui.registry import DayGroup, TodayRow
from bindeglied.ui.templatetags.formats import short_date

# [P] our own proposals, no rules of the Land: until when one gets in touch, how long a draft may
# lie, from which month on the end of the accompaniment is on the page.
FIRST_CONTACT_WITHIN = timedelta(weeks=4)
DRAFT_MAY_LIE = timedelta(days=14)
END_IN_SIGHT_FROM_MONTH = 33
SOON = timedelta(hours=2)
UNREADABLE = "–"


@dataclass(frozen=True, slots=True)
class CaseOfDay:
    """A case as its rows name it; `first` is its first person with what may be due."""

    title: str
    about: str
    first: Any
    people: tuple[Any, ...]


def cases_of_day(day: Day) -> dict[UUID, CaseOfDay]:
    """The cases of a day, in the order of their names."""
    people: dict[UUID, list[Any]] = {}
    for person in day.people:
        people.setdefault(person.case_id, []).append(person)
    return {case: _named(tuple(members)) for case, members in people.items()}


def _named(people: tuple[Any, ...]) -> CaseOfDay:
    first = people[0]
    years = age(first.birth_on)
    who = ""
    if len(people) > 1:
        who = _("%(number)s Personen") % {"number": len(people)}
    elif years is not None:
        who = ngettext("%(years)s Jahr", "%(years)s Jahre", years) % {"years": years}
    about = " · ".join(one for one in (who, first.case.municipality.name) if one)
    return CaseOfDay(names_of(people), about, first, people)


@dataclass(frozen=True, slots=True)
class Rows:
    """Writes the rows of one day."""

    cases: dict[UUID, CaseOfDay]
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    def group_of(self, day: date) -> DayGroup | None:
        """Where something due on a day stands; None if it is further away than the page looks."""
        if day <= self.today:
            return DayGroup.OVERDUE if day < self.today else DayGroup.TODAY
        return DayGroup.WEEK if day <= self.today + AHEAD else None

    def of_cases(self) -> Iterator[TodayRow]:
        """Announcements, offers, agreed contacts, reviews, drafts, ends of the accompaniment."""
        for case in self.cases.values():
            state = case.first.case.state
            if state == CaseState.ANNOUNCED:
                yield from self._announced(case)
            if case.first.offer_id:
                yield self._offer(case)
            if case.first.agreed_contact_on and not case.first.has_appointment:
                yield from self._contact(case)
            if state == CaseState.OPEN:
                for plan in (one for person in case.people for one in plans_of(person)):
                    yield from self._of_plan(case, plan)
                yield from self._end_of_time(case)

    def _announced(self, case: CaseOfDay) -> Iterator[TodayRow]:
        first, own = case.first, case.first.case
        if own.last_contact_at:
            day = timezone.localdate(own.last_contact_at)
            yield self._row(
                case, DayGroup.WEEK, day, "handshake",
                text=_("Kennengelernt; Unterstützung ist noch nicht angeboten"),
                deed=_("Unterstützung anbieten"), href=_address("offer", own.pk),
                since=self._last_contact(case),
            )  # fmt: skip
            return
        target = own.announced_on + FIRST_CONTACT_WITHIN
        if (group := self.group_of(target)) is None:
            return
        words = {"day": short_date(own.announced_on)}
        attempts = first.attempts or 0
        tried = ngettext("%(number)s Versuch", "%(number)s Versuche", attempts)
        yield self._row(
            case, group, target, "inbox",
            text=_("Erster Kontakt, vorgeschlagen binnen vier Wochen nach dem %(day)s") % words,
            deed=_("Versuch eintragen") if attempts else _("Kontakt aufnehmen"),
            href=_address("attempt" if attempts else "case", own.pk),
            since=self._distance(target), since_note=tried % {"number": attempts},
        )  # fmt: skip

    def _offer(self, case: CaseOfDay) -> TodayRow:
        first = case.first
        return self._row(
            case, DayGroup.WAITING, first.offered_on, "handshake",
            text=_("Antwort auf das Angebot der Begleitung"),
            deed=_("Antwort festhalten"), href=_address("answer", first.offer_id),
            since=self._distance(first.offered_on), since_note=self._last_contact(case),
        )  # fmt: skip

    def _contact(self, case: CaseOfDay) -> Iterator[TodayRow]:
        day = case.first.agreed_contact_on
        if group := self.group_of(day):
            yield self._row(
                case, group, day, "message-square",
                text=_("Nächster Kontakt, so vereinbart"),
                deed=_("Notiz schreiben"), href=_address("contact", case.first.case_id),
                since=self._distance(day), since_note=self._last_contact(case),
            )  # fmt: skip

    def _of_plan(self, case: CaseOfDay, plan: PlanOfDay) -> Iterator[TodayRow]:
        if plan.review_on and (group := self.group_of(plan.review_on)):
            yield self._row(
                case, group, plan.review_on, "clipboard-check",
                text=_("Integrationsplan gemeinsam überprüfen (Fassung %(number)s)")
                % {"number": plan.active_number},
                deed=_("Überprüfen"), href=_address("plan", plan.active_id),
                since=self._distance(plan.review_on), since_note=self._last_contact(case),
            )  # fmt: skip
        begun = timezone.localdate(plan.draft_at) if plan.draft_at else None
        if begun and begun + DRAFT_MAY_LIE <= self.today:
            yield self._row(
                case, DayGroup.WEEK, begun, "clipboard-list",
                text=_("Entwurf des Plans, noch nicht vereinbart"),
                deed=_("Am Plan arbeiten"), href=_address("plan", plan.draft_id),
                since=self._distance(begun), since_note=self._last_contact(case),
            )  # fmt: skip

    def _end_of_time(self, case: CaseOfDay) -> Iterator[TodayRow]:
        """Of a household the time that ends first, as in the head of the case."""
        timed = [one for one in case.people if is_present(one) and one.time_ends_on]
        if not timed:
            return
        person = min(timed, key=lambda one: (one.time_ends_on, one.time_starts_on))
        ends_on = person.time_ends_on
        if months_begun(person.time_starts_on, self.today) < END_IN_SIGHT_FROM_MONTH:
            return
        over = ends_on < self.today
        words = {"day": short_date(ends_on)}
        yield self._row(
            case, DayGroup.OVERDUE if over else DayGroup.WEEK, ends_on, "triangle-alert",
            text=(_("Die Begleitung endete am %(day)s") if over
                  else _("Läuft bald ab: Begleitung bis %(day)s")) % words,
            deed=_("Termin planen"), href=_address("new_appointment", person.case_id),
            since=self._distance(ends_on),
        )  # fmt: skip

    def of_appointment(self, one: Appointment) -> TodayRow:
        """An appointment that waits: to prepare for, or to say what became of it."""
        case, at = self.cases[one.case_id], timezone.localtime(one.starts_at)
        group = self.group_of(at.date()) or DayGroup.WEEK
        has_begun = at <= self.now
        prepare, record = _address("case", one.case_id), _address("appointment", one.pk)
        is_today = group is DayGroup.TODAY
        time, minutes = f"{at:%H:%M}", _("%(minutes)s Min.") % {"minutes": one.minutes}
        row = {"when": time, "when_note": minutes} if is_today else {}
        confirmed = one.state == AppointmentState.CONFIRMED
        return self._row(
            case, group, at.date(), icon_of(one.form), text=_in_words(one),
            deed=_("Ergebnis festhalten") if has_begun
            else _("Vorbereiten") if confirmed else _("Zusage eintragen"),
            href=record if has_begun or not confirmed else prepare,
            since=self._until(at) if is_today else _("%(time)s Uhr") % {"time": time},
            since_note="" if confirmed else _("noch nicht zugesagt"),
            order=at.isoformat(), **row,
        )  # fmt: skip

    def of_task(self, one: Task) -> TodayRow:
        """An open task, done with one click."""
        return self._row(
            self.cases[one.case_id], self.group_of(one.due_on) or DayGroup.WEEK, one.due_on,
            "square-check-big", text=_readable(one, "text"), deed=_("Erledigt"),
            href=_address("task_state", one.pk), sends=(("state", "done"), ("von", "heute")),
            since=self._distance(one.due_on), since_note=_("Aufgabe"),
        )  # fmt: skip

    def of_measure(self, one: Measure) -> TodayRow:
        """A step of an agreed plan that is due, or waits for others."""
        waits = one.state == MeasureState.WAITING
        day = one.due_on or timezone.localdate(one.recorded_at)
        group = DayGroup.WAITING if waits else self.group_of(day) or DayGroup.WEEK
        address = _address("plan", one.goal.plan_version_id)
        return self._row(
            self.cases[one.case_id], group, day, "hourglass" if waits else "footprints",
            text=_readable(one, "text"),
            deed=_("Nachfragen") if waits else _("Stand eintragen"),
            href=f"{address}?bereich={one.goal.domain}#schritt-{one.pk}",
            since=self._distance(day) if one.due_on else "",
            since_note=_readable(one, "who_name") or _who(one),
        )  # fmt: skip

    def _row(
        self, case: CaseOfDay, group: DayGroup, day: date, icon: str, **words: Any
    ) -> TodayRow:
        usual = {
            "title": case.title,
            "about": case.about,
            "title_href": _address("case", case.first.case_id),
            "order": day.isoformat(),
            **self._when(group, day),
        }
        return TodayRow(icon=icon, group=group, **{**usual, **words})

    def _when(self, group: DayGroup, day: date) -> dict[str, str]:
        weekday = f"{date_format(day, 'D')}."
        short = date_format(day, _("d.m.") if day.year == self.today.year else _("d.m.y"))
        if group is DayGroup.TODAY:
            return {"when": _("heute"), "when_note": short}
        if group is DayGroup.WEEK and self.today < day <= self.today + AHEAD:
            return {"when": weekday, "when_note": short}
        return {"when": short, "when_note": weekday}

    def _distance(self, day: date) -> str:
        days = (day - self.today).days
        if days == 0:
            return _("heute fällig")
        if days > 0:
            return ngettext("in %(days)s Tag", "in %(days)s Tagen", days) % {"days": days}
        return ngettext("seit %(days)s Tag", "seit %(days)s Tagen", -days) % {"days": -days}

    def _until(self, at: datetime) -> str:
        if at <= self.now:
            return _("hat begonnen")
        if at - self.now > SOON:
            return _("heute")
        minutes = int((at - self.now).total_seconds() // 60)
        words = {"minutes": minutes}
        return ngettext("in %(minutes)s Minute", "in %(minutes)s Minuten", minutes) % words

    def _last_contact(self, case: CaseOfDay) -> str:
        last = case.first.case.last_contact_at
        if last is None:
            return _("noch kein Kontakt")
        return _("zuletzt %(day)s") % {"day": short_date(last)}


def _in_words(one: Appointment) -> str:
    parts = [_readable(one, "text") or one.get_form_display(), _readable(one, "place")]
    parts += [_readable(one, "with_whom")]
    if one.needs_interpreter:
        parts.append(_("mit Dolmetschen"))
    return " · ".join(part for part in parts if part)


def _who(one: Measure) -> str:
    return _("wir selbst") if one.who == Who.CASE_MANAGER else one.get_who_display()


def _readable(row: Any, column: str) -> str:
    """A sealed text; one whose key was deleted must not take the whole page along."""
    try:
        return str(getattr(row, column))
    except KeyGone:
        return UNREADABLE


def _address(name: str, key: UUID) -> str:
    return reverse(f"casework:{name}", args=(key,))
