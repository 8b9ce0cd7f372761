"""The short, reviewed lists of addresses: which open without a membership, which write when read.

Everything else is closed until its view says which roles it is for. Whoever adds a line here
writes the reason beside it and a row into the access table of the tests.
"""

# Open to everybody, signed in or not.
OPEN_ADDRESSES = {
    "account_login": "signing in begins here",
    "mfa_authenticate": "the second step of signing in; the password was right just before",
    "account_logout": "leaving, also from between password and second factor",
    "account_reset_password": "whoever forgot it cannot sign in; same answer for every address",
    "account_reset_password_done": "says that a mail is on its way, nothing else",
    "account_reset_password_from_key": "the link of that mail is the proof; the factor stays",
    "account_reset_password_from_key_done": "says that the new password counts",
    "accounts_accept": "the link of an invitation is the proof; any other gets a 404",
    "casework:feed": "calendar programs cannot sign in; the secret token is the proof, and what"
    " it opens names nobody; any other gets a 404",
    "set_language": "everybody chooses a language",
    "ui:theme": "everybody chooses light or dark",
    "ui:gallery": "the components, no data",
    "desk:accessibility": "the accessibility statement is a duty to the public",
    "desk:privacy": "what is kept about whom is said to everybody",
    "desk:licence": "free software says so",
    "demo:sign_in": "one click per member of the cast, only where the database was born demo",
    "places:land": "public reference data",
    "places:kreis": "public reference data",
    "places:municipality": "public reference data",
    "places:search": "public reference data",
    "desk:search": "finds public reference data for visitors; for members what they may see",
    "funding:public_land": "counts from five persons on, with sums computed from nothing else"
    " (law/suppression.py); no frames, nobody's name",
    "funding:public_kreis": "the same for a Kreis",
    "funding:rules": "rule versions are law, and law is public",
    "funding:rule_changes": "what changed between two versions of the same law",
}

# Open to everybody who is signed in, for their own account only; also before the second factor
# is set up, because it is set up here.
OWN_ACCOUNT_ADDRESSES = {
    "account_reauthenticate": "asks for the password again before a factor changes",
    "mfa_reauthenticate": "asks for the second factor again before a factor changes",
    "mfa_reauthenticate_webauthn": "the same with a passkey",
    "mfa_index": "the own second factors",
    "mfa_activate_totp": "set up an app",
    "mfa_deactivate_totp": "remove the app",
    "mfa_add_webauthn": "set up a passkey",
    "mfa_list_webauthn": "the own passkeys",
    "mfa_edit_webauthn": "rename a passkey",
    "mfa_remove_webauthn": "remove a passkey",
    "mfa_view_recovery_codes": "look at the own recovery codes",
    "mfa_generate_recovery_codes": "make new recovery codes",
    "mfa_download_recovery_codes": "keep them in a safe place",
}

# Addresses of libraries that write although they are only read; the reading guard lets them.
READS_THAT_WRITE = {
    "mfa_view_recovery_codes": "the library notes that the codes have been seen",
    "mfa_download_recovery_codes": "the library notes that the codes have been seen",
}
