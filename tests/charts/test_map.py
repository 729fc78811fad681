"""The map draws what is known, as exactly as it is known, and lists the rest with reasons."""

import pytest
from frames import make_corpus

from toolkit import tables
from toolkit.charts import map as chart


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"lat": 40.1, "lon": 46.0, "where_prec": 1, "place_name": "Kalbajar"}, None),
        ({"lat": 40.1, "lon": 46.0, "where_prec": 3, "place_name": "Kalbajar"}, None),
        ({"lat": 40.1, "lon": 46.0, "where_prec": 4, "place_name": "Syunik"}, "known to a region only"),
        ({"lat": 40.1, "lon": 46.0, "where_prec": 6, "place_name": "Armenia"}, "known to a country only"),
        ({"lat": None, "lon": None, "where_prec": None, "place_name": "a post"}, "no coordinates are known"),
        ({"lat": None, "lon": None, "where_prec": None, "place_name": None}, "the place could not be told"),
    ],
)
def test_reasons(row, reason):
    incidents = tables.INCIDENTS.frame([{"incident_id": "i", "label": "i", "origin": "articles", "sides": [], **row}])
    found = chart.off_map_reason(incidents)
    assert found.isna().all() if reason is None else found.tolist() == [reason]


def test_every_incident_is_on_the_map_or_in_the_tray():
    incidents = make_corpus(50).incidents
    assert chart.map_table(incidents)["n"].sum() + len(chart.off_map_table(incidents)) == len(incidents)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_map_is_drawn_without_tiles(theme):
    figure = chart.incident_map(make_corpus().incidents, theme=theme, source="made up")
    assert not any("map" in trace.type or "geo" in trace.type for trace in figure.data)
    assert {"chronicle", "articles"} <= {trace.name for trace in figure.data}
    assert "not on the map" in figure.layout.meta["alt"]


def test_names_are_those_the_reader_wants():
    from toolkit.places import map_labels, place_names

    incidents = tables.INCIDENTS.frame(
        [
            {
                "incident_id": "i",
                "label": "i",
                "origin": "chronicle",
                "sides": [],
                "lat": 40.1,
                "lon": 46.0,
                "where_prec": 1,
                "place_id": "aze-kalbajar",
                "place_name": "Kalbajar",
            }
        ]
    )
    for naming, lang, name, label in (
        ("armenian", "hy", "Քարվաճառ", "Ստեփանակերտ"),
        ("azerbaijani", "az", "Kəlbəcər", "Xankəndi"),
    ):
        figure = chart.incident_map(
            incidents,
            labels=map_labels(naming=naming, lang=lang, near=1),
            names=place_names(["aze-kalbajar"], naming=naming, lang=lang),
        )
        dots = next(trace for trace in figure.data if trace.name == "chronicle")
        assert dots.customdata[0][0] == name
        assert label in next(trace for trace in figure.data if trace.name == "place names").text
