"""How many full-time posts (VZÄ) an amount pays for a year."""

from decimal import ROUND_HALF_UP, Decimal


def full_time_posts(*, amount_eur: int, rate_eur: int, decimals: int) -> Decimal:
    """Full-time posts that `amount_eur` pays at `rate_eur` per post and year, rounded half up.

    `amount_eur` is 0 or more, `rate_eur` above 0, `decimals` 0 or more.
    Raises ValueError for a figure outside its range.
    Source: derived from the grant of Stuttgart 2017 (3,270,297 / 64,000 = 51.1); not read in the
    VwV Integrationsmanagement.
    """
    if amount_eur < 0 or rate_eur <= 0 or decimals < 0:
        raise ValueError("an amount or rate is out of range")
    step = Decimal(1).scaleb(-decimals)
    return (Decimal(amount_eur) / rate_eur).quantize(step, ROUND_HALF_UP)
