"""What packages contribute to every page: each once, in order, only for those it is meant for."""

from __future__ import annotations

from django.test import RequestFactory
from django.urls import reverse

from bindeglied.ui import registry
from bindeglied.ui.context import page_frame
from bindeglied.ui.registry import Contributions, NavigationItem


def test_the_same_contribution_counts_once() -> None:
    items: Contributions[str] = Contributions()
    for one in ("b", "a", "b"):
        items.add(one)
    assert list(items) == ["b", "a"]


def test_starting_twice_changes_nothing() -> None:
    from django.apps import apps

    before = [list(one) for one in (registry.navigation, registry.searches, registry.today)]
    addresses = dict(registry.frame_addresses)
    slots = {name: list(items) for name, items in registry.slots.items()}
    for config in apps.get_app_configs():
        if config.name.startswith("bindeglied."):
            config.ready()
    assert [list(one) for one in (registry.navigation, registry.searches, registry.today)] == before
    assert registry.frame_addresses == addresses
    assert {name: list(items) for name, items in registry.slots.items()} == slots


def test_every_entry_of_the_navigation_leads_somewhere() -> None:
    assert all(reverse(item.url_name) for item in registry.navigation)
    orders = [item.order for item in registry.navigation]
    assert len(orders) == len(set(orders))


def test_every_address_of_the_frame_leads_somewhere() -> None:
    assert all(reverse(name) for name in registry.frame_addresses.values())


def test_visitors_see_only_entries_for_everybody() -> None:
    shown = page_frame(RequestFactory().get("/"))["navigation"]
    assert shown
    assert all(item.roles is None for item in shown)
    assert shown == sorted(shown, key=lambda item: item.order)


def test_an_entry_without_roles_is_for_everybody() -> None:
    assert NavigationItem("x", "desk:home", "map", order=1).roles is None
