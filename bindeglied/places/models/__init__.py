from bindeglied.places.models.association import Association
from bindeglied.places.models.kreis import Kreis
from bindeglied.places.models.municipality import Municipality
from bindeglied.places.models.population import PopulationFigure

__all__ = ["Association", "Kreis", "Municipality", "PopulationFigure"]
