"""Names of places on the map, in the naming convention the reader has chosen."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from toolkit.places.gazetteer import load_gazetteer

#: The language of names of each convention; its own script comes first.
CONVENTIONS = {"armenian": "hy", "azerbaijani": "az", "georgian": "ka", "russian": "ru", "international": "en"}
#: Distance in degrees that a label keeps from larger places, by rank: what is shown from afar, nearer, and close by.
APART = (0.42, 0.17, 0.07)


@lru_cache(maxsize=16)
def place_labels(convention: str = "neutral") -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the labels to show from afar, nearer and close by, each ``place_id, name, lat, lon``."""
    places = load_gazetteer().places
    towns = places[
        places["kind"].eq("settlement") & places["lat"].notna() & places["country"].isin(["ARM", "AZE", "GEO"])
    ]
    towns = towns.assign(
        people=towns["population"].astype("float64").fillna(0) + 3000 * towns["contested"].astype(bool)
    )
    towns = towns[towns["people"] > 2500].sort_values("people", ascending=False, kind="stable")
    rank = _ranks(towns["lon"].to_numpy(), towns["lat"].to_numpy(), towns["people"].to_numpy())
    names = reader_names(tuple(towns["place_id"]), convention)
    towns["name"] = [names.get(place_id, name) for place_id, name in zip(towns["place_id"], towns["name"], strict=True)]
    first, second, third = (
        towns.loc[rank == at, ["place_id", "name", "lat", "lon"]].reset_index(drop=True) for at in range(3)
    )
    return first, second, third


def _ranks(lon: np.ndarray, lat: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Return the first rank at which a place stands clear of the larger ones; 3: at none."""
    rank = np.full(len(lon), 3)
    for at in range(len(lon)):
        for level, apart in enumerate(APART):
            if people[at] < (60_000, 12_000, 0)[level]:
                continue
            above = rank[:at] <= level
            if not (np.hypot(lon[:at] - lon[at], 2 * (lat[:at] - lat[at]))[above] < apart).any():
                rank[at] = level
                break
    return rank


@lru_cache(maxsize=16)
def reader_names(place_ids: tuple[str, ...], convention: str) -> dict[str, str]:
    """Return the name of each place in a convention; places without one of their own are left out (keep the neutral one)."""
    if convention == "neutral":
        return {}
    names = load_gazetteer().names
    names = names[names["place_id"].isin(set(place_ids)) & names["to_date"].isna() & names["usage"].ne("shared")]
    names = names[
        ~names["source"].str.startswith("rule")
    ]  # forms that rules give serve to find names, not to show them
    names = names.assign(latin=names["lang"].eq("en"), later=~names["official"].astype(bool))
    if convention == "both":
        used = names.sort_values(["latin", "later"], ascending=[False, True], kind="stable")
        used = used.groupby(["place_id", "usage"])["name"].first()
        return used.groupby("place_id").agg(lambda each: " / ".join(sorted(set(each)))).to_dict()
    used = names[names["usage"].eq(convention) & names["lang"].isin(["en", CONVENTIONS[convention]])]
    return used.sort_values(["latin", "later"], kind="stable").groupby("place_id")["name"].first().to_dict()
