"""Propose a value that no source gave yet, and confirm or refuse what somebody else proposed."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bindeglied.funding.actions.enter_frames import lock_frames
from bindeglied.funding.models import ConfirmationState, RuleConfirmation
from bindeglied.funding.rule_confirmations import NEVER_CONFIRMED, text_of
from bindeglied.funding.transitions import CONFIRMATION_STEPS, NotAllowed, require_step
from bindeglied.law.rulebook import all_versions
from bindeglied.law.rules import is_possible, kind_of
from bindeglied.law.values import Source, Value
from bindeglied.trail.actions import record_event


@transaction.atomic
def propose_rule_value(
    *,
    rule_version: str,
    key: str,
    value: Value,
    source: Source,
    reason: str = "",
    by: UUID,
    organisation: UUID,
) -> RuleConfirmation:
    """Propose a value with the source in which it was read; it counts once it is confirmed.

    It may stand in for one that was confirmed before, with a reason (up to 300 letters); what was
    released on that one keeps it.

    Raises NotAllowed for a value that is never confirmed or that the version's own source gives,
    for one that waits already, without title and place of the source or the reason,
    and for a value of another kind than the rule's or out of its range; LookupError for a version
    or rule that does not exist.
    """
    version = next((one for one in all_versions() if one.version == rule_version), None)
    if version is None:
        raise LookupError(rule_version)
    _require_confirmable(key)
    if not version.value_of(key).is_unverified:
        raise NotAllowed(_("Dieser Wert ist schon belegt."))
    if type(value) is not kind_of(key) or not is_possible(key, value):
        raise NotAllowed(_("Dieser Wert passt nicht zur Regel."))
    if not source.title.strip() or not source.place.strip():
        raise NotAllowed(_("Es fehlt, in welchem Dokument der Wert steht und an welcher Stelle."))
    # Nobody confirms a value between the question whether there is one and this proposal.
    lock_frames()
    why = _reason_to_replace(rule_version, key, reason)
    try:
        # The database lets one wait, also where two propose at once.
        with transaction.atomic():
            proposed = RuleConfirmation.objects.create(
                rule_version=rule_version,
                key=key,
                value=text_of(value),
                source_title=source.title.strip(),
                source_place=source.place.strip(),
                reason=why,
                proposed_at=timezone.now(),
                proposed_by=by,
            )
    except IntegrityError as reason:
        raise NotAllowed(_("Für diesen Wert gibt es schon einen Vorschlag.")) from reason
    _record("rule value proposed", proposed, by, organisation)
    return proposed


@transaction.atomic
def confirm_rule_value(
    *, confirmation: RuleConfirmation, by: UUID, organisation: UUID
) -> RuleConfirmation:
    """Stand for a value that somebody else proposed; it counts from now on.

    What is released before keeps the value confirmed before.
    Raises NotAllowed for whoever proposed it, and where it does not wait any more.
    """
    # No release may fall between its reckoning and this moment, by which it is reckoned again.
    lock_frames()
    found = _locked(confirmation, ConfirmationState.CONFIRMED)
    _require_confirmable(found.key)
    if found.proposed_by == by:
        raise NotAllowed(
            _("Sie haben diesen Wert selbst vorgeschlagen; bestätigen muss ihn jemand anderes.")
        )
    _decide(found, ConfirmationState.CONFIRMED, by)
    _record("rule value confirmed", found, by, organisation)
    return found


@transaction.atomic
def withdraw_rule_value(
    *, confirmation: RuleConfirmation, reason: str, by: UUID, organisation: UUID
) -> RuleConfirmation:
    """Take the own proposal back, or refuse that of somebody else with a reason.

    Raises NotAllowed without a reason where somebody else proposed it, and where it does not wait
    any more.
    """
    found = _locked(confirmation, ConfirmationState.WITHDRAWN)
    is_own = found.proposed_by == by
    if not is_own and not reason.strip():
        raise NotAllowed(_("Es fehlt der Grund der Ablehnung."))
    _decide(found, ConfirmationState.WITHDRAWN, by, refusal="" if is_own else reason.strip())
    _record("rule value withdrawn" if is_own else "rule value refused", found, by, organisation)
    return found


def _reason_to_replace(rule_version: str, key: str, reason: str) -> str:
    """The reason as it is kept: needed where a value was confirmed before, else empty."""
    confirmed = RuleConfirmation.objects.filter(state=ConfirmationState.CONFIRMED)
    if not confirmed.filter(rule_version=rule_version, key=key).exists():
        return ""
    if not reason.strip():
        raise NotAllowed(_("Es fehlt der Grund der Berichtigung."))
    return reason.strip()


def _require_confirmable(key: str) -> None:
    if key in NEVER_CONFIRMED:
        raise NotAllowed(
            _(
                "Dieser Wert lässt sich hier nicht bestätigen: Die Begleitung von Menschen rechnet"
                " mit der Fassung, wie sie veröffentlicht ist."
            )
        )


def _locked(confirmation: RuleConfirmation, wanted: ConfirmationState) -> RuleConfirmation:
    found = RuleConfirmation.objects.select_for_update().get(pk=confirmation.pk)
    require_step(CONFIRMATION_STEPS, found.state, wanted)
    return found


def _decide(
    found: RuleConfirmation, state: ConfirmationState, by: UUID, *, refusal: str = ""
) -> None:
    found.state, found.refusal = state, refusal
    found.decided_at, found.decided_by = timezone.now(), by
    found.save(update_fields=["state", "refusal", "decided_at", "decided_by"])


def _record(verb: str, found: RuleConfirmation, by: UUID, organisation: UUID) -> None:
    record_event(
        verb,
        record_kind="rule confirmation",
        record_key=found.pk,
        by=by,
        organisation=organisation,
    )
