"""Documents: tables in with lists of faults and out as CSV and XLSX, paper as PDF. Keeps nothing.

Who may read: nothing is kept here. Pact: none.
"""
