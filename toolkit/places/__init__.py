"""Places: the gazetteer, the names found in articles, and the places they stand for."""

from toolkit.places.annotation import annotation_places
from toolkit.places.check import check_gazetteer
from toolkit.places.explain import explain_place
from toolkit.places.find import find
from toolkit.places.gazetteer import Gazetteer, load_gazetteer
from toolkit.places.geocode import geocode
from toolkit.places.naming import map_labels, place_names
from toolkit.places.resolve import resolve
from toolkit.places.status import status_at

__all__ = [
    "Gazetteer",
    "annotation_places",
    "check_gazetteer",
    "explain_place",
    "find",
    "geocode",
    "load_gazetteer",
    "map_labels",
    "place_names",
    "resolve",
    "status_at",
]
