"""Enter the official amount of a Kreis, and correct it by a further row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.funding.actions.enter_in_ledger import Entered, enter_in_ledger
from bindeglied.funding.models import (
    FIRST_NOTICE_YEAR,
    FrameNotice,
    LedgerKind,
    SubAllocation,
    SubAllocationState,
)
from bindeglied.funding.transitions import NotAllowed
from bindeglied.places.models import Kreis
from bindeglied.trail.actions import record_event

PROGRAMME, SOURCE_KIND = "integrationsmanagement", "frame notice"


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What a notice says: euros with cents, the title of the document, its file number and day."""

    amount_eur: Decimal
    document: str
    file_number: str
    issued_on: date


@transaction.atomic
def enter_notice(
    *, kreis: Kreis, year: int, words: NoticeWords, by: UUID, organisation: UUID
) -> FrameNotice:
    """Write down what the notice of a Kreis for a year says, and enter it as allocated.

    Raises NotAllowed before 2025, for a second notice of the year, for an amount that is not above
    0, and for a day to come.
    """
    _require_possible(words, year)
    if lock_notices(kreis.pk, year):
        raise NotAllowed(
            _("Für dieses Jahr ist schon ein Bescheid eingetragen; bitte berichtigen Sie ihn.")
        )
    notice = _written(words, kreis_id=kreis.pk, year=year, by=by)
    _enter([(notice, notice.amount_eur)], by)
    _record("frame notice entered", notice, by, organisation)
    return notice


@transaction.atomic
def enter_notices(
    *, kreis: Kreis, notices: Iterable[tuple[int, NoticeWords]], by: UUID, organisation: UUID
) -> list[FrameNotice]:
    """Enter several notices of a Kreis (year and words), each as `enter_notice` does; all or none.

    Raises NotAllowed with the year, where one of them is refused.
    """
    entered = []
    for year, words in notices:
        try:
            entered.append(
                enter_notice(kreis=kreis, year=year, words=words, by=by, organisation=organisation)
            )
        except NotAllowed as refusal:
            raise NotAllowed(f"{year}: {refusal.reason}") from refusal
    return entered


@transaction.atomic
def correct_notice(
    *, notice: FrameNotice, words: NoticeWords, reason: str, by: UUID, organisation: UUID
) -> FrameNotice:
    """Put a further row in the place of a notice; the first one stays readable.

    A sub-allocation that waits for its release is withdrawn, because it divides the old amount; a
    released one holds until a new one is released. Raises NotAllowed as `enter_notice` does, and
    without a reason, or where somebody else has corrected the notice already.
    """
    _require_possible(words, notice.year)
    if not reason.strip():
        raise NotAllowed(_("Es fehlt der Grund der Berichtigung."))
    lock_notices(notice.kreis_id, notice.year)
    require_holding(notice.pk)
    new = _written(
        words,
        kreis_id=notice.kreis_id,
        year=notice.year,
        by=by,
        replaces=notice,
        reason=reason.strip(),
    )
    waiting = SubAllocation.objects.filter(notice=notice, state=SubAllocationState.PREPARED)
    waiting.update(state=SubAllocationState.WITHDRAWN, decided_at=timezone.now(), decided_by=by)
    _enter([(notice, -notice.amount_eur), (new, new.amount_eur)], by)
    _record("frame notice corrected", new, by, organisation)
    return new


def lock_notices(kreis: str, year: int) -> list[FrameNotice]:
    """All notices of a Kreis for a year, oldest first; nobody else changes anything about them."""
    # Where there is no notice yet, no row of one can hold the second of two who enter it at once.
    Kreis.objects.select_for_update(no_key=True).get(pk=kreis)
    notices = FrameNotice.objects.select_for_update().filter(kreis=kreis, year=year)
    return list(notices.order_by("pk"))


def require_holding(notice_id: UUID) -> None:
    """Raise NotAllowed if another row has replaced this notice."""
    if FrameNotice.objects.filter(replaces=notice_id).exists():
        raise NotAllowed(_("Dieser Bescheid ist inzwischen berichtigt."))


def _require_possible(words: NoticeWords, year: int) -> None:
    if year < FIRST_NOTICE_YEAR:
        raise NotAllowed(_("Bescheide an die Kreise gibt es für die Jahre ab 2025."))
    if words.amount_eur <= 0:
        raise NotAllowed(_("Der Betrag liegt nicht über 0."))
    if not words.document.strip():
        raise NotAllowed(_("Es fehlt, wie das Dokument heißt."))
    if words.issued_on > timezone.localdate():
        raise NotAllowed(_("Der Tag des Bescheids liegt in der Zukunft."))


def _written(
    words: NoticeWords,
    *,
    kreis_id: str,
    year: int,
    by: UUID,
    replaces: FrameNotice | None = None,
    reason: str = "",
) -> FrameNotice:
    return FrameNotice.objects.create(
        kreis_id=kreis_id,
        year=year,
        amount_eur=words.amount_eur,
        document=words.document.strip(),
        file_number=words.file_number.strip(),
        issued_on=words.issued_on,
        replaces=replaces,
        reason=reason,
        entered_at=timezone.now(),
        entered_by=by,
    )


def _enter(amounts: list[tuple[FrameNotice, Decimal]], by: UUID) -> None:
    enter_in_ledger(
        (
            Entered(
                kind=LedgerKind.ALLOCATED,
                programme=PROGRAMME,
                year=notice.year,
                amount_eur=amount,
                source_kind=SOURCE_KIND,
                source_key=notice.pk,
                kreis=notice.kreis_id,
            )
            for notice, amount in amounts
        ),
        by=by,
    )


def _record(verb: str, notice: FrameNotice, by: UUID, organisation: UUID) -> None:
    record_event(
        verb,
        record_kind="frame notice",
        record_key=notice.pk,
        by=by,
        organisation=organisation,
    )
