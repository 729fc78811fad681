"""Names of places on the map, in the naming convention the reader has chosen."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from toolkit.places.gazetteer import load_gazetteer

#: The language of names of each convention; its own script comes first.
CONVENTIONS = {"armenian": "hy", "azerbaijani": "az", "georgian": "ka", "russian": "ru", "international": "en"}
#: Degrees that a letter is wide and a line high when names are shown from afar, nearer, and close by.
LETTER, LINE = (0.105, 0.045, 0.02), (0.26, 0.11, 0.05)
#: People (contested places count 3,000 more) from which a name is shown at each of these.
PEOPLE = (60_000, 12_000, 2_500)


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
    towns = towns[towns["people"] > PEOPLE[-1]].sort_values("people", ascending=False, kind="stable")
    names = reader_names(tuple(towns["place_id"]), convention)
    towns["name"] = [names.get(place_id, name) for place_id, name in zip(towns["place_id"], towns["name"], strict=True)]
    rank = _ranks(towns)
    first, second, third = (
        towns.loc[rank == at, ["place_id", "name", "lat", "lon"]].reset_index(drop=True) for at in range(3)
    )
    return first, second, third


def _ranks(towns: pd.DataFrame) -> np.ndarray:
    """Return the first rank at which a name stands clear of those of larger places; 3: at none."""
    lon, lat, people = (towns[name].to_numpy("float64") for name in ("lon", "lat", "people"))
    letters = towns["name"].str.len().to_numpy()
    rank = np.full(len(towns), 3)
    for at in range(len(towns)):
        for level in range(3):
            if people[at] < PEOPLE[level]:
                continue
            above = rank[:at] <= level
            wide = np.abs(lon[:at] - lon[at]) < LETTER[level] * (letters[:at] + letters[at]) / 2
            if not (above & wide & (np.abs(lat[:at] - lat[at]) < LINE[level])).any():
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
