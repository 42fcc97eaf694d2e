"""Where an article belongs: the gazetteer, mentions of places, and the cities of articles."""

from cityanalysis.cities.explain import explain_cities
from cityanalysis.cities.gazetteer import Alias, Gazetteer, Unit, look_up, read_gazetteer
from cityanalysis.cities.mentions import find_mentions
from cityanalysis.cities.tag import (
    MIN_CONFIDENCE,
    Places,
    scope,
    tag_cities,
    tag_places,
    with_city,
    with_scope,
)
from cityanalysis.cities.tag_parts import PartTagger
from cityanalysis.cities.unit_names import stem_of

__all__ = [
    "MIN_CONFIDENCE",
    "Alias",
    "Gazetteer",
    "PartTagger",
    "Places",
    "Unit",
    "explain_cities",
    "find_mentions",
    "look_up",
    "read_gazetteer",
    "scope",
    "stem_of",
    "tag_cities",
    "tag_places",
    "with_city",
    "with_scope",
]
