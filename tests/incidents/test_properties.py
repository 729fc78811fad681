"""What holds for any claims, whatever they are."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from incident_frames import claim, short

from toolkit.incidents import account_for, add_up, contradictions, to_ucdp_ged, toll_as_known
from toolkit.tables import CLAIMS, INCIDENTS, OUTCOMES, POLARITIES, REPORTS, SCOPES, STATUSES, TOLLS

SIDES = ("ARM", "AZE", "GEO", "UNKNOWN", "BOTH")
CLAIMANTS = ("ARM", "AZE", "OTHER", "OUTLET")
SETTINGS = settings(deadline=None, max_examples=40)
claims = CLAIMS.frame
SWAP = {"ARM": "AZE", "AZE": "ARM"}


@st.composite
def bounds(draw):
    low = draw(st.none() | st.integers(0, 40))
    if low is None:
        return None, draw(st.none() | st.integers(0, 40))
    return low, draw(st.none() | st.just(low) | st.integers(low, 60))


@st.composite
def article(draw, name="a", scopes=SCOPES, polarities=POLARITIES):
    rows = []
    for n in range(draw(st.integers(1, 7))):
        low, high = draw(bounds())
        rows.append(
            claim(
                n,
                draw(st.sampled_from(SIDES)),
                draw(st.sampled_from(OUTCOMES[:2])),
                low,
                high,
                draw(st.sampled_from(CLAIMANTS)),
                article=name,
                sentence=draw(st.integers(0, 4)),
                status=draw(st.sampled_from(STATUSES)),
                scope=draw(st.sampled_from(scopes)),
                polarity=draw(st.sampled_from(polarities)),
                part_of=draw(st.none() | st.integers(0, n - 1)) if n else None,
                said_at=draw(st.sampled_from([None, "2023-09-01", "2023-09-02"])),
            )
        )
    return rows


@st.composite
def incident(draw):
    return [draw(article(name)) for name in ("a", "b", "c")[: draw(st.integers(1, 3))]]


@SETTINGS
@given(article())
def test_a_toll_is_a_valid_table(rows):
    tolls = TOLLS.check(add_up(claims(rows)))  # low <= high among others
    assert not tolls.duplicated(["article_id", "side", "outcome", "low", "high"]).any()
    known = {row["claim_id"] for row in rows}
    assert all(ids and set(ids) <= known and len(ids) == len(set(ids)) for ids in tolls.claim_ids)
    assert (tolls.n_independent >= 1).all()


@SETTINGS
@given(article())
def test_each_claim_has_one_fate(rows):
    fates = account_for(claims(rows))
    assert fates.claim_id.tolist() == [row["claim_id"] for row in rows]
    out = fates[fates.fate.str.contains("not in the toll")].claim_id
    shown = {claim_id for ids in add_up(claims(rows)).claim_ids for claim_id in ids}
    assert not shown & set(out)
    kept_out = {row["claim_id"] for row in rows if row["scope"] != "incident" or row["polarity"] == "denied"}
    assert kept_out == set(out)


@SETTINGS
@given(article(scopes=("incident",), polarities=("asserted",)))
def test_nobody_is_counted_twice(rows):
    """No figure is more than its source's claims added up, and a part alone never adds to its whole."""
    tolls = add_up(claims(rows))
    most: Counter = Counter()
    for row in rows:
        most[row["outcome"]] += row["low"] or 0
    for side, outcome, low, _, _ in short(tolls):
        assert (low or 0) <= most[outcome], (side, outcome)


@SETTINGS
@given(article(scopes=("incident",), polarities=("asserted",)))
def test_a_part_never_exceeds_its_whole_without_a_contradiction_row(rows):
    frame = claims(rows)
    by_id = {row["claim_id"]: row for row in rows}
    found = contradictions(add_up(frame), frame)
    found = found[found.kind == "parts exceed the whole"]
    cited = set(zip(found.a_claim_ids.map(tuple), found.b_claim_ids.map(tuple), strict=True))
    for row in rows:
        whole = by_id.get(row["part_of"])
        if whole and (row["side"], row["outcome"]) == (whole["side"], whole["outcome"]):
            larger = row["low"] is not None and whole["high"] is not None and row["low"] > whole["high"]
            assert larger == (((whole["claim_id"],), (row["claim_id"],)) in cited)


@SETTINGS
@given(article(scopes=("incident",)))
def test_exchanging_two_sides_exchanges_the_toll(rows):
    swapped = [
        {**row, "side": SWAP.get(row["side"], row["side"]), "claimant": SWAP.get(row["claimant"], row["claimant"])}
        for row in rows
    ]

    def sets(tolls, names):
        return {
            (names.get(side, side), outcome, low, high, frozenset(names.get(code, code) for code in claimants))
            for side, outcome, low, high, claimants in short(tolls)
        }

    assert sets(add_up(claims(swapped)), {}) == sets(add_up(claims(rows)), SWAP)


@SETTINGS
@given(incident(), st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(articles, chance):
    def toll(order):
        frame = claims([row for some in order for row in some]).assign(incident_id="i")
        return sorted(((*row[:4], tuple(row[4])) for row in short(add_up(frame, by="incident_id"))), key=str)

    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert toll(shuffled) == toll(articles)


@SETTINGS
@given(incident())
def test_exports_bound_their_best_figure(articles):
    frame = claims([row for some in articles for row in some]).assign(incident_id="i")
    tolls = add_up(frame, by="incident_id")
    place = {"lat": 40.2, "lon": 45.8, "where_prec": 1, "place_name": "Sotk", "event_clarity": 1}
    incidents = INCIDENTS.frame(
        [{"incident_id": "i", "start_date": "2023-09-01", "date_prec": 1, "sides": ["ARM", "AZE"], **place}]
    )
    export = to_ucdp_ged(incidents, tolls)
    assert len(export.invalid) == 0
    assert len(export.rows) + sum(export.left_out.values()) == 1
    for row in export.rows.itertuples():
        assert 0 <= row.low <= row.best <= row.high
        assert min(row.deaths_a, row.deaths_b, row.deaths_civilians, row.deaths_unknown) >= 0


@SETTINGS
@given(incident())
def test_what_is_known_on_the_last_day_is_the_toll_of_dated_claims(articles):
    rows = [{**row, "scope": "incident"} for some in articles for row in some if row["said_at"]]  # all are put into it
    frame = claims([row for some in articles for row in some])
    reports = REPORTS.frame(
        [
            {"incident_id": "i", "article_id": row["article_id"], "claim_id": row["claim_id"]}
            for some in articles
            for row in some
        ]
    )
    known = toll_as_known(frame, reports, "2023-09-02")
    expected = add_up(claims(rows).assign(incident_id="i"), by="incident_id") if rows else TOLLS.empty()
    assert short(known) == short(expected)
    first = toll_as_known(frame, reports, "2023-09-01")
    assert first.as_of.dropna().dt.date.astype(str).isin(["2023-09-01"]).all()
