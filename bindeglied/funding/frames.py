"""Planning frames put together: counted municipalities, rules and words become rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bindeglied.documents.remarks import Translate, gettext_noop
from bindeglied.funding.counts_file import CountedPlace
from bindeglied.funding.wording import VALUES, label_of, source_text
from bindeglied.law.planning_frame import PlanningFrames, divides_by_persons
from bindeglied.law.rulebook import all_versions, reaching_back_to, rules_on
from bindeglied.law.rules import Rules
from bindeglied.law.values import AllocationKey, Value

DayText = Callable[[date], str]

NO_VERSION_YET = gettext_noop(
    "Am %(day)s galt noch keine Fassung und damit kein Schlüssel; die erste gilt ab dem"
    " %(version)s, ihr Schlüssel: %(key)s."
)
NO_FORMULA = gettext_noop(
    "Am %(day)s gilt die Fassung vom %(version)s; ihr Schlüssel: %(key)s. Daraus lässt sich kein"
    " Rahmen nach Personen berechnen."
)
FORMULA_UNKNOWN = gettext_noop("Der Rechenweg ist unbekannt, er wurde nicht veröffentlicht.")
REACHES_BACK = gettext_noop("Die Fassung vom %(version)s wirkt auf den %(day)s zurück: %(source)s.")


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A municipality's planning frame as lists, files and pages show it."""

    municipality: str
    ags: str | None
    persons: int
    frame_eur: int
    own_claim_possible: bool


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One line of "Why this amount?", in the reader's language but for the value."""

    key: str
    label: str
    value: Value
    source: str


def frame_rows(places: Sequence[CountedPlace], frames: PlanningFrames) -> list[FrameRow]:
    """The rows in the order of `places`, which is the order in which `frames` was computed."""
    return [
        FrameRow(
            municipality=place.name,
            ags=place.ags,
            persons=place.persons,
            frame_eur=frame,
            own_claim_possible=frames.own_claim_possible(position),
        )
        for position, (place, frame) in enumerate(zip(places, frames.frames_eur, strict=True))
    ]


def explanation(
    frames: PlanningFrames, position: int, translate: Translate
) -> tuple[ExplainedLine, ...]:
    """Why the municipality at this position gets its amount, line by line."""
    return tuple(
        ExplainedLine(
            key=line.key,
            label=label_of(line.key, translate),
            value=line.value,
            source=source_text(line.source, translate),
        )
        for line in frames.lines(position)
    )


def why_no_frame(day: date, translate: Translate, day_text: DayText) -> str | None:
    """Why no frame can be computed from a count under the rules of `day`; None if it can."""
    try:
        rules = rules_on(day)
    except LookupError:
        sentence, rules = NO_VERSION_YET, all_versions()[0]
    else:
        if divides_by_persons(rules):
            return None
        sentence = NO_FORMULA
    key = rules.allocation_key.value or AllocationKey.UNKNOWN
    places = {
        "day": day_text(day),
        "version": day_text(rules.in_force),
        "key": translate(VALUES[key]),
    }
    sentences = [translate(sentence) % places]
    if sentence is NO_FORMULA and key in (AllocationKey.ALLOCATIONS, AllocationKey.UNKNOWN):
        sentences.append(translate(FORMULA_UNKNOWN))
    sentences += [retroactive_text(later, translate, day_text) for later in reaching_back_to(day)]
    return " ".join(sentences)


def retroactive_text(rules: Rules, translate: Translate, day_text: DayText) -> str:
    """The sentence on the retroactive effect of a version; empty if it has none."""
    day = rules.retroactive_from.value
    if day is None:
        return ""
    return translate(REACHES_BACK) % {
        "version": day_text(rules.in_force),
        "day": day_text(day),
        "source": source_text(rules.retroactive_from.source, translate),
    }
