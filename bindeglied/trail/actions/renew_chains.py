"""Every chain goes on with the newest key of the trail."""

from __future__ import annotations

from bindeglied.trail.actions.record_event import record_event
from bindeglied.trail.actions.seal_events import seal_events
from bindeglied.trail.chain import INSTALLATION, is_digest, seal_bytes
from bindeglied.trail.models import Seal
from bindeglied.trail.queries import all_chains, trail_key


def renew_chains() -> int:
    """Seal each chain once with the newest key; gives how many that was necessary for.

    That seal covers all before it: whoever knows an older key can then neither change them nor go
    on with them. Every chain's events are sealed already. The installation does it, without `by`.
    """
    renewed = 0
    for chain in sorted(all_chains()):
        newest = Seal.objects.filter(chain=chain).order_by("-number").first()
        if newest and is_digest(trail_key(), seal_bytes(newest), newest.digest):
            continue
        record_event(
            "master key changed",
            record_kind="installation",
            record_key="1",
            by=None,
            organisation=None if chain == INSTALLATION else chain,
        )
        seal_events(chain=chain, at_once=True)
        renewed += 1
    return renewed
