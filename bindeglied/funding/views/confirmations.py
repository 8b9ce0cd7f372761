"""Rule values that two persons of the Land stand for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bindeglied.accounts.access import for_roles
from bindeglied.funding import actions
from bindeglied.funding.access import LAND_READERS
from bindeglied.funding.forms.rule_values import DecisionForm, ProposeForm
from bindeglied.funding.models import ConfirmationState, RuleConfirmation
from bindeglied.funding.queries.confirmations import live_confirmation, refusals_of
from bindeglied.funding.rule_confirmations import NEVER_CONFIRMED, confirmed_versions
from bindeglied.funding.views.deeds import is_done
from bindeglied.funding.views.rule_words import cell_of, proposal_text
from bindeglied.funding.views.value_list import (
    ValueStanding,
    narrowed,
    tally_of,
    value_groups,
    waiting_in,
)
from bindeglied.funding.wording import label_of
from bindeglied.law.rules import RULE_KEYS, Rules
from bindeglied.trail.drafts import form_with_draft
from bindeglied.trail.once import once

SAID = {
    "propose": gettext_lazy(
        "Der Wert ist vorgeschlagen; jetzt muss ihn eine zweite Person prüfen."
    ),
    "confirm": gettext_lazy("Der Wert ist bestätigt und gilt von jetzt an."),
    "withdraw": gettext_lazy("Der Vorschlag gilt nicht mehr."),
}


@require_safe
@for_roles(*LAND_READERS)
def confirm_rule(request: HttpRequest) -> HttpResponse:
    """All values that no source gave at first; the address may name one, and leads on to it."""
    version, key = request.GET.get("fassung", ""), request.GET.get("wert", "")
    if version or key:
        return redirect("funding:confirm_value", _found(version, key).version, key)
    asked = request.GET.get("stand", "")
    standing = asked if asked in ValueStanding.values else ""
    groups = value_groups(request.member.user_id)  # type: ignore[attr-defined]
    page = {"standing": standing, "tally": tally_of(groups), "waiting": waiting_in(groups)}
    page["groups"] = narrowed(groups, standing, request.GET.get("offen", ""))
    return render(request, "funding/unconfirmed.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*LAND_READERS)
@once
def confirm_value(request: HttpRequest, rule_version: str, key: str) -> HttpResponse:
    """One value: propose it, or decide what somebody proposed."""
    version = _found(rule_version, key)
    proposed = live_confirmation(rule_version, key)
    form = _form(request, key, proposed)
    if form is not None and is_done(form, lambda: _deed(request, form, version, key, proposed)):
        messages.success(request, SAID[form.cleaned_data.get("decision", "propose")])
        return redirect(f"{reverse('funding:confirm_rule')}?offen={rule_version}")
    page = _page_of(request, version, key, proposed) | {"form": form}
    return render(request, "funding/confirm_value.html", page)


def _found(rule_version: str, key: str) -> Rules:
    """The version with this name, if it has a rule with this key; else Http404."""
    version = next((one for one in confirmed_versions() if one.version == rule_version), None)
    if version is None or key not in RULE_KEYS:
        raise Http404
    return version


def _form(
    request: HttpRequest, key: str, proposed: RuleConfirmation | None
) -> DecisionForm | ProposeForm | None:
    """To propose, or to decide what is proposed; nothing for what is never confirmed."""
    is_confirmed = proposed is not None and proposed.state == ConfirmationState.CONFIRMED
    if proposed is None or is_confirmed:
        if key in NEVER_CONFIRMED:
            return None
        label = label_of(key, gettext)
        return form_with_draft(
            request, ProposeForm, key=key, label=label, is_confirmed=is_confirmed
        )
    return DecisionForm(request.POST if request.method == "POST" else None)


def _deed(
    request: HttpRequest,
    form: DecisionForm | ProposeForm,
    version: Rules,
    key: str,
    proposed: RuleConfirmation | None,
) -> None:
    member, done = request.member, form.cleaned_data  # type: ignore[attr-defined]
    who: dict[str, Any] = {"by": member.user_id, "organisation": member.organisation_id}
    if isinstance(form, ProposeForm):
        actions.propose_rule_value(
            rule_version=version.version,
            key=key,
            value=done["value"],
            source=form.source(),
            reason=done.get("reason", ""),
            **who,
        )
    elif done["decision"] == "confirm" and proposed is not None:
        actions.confirm_rule_value(confirmation=proposed, **who)
    elif proposed is not None:
        actions.withdraw_rule_value(confirmation=proposed, reason=done["reason"], **who)


def _page_of(
    request: HttpRequest, version: Rules, key: str, proposed: RuleConfirmation | None
) -> dict[str, Any]:
    rule = version.value_of(key)
    return {
        "rules": version,
        "key": key,
        "label": label_of(key, gettext),
        "cell": cell_of(version.version, key, rule, proposed),
        "proposed": proposed,
        "is_confirmed": proposed is not None and proposed.state == ConfirmationState.CONFIRMED,
        "proposed_text": proposal_text(version, proposed) if proposed else "",
        "is_mine": proposed is not None and proposed.proposed_by == request.member.user_id,  # type: ignore[attr-defined]
        "refusals": refusals_of(version.version, key),
        "is_sourced": proposed is None and not rule.is_unverified,
    }
