"""Desk: the page everybody lands on, the global search, the pages about the product itself.

Stands on top and composes what the packages below contribute. No tables.

Who may read: everybody what concerns them; each part asks the access of the package it comes from.
Kept: nothing.
Pact: none.
"""
