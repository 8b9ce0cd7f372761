"""What describes a field stands beside it."""

from __future__ import annotations

import re

import pytest
from django import forms


class Described(forms.Form):
    name = forms.CharField(help_text="Wie im Ausweis.")
    agreed = forms.BooleanField(help_text="Ein Grund wird nicht festgehalten.")


@pytest.mark.parametrize("sent", [None, {}], ids=["empty", "with faults"])
@pytest.mark.parametrize("field", ["name", "agreed"])
def test_every_description_of_a_field_is_there(field: str, sent: dict[str, str] | None) -> None:
    drawn = Described(sent)[field].as_field_group()
    assert str(Described.base_fields[field].help_text) in drawn
    (named,) = re.findall(r'aria-describedby="([^"]+)"', drawn)
    assert set(named.split()) == set(re.findall(r'<(?:div|p)[^>]* id="([^"]+)"', drawn))
