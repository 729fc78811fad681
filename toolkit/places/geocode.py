"""Find the places of a list of names, without articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.places.gazetteer import Gazetteer
from toolkit.tables import MENTIONS

if TYPE_CHECKING:
    import pandas as pd


def geocode(names: Iterable[str | None], gazetteer: Gazetteer | None = None) -> pd.DataFrame:
    """Return the place of each name: the PLACES table with one row a name, in the same order.

    Names may hold an administrative word or a container ("Tovuz district", "Agdam, Tovuz"). ``place_id`` is null where the
    name is empty, not in the gazetteer, or stands for several places that are apart; ``reason`` says which.
    """
    import pandas as pd

    from toolkit.places.find import find
    from toolkit.places.resolve import resolve_names

    given = [name.strip() if isinstance(name, str) else "" for name in names]
    texts = [name[:1].upper() + name[1:] for name in given]
    articles = pd.DataFrame({"article_id": [str(n) for n in range(len(given))], "text": texts})
    mentions = find(articles, gazetteer)
    named = set(mentions["article_id"])
    missing = [n for n in range(len(given)) if str(n) not in named]
    blank = pd.DataFrame(
        {
            "mention_id": [f"{n}:0" for n in missing],
            "article_id": [str(n) for n in missing],
            "start": 0,
            "end": [len(texts[n]) for n in missing],
            "surface": [given[n] for n in missing],
            "kind": "place",
            "name_key": "",
            "place_ids": [[] for _ in missing],
            "before": "",
            "after": "",
        }
    )
    whole = MENTIONS.frame(pd.concat([mentions, blank], ignore_index=True))
    whole = whole.iloc[whole["article_id"].astype(int).argsort(kind="stable")].reset_index(drop=True)
    places = resolve_names(whole, gazetteer, doubt=False)
    return places.drop_duplicates("article_id").reset_index(drop=True)
