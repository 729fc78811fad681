"""One incident as several outlets tell it, and which incidents which outlets do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

#: What the mirror sets side by side, in this order.
ASPECTS = ("articles", "first_published", "numbers", "names", "blame", "verbs", "sources", "wording")

#: Aspects that each outlet has of its own: not telling another's headline leaves nothing out.
_OWN = ("articles", "first_published")


def mirror(corpus: Any, incident_id: str, *, by: str = "outlet") -> pd.DataFrame:
    """Set one incident side by side: a row is one item of one aspect in one outlet's (or other group's) articles.

    ``corpus`` is a ``Corpus``. ``aspect`` (see ``ASPECTS``), ``item`` (for instance 'killed AZE 3' or 'Shushi'), the group (``by``, a column of
    ARTICLES), ``n`` (how often; 0: the others tell it and this one leaves it out), ``left_out`` (n is 0), ``article_id``
    and ``start``, ``end`` of the first place where it is told (null where left out). Numbers are claims as made, nothing is
    added up. Raises ``TableError`` when the incident has no articles.
    """
    import pandas as pd

    ids = corpus.reports.article_id[corpus.reports.incident_id.eq(incident_id)].dropna().unique()
    articles = corpus.articles[corpus.articles.article_id.isin(ids)]
    if not len(articles):
        raise TableError(f"mirror: incident {incident_id} has no articles in this corpus")
    if by not in articles:
        raise TableError(f"mirror: articles has no column {by}; there are: {', '.join(articles.columns)}")
    claim_ids = set(corpus.reports.claim_id[corpus.reports.incident_id.eq(incident_id)].dropna())
    items = _items(corpus, articles, claim_ids)
    group = articles.set_index("article_id")[by]
    items = items.assign(**{by: items.article_id.map(group)})
    told = (
        items.sort_values(["article_id", "start"], kind="stable")
        .groupby(["aspect", "item", by], dropna=False, sort=False)
        .agg(n=("item", "size"), article_id=("article_id", "first"), start=("start", "first"), end=("end", "first"))
        .reset_index()
    )
    every = told[["aspect", "item"]].drop_duplicates().merge(articles[[by]].drop_duplicates(), how="cross")
    out = every.merge(told, on=["aspect", "item", by], how="left")
    out["n"] = out["n"].fillna(0).astype(int)
    out = out[out["n"].gt(0) | ~out["aspect"].isin(_OWN)]
    out["left_out"] = out["n"].eq(0)
    named = out["aspect"].eq("names")
    place = out["item"].where(~named, out["item"].str.split(": ").str[0])
    told_so = out["n"].groupby([out["aspect"], place, out[by]], dropna=False).transform("sum").gt(0)
    out.loc[named & told_so, "left_out"] = False
    out["aspect"] = pd.Categorical(out["aspect"], ASPECTS, ordered=True)
    out = out.sort_values(["aspect", "item", by], kind="stable", ignore_index=True)
    return out.astype({"aspect": "str", "start": "Int64", "end": "Int64"})


def _items(corpus: Any, articles: pd.DataFrame, claim_ids: set[str]) -> pd.DataFrame:
    import pandas as pd

    ids = set(articles.article_id)

    def part(frame, aspect, item):
        rows = frame[frame.article_id.isin(ids)]
        start, end = (rows.get(name, None) for name in ("start", "end"))
        return pd.DataFrame(
            {"aspect": aspect, "item": item(rows), "article_id": rows.article_id, "start": start, "end": end}
        )

    claims = corpus.claims[corpus.claims.claim_id.isin(claim_ids)]
    frames = corpus.frames
    sources = _named_sources(corpus.voices, articles)
    dated = articles[articles.published_at.notna()]
    pieces = [
        part(articles, "articles", lambda rows: rows.title.fillna(rows.article_id)),
        part(dated, "first_published", lambda rows: rows.published_at.dt.strftime("%Y-%m-%d")),
        part(claims, "numbers", _number_items),
        part(_named_places(frames, corpus.places), "names", lambda rows: rows["item"]),
        part(corpus.blames, "blame", lambda rows: rows.accuser + " → " + rows.accused + " (" + rows.status + ")"),
        part(frames[frames.measure.eq("harm_voice")], "verbs", _manner_items),
        part(sources, "sources", lambda rows: rows.voice + ": " + rows.source),
        part(frames[frames.measure.eq("loaded_wording")], "wording", lambda rows: rows.voice + ": " + rows.term),
    ]
    return pd.concat([piece.astype({"start": "Int64", "end": "Int64"}) for piece in pieces], ignore_index=True)


def _named_places(frames: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the names of places below the state, each as 'place: name as written' where the two differ."""
    names = frames[frames.measure.eq("place_name")]
    known = places[["place_id", "name", "place_kind"]].drop_duplicates("place_id").set_index("place_id")
    names = names[names.term.map(known["place_kind"]).ne("country")]
    name = names.term.map(known["name"]).astype("str")
    place = name.where(name.notna(), names.phrase)
    return names.assign(item=place.where(place.eq(names.phrase), place + ": " + names.phrase))


def _named_sources(voices: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the stretches whose source is named by more than a pronoun, without an article before the name."""
    from toolkit.voices.lexicon import languages, read_language

    pronouns = {word for lang in languages() for word in read_language(lang).get("pronouns", {})}
    told = voices[voices.article_id.isin(set(articles.article_id)) & voices.source.notna()]
    source = told["source"].str.replace(r"^[Tt]he ", "", regex=True)
    told = told.assign(source=source, start=told.source_start, end=told.source_end)
    return told[~source.str.lower().isin(pronouns)]


def _manner_items(rows: pd.DataFrame) -> pd.Series:
    return rows.about_side.fillna("UNKNOWN") + ": " + rows.category.str.replace("_", " ")


def _number_items(rows: pd.DataFrame) -> pd.Series:
    low, high = (rows[name].astype("str").where(rows[name].notna(), "?") for name in ("low", "high"))
    number = low.where(low.eq(high), low + " to " + high)
    return rows.side + " " + rows.outcome + ": " + number + " (" + rows.claimant + ")"


def silence_matrix(
    incidents: pd.DataFrame,
    reports: pd.DataFrame,
    articles: pd.DataFrame,
    claims: pd.DataFrame,
    *,
    by: str = "outlet",
    days: int = 3,
) -> pd.DataFrame:
    """Tell which outlets report which incidents: a row is one dated incident and one outlet (or other column of ARTICLES).

    ``state``: ``reported``; ``silent`` (the corpus holds articles of the outlet from ``days`` days around the incident, and
    none reports it); ``no data`` (it holds none from those days: nothing can be said). ``first_at`` (UTC, of the first
    report with a time), ``n_articles``, ``sides_told`` (sides whose casualties it tells, lists), ``sides_left_out`` (sides
    whose casualties only others tell). Incidents without a date are left out: ``attrs['undated']`` lists them.
    """
    import numpy as np
    import pandas as pd

    dated = incidents[incidents.start_date.notna()]
    group = articles.set_index("article_id")[by]
    put = reports[reports.article_id.notna()]
    put = put.assign(group=put.article_id.map(group))
    put = put.merge(articles[["article_id", "published_at"]], on="article_id", how="left")
    told = put[put.claim_id.notna()].merge(claims[["claim_id", "side", "scope"]], on="claim_id")
    told = told[told.scope.eq("incident") & ~told.side.isin(["UNKNOWN", "OTHER", "BOTH"])]
    sides = told.groupby(["incident_id", "group"])["side"].agg(lambda s: sorted(set(s))).to_dict()
    every_side = told.groupby("incident_id")["side"].agg(lambda s: sorted(set(s))).to_dict()
    seen = dict(iter(put.groupby(["incident_id", "group"])))
    published = articles[articles.published_at.notna()].assign(
        group=lambda rows: rows[by], day=lambda rows: rows.published_at.dt.tz_localize(None).dt.normalize()
    )
    margin = pd.Timedelta(days=days)
    starts = (dated.start_date - margin).to_numpy("datetime64[us]")
    ends = (dated.end_date.fillna(dated.start_date) + margin).to_numpy("datetime64[us]")
    rows = []
    for name in sorted(group.dropna().unique()):
        days_of = np.sort(published.loc[published.group.eq(name), "day"].to_numpy("datetime64[us]"))
        collected = days_of.searchsorted(ends, "right") > days_of.searchsorted(starts, "left")
        for incident_id, label, start, any_there in zip(
            dated.incident_id, dated.label, dated.start_date, collected, strict=True
        ):
            reported = seen.get((incident_id, name))
            here = sides.get((incident_id, name), [])
            left_out = [] if reported is None else [s for s in every_side.get(incident_id, []) if s not in here]
            rows.append(
                {
                    "incident_id": incident_id,
                    "label": label,
                    "start_date": start,
                    by: name,
                    "state": "reported" if reported is not None else "silent" if any_there else "no data",
                    "first_at": pd.NaT if reported is None else reported.published_at.min(),
                    "n_articles": 0 if reported is None else reported.article_id.nunique(),
                    "sides_told": here,
                    "sides_left_out": left_out,
                }
            )
    columns = [
        "incident_id",
        "label",
        "start_date",
        by,
        "state",
        "first_at",
        "n_articles",
        "sides_told",
        "sides_left_out",
    ]
    out = pd.DataFrame(rows, columns=columns).sort_values(["start_date", "incident_id", by], ignore_index=True)
    out["first_at"] = pd.to_datetime(out["first_at"], utc=True)
    out.attrs["undated"] = sorted(incidents.incident_id[incidents.start_date.isna()])
    return out
