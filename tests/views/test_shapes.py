"""The map shows places as they are known; marks that would cover each other come together and lose nobody."""

import numpy as np
import pytest
import shapely
from frames import make_corpus
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from toolkit.places.gazetteer import load_gazetteer
from toolkit.views.index import Index
from toolkit.views.map import Map
from toolkit.views.shapes import MANY, beside, clusters, ground, mark_size, rings
from toolkit.views.store import Store

INDEX = Index(make_corpus())
MARKS = st.integers(1, 40).flatmap(
    lambda size: st.tuples(
        arrays.arrays("float64", size, elements=st.integers(0, 300).map(float)),
        arrays.arrays("float64", size, elements=st.integers(0, 300).map(float)),
        arrays.arrays("int64", size, elements=st.integers(1, 60)),
        arrays.arrays("int64", size, elements=st.integers(0, 1)),
    )
)


@given(MARKS)
def test_marks_come_together_by_origin_and_none_cover_each_other(marks):
    x, y, n, kind = marks
    of = clusters(x, y, n.astype(float), kind)
    assert set(of) == set(range(of.max() + 1))
    middle = []
    for group in range(of.max() + 1):
        mine = of == group
        assert len(set(kind[mine])) == 1
        weight = n[mine].sum()
        middle.append(((x * n)[mine].sum() / weight, (y * n)[mine].sum() / weight, weight, kind[mine][0]))
    for at, (ax, ay, an, ak) in enumerate(middle):
        for bx, by, bn, bk in middle[at + 1 :]:
            if ak == bk:
                assert np.hypot(ax - bx, ay - by) >= 0.47 * (mark_size(an) + mark_size(bn)) - 1e-6


@given(MARKS, st.randoms())
def test_order_of_marks_does_not_matter(marks, random):
    x, y, n, kind = marks
    order = list(range(len(x)))
    random.shuffle(order)
    one = clusters(x, y, n.astype(float), kind)
    other = np.empty(len(x), int)
    other[order] = clusters(x[order], y[order], n[order].astype(float), kind[order])
    together, also = (of[:, None] == of[None, :] for of in (one, other))
    assert (together == also).all()


def test_very_many_marks_lose_nobody():
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 640, (2, 5 * MANY))
    of = clusters(x, y, np.ones(len(x)), np.zeros(len(x), int))
    assert of.min() == 0
    assert len(of) == len(x)
    assert of.max() < 640


def test_marks_of_the_other_origin_move_aside():
    x = beside(np.array([100.0, 101.0]), np.array([50.0, 50.0]), np.array([20.0, 10.0]), np.array([False, True]))
    assert list(x) == [100.0, 115.0]


@pytest.mark.parametrize(
    ("place_id", "prec", "kind"),
    [
        ("aze-kalbajar-district", 3, "Polygon"),
        ("aze-kalbajar-district", 2, "Polygon"),
        ("aze-kalbajar-district", 1, None),
        (None, 3, None),
        ("no-such-place", 3, None),
    ],
)
def test_ground_is_as_wide_as_what_is_known(place_id, prec, kind):
    shape = ground(place_id, prec, 40.1, 46.0)
    assert (shape.geom_type if shape is not None else None) == kind
    if shape is not None:
        assert shape.covers(shapely.Point(46.0, 40.1))


def test_settlement_known_to_its_district_is_drawn_as_the_district():
    places = load_gazetteer().places
    village = places[places["kind"].eq("settlement") & places["admin1_id"].eq("aze-kalbajar-district")].iloc[0]
    whole = ground("aze-kalbajar-district", 3, 40.1, 46.0)
    assert ground(village["place_id"], 3, village["lat"], village["lon"]) is whole


def test_rings_keep_all_parts():
    two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)])
    assert [len(part) for part in rings(two)] == [2, 2]


def test_every_incident_is_on_the_map_or_in_the_tray():
    for chosen in ({}, {"origin": "articles"}, {"area": "GEO"}):
        store = Store(INDEX, chosen)
        view = Map(store)
        drawn = int(np.sum(view.spots.data["n"]))
        assert drawn + sum(store.selection.off_map().values()) == len(store.selection.incident_at)


def test_coming_closer_tells_marks_apart():
    view = Map(Store(INDEX))
    far = len(view.spots.data["x"])
    for _ in range(9):
        view.act({"act": "closer"})
    assert len(view.spots.data["x"]) >= far
    assert int(np.sum(view.spots.data["n"])) == len(INDEX.incidents) - sum(Store(INDEX).selection.off_map().values())


def test_chosen_incident_is_ringed_inside_its_mark():
    store = Store(INDEX)
    view = Map(store)
    store.select("incident", INDEX.incidents["incident_id"].iloc[0])
    assert len(view.chosen.data["x"]) == 1
    assert view.chosen.data["x"][0] in list(view.spots.data["x"])
