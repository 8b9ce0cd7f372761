"""Funding: rule versions on screen, planning frames; later applications, payments and proofs.

Who may read: the applicant, its Kreis, the granting authority and the Land, each their share.
Kept: ten years after the last payment (unverified, see the roadmap).
Pact: preamble, sections 1 to 4 and annex. Never reads case files.
"""
