"""The base map: layers from files of the repository, nothing of another host, clear errors."""

import pytest

from toolkit.charts.basemap import LIMITS, base_figure, base_layers, load_layer


def test_layers_lie_within_the_limits_and_are_drawn_bottom_to_top():
    layers = base_layers()
    assert [layer[0] for layer in layers] == ["neighbour", "land", "district", "sea", "sea", "border", "disputed"]
    for _, _, x, y in (layer for layer in layers if layer[1] == "fill" and layer[0] != "sea"):
        assert all(LIMITS[0] <= value <= LIMITS[1] for value in x if value is not None)
        assert all(LIMITS[2] <= value <= LIMITS[3] for value in y if value is not None)


@pytest.mark.parametrize(
    ("day", "areas"),
    [
        (None, {"abkhazia", "south-ossetia"}),
        ("1985-01-01", {"nkao"}),
        ("2010-01-01", {"abkhazia", "south-ossetia", "karabakh-1994", "line-1994"}),
        ("2020-11-10", {"abkhazia", "south-ossetia"}),
    ],
)
def test_disputed_areas_are_drawn_for_their_day(day, areas):
    from toolkit.charts.basemap import _drawn_on

    assert set(_drawn_on(day).area_id) == areas


def test_no_borders_means_no_border_and_no_disputed_line():
    assert not {"border", "disputed"} & {layer[0] for layer in base_layers("none")}


@pytest.mark.parametrize("kwargs", [{"theme": "sepia"}, {"borders": "solid"}])
def test_unknown_options_are_named(kwargs):
    with pytest.raises(ValueError, match="allowed"):
        base_figure(**kwargs)


def test_the_figure_names_no_other_host():
    assert "://" not in base_figure().to_json()


@pytest.mark.parametrize("name", ["countries", "districts", "disputed", "water", "rivers"])
def test_layers_are_valid(name):
    layer = load_layer(name)
    assert len(layer)
    assert layer.is_valid.all()
    assert str(layer.crs.to_epsg()) == "4326"


@pytest.mark.parametrize(
    ("lon", "lat", "name"),
    [(46.55, 39.70, "Lachin"), (46.04, 40.11, "Kalbajar"), (45.73, 40.18, "Gegharkunik"), (43.9, 42.1, "Shida Kartli")],
)
def test_corrected_districts_hold_their_towns(lon, lat, name):
    import shapely

    districts = load_layer("districts")
    assert districts[districts.contains(shapely.Point(lon, lat))].name.tolist() == [name]
