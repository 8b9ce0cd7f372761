from bindeglied.accounts.views.accept import accept
from bindeglied.accounts.views.access_of_people import end, reset
from bindeglied.accounts.views.factors import activate_app, add_passkey
from bindeglied.accounts.views.invitations import invite, resend, withdraw
from bindeglied.accounts.views.limits import too_many
from bindeglied.accounts.views.membership import switch
from bindeglied.accounts.views.passwords import new_password
from bindeglied.accounts.views.people import people, people_file

__all__ = [
    "accept",
    "activate_app",
    "add_passkey",
    "end",
    "invite",
    "new_password",
    "people",
    "people_file",
    "resend",
    "reset",
    "switch",
    "too_many",
    "withdraw",
]
