"""Look and feel: base page, components, gallery, map, formats. No tables, no rules.

Who may read: everybody. Kept: nothing. Pact: none.
"""
