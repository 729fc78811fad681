"""What stands behind a number: the incidents, claims, articles or words that were counted, for the reader to list.

A number on a page carries a key such as ``bin:2020-09-01:2020-10-01:area:AZE:chronicle``. Each kind of key has a function
here that finds what was counted among what the filters let through, so that the list always is as long as the number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote

import numpy as np
import pandas as pd

from toolkit.charts import casualties as chart
from toolkit.views.numbers import number, said

if TYPE_CHECKING:
    from toolkit.views.store import Store

#: Rows that are shown; the number says how many there are.
MOST = 100
#: In the place of an outlet: all outlets; all but those named after it.
ANY, BUT = "*", "*-"


class Link(NamedTuple):
    """A text or number of a table that opens what stands behind it."""

    text: Any
    act: str
    value: str


class Row(NamedTuple):
    """One of the things that were counted: what is opened by it, its text, what else is said of it, and its origin."""

    act: str
    value: str
    text: str
    more: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Behind:
    """The list behind a number. ``total`` counts all rows, of which ``rows`` are the first."""

    title: str
    rows: list[Row]
    total: int


def key(kind: str, *parts: Any) -> str:
    """Return the key of a number; parts may hold any character.

    >>> key("articles", "2020-09-01", "2020-10-01", "Wire: East")
    'articles:2020-09-01:2020-10-01:Wire%3A%20East'
    """
    return ":".join([kind, *(quote(str(part), safe="*") for part in parts)])


def link(text: Any, kind: str, *parts: Any) -> Link:
    """Return a text that opens the list of a key."""
    return Link(text, "behind", key(kind, *parts))


def all_but(outlets: list[str]) -> str:
    """Return what stands in a key for all outlets but some."""
    return BUT + "\n".join(outlets)


def look_up(store: Store, text: str) -> Behind | None:
    """Return the list of a key; None for a key that means nothing here."""
    kind, *parts = text.split(":")
    find = KINDS.get(kind)
    if find is None or len(parts) != find.__code__.co_argcount - 1:
        return None
    try:
        return find(store, *(unquote(part) for part in parts))
    except (ValueError, KeyError):  # a day, number or name that is none
        return None


def _incidents(store: Store, title: str, at: Iterable[int]) -> Behind:
    """List incidents by their positions, the latest first."""
    at = np.asarray(list(at), "int64")
    days = store.index.day[at]
    at = at[np.argsort(np.where(np.isnat(days), np.datetime64("0001-01-01"), days), kind="stable")[::-1]]
    rows = [
        Row("incident", row.incident_id, store.label(row.incident_id), store.word(row.grade), row.origin)
        for row in store.index.incidents.iloc[at[:MOST]].itertuples()
    ]
    return Behind(title, rows, len(at))


def _claims(store: Store, title: str, figures: pd.DataFrame) -> Behind:
    """List claims of a ``figures_table``, the latest first."""
    ordered = figures.sort_values("said_at", ascending=False, na_position="last", kind="stable")
    rows = []
    for claim in ordered.head(MOST).itertuples():
        text = f"{number(store, claim.low, claim.high)} {store.word(claim.outcome)}, {store.side(claim.side)}"
        who = store.t("Said by {who}.", who=store.side(claim.claimant)).rstrip(".")
        more = f"{who}, {said(store, claim.said_at)} · {store.label(claim.incident_id)}"
        rows.append(Row("claim", claim.claim_id, text, more, claim.origin))
    return Behind(title, rows, len(figures))


def _articles(store: Store, title: str, articles: pd.DataFrame) -> Behind:
    ordered = articles.sort_values("published_at", ascending=False, na_position="last", kind="stable")
    rows = []
    for article in ordered.head(MOST).itertuples():
        outlet = article.outlet if isinstance(article.outlet, str) else store.t("outlet not known")
        text = article.title if isinstance(article.title, str) else article.article_id
        rows.append(Row("article", article.article_id, text, f"{outlet}, {said(store, article.published_at)}"))
    return Behind(title, rows, len(articles))


def stretches(store: Store, title: str, found: pd.DataFrame) -> Behind:
    """List stretches of articles (``article_id, start, end``) by their words, with the outlet of each."""
    articles = store.index.articles.set_index("article_id")
    rows = []
    for row in found.head(MOST).itertuples():
        article = articles.loc[row.article_id]
        words = " ".join(article["text"][int(row.start) : int(row.end)].split())
        outlet = article["outlet"] if isinstance(article["outlet"], str) else store.t("outlet not known")
        shown = words if len(words) <= 160 else words[:157] + "…"
        more = f"{outlet}, {said(store, article['published_at'])}"
        rows.append(Row("stretch", f"{row.article_id}:{int(row.start)}-{int(row.end)}", f"“{shown}”", more))
    return Behind(title, rows, len(found))


def in_outlet(store: Store, frame: pd.DataFrame, outlet: str) -> pd.DataFrame:
    """Return the rows of a table of the corpus that are of the selected articles of an outlet (empty: not known)."""
    articles = store.selection.articles
    if outlet != ANY:
        articles = articles[articles["outlet"].fillna("") == outlet]
    return frame[frame["article_id"].isin(articles["article_id"])]


def every_incident(store: Store, origin: str) -> Behind:
    """List all incidents of an origin."""
    coded, at = store.index.coded["origin"], store.selection.incident_at
    return _incidents(store, f"{store.t('Incidents')}: {store.word(origin)}", at[coded.among((origin,))[at]])


def every_claim(store: Store, origin: str) -> Behind:
    """List all claims of an origin."""
    figures = store.selection.figures
    return _claims(store, f"{store.t('Claims')}: {store.word(origin)}", figures[figures["origin"] == origin])


def of_bin(store: Store, start: str, end: str, lanes: str, lane: str, origin: str) -> Behind:
    """List the incidents of one circle of the timeline."""
    index, at = store.index, store.selection.incident_at
    positions, coded = index.lanes[lanes]
    first, last = np.datetime64(start, "D"), np.datetime64(end, "D")
    mine = positions[coded.among((lane,))]
    kept = np.intersect1d(mine, at)
    days = index.day[kept]
    kept = kept[(days >= first) & (days < last) & index.coded["origin"].among((origin,))[kept]]
    title = f"{store.word(lane)}, {store.day(first)} – {store.day(last - np.timedelta64(1, 'D'))}"
    return _incidents(store, title, kept)


def of_spots(store: Store, spots: str) -> Behind:
    """List the incidents of one mark of the map, which may stand for several places."""
    wanted = [int(spot) for spot in spots.split(".")]
    table, of = store.index.spots
    at = store.selection.incident_at
    names = table["place_name"].iloc[wanted].dropna().unique() if max(wanted) < len(table) else []
    title = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return _incidents(store, title or store.t("not known"), at[np.isin(of[at], wanted)])


def off_map(store: Store, reason: str) -> Behind:
    """List the incidents that a reason keeps off the map."""
    at = store.selection.incident_at
    return _incidents(store, store.t(reason), at[store.index.off_map.among((reason,))[at]])


def of_row(store: Store, incident: str, side: str, outcome: str, status: str) -> Behind:
    """List the claims of one row of the chart of claims."""
    figures = store.selection.figures
    mine = figures[chart.ROW].eq([incident, side, outcome, status]).all(axis=1)
    title = f"{store.label(incident)}: {store.side(side)}, {store.word(outcome)}, {store.word(status)}"
    return _claims(store, title, figures[mine])


def of_sum(store: Store, origin: str, side: str, outcome: str, until: str) -> Behind:
    """List the figures that a running sum was added up from."""
    rows = chart.summed_rows(store.selection.rows)
    mine = rows[["origin", "side", "outcome"]].eq([origin, side, outcome]).all(axis=1)
    rows = rows[mine & (rows["start_date"] <= pd.Timestamp(until))].sort_values("start_date", ascending=False)
    made = [
        Row(
            "behind",
            key("row", row.incident_id, row.side, row.outcome, row.status),
            f"{number(store, row.low, row.high)} {store.word(outcome)}",
            store.label(row.incident_id),
            row.origin,
        )
        for row in rows.head(MOST).itertuples()
    ]
    return Behind(f"{store.side(side)}, {store.word(outcome)}, {store.t('to')} {store.day(until)}", made, len(rows))


def of_conceded(store: Store, origin: str, claimant: str, side: str, what: str) -> Behind:
    """List the claims behind a cell of claimed against conceded (``what``: claimed, conceded or both)."""
    index = store.index
    kept = store.selection.incidents
    ids = kept.loc[kept["origin"].eq(origin) & kept["event_clarity"].ne(2), "incident_id"]
    tolls = index.corpus.tolls
    tolls = tolls[
        tolls["incident_id"].isin(ids)
        & tolls["article_id"].isna()
        & tolls["outcome"].eq("killed")
        & tolls["side"].eq(side)
        & tolls["low"].notna()
    ]
    claimed, conceded = (tolls[tolls["claimants"].map(lambda who, c=c: c in who)] for c in (claimant, side))
    chosen = {"claimed": claimed, "conceded": conceded}.get(what)
    if chosen is None:
        shared = set(claimed["incident_id"]) & set(conceded["incident_id"])
        chosen = pd.concat([claimed, conceded])
        chosen = chosen[chosen["incident_id"].isin(shared)]
    wanted = {claim for claims in chosen["claim_ids"] for claim in claims}
    title = f"{store.side(claimant)} / {store.side(side)}, {store.word('killed')}"
    return _claims(store, title, index.figures[index.figures["claim_id"].isin(wanted)])


def articles_read(store: Store, start: str, end: str, outlet: str) -> Behind:
    """List the articles of some days, of one outlet (empty: not known), of all, or of all but some."""
    days = store.index.article_day[store.selection.article_at]
    articles = store.selection.articles
    keep = np.ones(len(articles), bool)
    title = store.t("articles read")
    if start:
        first, last = np.datetime64(start, "D"), np.datetime64(end, "D")
        keep &= (days >= first) & (days < last)
        title += f", {store.day(first)} – {store.day(last - np.timedelta64(1, 'D'))}"
    if outlet.startswith(BUT):
        keep &= ~articles["outlet"].fillna("").isin(outlet.removeprefix(BUT).split("\n")).to_numpy()
        title += f", {store.t('other outlets')}"
    elif outlet != ANY:
        keep &= articles["outlet"].fillna("").eq(outlet).to_numpy()
        title += f", {outlet or store.t('outlet not known')}"
    return _articles(store, title, articles[keep])


def reporting(store: Store, incident: str, outlet: str) -> Behind:
    """List the articles of an outlet that report an incident."""
    reports = store.index.corpus.reports
    ids = reports.loc[reports["incident_id"].eq(incident), "article_id"].dropna()
    articles = in_outlet(store, store.selection.articles, outlet)
    return _articles(store, f"{store.label(incident)}, {outlet}", articles[articles["article_id"].isin(ids)])


def loaded_words(store: Store, outlet: str, whose: str) -> Behind:
    """List loaded wording of an outlet, in its own voice or in voices it cites (``whose``: own or cited)."""
    frames = in_outlet(store, store.index.corpus.frames, outlet)
    frames = frames[frames["measure"] == "loaded_wording"]
    own = frames["voice"].eq("OUTLET") & ~frames["quoted"]
    found = frames[own if whose == "own" else ~own]
    said_by = store.t("own voice") if whose == "own" else store.t("cited voices")
    return stretches(store, f"{outlet or store.t('outlet not known')}: {said_by}", found)


def words_of(store: Store, outlet: str, voice: str) -> Behind:
    """List the stretches in which an outlet gives words to a voice."""
    voices = in_outlet(store, store.index.corpus.voices, outlet)
    found = voices[voices["voice"] == voice]
    return stretches(store, f"{outlet or store.t('outlet not known')}: {store.side(voice)}", found)


def names_used(store: Store, outlet: str, who: str, usage: str) -> Behind:
    """List the names of places of one usage, in the outlet's own voice or in voices it cites (``who``: own or quoted)."""
    frames = in_outlet(store, store.index.corpus.frames, outlet)
    own = frames["voice"].eq("OUTLET")
    found = frames[frames["measure"].eq("place_name") & frames["category"].eq(usage) & (own if who == "own" else ~own)]
    return stretches(store, f"{outlet or store.t('outlet not known')}: {store.word(usage)}", found)


def frames_used(store: Store, outlet: str, scheme: str, frame: str) -> Behind:
    """List the sentences of an outlet with an indicator of a generic frame."""
    corpus = store.index.corpus
    frames = in_outlet(store, corpus.frames, outlet)
    ids = frames.loc[frames["measure"].eq("frame") & frames["category"].eq(f"{scheme}:{frame}"), "sentence_id"]
    found = corpus.sentences[corpus.sentences["sentence_id"].isin(ids)]
    return stretches(store, f"{outlet or store.t('outlet not known')}: {store.word(frame)}", found)


def blamed(store: Store, accuser: str, accused: str, status: str) -> Behind:
    """List where one side lays the blame on another."""
    rows = in_outlet(store, store.index.corpus.blames, ANY)
    found = rows[rows["accuser"].eq(accuser) & rows["accused"].eq(accused) & rows["status"].eq(status)]
    return stretches(store, f"{store.side(accuser)} → {store.side(accused)}: {store.word(status)}", found)


def harm_told(store: Store, side: str, who: str, manner: str) -> Behind:
    """List the words that tell harm to a side's people in one manner, in outlets' own voice or voices they cite."""
    rows = in_outlet(store, store.index.corpus.frames, ANY)
    own = rows["voice"].eq("OUTLET")
    told = (
        rows["measure"].eq("harm_voice") & rows["category"].eq(manner) & rows["about_side"].fillna("UNKNOWN").eq(side)
    )
    found = rows[told & (own if who == "own" else ~own)]
    return stretches(store, f"{store.side(side)}: {store.word(manner)}, {store.word(who)}", found)


def war_or_peace(store: Store, outlet: str, orientation: str, indicator: str) -> Behind:
    """List the evidence of an outlet for one indicator of war or peace journalism."""
    rows = in_outlet(store, store.index.corpus.frames, outlet)
    found = rows[rows["measure"].eq("war_peace") & rows["category"].eq(orientation) & rows["term"].eq(indicator)]
    return stretches(store, f"{outlet or store.t('outlet not known')}: {indicator.replace('_', ' ')}", found)


KINDS: dict[str, Callable[..., Behind]] = {
    "incidents": every_incident,
    "claims": every_claim,
    "bin": of_bin,
    "spots": of_spots,
    "offmap": off_map,
    "row": of_row,
    "sum": of_sum,
    "conceded": of_conceded,
    "articles": articles_read,
    "reporting": reporting,
    "loaded": loaded_words,
    "voice": words_of,
    "names": names_used,
    "frames": frames_used,
    "blamed": blamed,
    "harm": harm_told,
    "warpeace": war_or_peace,
}
