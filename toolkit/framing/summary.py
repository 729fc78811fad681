"""FRAMES summed up: loaded wording, generic frames, war and peace journalism, blame and agency."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toolkit.errors import TableError

if TYPE_CHECKING:
    import pandas as pd


def loaded_wording(
    frames: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str | list[str] = "term",
    within: str | None = "outlet",
) -> pd.DataFrame:
    """Count loaded wording by voice: a row is one value of ``by`` (a column or columns of FRAMES) in one group of ``within``.

    ``own`` (the outlet's own voice, not quoted), ``cited`` (others' voices or quoted), ``quoted`` (of ``cited``, in
    quotation marks), ``negated`` (of all, denied or rejected), ``n`` of all; ``own_rate`` and ``cited_rate`` for 1,000
    words of the group's articles, ``n_words``. ``within`` is a column of ARTICLES, or null. Each value that any group has
    is a row in each group: 0 means looked and found none.
    """
    by = [by] if isinstance(by, str) else list(by)
    rows = _with(frames[frames.measure.eq("loaded_wording")], articles, within)
    own = rows.voice.eq("OUTLET") & ~rows.quoted
    told = {"own": own, "cited": ~own, "quoted": rows.quoted, "negated": rows.negated}
    rows = rows.assign(**{name: values.astype(int) for name, values in told.items()})
    keys = [*([within] if within else []), *by]
    out = rows.groupby(keys, dropna=False)[list(told)].sum().reset_index()
    if within:
        words = articles.groupby(within, dropna=False)["n_words"].sum().rename("n_words").reset_index()
        every = words.merge(out[by].drop_duplicates(), how="cross")
        out = every.merge(out, on=keys, how="left").fillna(dict.fromkeys(told, 0)).astype(dict.fromkeys(told, int))
    else:
        out["n_words"] = articles["n_words"].sum()
    out["n"] = out["own"] + out["cited"]
    for name in ("own", "cited"):
        out[f"{name}_rate"] = 1000 * out[name] / out["n_words"].astype(float)
    return out.sort_values(
        [*([within] if within else []), "n"], ascending=[True] * bool(within) + [False], ignore_index=True
    )


def frames_summary(
    frames: pd.DataFrame, sentences: pd.DataFrame, *, articles: pd.DataFrame | None = None, by: str = "article_id"
) -> pd.DataFrame:
    """Score generic frames: a row is one frame in one article (or group of articles).

    ``n_sentences`` sentences with at least one indicator of the frame, ``n_all`` all sentences, ``share`` their ratio
    (0 to 1), ``n_indicators`` different indicators found. Frames of a scheme that were not found have 0; articles in a
    language without that scheme have no row. After Semetko & Valkenburg 2000, who average yes/no questions: here the
    questions are asked of each sentence, by words and patterns.
    """
    rows = frames[frames.measure.eq("frame")]
    categories = _frame_categories()
    groups, of = _groups(sentences, articles, by)
    hits = rows.assign(group=rows.sentence_id.map(of))
    found = hits.groupby(["group", "category"], dropna=False).agg(
        n_sentences=("sentence_id", "nunique"), n_indicators=("term", "nunique")
    )
    out = groups.merge(categories, on="lang").drop(columns="lang")
    out = out.groupby([by, "scheme", "frame", "category"], as_index=False, dropna=False)["n_all"].sum()
    out = out.merge(found.reset_index().rename(columns={"group": by}), on=[by, "category"], how="left")
    out = out.fillna({"n_sentences": 0, "n_indicators": 0}).astype({"n_sentences": int, "n_indicators": int})
    out["share"] = out["n_sentences"] / out["n_all"]
    return out[[by, "scheme", "frame", "n_sentences", "n_all", "share", "n_indicators"]]


def war_peace_summary(frames: pd.DataFrame, articles: pd.DataFrame, *, by: str = "article_id") -> pd.DataFrame:
    """Score war and peace journalism: a row is one indicator of one orientation in one article (or group of articles).

    ``n`` pieces of evidence, ``n_sentences`` with any; ``scored`` is false where the text is silent ("not scored"), which
    is no zero: a text that names no sources is neither elite- nor people-oriented. Articles in a language without indicators
    have no row. After Galtung 1998, Lynch & McGoldrick
    2005 and Lee & Maslog 2005, who decide each indicator for a story as a whole.
    """
    import pandas as pd

    rows = _with(frames[frames.measure.eq("war_peace")], articles, None if by == "article_id" else by)
    found = rows.groupby([by, "category", "term"], dropna=False).agg(
        n=("frame_id", "size"), n_sentences=("sentence_id", "nunique")
    )
    indicators = pd.DataFrame(_war_peace_indicators(), columns=["category", "term"])
    read = articles["lang"].fillna("en").isin(_languages("war_peace")) if "lang" in articles else slice(None)
    out = articles.loc[read, [by]].drop_duplicates().merge(indicators, how="cross")
    out = out.merge(found.reset_index(), on=[by, "category", "term"], how="left")
    out["scored"] = out["n"].notna()
    out["n"] = out["n"].astype("Int64")
    out["n_sentences"] = out["n_sentences"].astype("Int64")
    return out.rename(columns={"category": "orientation", "term": "indicator"})


def war_peace_balance(summary: pd.DataFrame, *, by: str = "article_id") -> pd.DataFrame:
    """Weigh the indicators: a row is one group; ``war`` and ``peace`` indicators scored, ``balance`` (peace - war) / both.

    ``balance`` goes from -1 (war indicators only) to 1 (peace indicators only); null where nothing is scored.
    """
    counts = summary.groupby([by, "orientation"], dropna=False)["scored"].sum().unstack(fill_value=0).reset_index()
    both = counts["war"] + counts["peace"]
    counts["balance"] = (counts["peace"] - counts["war"]) / both.where(both.gt(0))
    return counts[[by, "war", "peace", "balance"]].rename_axis(columns=None)


class BlameAndAgency(NamedTuple):
    """Who is said to have done it, and how harm is told."""

    blame: pd.DataFrame
    agency: pd.DataFrame


def blame_and_agency(
    blames: pd.DataFrame, frames: pd.DataFrame, articles: pd.DataFrame, *, by: str | None = None
) -> BlameAndAgency:
    """Count who is said to have done it on whose word, and who acts in sentences that tell harm.

    ``blame``: a row is accuser, accused and status (MUC perpetrator confidence: fact, claimed, accused, ..., denied), with
    ``n`` statements and ``n_articles``. ``agency``: a row is the side harmed (null: cannot be told), the way harm is told
    (active, passive with or without agent, a thing as agent, intransitive, noun, mere event) and whether the outlet says
    so itself (``own``); ``n``, ``n_all`` for that side and voice, ``share``. ``by`` is a column of ARTICLES. After Trew 1979
    and Henley, Miller & Beazley 1995.
    """
    keys = [by] if by else []
    told = _with(blames, articles, by)
    blame = told.groupby([*keys, "accuser", "accused", "status"], dropna=False).agg(
        n=("blame_id", "size"), n_articles=("article_id", "nunique")
    )
    harm = _with(frames[frames.measure.eq("harm_voice")], articles, by)
    harm = harm.assign(own=harm.voice.eq("OUTLET"), side=harm.about_side, manner=harm.category)
    agency = harm.groupby([*keys, "side", "own", "manner"], dropna=False).size().rename("n").reset_index()
    agency["n_all"] = agency.groupby([*keys, "side", "own"], dropna=False)["n"].transform("sum")
    agency["share"] = agency["n"] / agency["n_all"]
    return BlameAndAgency(blame.reset_index(), agency)


def _with(rows: pd.DataFrame, articles: pd.DataFrame, column: str | None) -> pd.DataFrame:
    if column is None or column in rows:
        return rows
    if column not in articles:
        raise TableError(f"articles has no column {column}; there are: {', '.join(articles.columns)}")
    return rows.assign(**{column: rows.article_id.map(articles.set_index("article_id")[column])})


def _groups(sentences: pd.DataFrame, articles: pd.DataFrame | None, by: str):
    """Return the sentences of each group and language, and the group of each sentence."""
    table = sentences[["sentence_id", "article_id", "lang"]]
    if by != "article_id":
        if articles is None:
            raise TableError(f"articles is wanted to group by {by}")
        table = _with(table, articles, by)
    table = table.assign(lang=table.lang.fillna("en"))
    groups = table.groupby([by, "lang"], dropna=False).size().rename("n_all").reset_index()
    return groups, table.set_index("sentence_id")[by]


def _frame_categories() -> pd.DataFrame:
    import pandas as pd

    from toolkit.framing.indicators import load_indicators

    rows = {
        (*item.category.split(":", 1), item.category, item.language)
        for item in load_indicators().items
        if item.measure == "frame"
    }
    return pd.DataFrame(sorted(rows), columns=["scheme", "frame", "category", "lang"])


def _war_peace_indicators() -> list[tuple[str, str]]:
    from toolkit.framing.indicators import load_indicators
    from toolkit.framing.sources import ORIENTATIONS

    own = {(item.category, item.term) for item in load_indicators().items if item.measure == "war_peace"}
    return sorted(own | set(ORIENTATIONS.values()), reverse=True)


def _languages(measure: str) -> set[str]:
    from toolkit.framing.indicators import load_indicators

    return {item.language for item in load_indicators().items if item.measure == measure}
