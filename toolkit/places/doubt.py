"""When a name that looks like a place of the region is probably none: put elsewhere, a word, or of a place far away."""

from __future__ import annotations

from toolkit.places.beside import Beside
from toolkit.places.index import Index, Place
from toolkit.places.scene import Name, Scene
from toolkit.places.words import word_file

#: Kinds whose words beside a name ("Tsalka municipality") make a place of it even where it is of another kind.
SETTLED = frozenset({"settlement", "district", "region"})


def why_doubted(place: Place, name: Name, side: Beside, scene: Scene, index: Index) -> str | None:
    """Return why a name is not taken for a place of the region, in words that follow the name; ``None``: it is."""
    if name.kind == "organisation":
        return None
    if side.elsewhere and (place.kind != "country" or side.elsewhere in word_file("elsewhere")["provinces"]):
        return f": the words beside it put it elsewhere ({side.elsewhere})"
    sort_of_place = place.kind in side.admin or (name.key not in index.elsewhere and not SETTLED.isdisjoint(side.admin))
    beside_it = sort_of_place or side.country == place.country
    if place.kind == "country" or (name.weak is None and (place.prominent or beside_it)):
        return None
    beside_it = beside_it or bool(name.listed)
    only_here = name.weak is None and name.key not in index.elsewhere
    surely = beside_it or ((only_here or name.weak == "person") and side.placed)
    if not surely and not scene.signs_for(place, name.key):
        return f": nothing else in the text is about {place.country or 'that part of the world'}"
    if name.weak == "word" and not (beside_it or side.placed or scene.contains(place, name.start, name.key)):
        return " is also a common word or a person's name, and nothing beside it says it is a place"
    return None
