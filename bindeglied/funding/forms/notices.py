"""What a notice says, and how its amount is passed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bindeglied.funding.actions import NoticeWords, PassingOn
from bindeglied.funding.forms.figures import TO_FILL_IN, FigureField, WeightField
from bindeglied.funding.models import FIRST_NOTICE_YEAR, SubAllocationKey
from bindeglied.funding.queries.dividing import HUNDREDTHS, Division, Eligible, KnownWeights

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
# A notice may come before its year begins.
YEARS_AHEAD = 1


class NoticeForm(forms.Form):
    """The official amount with its document."""

    amount_eur = FigureField(
        label=gettext_lazy("Betrag in Euro"), help_text=gettext_lazy("wie im Bescheid, mit Cent")
    )
    document = forms.CharField(
        label=gettext_lazy("Wie heißt das Dokument?"), max_length=200, error_messages=TO_FILL_IN
    )
    file_number = forms.CharField(label=gettext_lazy("Aktenzeichen"), max_length=80, required=False)
    issued_on = forms.DateField(
        label=gettext_lazy("Tag des Bescheids"), widget=DAY, error_messages=TO_FILL_IN
    )

    def clean_amount_eur(self) -> Decimal:
        """An amount above 0."""
        amount: Decimal = self.cleaned_data["amount_eur"]
        if amount <= 0:
            raise forms.ValidationError(_("Der Betrag liegt nicht über 0."))
        return amount

    def clean_issued_on(self) -> date:
        """A day that is not to come."""
        day: date = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return day

    def words(self) -> NoticeWords:
        """What the action writes down."""
        names = ("amount_eur", "document", "file_number", "issued_on")
        return NoticeWords(**{name: self.cleaned_data[name] for name in names})


class NewNoticeForm(NoticeForm):
    """The first notice of a year."""

    year = forms.TypedChoiceField(label=gettext_lazy("Jahr"), coerce=int)
    field_order = ("year",)

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        this_year = timezone.localdate().year
        years = range(FIRST_NOTICE_YEAR, max(this_year, FIRST_NOTICE_YEAR) + YEARS_AHEAD + 1)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = this_year
        self.fields["year"].error_messages |= {
            **TO_FILL_IN,
            "invalid_choice": _(
                "„%(value)s“ geht nicht; Bescheide gibt es für die Jahre {first} bis {last}."
            ).format(first=years[0], last=years[-1]),
        }


class CorrectionForm(NoticeForm):
    """A notice written anew; the first one stays."""

    reason = forms.CharField(
        label=gettext_lazy("Warum berichtigen Sie?"),
        help_text=gettext_lazy("zum Beispiel: Änderungsbescheid, Tippfehler"),
        max_length=300,
        error_messages=TO_FILL_IN,
    )


@dataclass(frozen=True, slots=True)
class FormRow:
    """One recipient in the table of the form, with what is known and the two fields to type in."""

    recipient: Eligible
    persons: int | None
    inhabitants: int | None
    weight: BoundField
    fixed: BoundField


class SubAllocationForm(forms.Form):
    """A key, what the Kreis keeps, and a table of figures and fixed amounts."""

    key = forms.ChoiceField(label=gettext_lazy("Schlüssel"), error_messages=TO_FILL_IN)
    weights_source = forms.CharField(
        label=gettext_lazy("Woher kommen die eingetragenen Zahlen?"),
        help_text=gettext_lazy("nur bei selbst eingetragenen Personen oder Gewichten"),
        max_length=200,
        required=False,
    )
    own_share_eur = FigureField(
        label=gettext_lazy("Der Kreis behält (Euro)"),
        help_text=gettext_lazy("steht offen in jeder Mitteilung"),
        required=False,
    )
    own_share_reason = forms.CharField(
        label=gettext_lazy("Wofür behält der Kreis das?"),
        help_text=gettext_lazy("zum Beispiel: Koordination des Kreises"),
        max_length=200,
        required=False,
    )
    has_base = forms.BooleanField(
        label=gettext_lazy("Feste Beträge kommen zum Anteil hinzu (Sockel), statt ihn zu ersetzen"),
        required=False,
    )
    to_the_euro = forms.BooleanField(
        label=gettext_lazy("Anteile auf volle Euro runden"), required=False
    )
    own_text = forms.CharField(
        label=gettext_lazy("Eigener Text für die Mitteilungen"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        max_length=4000,
        required=False,
    )

    def __init__(
        self, *args: Any, among: Sequence[Eligible], known: KnownWeights, **words: Any
    ) -> None:
        self.among, self.known = among, known
        super().__init__(*args, **words)
        self.fields["key"].choices = keys_to_choose(known)  # type: ignore[attr-defined]
        self.fields["key"].initial = next(iter(keys_to_choose(known)))[0]
        for one in among:
            name = {"name": one.name}
            self.fields[f"weight_{one.key}"] = WeightField(
                label=_("Zahl für %(name)s") % name, required=False
            )
            self.fields[f"fixed_{one.key}"] = FigureField(
                label=_("Fester Betrag für %(name)s in Euro") % name, required=False
            )
        for field in self.figures():
            field.field.widget.attrs["aria-label"] = field.label

    def figures(self) -> Iterator[BoundField]:
        """The fields of the table."""
        return (self[name] for name in self.fields if name.startswith(("weight_", "fixed_")))

    def rows(self) -> list[FormRow]:
        """The table, one row per recipient."""
        return [
            FormRow(
                one,
                self.known.persons.get(one.key),
                self.known.inhabitants.get(one.key),
                self[f"weight_{one.key}"],
                self[f"fixed_{one.key}"],
            )
            for one in self.among
        ]

    def division(self, key: str | None = None) -> Division:
        """What was typed and could be read; by another key if one is given."""
        done = self.cleaned_data
        return Division(
            key=key or done.get("key", ""),
            own_share_eur=done.get("own_share_eur") or Decimal(0),
            weights={one: int(figure * HUNDREDTHS) for one, figure in self._typed("weight")},
            fixed_eur=dict(self._typed("fixed")),
            has_base=done.get("has_base", False),
            to_the_euro=done.get("to_the_euro", False),
        )

    def words(self) -> PassingOn:
        """What is said beside the figures."""
        names = ("own_share_reason", "weights_source", "own_text")
        return PassingOn(**{name: self.cleaned_data[name] for name in names})

    def _typed(self, kind: str) -> Iterator[tuple[str, Decimal]]:
        for one in self.among:
            figure = self.cleaned_data.get(f"{kind}_{one.key}")
            if figure is not None:
                yield one.key, figure


def keys_to_choose(known: KnownWeights) -> list[tuple[str, str]]:
    """The keys that can be used now: without a closed count there are no counted persons."""
    return [
        (key.value, str(key.label))
        for key in SubAllocationKey
        if key is not SubAllocationKey.COUNTED or known.counted_on is not None
    ]


def as_typed(form: SubAllocationForm) -> SubAllocationForm:
    """A bound form that holds what was typed before and kept, to compute with it."""
    data: Mapping[str, Any] = {
        name: value
        for name in form.fields
        if (value := form.get_initial_for_field(form.fields[name], name)) not in (None, False)
    }
    bound = SubAllocationForm(data=data, among=form.among, known=form.known)
    bound.is_valid()
    return bound
