"""Forms whose text is kept while it is typed: `form_with_draft` in the view, two tags in the form.

    <form method="post" {% keeps_draft form %}>{% csrf_token %}{% once_key %}{% draft_line form %}

A small script sends the fields shortly after the last key stroke; without it, a button does. What
is kept is sealed and belongs to one person and one address: the one that the form is sent to.
Where a draft goes is signed when the page is drawn, so that nobody writes one for a case that was
not shown to them. `@once` forgets the draft together with the deed. One form per address, or
several with a prefix each.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from bindeglied.trail.actions import forget_draft, keep_draft
from bindeglied.trail.data_keys import KeyGone
from bindeglied.trail.models import Draft
from bindeglied.trail.models.sent_form import KEY_FIELD
from bindeglied.trail.sealing import Unreadable
from bindeglied.trail.versions import version_names
from bindeglied.ui.templatetags.formats import short_date

Form = TypeVar("Form", bound=forms.BaseForm)

TOKEN_FIELD = "entwurf"  # noqa: S105 - the name of a field
SAVE_BUTTON = "zwischenspeichern"
DROP_BUTTON = "entwurf-verwerfen"
# Part of the form itself, not of what somebody typed.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", KEY_FIELD, TOKEN_FIELD, SAVE_BUTTON, DROP_BUTTON})
LONGEST_DRAFT = 1_000_000
# No field of a form has this name.
_BASE = ""
_SALT = "bindeglied.trail.draft"


class NotYourDraft(Exception):
    """The place of a draft was not signed by us, or for somebody else."""


class DraftTooLong(Exception):
    """More than a form of ours can hold."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """Where the text of a form is kept; `saved_at` if the form shows a kept text.

    `base` is a digest of what the form showed before anybody typed.
    """

    user: UUID
    place: str
    owner: UUID
    base: str = ""
    never_kept: tuple[str, ...] = ()
    saved_at: datetime | None = None
    is_readable: bool = True

    @property
    def saved_words(self) -> str:
        """When the shown text was saved."""
        return saved_words(self.saved_at) if self.saved_at else ""

    def token(self, page: str) -> str:
        """The place of this draft, signed; `page` is where the form is shown."""
        words = [
            *(str(self.user), str(self.owner), self.place, page, self.base),
            *self.never_kept,
        ]
        return signing.dumps(words, salt=_SALT)


@dataclass(frozen=True, slots=True)
class _Place:
    user: UUID
    owner: UUID
    address: str
    page: str
    base: str
    never_kept: frozenset[str]


def form_with_draft(
    request: HttpRequest,
    form_class: Callable[..., Form],
    *,
    owner: UUID | None = None,
    place: str | None = None,
    has_drafts: bool = True,
    **words: Any,
) -> Form:
    """The form of a view: bound when it was sent, else filled with what was typed before.

    `owner` is whose data key seals the draft (default: the signed-in person), `place` the address
    the form is sent to (default: this one); `has_drafts` is False where it is known that none is
    kept, so that none is looked for; further words go to the form. A draft that cannot be
    opened leaves the form empty and says so in `{% draft_line %}`.
    """
    place = place or request.path
    if request.method == "POST" and place == request.path:
        form = form_class(data=request.POST, files=request.FILES, **words)
        draft = _draft_of(request, form, owner, place)
        request.draft_place = draft and draft.place  # type: ignore[attr-defined]
        return _with(form, draft)
    form = form_class(**words)
    draft = _draft_of(request, form, owner, place)
    return _with(form, _filled(form, draft) if draft and has_drafts else draft)


def save_typed(request: HttpRequest) -> datetime:
    """Keep the fields of a request as the draft of the place it names; gives the moment.

    Raises NotYourDraft, DraftTooLong, KeyGone, or AlreadySent if its form was sent meanwhile.
    """
    place = _place_in(request)
    left_out = NOT_TYPED | place.never_kept
    typed = {name: values for name, values in request.POST.lists() if name not in left_out}
    content = json.dumps(typed | {_BASE: [place.base]})
    if len(content) > LONGEST_DRAFT:
        raise DraftTooLong
    return keep_draft(
        by=place.user,
        place=place.address,
        owner=place.owner,
        content=content,
        form_key=_key_in(request.POST),
    )


def drop_typed(request: HttpRequest) -> None:
    """Forget the draft of the place that a request names. Raises NotYourDraft."""
    place = _place_in(request)
    forget_draft(by=place.user, place=place.address)


def page_of(request: HttpRequest) -> str:
    """The page on which the form of this request was shown. Raises NotYourDraft."""
    return _place_in(request).page


def saved_words(moment: datetime) -> str:
    """Says when a draft was saved, with the day if that was another one."""
    moment = timezone.localtime(moment)
    time = f"{moment:%H:%M}"
    if moment.date() == timezone.localdate():
        return _("gespeichert %(time)s") % {"time": time}
    return _("gespeichert am %(day)s, %(time)s") % {"day": short_date(moment), "time": time}


def _with(form: Form, draft: FormDraft | None) -> Form:
    form.draft = draft  # type: ignore[attr-defined]
    return form


def _draft_of(
    request: HttpRequest, form: forms.BaseForm, owner: UUID | None, place: str
) -> FormDraft | None:
    if not request.user.is_authenticated:
        return None
    secret = tuple(form.add_prefix(name) for name in form.fields if _is_never_kept(form, name))
    if form.prefix:
        place = f"{place}#{form.prefix}"
    return FormDraft(request.user.pk, place, owner or request.user.pk, _base_of(form), secret)


def _base_of(form: forms.BaseForm) -> str:
    """A digest of the values that a form starts from, its version left out."""
    fields = [(name, one) for name, one in form.fields.items() if name not in version_names(form)]
    values = [f"{name}={form.get_initial_for_field(one, name)!r}" for name, one in fields]
    return salted_hmac(_SALT, "\n".join(values), algorithm="sha256").hexdigest()[:32]


def _is_never_kept(form: forms.BaseForm, name: str) -> bool:
    return isinstance(form.fields[name].widget, forms.PasswordInput | forms.FileInput)


def _filled(form: forms.BaseForm, draft: FormDraft) -> FormDraft:
    """Put what was typed into an empty form; gives the draft with its moment."""
    kept = Draft.objects.filter(user=draft.user, place=draft.place).first()
    if kept is None:
        return draft
    try:
        typed = json.loads(kept.content)
    except (KeyGone, Unreadable):
        return replace(draft, is_readable=False)
    values = _values(form, _as_sent(typed))
    if typed.get(_BASE) == [draft.base]:
        # Nobody changed the row under the draft, so its old version would be a false alarm.
        values = {name: one for name, one in values.items() if name not in version_names(form)}
    form.initial = {**form.initial, **values}
    return replace(draft, saved_at=kept.saved_at)


def _values(form: forms.BaseForm, typed: QueryDict) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, field in form.fields.items():
        sent_as = form.add_prefix(name)
        if field.disabled or _is_never_kept(form, name):
            continue
        if not field.widget.value_omitted_from_data(typed, {}, sent_as):  # type: ignore[arg-type]
            value = field.widget.value_from_datadict(typed, {}, sent_as)  # type: ignore[arg-type]
            values[name] = _moment_or_text(field, value)
    return values


def _moment_or_text(field: forms.Field, value: Any) -> Any:
    """Days and times as pages expect them in a form, unless they are only half typed."""
    if isinstance(field, forms.DateField | forms.DateTimeField | forms.TimeField):
        with suppress(forms.ValidationError):
            return field.to_python(value)
    return value


def _as_sent(typed: dict[str, list[str]]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, values in typed.items():
        sent.setlist(name, values)
    return sent


def _place_in(request: HttpRequest) -> _Place:
    try:
        words = signing.loads(request.POST.get(TOKEN_FIELD, ""), salt=_SALT)
        user, owner, address, page, base, *never_kept = words
    except (signing.BadSignature, ValueError) as reason:
        raise NotYourDraft from reason
    if user != str(request.user.pk):
        raise NotYourDraft
    return _Place(UUID(user), UUID(owner), address, page, base, frozenset(never_kept))


def _key_in(sent: QueryDict) -> UUID | None:
    try:
        return UUID(sent.get(KEY_FIELD, ""))
    except ValueError:
        return None
