"""Short ways to write the tables that incidents are made of."""

from __future__ import annotations

from typing import Any

import pandas as pd

from toolkit import tables

SHORT = ("side", "outcome", "low", "high", "claimant")


def claim(
    n: int, side: str, outcome: str, low: int | None, high: int | None, claimant: str, **more: Any
) -> dict[str, Any]:
    """One claim of article ``a`` (or ``article``), in a sentence of its own unless ``sentence`` is given."""
    article = more.pop("article", "a")
    sentence = more.pop("sentence", n)
    part_of = more.pop("part_of", None)
    return {
        "claim_id": f"{article}:c:{n}",
        "article_id": article,
        "sentence_id": f"{article}:{sentence}",
        "start": n,
        "end": n + 1,
        "side": side,
        "outcome": outcome,
        "low": low,
        "high": high,
        "claimant": claimant,
        "status": "unknown",
        "polarity": "asserted",
        "scope": "incident",
        "part_of": None if part_of is None else f"{article}:c:{part_of}",
        "origin": "articles",
        **more,
    }


def claims(rows: list[dict[str, Any]]):
    """The CLAIMS frame of some rows, checked."""
    return tables.CLAIMS.check(tables.CLAIMS.frame(rows))


def short(tolls) -> list[tuple]:
    """Side, outcome, low, high and claimants of each row of TOLLS, nulls as None."""
    rows = tolls[["side", "outcome", "low", "high", "claimants"]].astype(object)
    return [
        (
            side,
            outcome,
            *(None if pd.isna(value) else int(value) for value in (low, high)),
            claimants,
        )
        for side, outcome, low, high, claimants in rows.itertuples(index=False)
    ]


#: Places of the tests: id, name, kind, country, lat, lon, where_prec.
PLACES = {
    "arm-sotk": ("Sotk", "settlement", "ARM", 40.203, 45.866, 1),
    "arm-norabak": ("Norabak", "settlement", "ARM", 40.154, 45.853, 1),
    "aze-kalbajar": ("Kalbajar", "settlement", "AZE", 40.106, 46.038, 1),
    "aze-ganja": ("Ganja", "settlement", "AZE", 40.683, 46.361, 1),
    "aze-baku": ("Baku", "settlement", "AZE", 40.409, 49.867, 1),
    "geo-gori": ("Gori", "settlement", "GEO", 41.984, 44.113, 1),
}


class News:
    """Articles with what was read of them, written one by one."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("articles", "claims", "places", "blames", "main_events", "copies")
        }

    def article(
        self,
        article_id: str,
        day: str | None,
        place_id: str | None,
        *claims: tuple,
        text="Troops opened fire.",
        **more: Any,
    ) -> News:
        """Add an article about an event; ``claims`` are (side, outcome, low, high, claimant)."""
        published = more.pop("published", day)
        self.rows["articles"].append(
            {
                "article_id": article_id,
                "domain": f"{article_id}.example",
                "published_at": published,
                "text": text,
                "n_words": len(text.split()),
                "source_file": "test",
                **more,
            }
        )
        self.rows["main_events"].append(
            {
                "article_id": article_id,
                "incident_date": day,
                "date_prec": 1 if day else None,
                "place_id": place_id,
                "place_name": PLACES[place_id][0] if place_id else None,
                "reason": "as given",
            }
        )
        if place_id:
            self.mention(article_id, place_id)
        for n, (side, outcome, low, high, claimant) in enumerate(claims):
            self.rows["claims"].append(
                claim(n, side, outcome, low, high, claimant, article=article_id, said_at=published)
            )
        return self

    def mention(self, article_id: str, place_id: str) -> News:
        """Add a place that an article names."""
        name, kind, country, lat, lon, prec = PLACES[place_id]
        n = len(self.rows["places"])
        self.rows["places"].append(
            {
                "mention_id": f"{article_id}:{n}",
                "article_id": article_id,
                "start": n,
                "end": n,
                "surface": name,
                "kind": "place",
                "name_key": name.lower(),
                "place_ids": [place_id],
                "before": "",
                "after": "",
                "place_id": place_id,
                "name": name,
                "place_kind": kind,
                "country": country,
                "lat": lat,
                "lon": lon,
                "where_prec": prec,
                "relation": "at",
                "score": 1.0,
                "reason": "as given",
            }
        )
        return self

    def copy(self, article_id: str, of: str) -> News:
        """Say that an article is a copy of another."""
        for member in (of, article_id):
            if member not in {row["article_id"] for row in self.rows["copies"]}:
                self.rows["copies"].append(
                    {"copy_group": of, "article_id": member, "is_earliest": member == of, "shared_share": 1.0}
                )
        return self

    def blame(self, article_id: str, accuser: str, accused: str, status: str = "claimed") -> News:
        """Add a statement that lays responsibility on a side."""
        n = len(self.rows["blames"])
        self.rows["blames"].append(
            {
                "blame_id": f"{article_id}:b:{n}",
                "article_id": article_id,
                "sentence_id": f"{article_id}:0",
                "start": n,
                "end": n,
                "accuser": accuser,
                "accused": accused,
                "status": status,
                "act": "fire",
            }
        )
        return self

    def frames(self, order: list[int] | None = None) -> dict[str, Any]:
        """The arguments of ``group_incidents``; ``order`` is the order of the articles."""
        rows = dict(self.rows)
        if order is not None:
            rows["articles"] = [rows["articles"][n] for n in order]
            rows["claims"] = [
                c for row in rows["articles"] for c in rows["claims"] if c["article_id"] == row["article_id"]
            ]
        return {
            name: getattr(tables, name.upper()).frame(some) if some else getattr(tables, name.upper()).empty()
            for name, some in rows.items()
        }
