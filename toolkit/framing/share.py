"""Share of voice: how many words each side, role and gender is given, directly and indirectly, and whose come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import TableError

if TYPE_CHECKING:
    import pandas as pd

#: Columns of VOICES (and ``outlet``, ``outlet_side`` of ARTICLES) by which words can be shared out.
BY = ("voice", "role", "gender", "kind", "source", "outlet", "outlet_side", "article_id")


def share_of_voice(
    sentences: pd.DataFrame,
    voices: pd.DataFrame,
    *,
    articles: pd.DataFrame | None = None,
    by: str | list[str] = "voice",
    within: str | list[str] | None = None,
    sides: list[str] | pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Count the words that voices are given: a row is one group of ``by`` (within each group of ``within``).

    ``words`` (words of the stretches), ``words_share`` (of the words of the ``within`` group, 0 to 1), ``direct_words``
    (in quotation marks), ``statements`` (stretches), ``n_articles`` (articles with at least one), ``first_articles``
    (articles whose first voice besides the outlet's is of the group) and ``first_share`` (of the articles of ``within``
    with any such voice; null where there is none). The outlet's own words are a group too. ``sides`` adds rows with 0
    words for sides that never speak: looked and found none; a list is looked for in each group, a table (columns of
    ``within`` and ``voice``, such as those ``never_speaks`` tells) where it says. Null groups ("not stated") are kept.

    Formula: share = words of the group / words of all groups. After the counts of sources in Tiffen et al. 2014 (Sources
    in the News) and the share-of-words measure of speaker analysis. Raises ``TableError`` for a column it cannot use.
    """
    by, within = _list(by), _list(within)
    wrong = [name for name in by + within if name not in BY]
    if wrong:
        raise TableError(f"share_of_voice: cannot group by {', '.join(wrong)}; allowed: {', '.join(BY)}")
    table = _stretches(sentences, voices, articles, by + within)
    keys = within + by
    total = table.groupby(within, dropna=False)["words"].sum() if within else table["words"].sum()
    out = table.groupby(keys, dropna=False, sort=True).agg(
        words=("words", "sum"),
        direct_words=("direct_words", "sum"),
        statements=("words", "size"),
        n_articles=("article_id" if "article_id" not in keys else "article", "nunique"),
    )
    out = out.reset_index()
    out["words_share"] = out["words"] / (
        out[within].merge(total.rename("total").reset_index(), how="left").total if within else total
    )
    out = _with_first(out, table, keys, within)
    if sides is not None and "voice" in by:
        out = _with_silent(out, by, within, sides)
    columns = [
        *keys,
        "words",
        "words_share",
        "direct_words",
        "statements",
        "n_articles",
        "first_articles",
        "first_share",
    ]
    return out[columns].sort_values([*within, "words"], ascending=[True] * len(within) + [False], ignore_index=True)


def never_speaks(
    voices: pd.DataFrame, claims: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet"
) -> pd.DataFrame:
    """Return whose harmed people are told of and whose voices are not heard: a row is one outlet (or other column) and side.

    ``claims`` (claims about harm to the side's people), ``statements`` (stretches in the side's voice) and ``silent``
    (true where there are claims and no statement).
    """
    group = articles.set_index("article_id")[by]
    told = claims[claims.article_id.notna() & ~claims.side.isin(["BOTH", "OTHER", "UNKNOWN"])]
    told = told.assign(group=told.article_id.map(group)).groupby(["group", "side"], dropna=False).size()
    said = voices.assign(group=voices.article_id.map(group)).groupby(["group", "voice"], dropna=False).size()
    out = told.rename("claims").reset_index().rename(columns={"group": by})
    said = said.rename("statements").reset_index().rename(columns={"group": by, "voice": "side"})
    out = out.merge(said, on=[by, "side"], how="left").fillna({"statements": 0}).astype({"statements": int})
    out["silent"] = out["statements"].eq(0)
    return out


def _list(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _stretches(sentences, voices, articles, columns) -> pd.DataFrame:
    import pandas as pd

    texts = sentences.set_index("sentence_id")
    of = texts.loc[voices["sentence_id"], ["text", "start"]]
    marks = _marks(sentences, voices)
    words, direct = [], []
    for article_id, text, first, start, end in zip(
        voices["article_id"], of["text"], of["start"], voices["start"], voices["end"], strict=True
    ):
        words.append(len(text[start - first : end - first].split()))
        inside = [(max(a, start), min(b, end)) for a, b in marks.get(article_id, ()) if a < end and b > start]
        direct.append(sum(len(text[a - first : b - first].split()) for a, b in inside))
    table = voices.assign(words=words, direct_words=direct, article=voices["article_id"])
    wanted = [name for name in ("outlet", "outlet_side") if name in columns]
    if wanted:
        if articles is None:
            raise TableError(f"share_of_voice: articles is wanted to group by {', '.join(wanted)}")
        table = table.merge(articles[["article_id", *wanted]], on="article_id", how="left")
    return pd.DataFrame(table)


def _marks(sentences, voices) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of the direct quotations of each article."""
    from toolkit.framing.direct import direct_quotes

    quotes = direct_quotes(sentences, voices)
    spans: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in zip(quotes["article_id"], quotes["start"], quotes["end"], strict=True):
        spans.setdefault(article_id, []).append((int(start), int(end)))
    return spans


def _with_first(out, table, keys, within) -> pd.DataFrame:
    spoken = table[table["voice"].ne("OUTLET")].sort_values("start", kind="stable").drop_duplicates("article")
    first = spoken.groupby(keys, dropna=False)["article"].nunique().rename("first_articles").reset_index()
    out = out.merge(first, on=keys, how="left").fillna({"first_articles": 0}).astype({"first_articles": int})
    if within:
        all_first = spoken.groupby(within, dropna=False)["article"].nunique().rename("all_first").reset_index()
        out = out.merge(all_first, on=within, how="left")
        out["first_share"] = out["first_articles"] / out["all_first"].where(out["all_first"].gt(0))
    else:
        out["first_share"] = out["first_articles"] / (len(spoken) or float("nan"))
    return out


def _with_silent(out, by, within, sides) -> pd.DataFrame:
    import pandas as pd

    if isinstance(sides, pd.DataFrame):
        wanted = sides[[*within, "voice"]].drop_duplicates()
    else:
        groups = out[within].drop_duplicates() if within else pd.DataFrame([{}])
        wanted = groups.merge(pd.DataFrame({"voice": sides}), how="cross")
    heard = out[[*within, "voice"]].drop_duplicates().assign(heard=True)
    missing = wanted.merge(heard, how="left")
    missing = missing[missing["heard"].isna()].drop(columns="heard")
    zero = {"words": 0, "words_share": 0.0, "direct_words": 0, "statements": 0, "n_articles": 0, "first_articles": 0}
    return pd.concat([out, missing.assign(**zero, first_share=0.0)], ignore_index=True)
