"""The chronicle: facts of real incidents, each claim with its source or marked unsourced."""

import pandas as pd
import pytest

from toolkit import tables
from toolkit.errors import DataFileError
from toolkit.incidents import contradictions, load_chronicle, match_chronicle
from toolkit.places import load_gazetteer
from toolkit.resources import data_path
from toolkit.sides import SPECIAL, load_sides


@pytest.fixture(scope="module")
def chronicle():
    return load_chronicle()


@pytest.mark.parametrize("name", ["incidents", "claims", "reports", "tolls"])
def test_tables_are_as_described(chronicle, name):
    frame = tables.TABLES[name].check(getattr(chronicle, name))
    assert len(frame) > 0


def test_size_and_origin(chronicle):
    assert (len(chronicle.incidents), len(chronicle.claims)) == (74, 418)
    assert set(chronicle.incidents.origin) == set(chronicle.claims.origin) == {"chronicle"}
    assert chronicle.claims.article_id.isna().all()


def test_each_claim_leads_to_a_page_or_is_marked(chronicle):
    claims = chronicle.claims
    unsourced = claims.rules.map(lambda rules: any("unsourced" in rule for rule in rules))
    assert (unsourced == claims.source_url.isna()).all()
    assert claims.source_url.dropna().str.match(r"https?://\S+$").all()
    assert claims.claimant_text.notna().all()


def test_codes_are_those_of_the_sides_file(chronicle):
    known = {*load_sides().codes, *SPECIAL}
    claims = chronicle.claims
    assert set(claims.side) | set(claims.claimant) | set(claims.denied_by.dropna()) <= known
    assert {code for sides in chronicle.incidents.sides for code in sides} <= known - set(SPECIAL)


def test_each_claim_is_in_its_incident(chronicle):
    assert chronicle.reports.claim_id.tolist() == chronicle.claims.claim_id.tolist()
    assert set(chronicle.reports.incident_id) == set(chronicle.incidents.incident_id)
    first = chronicle.claims.claim_id.str.rsplit(":", n=1).str[0]
    assert (first.to_numpy() == chronicle.reports.incident_id.to_numpy()).all()


def figures(chronicle, incident_id, side, outcome="killed"):
    rows = chronicle.tolls
    rows = rows[(rows.incident_id == incident_id) & (rows.side == side) & (rows.outcome == outcome)]
    return {(int(row.low), tuple(row.claimants)) for row in rows.itertuples()}


@pytest.mark.parametrize(
    ("incident_id", "side", "expected"),
    [
        ("2022-09-12_jermuk-goris-sotk", "AZE", {(80, ("AZE",)), (431, ("ARM",))}),  # revised figures are replaced
        ("2021-08-16_yeraskh", "ARM", {(2, ("ARM",))}),  # two places: two people
        ("2021-03-16_aghdam", "AZE", {(2, ("AZE",))}),  # running totals stay out
        ("2021-11-30_garaheybat", "AZE", {(14, ("AZE", "OUTLET"))}),  # two offices, one figure
        ("2023-09-19_karabakh", "AZE", {(193, ("AZE",))}),  # soldiers and a civilian
        ("2018-02-22_akhalgori-tskhinvali", "GEO", {(1, ("GEO", "OSS"))}),
    ],
)
def test_tolls_count_each_people_once(chronicle, incident_id, side, expected):
    assert figures(chronicle, incident_id, side) == expected


def test_revised_figures_stay_visible_as_claims(chronicle):
    revised = set(chronicle.claims.revises.dropna())
    assert len(revised) > 80
    assert revised <= set(chronicle.claims.claim_id)
    assert not revised & {claim_id for ids in chronicle.tolls.claim_ids for claim_id in ids}


def test_contradictions_lead_to_both_pages(chronicle):
    rows = contradictions(chronicle.tolls, chronicle.claims)
    assert len(rows) > 20
    for row in rows.itertuples():
        assert len(row.a_evidence) == len(row.a_claim_ids) > 0
        assert len(row.b_evidence) == len(row.b_claim_ids) > 0


def test_places_are_in_the_region_and_in_a_known_state(chronicle):
    known = chronicle.incidents[chronicle.incidents.lat.notna()]
    assert len(known) >= 72
    assert known.lat.between(38.3, 43.7).all()
    assert known.lon.between(40.0, 50.6).all()
    assert set(chronicle.incidents.country.dropna()) == {"ARM", "AZE", "GEO"}


def test_place_ids_are_those_of_the_gazetteer(chronicle):
    known = set(load_gazetteer().places.place_id)
    assert set(chronicle.incidents.place_id.dropna()) | set(chronicle.claims.place_id.dropna()) <= known
    assert chronicle.incidents.place_id.notna().sum() >= 55


def test_balance_is_told_by_the_data_not_by_the_code(chronicle):
    killed = chronicle.claims[chronicle.claims.outcome == "killed"]
    assert {"ARM", "AZE", "GEO", "NKR", "RUS"} <= set(killed.side)
    assert {"ARM", "AZE", "GEO", "NKR"} <= set(chronicle.naming["by"])


def test_accounts_name_who_gives_them(chronicle):
    assert chronicle.accounts[["incident_id", "point", "by", "says"]].notna().all().all()
    assert chronicle.accounts.groupby(["incident_id", "point"])["by"].nunique().ge(1).all()


def test_frames_of_one_call_are_its_own(chronicle):
    del load_chronicle().tolls["low"]
    assert "low" in load_chronicle().tolls


def test_the_chronicle_matches_itself(chronicle):
    some = chronicle.incidents.copy()
    some["origin"] = "articles"
    found = match_chronicle(some, chronicle).same_as
    right = (found.to_numpy() == some.incident_id.to_numpy()).sum()
    assert right >= 65
    assert (found.notna() & (found.to_numpy() != some.incident_id.to_numpy())).sum() <= 3


def test_another_country_is_not_matched(chronicle):
    some = chronicle.incidents.head(20).copy()
    some["sides"] = [["TUR"] for _ in range(20)]
    assert match_chronicle(some, chronicle).same_as.isna().all()


def copied(tmp_path):
    for name in ("incidents", "places", "claims", "accounts", "naming", "sources"):
        (tmp_path / f"{name}.csv").write_text((data_path("chronicle", f"{name}.csv")).read_text(encoding="utf-8"))
    return tmp_path


def test_faults_of_the_files_are_named_all_at_once(tmp_path):
    folder = copied(tmp_path)
    claims = pd.read_csv(folder / "claims.csv", dtype=str)
    claims.loc[5, "incident_id"] = "1999-01-01_nowhere"
    claims.loc[9, "revises"] = "999"
    claims.loc[9, "place"] = "7"
    claims.to_csv(folder / "claims.csv", index=False)
    with pytest.raises(DataFileError, match=r"3 fault.s.\n(.*\n)*.*revises 999"):
        load_chronicle(folder)


def test_a_missing_file_is_named(tmp_path):
    folder = copied(tmp_path)
    (folder / "naming.csv").unlink()
    with pytest.raises(DataFileError, match=r"naming\.csv"):
        load_chronicle(folder)
