"""Casework: from the announcement of a person to an agreed integration plan, and on.

Who may read: the case team only; every read is an event.
Kept how long: see `Privacy` beside each table; content dies with the data key of its case.
Pact: 1.1 to 1.3.
"""
