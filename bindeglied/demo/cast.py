"""The fixed cast: one member per role, the same in demo, tests and pictures. All are invented."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from bindeglied.accounts.models import OrganisationKind, Role

PASSWORD = "Bindeglied-Demo"  # noqa: S105 - printed at every start, opens invented data only
# The addresses of integration managers that `bindeglied generate` invents; nobody has a password.
GENERATED_DOMAIN = "@land.example"


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """An organisation of the demo Land; `place` is the AGS of its Kreis or municipality."""

    key: str
    kind: OrganisationKind
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class CastMember:
    """A member of the cast with all memberships as (organisation key, role), the first acting."""

    given_name: str
    family_name: str
    task: str
    memberships: tuple[tuple[str, Role], ...]

    @property
    def email(self) -> str:
        return f"{self.given_name.lower()}@demo.example"


ORGANISATIONS = (
    DemoOrganisation("land", OrganisationKind.LAND, "Sozialministerium"),
    DemoOrganisation("authority", OrganisationKind.GRANTING_AUTHORITY, "Regierungspräsidium"),
    DemoOrganisation("rhein-neckar", OrganisationKind.KREIS, "Rhein-Neckar-Kreis", "08226"),
    DemoOrganisation("weinheim", OrganisationKind.MUNICIPALITY, "Stadt Weinheim", "08226096"),
    DemoOrganisation("schriesheim", OrganisationKind.MUNICIPALITY, "Stadt Schriesheim", "08226082"),
    DemoOrganisation("ortenau", OrganisationKind.KREIS, "Ortenaukreis", "08317"),
)

CAST = (
    CastMember(
        "Amira",
        "Benkert",
        gettext_noop("Integrationsmanagerin in Weinheim"),
        (("weinheim", Role.INTEGRATION_MANAGER),),
    ),
    CastMember(
        "Bernd",
        "Lohrmann",
        gettext_noop("Integrationsmanager und Kämmerei in Schriesheim"),
        (("schriesheim", Role.INTEGRATION_MANAGER), ("schriesheim", Role.FUNDING_OFFICER)),
    ),
    CastMember(
        "Clara",
        "Ostwald",
        gettext_noop("Fördermittel im Rhein-Neckar-Kreis"),
        (("rhein-neckar", Role.FUNDING_OFFICER),),
    ),
    CastMember(
        "Deniz",
        "Yalçın",
        gettext_noop("Fachaufsicht im Rhein-Neckar-Kreis"),
        (("rhein-neckar", Role.SUPERVISION),),
    ),
    CastMember(
        "Eva",
        "Kiefer",
        gettext_noop("Ehrenamtskoordination in Weinheim"),
        (("weinheim", Role.VOLUNTEER_COORDINATOR),),
    ),
    CastMember(
        "Frank",
        "Sommer",
        gettext_noop("Antragsbearbeitung bei der Bewilligungsstelle"),
        (("authority", Role.GRANT_CASEWORKER),),
    ),
    CastMember(
        "Gesa",
        "Harms",
        gettext_noop("Bewilligung bei der Bewilligungsstelle"),
        (("authority", Role.GRANT_APPROVER),),
    ),
    CastMember(
        "Heidi",
        "Brandt",
        gettext_noop("Fachreferat im Sozialministerium"),
        (("land", Role.LAND_OFFICER),),
    ),
    CastMember(
        "Ingo",
        "Fremd",
        gettext_noop("Fördermittel in einem anderen Kreis"),
        (("ortenau", Role.FUNDING_OFFICER),),
    ),
    CastMember(
        "Kerstin",
        "Adler",
        gettext_noop("Verwaltung der Zugänge in Weinheim"),
        (("weinheim", Role.ADMINISTRATOR),),
    ),
    CastMember(
        "Lukas",
        "Winter",
        gettext_noop("zweite Person im Fachreferat des Sozialministeriums"),
        (("land", Role.LAND_OFFICER),),
    ),
    CastMember(
        "Mara",
        "Engel",
        gettext_noop("zweite Person für Fördermittel im Rhein-Neckar-Kreis"),
        (("rhein-neckar", Role.FUNDING_OFFICER),),
    ),
    CastMember("Jonas", "Neumann", gettext_noop("angemeldet, aber ohne Mitgliedschaft"), ()),
)
