from bindeglied.accounts.actions.accept_invitation import (
    InvitationVoid,
    accept_as_new_person,
    accept_invitation,
)
from bindeglied.accounts.actions.add_membership import RoleDoesNotFit, add_membership
from bindeglied.accounts.actions.add_organisation import add_organisation
from bindeglied.accounts.actions.add_user import add_user
from bindeglied.accounts.actions.be_born import AlreadyBorn, be_born
from bindeglied.accounts.actions.end_membership import LastAdministrator, end_membership
from bindeglied.accounts.actions.forget_ended_sign_ins import forget_ended_sign_ins
from bindeglied.accounts.actions.forget_old_invitations import forget_old_invitations
from bindeglied.accounts.actions.invite_person import (
    AlreadyInvited,
    AlreadyMember,
    invite_person,
    send_invitation_again,
    withdraw_invitation,
)
from bindeglied.accounts.actions.reencrypt_second_factors import reencrypt_second_factors
from bindeglied.accounts.actions.reset_factor import reset_factor
from bindeglied.accounts.actions.switch_membership import switch_membership

__all__ = [
    "AlreadyBorn",
    "AlreadyInvited",
    "AlreadyMember",
    "InvitationVoid",
    "LastAdministrator",
    "RoleDoesNotFit",
    "accept_as_new_person",
    "accept_invitation",
    "add_membership",
    "add_organisation",
    "add_user",
    "be_born",
    "end_membership",
    "forget_ended_sign_ins",
    "forget_old_invitations",
    "invite_person",
    "reencrypt_second_factors",
    "reset_factor",
    "send_invitation_again",
    "switch_membership",
    "withdraw_invitation",
]
