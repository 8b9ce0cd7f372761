"""The offer of support and its answer."""

from __future__ import annotations

from datetime import date, timedelta

from bindeglied.casework.models import Answer, CaseState, SupportOffer
from bindeglied.demo.actions.generated.story import Story
from bindeglied.demo.actions.generated.words import between, sentence

ANSWERS = {
    CaseState.OFFERED: Answer.WAITING,
    CaseState.OPEN: Answer.ACCEPTED,
    CaseState.DECLINED: Answer.DECLINED,
}


def tell_offer(story: Story, first_on: date) -> date | None:
    """The offer on the day of the first contact; gives the day on which it was accepted."""
    answer = ANSWERS.get(story.outline.state)
    if answer is None:
        return None
    offered_at = story.at(first_on, 1) + timedelta(hours=1)
    answered_on = first_on + timedelta(days=between(story.random, 0, 6))
    words = {"offered_on": first_on, "answer": answer}
    if answer != Answer.WAITING:
        words["answered_on"] = answered_on
    if answer == Answer.DECLINED and story.random.random() < 0.6:
        words["reason"] = sentence(story.random, "reason")
    story.add(SupportOffer, offered_at, **words)
    story.deed("support offered", offered_at)
    if answer == Answer.WAITING:
        return None
    at = max(story.at(answered_on), offered_at + timedelta(minutes=5))
    story.deed("offer accepted" if answer == Answer.ACCEPTED else "offer declined", at)
    if answer == Answer.DECLINED:
        return None
    story.informed_on = answered_on
    return answered_on
