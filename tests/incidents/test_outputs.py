"""The second clock, claims beside admissions, contradictions, explanations and exports."""

import json

import geopandas as gpd
import pandas as pd
import pytest
from incident_frames import claim, claims

from toolkit import tables
from toolkit.errors import TableError
from toolkit.incidents import (
    add_up,
    claimed_vs_conceded,
    contradictions,
    explain_incident,
    load_chronicle,
    revisions,
    to_acled,
    to_csv,
    to_geojson,
    to_ucdp_ged,
    toll_as_known,
    undated,
)
from toolkit.incidents.kinds import event_type_of

SEPTEMBER = "2022-09-12_jermuk-goris-sotk"


@pytest.fixture(scope="module")
def chronicle():
    return load_chronicle()


def killed(tolls, side):
    rows = tolls[(tolls.side == side) & (tolls.outcome == "killed")]
    return {(int(row.low), tuple(row.claimants)) for row in rows.itertuples()}


@pytest.mark.parametrize(
    ("day", "armenian"),
    [
        ("2022-09-12", set()),
        ("2022-09-13", {(49, ("ARM",)), (50, ("ARM",))}),  # two digests of one speech: both stay
        ("2022-09-14", {(105, ("ARM",))}),
        ("2022-09-17", {(135, ("ARM",))}),
        ("2022-09-30", {(207, ("ARM",))}),
    ],
)
def test_a_toll_as_it_was_known_on_a_day(chronicle, day, armenian):
    known = toll_as_known(chronicle.claims, chronicle.reports, day, incident_id=SEPTEMBER)
    assert killed(known, "ARM") == armenian
    tables.TOLLS.check(known)


def test_an_hour_of_a_day_can_be_named():
    rows = claims(
        [
            claim(0, "AZE", "killed", 2, 2, "AZE", article="a", said_at="2023-09-01T08:00Z"),
            claim(0, "AZE", "killed", 5, 5, "AZE", article="b", said_at="2023-09-01T18:00Z"),
        ]
    )
    reports = tables.REPORTS.frame(
        [{"incident_id": "i", "claim_id": claim_id, "score": 1.0, "reason": "given"} for claim_id in rows.claim_id]
    )
    assert killed(toll_as_known(rows, reports, "2023-09-01T12:00"), "AZE") == {(2, ("AZE",))}
    assert killed(toll_as_known(rows, reports, pd.Timestamp("2023-09-01T23:00+04:00")), "AZE") == {(5, ("AZE",))}
    changes = revisions(rows, reports)
    assert changes[["before_low", "low", "change", "stated"]].to_numpy().tolist() == [[2, 5, "up", False]]


def test_undated_claims_are_listed_not_lost(chronicle):
    without = undated(chronicle.claims, chronicle.reports)
    late = toll_as_known(chronicle.claims, chronicle.reports, "2030-01-01")
    shown = {claim_id for ids in late.claim_ids for claim_id in ids}
    assert len(without) == chronicle.claims.said_at.isna().sum()
    assert not shown & set(without.claim_id)


def test_revisions_name_both_claims_and_the_direction(chronicle):
    rows = revisions(chronicle.claims, chronicle.reports, incident_id=SEPTEMBER)
    stated = rows[rows.stated]
    assert len(stated) == chronicle.claims.claim_id.str.startswith(SEPTEMBER).sum() - (
        chronicle.claims[chronicle.claims.claim_id.str.startswith(SEPTEMBER)].revises.isna().sum()
    )
    rise = rows[(rows.before_claim_id == f"{SEPTEMBER}:2") & (rows.claim_id == f"{SEPTEMBER}:3")]
    assert rise.change.tolist() == ["up"]
    assert (rise.before_low.tolist(), rise.low.tolist()) == ([105], [135])
    assert set(rows.change) <= {"up", "down", "bounds"}


def tolls_of(*rows):
    return tables.TOLLS.frame(
        [
            {
                "incident_id": incident,
                "side": side,
                "outcome": "killed",
                "status": "military",
                "low": low,
                "high": low,
                "claimants": claimants,
                "claim_ids": ["c"],
                "n_independent": 1,
            }
            for incident, side, low, claimants in rows
        ]
    )


def test_claims_about_others_beside_admissions_of_ones_own():
    tolls = tolls_of(
        ("i1", "AZE", 60, ["ARM"]),
        ("i1", "AZE", 12, ["AZE"]),
        ("i2", "AZE", 6, ["ARM"]),
        ("i2", "AZE", 3, ["AZE"]),
        ("i3", "AZE", 7, ["ARM"]),
        ("i4", "ARM", 8, ["AZE", "ARM"]),
        ("i5", "ARM", 5, ["OUTLET"]),
        ("i6", "ARM", 5, ["NKR"]),
    )
    rows = claimed_vs_conceded(tolls).set_index(["claimant", "side"])
    assert list(rows.index) == [("ARM", "AZE"), ("AZE", "ARM")]
    row = rows.loc["ARM", "AZE"]
    assert (row.n_claimed, row.n_conceded, row.n_both) == (3, 2, 2)
    assert (row.claimed_low, row.conceded_low, row.ratio) == (66, 15, 66 / 15)
    assert row.median_ratio == (5 + 2) / 2
    assert bool(row.small)
    assert row.incident_ids == ["i1", "i2"]
    assert not claimed_vs_conceded(tolls, small=2).set_index(["claimant", "side"]).loc[("ARM", "AZE")].small


def test_a_ratio_to_none_is_null_not_infinite():
    row = claimed_vs_conceded(tolls_of(("i", "AZE", 9, ["ARM"]), ("i", "AZE", 0, ["AZE"]))).iloc[0]
    assert row.n_both == 1
    assert pd.isna(row.ratio)
    assert pd.isna(row.median_ratio)
    assert len(claimed_vs_conceded(tables.TOLLS.empty())) == 0


def test_contradictions_cite_the_sentences_of_both():
    frame = claims([claim(0, "AZE", "killed", 60, 60, "ARM"), claim(1, "AZE", "killed", 0, 0, "AZE")])
    sentences = pd.DataFrame({"sentence_id": ["a:0", "a:1"], "text": ["Sixty, says one.", "None, says the other."]})
    rows = contradictions(add_up(frame), frame, sentences=sentences)
    assert rows.kind.tolist() == ["sources differ"]
    assert rows.a_evidence.tolist() == [["None, says the other."]]
    assert rows.b_evidence.tolist() == [["Sixty, says one."]]
    assert (rows.a_low.tolist(), rows.b_low.tolist()) == ([0], [60])


def test_parts_that_exceed_the_whole_are_a_contradiction():
    frame = claims([claim(0, "AZE", "killed", 3, 3, "AZE"), claim(1, "AZE", "killed", 8, 8, "AZE", part_of=0)])
    assert contradictions(add_up(frame), frame).kind.tolist() == ["parts exceed the whole"]


def test_soldiers_and_civilians_that_exceed_the_whole_are_a_contradiction():
    frame = claims(
        [
            claim(0, "AZE", "killed", 5, 5, "AZE"),
            claim(1, "AZE", "killed", 4, 4, "AZE", part_of=0, status="military"),
            claim(2, "AZE", "killed", 3, 3, "AZE", part_of=0, status="civilian"),
        ]
    )
    rows = contradictions(add_up(frame), frame)
    assert rows[["kind", "a_low", "b_low"]].to_numpy().tolist() == [["parts exceed the whole", 5, 7]]


def test_ucdp_rows_account_for_every_incident(chronicle):
    export = to_ucdp_ged(chronicle.incidents, chronicle.tolls)
    assert len(export.rows) + len(export.invalid) + sum(export.left_out.values()) == len(chronicle.incidents)
    rows = export.rows
    assert ((rows.low <= rows.best) & (rows.best <= rows.high)).all()
    assert (rows[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1) == rows.best).all()
    assert rows.high.min() > 0
    assert (rows.side_a.dropna() < rows.side_b.fillna("~")).all()
    assert "2020-09-27_karabakh-war-totals" not in set(rows.id)


def test_best_is_what_each_side_concedes(chronicle):
    rows = to_ucdp_ged(chronicle.incidents, chronicle.tolls).rows.set_index("id")
    row = rows.loc["2016-12-29_chinari"]
    assert (row.low, row.best, row.high) == (3, 4, 10)  # AZE: 1 conceded, up to 7 claimed; ARM: 3
    assert (row.deaths_a, row.deaths_b) == (3, 1)


def test_invalid_rows_come_back_with_the_broken_rule(chronicle):
    incidents = chronicle.incidents.copy()
    broken = incidents.incident_id == "2016-12-29_chinari"
    incidents.loc[broken, ["lat", "start_date"]] = [None, None]
    export = to_ucdp_ged(incidents, chronicle.tolls)
    assert export.invalid.id.tolist() == ["2016-12-29_chinari"]
    assert "no day" in export.invalid.rule[0]
    assert "no point" in export.invalid.rule[0]
    acled = to_acled(incidents, chronicle.tolls)
    assert "no point" in acled.invalid.set_index("event_id_cnty").rule["2016-12-29_chinari"]


def test_acled_rows_have_its_types(chronicle):
    export = to_acled(chronicle.incidents, chronicle.tolls)
    assert len(export.rows) + len(export.invalid) + sum(export.left_out.values()) == len(chronicle.incidents)
    assert set(export.rows.event_type) <= {
        "Battles",
        "Violence against civilians",
        "Explosions/Remote violence",
        "Strategic developments",
    }
    assert export.rows.time_precision.isin([1, 2, 3]).all()
    assert export.rows.geo_precision.isin([1, 2, 3]).all()
    assert export.left_out["kind not coded by ACLED"] == 3


def test_geojson_is_read_by_others_and_loses_none(chronicle, tmp_path):
    path = tmp_path / "incidents.geojson"
    collection = to_geojson(chronicle.incidents, chronicle.tolls, path)
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(json.dumps(collection))
    assert len(collection["features"]) == 74
    read = gpd.read_file(path)
    assert len(read) == 74
    assert read.geometry.isna().sum() == chronicle.incidents.geometry.isna().sum()
    assert sum(len(feature["properties"]["tolls"]) for feature in collection["features"]) == len(chronicle.tolls)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("x")'])
def test_csv_runs_no_formula(tmp_path, text):
    path = to_csv(
        pd.DataFrame({"name": [text, "plain"], "n": [-3, 4], "items": [[text], ["a", "b"]]}), tmp_path / "x.csv"
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert read["name"].tolist()[0].startswith("'")
    assert read["items"].tolist()[0].startswith("'")
    assert read["items"].tolist()[1] == "a; b"
    assert read.n.tolist() == ["-3", "4"]  # numbers stay numbers


def test_csv_of_each_table_of_the_chronicle(chronicle, tmp_path):
    for name in ("incidents", "claims", "reports", "tolls"):
        frame = getattr(chronicle, name)
        read = pd.read_csv(to_csv(frame, tmp_path / f"{name}.csv"), dtype=str)
        assert len(read) == len(frame)
        assert read.columns.tolist() == frame.columns.tolist()


def test_explanation_with_sentences_shows_the_words():
    frame = claims([claim(0, "AZE", "killed", 60, 60, "ARM", article="a")])
    tolls = add_up(frame.assign(incident_id="i"), by="incident_id")
    incidents = tables.INCIDENTS.frame(
        [{"incident_id": "i", "label": "Attack", "grade": "single_claim", "grade_reason": "one source", "sides": []}]
    )
    sentences = pd.DataFrame({"sentence_id": ["a:0"], "text": ["Sixty, says one."]})
    text = explain_incident("i", incidents, tables.REPORTS.empty(), tolls, frame, sentences=sentences)
    assert '"Sixty, says one."' in text


def test_explanation_of_a_record_names_pages_and_offices(chronicle):
    text = explain_incident(SEPTEMBER, chronicle.incidents, chronicle.reports, chronicle.tolls, chronicle.claims)
    assert "Security Council of Armenia" in text
    assert "https://" in text
    assert "AZE killed 80" in text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A tractor driver was wounded when he ran over a mine near Fuzuli.", "Remote explosive/landmine/IED"),
        ("Artillery shells and mortar fire hit the village at night.", "Shelling/artillery/missile attack"),
        ("A drone strike on a truck was followed by another drone strike.", "Air/drone strike"),
        ("A farmer was abducted at the line and is held in detention.", "Abduction/forced disappearance"),
        ("The skirmish broke out when troops exchanged fire; fighting went on.", "Armed clash"),
        ("A farmer was shot dead by a sniper in his car.", "Attack"),
        ("Автомобиль подорвался на противотанковой мине.", "Remote explosive/landmine/IED"),
        ("Parliament sat on Tuesday. The price of bread rose.", "Other"),
        ("A minefield of words: determined, minister, administration", "Remote explosive/landmine/IED"),
        ("The minister determined the administration's price.", "Other"),
        ("", "Other"),
    ],
)
def test_words_tell_the_kind_of_event(text, kind):
    assert event_type_of(text)[0] == kind


def test_records_that_add_up_others_are_left_out_of_what_is_claimed_and_conceded(chronicle):
    figures = claimed_vs_conceded(chronicle.tolls, incidents=chronicle.incidents)
    ids = {i for some in figures.incident_ids for i in some}
    assert ids
    assert not ids & {"2020-09-27_karabakh-war-totals", "2016-04-01_line-of-contact"}
    both = chronicle.incidents.copy()
    both.loc[both.index[:5], "origin"] = "articles"
    with pytest.raises(TableError, match="two origins"):
        claimed_vs_conceded(chronicle.tolls, incidents=both)
