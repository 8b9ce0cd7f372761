"""What every test stands on: a data folder of its own, the demo Land built once, the cast."""

from __future__ import annotations

import base64
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

# Before the settings are read: tests never touch a developer's data folder, key or address.
# Workers of pytest-xdist inherit the folder of the process that started them.
_IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
if not _IS_WORKER:
    os.environ["BINDEGLIED_DATA_DIR"] = tempfile.mkdtemp(prefix="bindeglied-tests-")
    os.environ["BINDEGLIED_MASTER_KEY"] = base64.urlsafe_b64encode(
        b"only for tests".ljust(32)
    ).decode()
    os.environ.pop("BINDEGLIED_PUBLIC_URL", None)
    os.environ.pop("KEYS_DATABASE_URL", None)
    os.environ.pop("PORT", None)

import hypothesis  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.functional import empty  # noqa: E402

# pytest-django has read the settings already, with the environment of the developer.
sys.modules.pop("bindeglied.config.settings", None)
settings._wrapped = empty  # type: ignore[attr-defined]
vars(connections).clear()
connections.__init__()  # type: ignore[misc]
os.environ["DJANGO_SETTINGS_MODULE"] = "bindeglied.config.settings"

# One browser and one running product per process, shared by journeys, screens and commands.
pytest_plugins = ["tests.servers.fixtures"]

CastFixture = Callable[..., Client]
VISITOR = "visitor"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


# How long an example takes says something about the machine: times are measured, never tested.
hypothesis.settings.register_profile(
    "bindeglied", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("bindeglied")


def pytest_configure() -> None:
    # One small table: to walk through the migrations of all packages for it takes seconds.
    settings.DATABASES["keys"].setdefault("TEST", {})["MIGRATE"] = False
    # A slow password check is right for people and wrong for a thousand sign-ins of a test run.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # Each browser of a test starts the middleware anew, and need not read all static files then.
    settings.WHITENOISE_AUTOREFRESH = True
    # Pages need no built static files here; that every file named exists is a house rule.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test with a database gets both: pages open sealed columns without the test knowing."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            words: dict[str, Any] = dict(mark.kwargs) if mark else {}
            words.setdefault("databases", list(settings.DATABASES))
            item.add_marker(pytest.mark.django_db(**words), append=False)


def pytest_unconfigure() -> None:
    if not _IS_WORKER:
        shutil.rmtree(os.environ["BINDEGLIED_DATA_DIR"], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Migrations and cache table (the library's part), then the places and the demo Land."""
    from bindeglied.demo.actions import build_land
    from bindeglied.funding.actions import load_budgets
    from bindeglied.places.actions.load_reference_data import load_reference_data

    with django_db_blocker.unblock():
        load_reference_data()
        load_budgets()
        build_land()


@pytest.fixture(scope="session")
def sessions_of_the_cast(django_db_setup: None, django_db_blocker: Any) -> dict[Any, str]:
    """Signs everybody in once through the one-click address, in each of their memberships.

    Keys are (first name, role) and (first name, None); values are the session cookie's.
    """
    from bindeglied.demo.cast import CAST

    with django_db_blocker.unblock():
        return {
            (member.given_name, role): _signed_in(member.email, role)
            for member in CAST
            for role in (None, *(role.value for _, role in member.memberships))
        }


def _signed_in(email: str, role: str | None) -> str:
    from bindeglied.accounts.models import Membership

    browser = Client()
    assert browser.post("/demo/anmelden/", {"email": email}).status_code == 302, email
    if role is not None:
        chosen = {"membership": str(Membership.objects.get(user__email=email, role=role).pk)}
        assert browser.post("/konto/mitgliedschaft/", chosen).status_code == 302, (email, role)
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(autouse=True)
def german() -> None:
    """No test inherits the language of the page that another one asked for."""
    translation.deactivate()


@pytest.fixture
def cast(db: None, sessions_of_the_cast: dict[Any, str]) -> CastFixture:
    """Gives a browser in which a member of the cast is signed in, found by first name.

    `cast("visitor")` is not signed in; `cast("Bernd", "funding_officer")` acts in the membership
    with this role. What the browser does is undone after the test, its session included.
    """

    def enter(name: str, role: str | None = None, **options: Any) -> Client:
        browser = Client(**options)
        if name != VISITOR:
            browser.cookies[settings.SESSION_COOKIE_NAME] = sessions_of_the_cast[name, role]
        return browser

    return enter


@pytest.fixture
def real_database(db: None) -> Iterator[None]:
    """For one test, the database was born real; its row never changes otherwise."""
    from django.db import connection

    from bindeglied.accounts.models import Birth

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE accounts_installation DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER birth_is_never_changed")
        cursor.execute("UPDATE accounts_installation SET born_as = %s", [Birth.REAL.value])
    # The transaction of the test brings row and trigger back.
    yield
