"""Law: what the rules of the pact say, as plain functions and dated values with their sources.

Who may read: everybody; there are no tables and no datum about a person.
Kept how long: for ever; a decision of 2018 is explained with the rules of 2018.
Pact: 1.4, annex and preamble. Nothing here knows Django, a clock or a translated text.
"""
