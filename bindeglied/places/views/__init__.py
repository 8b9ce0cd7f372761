from bindeglied.places.views.pages import kreis, land, municipality
from bindeglied.places.views.search import search

__all__ = ["kreis", "land", "municipality", "search"]
