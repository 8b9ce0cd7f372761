"""Addresses of signing in and of the own account; names without a prefix are the library's own."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path

from bindeglied.accounts import views

urlpatterns = [
    path("anmelden/", account.login, name="account_login"),
    path("abmelden/", account.logout, name="account_logout"),
    path("passwort/", account.password_reset, name="account_reset_password"),
    path("passwort/mail/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views.new_password,
        name="account_reset_password_from_key",
    ),
    path(
        "passwort/fertig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("einladung/<str:token>/", views.accept, name="accounts_accept"),
    path("zugaenge/", views.people, name="accounts_people"),
    path("zugaenge/liste.csv", views.people_file, name="accounts_people_file"),
    path("zugaenge/einladen/", views.invite, name="accounts_invite"),
    path(
        "zugaenge/einladungen/<uuid:invitation_id>/senden/",
        views.resend,
        name="accounts_invitation_resend",
    ),
    path(
        "zugaenge/einladungen/<uuid:invitation_id>/zuruecknehmen/",
        views.withdraw,
        name="accounts_invitation_withdraw",
    ),
    path(
        "zugaenge/mitgliedschaften/<uuid:membership_id>/beenden/",
        views.end,
        name="accounts_membership_end",
    ),
    path(
        "zugaenge/personen/<uuid:user_id>/zweiter-faktor/",
        views.reset,
        name="accounts_factor_reset",
    ),
    path("bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("mitgliedschaft/", views.switch, name="accounts_switch"),
    path("zweiter-faktor/", factor.index, name="mfa_index"),
    path("zweiter-faktor/zeigen/", factor.authenticate, name="mfa_authenticate"),
    path("zweiter-faktor/bestaetigen/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("zweiter-faktor/app/", views.activate_app, name="mfa_activate_totp"),
    path("zweiter-faktor/app/entfernen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("zweiter-faktor/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("zweiter-faktor/passkeys/neu/", views.add_passkey, name="mfa_add_webauthn"),
    path(
        "zweiter-faktor/passkeys/bestaetigen/",
        passkey.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("zweiter-faktor/passkeys/<int:pk>/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "zweiter-faktor/passkeys/<int:pk>/entfernen/",
        passkey.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path("zweiter-faktor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "zweiter-faktor/codes/neu/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "zweiter-faktor/codes/herunterladen/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
