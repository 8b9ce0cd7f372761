"""Places: the Land, its 44 Kreise and 1,101 municipalities, their yearly figures and outlines.

Who may read: everybody; the pages are open and hold no datum about a person.
Kept how long: as long as the product; a new year of figures is added beside the old ones.
Pact: preamble (all municipalities of Baden-Württemberg take part).
"""
