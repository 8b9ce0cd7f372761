"""Documents: tabular files in with lists of faults, tables out as CSV and XLSX. No tables.

Who may read: nothing is kept here. Pact: none.
"""
