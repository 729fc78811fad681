"""Charts of framing: each draws its table, says in words what it shows, and shows nothing that the table lacks."""

import pandas as pd
import pytest

from toolkit.charts import framing, framing_tables, style

SHARE = pd.DataFrame(
    {
        "outlet": ["One", "One", "Two"],
        "voice": ["ARM", "AZE", "OUTLET"],
        "words": [30, 10, 5],
        "words_share": [0.75, 0.25, 1.0],
        "direct_words": [0, 2, 0],
        "statements": [3, 1, 1],
        "n_articles": [1, 1, 1],
    }
)
LOADED = pd.DataFrame(
    {
        "term": ["provocation", "enemy"],
        "own": [1, 0],
        "cited": [2, 3],
        "own_rate": [0.5, 0.0],
        "cited_rate": [1.0, 1.5],
        "n_words": 2000,
    }
)
NAMES = pd.DataFrame(
    {
        "period": pd.to_datetime(["2020-01-01", "2021-01-01"]),
        "who": "own",
        "usage": "armenian",
        "usage_side": "ARM",
        "n": [1, 3],
        "n_all": [4, 4],
        "share": [0.25, 0.75],
        "low": [0.05, 0.3],
        "high": [0.7, 0.95],
    }
)
CONTRAST = pd.DataFrame(
    {
        "word": ["martyr", "hero"],
        "count_a": [9, 1],
        "count_b": [1, 9],
        "z": [2.5, -2.5],
        "log_odds": [1.0, -1.0],
        "significant": [True, True],
    }
)
FRAME = pd.DataFrame(
    {
        "outlet": ["One", "Two"],
        "scheme": "semetko_valkenburg",
        "frame": "conflict",
        "n_sentences": [3, 0],
        "n_all": [4, 4],
        "share": [0.75, 0.0],
    }
)
WAR = pd.DataFrame(
    {
        "outlet": ["One", "One"],
        "orientation": ["war", "peace"],
        "indicator": ["zero_sum", "win_win"],
        "n": pd.array([2, None], dtype="Int64"),
        "scored": [True, False],
    }
)
BLAME = pd.DataFrame(
    {
        "accuser": ["ARM", "AZE", "ARM"],
        "accused": ["AZE", "ARM", "AZE"],
        "status": ["fact", "claimed", "denied"],
        "n": [2, 1, 7],
    }
)
AGENCY = pd.DataFrame(
    {"side": ["ARM", None], "manner": ["active", "noun"], "own": [True, True], "n": [3, 1], "share": [1.0, 1.0]}
)
MIRROR = pd.DataFrame(
    {
        "aspect": ["names", "names"],
        "item": ["Shushi", "Shushi"],
        "outlet": ["One", "Two"],
        "n": [2, 0],
        "left_out": [False, True],
    }
)
SILENCE = pd.DataFrame(
    {
        "label": ["Clash"] * 3,
        "outlet": ["One", "Two", "Three"],
        "state": ["reported", "silent", "no data"],
        "first_at": pd.to_datetime(["2020-07-13", None, None], utc=True),
        "n_articles": [1, 0, 0],
        "sides_left_out": [["AZE"], [], []],
    }
)
AGREE = pd.DataFrame(
    {
        "variable": ["conflict", "tone"],
        "alpha": [0.7, None],
        "low": [0.5, None],
        "high": [0.9, None],
        "percent": [0.8, None],
        "n_units": [10, 0],
        "n_coders": [2, 1],
        "message": [None, "one coder only"],
    }
)

DRAWN = {
    "share_of_voice": (framing.share_of_voice, SHARE, {"within": "outlet"}, "ARM 75% in One"),
    "loaded_wording": (framing.loaded_wording, LOADED, {}, "0 in the outlets' own voice, 3 cited"),
    "name_choice": (framing.name_choice, NAMES, {"by": None}, "Armenian 75% of 4"),
    "contrast": (framing.contrast, CONTRAST, {"names": ("One", "Two")}, "One (martyr"),
    "frame_heatmap": (framing_tables.frame_heatmap, FRAME, {}, "conflict in One, 75%"),
    "war_peace": (framing_tables.war_peace, WAR, {}, "1 of 2 cells have evidence"),
    "blame": (framing_tables.blame, BLAME, {}, "ARM blames AZE, 2"),
    "agency": (framing_tables.agency, AGENCY, {}, "4 tellings"),
    "mirror": (framing_tables.mirror, MIRROR, {}, "Two leaves out 1"),
    "silence_matrix": (framing_tables.silence_matrix, SILENCE, {}, "1 reported, 1 silent, 1 no data"),
    "agreement": (framing_tables.agreement, AGREE, {}, "tone: one coder only"),
}


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chart_draws_and_says_what_it_shows(name, theme):
    draw, table, options, said = DRAWN[name]
    before = table.copy(deep=True)
    figure = draw(table, theme=theme, source="made for a test", **options)
    assert said in figure.layout.meta["alt"]
    assert figure.to_json()
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("name", [name for name in DRAWN if name not in ("contrast", "agreement")])
def test_chart_of_an_empty_table_draws(name):
    draw, table, options, _ = DRAWN[name]
    assert draw(table.head(0), **options).layout.meta["alt"]


def test_mirrored_bars_and_denials():
    figure = framing.loaded_wording(LOADED, rate=False)
    own = next(trace for trace in figure.data if trace.name == "outlet's own voice")
    assert sorted(own.x) == [-1, 0]
    grid = framing_tables.blame(BLAME).data[0]
    assert float(pd.Series(grid.z.ravel()).sum()) == 3


def test_who_is_given_no_words_is_told():
    silent = SHARE.assign(words=[30, 0, 5])
    assert "given no words: AZE in One." in framing.share_of_voice(silent, within="outlet").layout.meta["alt"]


def test_rates_of_several_outlets_are_of_all_their_words():
    table = LOADED.assign(outlet=["One", "Two"], n_words=[1000, 3000])
    figure = framing.loaded_wording(table)
    rates = {trace.name: dict(zip(trace.y, trace.x, strict=True)) for trace in figure.data}
    assert rates["outlet's own voice"] == {"provocation": -0.25, "enemy": 0}
    assert rates["cited voices"] == {"provocation": 0.5, "enemy": 0.75}


@pytest.mark.parametrize("name", [name for name in DRAWN if name not in ("share_of_voice", "name_choice")])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_of_no_side_has_no_hue_of_a_side(name, theme):
    draw, table, options, _ = DRAWN[name]
    drawn = [trace.to_plotly_json() for trace in draw(table, theme=theme, **options).data]
    assert [hue for hue in ("violet", "ochre") if style.theme(theme)[hue].lower() in str(drawn).lower()] == []


def test_own_and_cited_tellings_of_harm_are_bars_of_their_own():
    table = pd.concat([AGENCY, AGENCY.assign(own=False)])
    labels = {
        label for trace in framing_tables.agency(table, labels={"ARM": "Armenia (state)"}).data for label in trace.y
    }
    assert {"Armenia, own voice (3)", "Armenia, cited (3)"} <= labels


def test_sides_whose_losses_a_report_leaves_out_stand_beside_it():
    figure = framing_tables.silence_matrix(SILENCE, labels={"AZE": "Azerbaijan"})
    reported = next(trace for trace in figure.data if trace.name == "reported")
    assert list(reported.text) == [" −AZE"]
    assert reported.customdata[0][2] == "Azerbaijan"


def test_a_name_for_the_same_place_is_not_left_out_and_bounds_are_words():
    table = pd.DataFrame(
        {
            "aspect": ["numbers", "names"],
            "item": ["ARM killed: 200 to ? (AZE)", "Shusha: Shushi"],
            "outlet": ["One", "One"],
            "n": [0, 0],
            "left_out": [True, False],
        }
    )
    values = framing_tables.mirror(table, labels={"ARM": "Armenia", "AZE": "Azerbaijan"}).data[0].cells.values
    assert list(values[1]) == ["Armenia killed: 200 or more (Azerbaijan)", "Shusha: Shushi"]
    assert list(values[2]) == ["—", ""]


def test_many_frames_are_lines():
    frames = pd.concat([FRAME.assign(scheme="many", frame=f"frame_{n}") for n in range(9)])
    heat = framing_tables.frame_heatmap(frames, scheme="many").data[0]
    assert list(heat.x) == ["One", "Two"]
    assert list(heat.y) == [f"frame {n}" for n in range(9)]


def test_not_scored_is_no_zero():
    heat = framing_tables.war_peace(WAR).data[0]
    assert "not scored" in heat.text.ravel().tolist()
    assert "0" not in heat.text.ravel().tolist()
    grid = framing_tables.mirror(MIRROR).data[0].cells.values
    assert list(grid[-1]) == ["—"]
