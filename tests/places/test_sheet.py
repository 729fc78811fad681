"""Every place that the sheet of incidents names, under each of its names, is found and put near where the sheet puts it."""

import pandas as pd
import yaml

from toolkit.places import find
from toolkit.places.gazetteer import load_gazetteer
from toolkit.places.geometry import km_between
from toolkit.places.index import load_index
from toolkit.places.resolve import resolve_names

NEAR_KM = 30
#: Kinds whose names are of other places ("Dashkasan-Kalbajar-Lachin border section"): their points are of something between.
BETWEEN = ("border section", "front section", "road")


def test_places_of_the_sheet_of_incidents(shared):
    sheet = yaml.safe_load((shared / "reference" / "incidents.yml").read_text(encoding="utf-8"))
    named = [
        (place, name) for row in sheet for place in row["places"] for name in (place["name"], *place["other_names"])
    ]
    assert len(named) > 300
    texts = [name[:1].upper() + name[1:] for _, name in named]
    articles = pd.DataFrame({"article_id": [str(n) for n in range(len(named))], "text": texts})
    places = resolve_names(find(articles), doubt=False)
    by_id = load_index(load_gazetteer()).places
    wrong = []
    for n, (place, name) in enumerate(named):
        rows = places[places.article_id == str(n)]
        ids = {
            place_id
            for row in rows.itertuples()
            for place_id in [row.place_id, *row.alternatives]
            if place_id == place_id
        }
        points = [(by_id[place_id].lat, by_id[place_id].lon) for place_id in ids if by_id[place_id].has_point]
        near = (
            place["lat"] is None
            or place["kind"] in BETWEEN
            or any(km_between(place["lat"], place["lon"], *point) < NEAR_KM for point in points)
        )
        if not ids or not near:
            wrong.append((name, place["name"], sorted(ids)))
    assert wrong == []
