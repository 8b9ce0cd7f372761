"""People who log in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from bindeglied.places.folding import folded
from bindeglied.trail.ids import new_id

LONGEST_SORTED = 180


def sorting_name(given_name: str, family_name: str) -> str:
    """How a person is sorted and found: family name first, small letters without marks."""
    return folded(f"{family_name} {given_name}")[:LONGEST_SORTED]


class UserManager(BaseUserManager["User"]):
    """Finds people by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.sorted_as = sorting_name(user.given_name, user.family_name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with a password and a second factor. What they may do comes from memberships."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("E-Mail-Adresse"), max_length=254, unique=True)
    given_name = models.CharField(_("Vorname"), max_length=80)
    family_name = models.CharField(_("Familienname"), max_length=80)
    sorted_as = models.CharField(max_length=LONGEST_SORTED)
    is_active = models.BooleanField(default=True)
    # Part of what every session is bound to: a new value ends all of them.
    session_stamp = models.UUIDField(default=new_id)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["given_name", "family_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Privacy:
        kept = "until 12 months after the last membership ended"
        names_the_person: ClassVar = {
            "id",
            "email",
            "given_name",
            "family_name",
            "sorted_as",
            "last_login",
            "recorded_by",
        }
        sensitive: ClassVar = {"password"}
        needs_consent: ClassVar[set[str]] = set()
        harmless: ClassVar = {"is_active", "session_stamp", "recorded_at"}

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="email_belongs_to_one_person"),)
        indexes = (models.Index(fields=("sorted_as", "id"), name="user_by_name"),)

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own binds a session to the password; the stamp ends sessions without a new one.
        salt = "bindeglied.accounts.models.user"
        bound = f"{self.password} {self.session_stamp}"
        return salted_hmac(salt, bound, secret=secret, algorithm="sha256").hexdigest()
