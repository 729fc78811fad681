"""One registry of colours: no side's flag, told apart without colour, alike for all."""

import itertools

import pytest

from toolkit.charts import style
from toolkit.sides import load_sides

#: Hues of the flags of the region (Armenia, Azerbaijan, Georgia, Russia, Turkey).
FLAGS = ("#D90012", "#0033A0", "#F2A800", "#00B5E2", "#EF3340", "#509E2F", "#FF0000", "#0039A6", "#D52B1E", "#E30A17")
CODES = [*load_sides().codes, "OTHER", "OUTLET", "UNKNOWN"]


def lab(colour: str) -> tuple[float, float, float]:
    """Return CIELAB of a hex colour (IEC 61966-2-1, D65)."""
    rgb = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(a: str, b: str) -> float:
    return sum((p - q) ** 2 for p, q in zip(lab(a), lab(b), strict=True)) ** 0.5


def contrast(a: str, b: str) -> float:
    def light(colour):
        rgb = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("hue", ["violet", "ochre", "slate", "deep"])
def test_light_hues_are_no_flag(hue):
    assert min(apart(style.theme()[hue], flag) for flag in FLAGS) > 20


@pytest.mark.parametrize("name", style.THEMES)
def test_hues_stand_apart_and_out(name):
    c = style.theme(name)
    assert min(apart(c[a], c[b]) for a, b in itertools.combinations(("violet", "ochre", "slate"), 2)) > 25
    for hue in ("violet", "ochre", "slate", "deep"):
        assert contrast(c[hue], c["card"]) >= 3
    for text in ("ink", "muted", "accent"):
        for ground in ("card", "paper", "mark"):
            assert contrast(c[text], c[ground]) >= 4.5, (text, ground)


def test_no_two_parties_share_both_colour_and_shape():
    looks = [(style.colour(code), style.symbol(code)) for code in CODES]
    assert len(set(looks)) == len(looks)


def test_parties_that_fought_each_other_differ_in_hue():
    sides = load_sides()
    for a, b in (("ARM", "AZE"), ("NKR", "AZE"), ("GEO", "RUS"), ("GEO", "OSS"), ("ABK", "GEO")):
        assert not sides.allied(a, b)
        assert style.colour(a) != style.colour(b)


def test_swap_exchanges_the_two_hues_and_nothing_else():
    for code in CODES:
        hue, swapped = style.colour(code), style.colour(code, swap=True)
        pair = {style.theme()["violet"], style.theme()["ochre"]}
        assert {hue, swapped} == pair if hue in pair else hue == swapped


def test_codes_that_are_not_registered_get_a_look_that_stays():
    assert style.colour("XYZ") == style.colour("XYZ")
    assert style.symbol("XYZ", plotly=True)


@pytest.mark.parametrize("name", style.THEMES)
def test_template_is_made(name):
    assert style.template(name).layout.paper_bgcolor == style.theme(name)["card"]
