"""Accounts: organisations, the people who log in, their memberships, roles and second factors.

Who may read: the own organisation.
Kept: as long as the membership lasts, then with the trail.
Pact: none; whoever touches a case of § 203 StGB must be somebody.
"""
