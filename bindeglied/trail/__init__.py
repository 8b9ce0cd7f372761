"""Trail: what was done, by whom, and that a reading request cannot write.

Who may read: the data protection officer and the person concerned.
Kept: twelve months.
Pact: none; § 203 StGB and Art. 5 (2) GDPR ask for it.
"""
