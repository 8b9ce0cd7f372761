"""Build the demo Land: the cast with its organisations, a planning frame, a count, cases."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from bindeglied.accounts.actions import add_membership, add_organisation, add_user, be_born
from bindeglied.accounts.models import Birth, Organisation, OrganisationKind, User
from bindeglied.demo.actions.add_demo_cases import add_demo_cases
from bindeglied.demo.actions.add_demo_survey import add_demo_survey
from bindeglied.demo.actions.release_demo_frame import release_demo_frame
from bindeglied.demo.cast import CAST, ORGANISATIONS, PASSWORD, DemoOrganisation
from bindeglied.places.models import Kreis, Municipality

SINCE = date(2025, 1, 1)


@transaction.atomic
def build_land() -> bool:
    """Fill a new demo database; True if something was built, False if it stood already.

    Raises AlreadyBorn if the database was born real.
    """
    be_born(Birth.DEMO)
    if User.objects.exists():
        return False
    organisations = {one.key: _organisation(one) for one in ORGANISATIONS}
    for member in CAST:
        user = add_user(
            email=member.email,
            given_name=member.given_name,
            family_name=member.family_name,
            password=PASSWORD,
            by=None,
        )
        for key, role in member.memberships:
            add_membership(
                user=user, organisation=organisations[key], role=role, by=None, valid_from=SINCE
            )
    release_demo_frame()
    add_demo_survey()
    add_demo_cases()
    return True


def _organisation(one: DemoOrganisation) -> Organisation:
    kreis = municipality = None
    if one.kind is OrganisationKind.KREIS:
        kreis = Kreis.objects.get(pk=one.place)
    if one.kind is OrganisationKind.MUNICIPALITY:
        municipality = Municipality.objects.get(pk=one.place)
    return add_organisation(
        kind=one.kind, name=one.name, kreis=kreis, municipality=municipality, by=None
    )
