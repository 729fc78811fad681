"""The table of places is a GeoDataFrame as geopandas users know it: plots, web maps, joins, points in degrees."""

import geopandas as gpd
import matplotlib as mpl
import pytest
from shapely.geometry import box

from toolkit.places import find, load_gazetteer, resolve
from toolkit.tables import ARTICLES

mpl.use("Agg")


@pytest.fixture(scope="module")
def places():
    row = {
        "article_id": "a",
        "text": "Shelling was heard in Kalbajar, in Goris and near Gori.",
        "lang": "en",
        "n_words": 10,
        "source_file": "test",
    }
    gazetteer = load_gazetteer()
    return resolve(find(ARTICLES.frame([row]), gazetteer), gazetteer)


def test_points_are_in_degrees_of_wgs84(places):
    assert isinstance(places, gpd.GeoDataFrame)
    assert places.crs.to_epsg() == 4326
    assert len(places) == 3
    assert places.geometry.notna().all()


def test_plot_draws_every_place(places):
    drawn = places.plot().dataLim.extents
    assert drawn == pytest.approx(places.total_bounds, abs=1e-6)


def test_explore_shows_every_place(places):
    web_map = places.explore(tooltip="name")
    assert web_map.get_root().render().count('"type": "Feature"') == 3


def test_places_can_be_joined_to_areas(places):
    areas = gpd.GeoDataFrame({"area": ["west"]}, geometry=[box(43, 41.5, 45, 43)], crs=4326)
    joined = gpd.sjoin(places, areas)
    assert joined["area"].tolist() == ["west"]
