from bindeglied.accounts.views.factors import activate_app, add_passkey
from bindeglied.accounts.views.membership import switch

__all__ = ["activate_app", "add_passkey", "switch"]
