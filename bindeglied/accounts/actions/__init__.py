from bindeglied.accounts.actions.add_membership import add_membership
from bindeglied.accounts.actions.add_organisation import add_organisation
from bindeglied.accounts.actions.add_user import add_user
from bindeglied.accounts.actions.be_born import AlreadyBorn, be_born
from bindeglied.accounts.actions.switch_membership import switch_membership

__all__ = [
    "AlreadyBorn",
    "add_membership",
    "add_organisation",
    "add_user",
    "be_born",
    "switch_membership",
]
