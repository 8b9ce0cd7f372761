from bindeglied.accounts.models.installation import Birth, Installation
from bindeglied.accounts.models.invitation import Invitation
from bindeglied.accounts.models.membership import Membership, Role
from bindeglied.accounts.models.organisation import Organisation, OrganisationKind
from bindeglied.accounts.models.user import User

__all__ = [
    "Birth",
    "Installation",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Role",
    "User",
]
