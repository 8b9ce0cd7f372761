"""`bindeglied rotate-keys`: everything opens with the new master key, nothing with the old."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator

import pytest

from tests.commands.copies import copy_of, python, sealed_values, sentence
from tests.servers.product import Installation

CONTENT = """
import django; django.setup()
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.utils import timezone
from bindeglied.accounts.models import User
from bindeglied.trail.actions import record_event
from bindeglied.trail.data_keys import make_data_key
from bindeglied.trail.ids import new_id
from bindeglied.trail.models import Draft
for number in range(5):
    owner = new_id()
    make_data_key(owner)
    Draft.objects.create(user=owner, place="/", owner=owner, content=f"Kranich {number}",
                         saved_at=timezone.now())
    record_event("did", record_kind="x", record_key=str(number), by=None, organisation=new_id())
user = User.objects.create(email="a@example.org", given_name="A", family_name="B",
                           recorded_at=timezone.now())
Authenticator.objects.create(user=user, type="totp", data={"secret": get_adapter().encrypt("ABC")})
"""
OPENS = """
import django; django.setup()
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from bindeglied.trail.data_keys import data_key
from bindeglied.trail.models import DataKey
from bindeglied.trail.sealing import Unreadable
opened = 0
for owner in DataKey.objects.values_list("owner", flat=True):
    try:
        data_key(owner); opened += 1
    except Unreadable:
        pass
print(opened)
try:
    print(get_adapter().decrypt(Authenticator.objects.get().data["secret"]))
except InvalidToken:
    pass
"""
# A rotation that ends after its second key, as if the machine had been switched off.
CUT_OFF = """
import django, os
from bindeglied.config.folders import data_folder
from bindeglied.config.keys import add_master_key
add_master_key(data_folder())
django.setup()
from bindeglied.trail.actions import rewrap_data_keys
moved = 0
for count in rewrap_data_keys(at_once=1):
    moved += count
    if moved == 2:
        print(moved, flush=True)
        os._exit(0)
"""


@pytest.fixture(scope="module")
def source(module_installation: Installation) -> Installation:
    assert module_installation.call("setup").returncode == 0
    assert module_installation.call("tidy").returncode == 0
    python(module_installation, CONTENT)  # the newest events wait for a seal
    return module_installation


@pytest.fixture
def one(source: Installation) -> Iterator[Installation]:
    with copy_of(source) as copy:
        yield copy


def masters(one: Installation) -> list[str]:
    return (one.data_folder / "master.key").read_text().split()


def check(one: Installation, old: str) -> None:
    """Everything opens as before, the trail is in order, and the old key opens nothing."""
    assert masters(one) != [old]
    assert len(masters(one)) == 1
    assert sorted(sealed_values(one).values()) == [f"Kranich {number}" for number in range(5)]
    assert python(one, OPENS).split() == ["5", "ABC"]
    assert python(one, OPENS, BINDEGLIED_MASTER_KEY=old).split() == ["0"]
    done = one.call("verify-log")
    assert done.returncode == 0, done.stdout + done.stderr


def test_after_a_rotation_the_new_key_opens_everything_and_the_old_one_nothing(
    one: Installation,
) -> None:
    (old,) = masters(one)
    done = one.call("rotate-keys")
    assert done.returncode == 0, done.stderr
    assert "Umgestellte Datenschlüssel: 5" in done.stdout
    assert "Umgestellte zweite Faktoren: 1" in done.stdout
    check(one, old)
    for name in ("master.key", "trail.keys"):
        assert (one.data_folder / name).stat().st_mode & 0o777 == 0o600
    assert old not in (one.data_folder / "trail.keys").read_text()


def test_a_second_rotation_follows_the_first(one: Installation) -> None:
    for _ in range(2):
        (old,) = masters(one)
        assert one.call("rotate-keys").returncode == 0
        check(one, old)
    assert len((one.data_folder / "trail.keys").read_text().split()) == 2


def test_a_rotation_cut_off_half_way_leaves_everything_readable_and_is_finished(
    one: Installation,
) -> None:
    (old,) = masters(one)
    assert python(one, CUT_OFF).strip() == "2"
    assert masters(one)[1:] == [old]
    assert python(one, OPENS).split() == ["5", "ABC"]
    assert python(one, OPENS, BINDEGLIED_MASTER_KEY=old).split() == ["3", "ABC"]
    done = one.call("rotate-keys", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "3" in done.stdout
    check(one, old)


def test_a_key_that_no_master_key_opens_keeps_the_old_one_in_its_place(one: Installation) -> None:
    code = "import django; django.setup(); from bindeglied.trail.models import DataKey;"
    code += "key = DataKey.objects.first(); key.wrapped = bytes(60); key.save()"
    python(one, code)
    done = one.call("rotate-keys")
    assert done.returncode == 1
    assert "keinem Hauptschlüssel" in done.stderr
    assert len(masters(one)) == 2


def test_beside_a_running_server_no_key_is_changed(one: Installation) -> None:
    with one.served():
        assert "beenden" in sentence(one.call("rotate-keys"))
        assert len(masters(one)) == 1
        assert one.call("tidy").returncode == 0, "what only writes may run beside it"


def test_a_key_from_the_environment_is_changed_there(one: Installation) -> None:
    (old,) = masters(one)
    (one.data_folder / "master.key").unlink()
    done = one.call("rotate-keys", BINDEGLIED_MASTER_KEY=old)
    assert "BINDEGLIED_MASTER_KEY" in sentence(done)
    new = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    done = one.call("rotate-keys", BINDEGLIED_MASTER_KEY=f"{new},{old}")
    assert done.returncode == 0, done.stderr
    assert "BINDEGLIED_MASTER_KEY" in done.stdout
    assert not (one.data_folder / "master.key").exists()
    assert python(one, OPENS, BINDEGLIED_MASTER_KEY=new).split() == ["5", "ABC"]
    assert python(one, OPENS, BINDEGLIED_MASTER_KEY=old).split() == ["0"]
    assert one.call("verify-log", BINDEGLIED_MASTER_KEY=new).returncode == 0


def test_before_setting_up_there_is_no_key_to_change(installation: Installation) -> None:
    assert "bindeglied setup" in sentence(installation.call("rotate-keys"))
