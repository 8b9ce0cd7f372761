"""Keys between tables, money columns, names of constraints, and the register of privacy."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models

from tests.house_rules.checkout import ranks

PRIVACY_GROUPS = ("names_the_person", "sensitive", "needs_consent", "harmless")
OWN_MODELS = [one for one in apps.get_models() if one.__module__.startswith("bindeglied.")]


def package_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def own_keys() -> list[models.Field]:
    return [
        field
        for model in OWN_MODELS
        for field in chain(model._meta.concrete_fields, model._meta.many_to_many)
        if field.is_relation
    ]


def in_words(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def test_there_are_tables_and_keys_to_look_at() -> None:
    assert len(OWN_MODELS) >= 11
    assert len(own_keys()) >= 9


@pytest.mark.parametrize("field", own_keys(), ids=in_words)
def test_a_foreign_key_points_down_or_stays_in_its_package(field: models.Field) -> None:
    own, other = package_of(field.model), package_of(field.related_model)
    assert field.related_model in OWN_MODELS
    if own == other:
        return
    height = ranks()
    assert height[other] < height[own]
    assert field.remote_field.related_name == "+", "a key that crosses packages has no way back"


def test_no_table_points_at_whatever_record() -> None:
    for model in OWN_MODELS:
        kinds = {type(field) for field in model._meta.private_fields}
        assert not any(issubclass(kind, GenericForeignKey) for kind in kinds), model
        assert not any("GenericRelation" in kind.__name__ for kind in kinds), model


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda one: one._meta.label)
def test_amounts_are_whole_numbers_and_floating_point_is_for_places_on_a_map(
    model: type[models.Model],
) -> None:
    for field in model._meta.concrete_fields:
        assert not isinstance(field, models.DecimalField), field
        if isinstance(field, models.FloatField):
            assert field.name in ("lon", "lat"), field
        if field.name.endswith("_eur"):
            assert type(field).__name__ == "EuroField", field


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda one: one._meta.label)
def test_a_moment_ends_in_at_and_a_day_in_on_from_or_until(model: type[models.Model]) -> None:
    for field in model._meta.concrete_fields:
        if field.name == "last_login":
            continue  # the name is Django's
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at"), field
        elif isinstance(field, models.DateField):
            assert field.name.endswith(("_on", "_from", "_until")), field


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda one: one._meta.label)
def test_a_constraint_is_named_as_the_sentence_that_it_is(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        words = constraint.name.split("_")
        assert len(words) >= 3, constraint.name
        assert constraint.name == constraint.name.lower()


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda one: one._meta.label)
def test_every_column_stands_in_exactly_one_group_of_privacy(model: type[models.Model]) -> None:
    privacy = getattr(model, "Privacy", None)
    assert privacy, "say in a class Privacy how long and how delicate"
    groups = [getattr(privacy, name) for name in PRIVACY_GROUPS]
    listed = Counter(chain.from_iterable(groups))
    assert listed == Counter(field.name for field in model._meta.concrete_fields)


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda one: one._meta.label)
def test_every_table_says_how_long_its_rows_are_kept(model: type[models.Model]) -> None:
    kept = model.Privacy.kept  # type: ignore[attr-defined]
    assert len(kept.split()) >= 2
