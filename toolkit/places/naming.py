"""Names of places as a reader wants them: whose names, and in which language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.places.gazetteer import Gazetteer, load_gazetteer
from toolkit.places.matcher import without_form_of_state
from toolkit.places.memo import once_for_each

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: Whose names: as the texts write them, one party's, those that no party's names make, or those of all parties together.
NAMINGS = ("neutral", "written", "armenian", "azerbaijani", "georgian", "abkhaz", "ossetian", "international", "both")
#: Languages that the gazetteer has names in.
LANGS = ("en", "hy", "az", "ka", "ru", "tr")
PARTIES = ("abkhaz", "armenian", "azerbaijani", "georgian", "ossetian")
#: Names that are no party's.
OF_NOBODY = ("international", "shared")
#: The grade of names that are no longer official.
ENDED = 4
#: Degrees that a letter is wide and a line high on a map of the whole region, of a third and of a seventh of it.
LETTER, LINE = (0.105, 0.045, 0.02), (0.26, 0.11, 0.05)
#: People from which a name is shown at each of these; a disputed village or town and a disputed city count so many more.
PEOPLE, CONTESTED, CONTESTED_CITY = (60_000, 12_000, 2_500), 3_000, 60_000


def place_names(
    place_ids: Iterable[str] | None = None,
    *,
    naming: str = "neutral",
    lang: str = "en",
    written: pd.DataFrame | None = None,
    gazetteer: Gazetteer | None = None,
) -> pd.Series:
    """Return the name of each place, by ``place_id``.

    ``naming`` says whose name: ``neutral`` the gazetteer's own (the English name most used by international bodies),
    ``written`` the form that most mentions in ``written`` (a PLACES table) have, a party's (``armenian`` ...),
    ``international`` one that is no party's, ``both`` those of all parties, parted by a stroke and in alphabetical order. ``lang`` is
    the language it is in. A place without such a name keeps the neutral one in that language, else in English. Raises ``ValueError`` for another naming or language, or for ``written``
    without the table, and ``DataFileError`` for an unknown place.
    """
    import pandas as pd

    if naming not in NAMINGS or lang not in LANGS:
        raise ValueError(f"naming {naming!r} in {lang!r}; allowed: {', '.join(NAMINGS)}; in {', '.join(LANGS)}")
    if naming == "written" and written is None:
        raise ValueError("naming 'written' needs written=, the table of places whose forms are counted")
    gazetteer = gazetteer or load_gazetteer()
    places = gazetteer.places
    if place_ids is None:
        wanted = places["place_id"].tolist()
    else:
        wanted = list(dict.fromkeys(place_ids))
        for place_id in set(wanted).difference(places["place_id"]):
            gazetteer.place(place_id)  # says what is wrong
    shown, base = _shown(gazetteer, lang)
    found = base.copy()
    if naming == "written":
        assert written is not None
        told = written[written["place_id"].notna()]
        found.update(told.groupby("place_id")["surface"].agg(lambda forms: forms.value_counts().index[0]))
    elif naming == "both":
        found.update(_of_all(shown, base))
    elif naming != "neutral":
        found.update(shown[shown["usage"].eq(naming)].drop_duplicates("place_id").set_index("place_id")["name"])
    return pd.Series(found[wanted].to_numpy(), index=pd.Index(wanted, name="place_id"), name="name")


def map_labels(
    *,
    naming: str = "neutral",
    lang: str = "en",
    near: int = 0,
    written: pd.DataFrame | None = None,
    gazetteer: Gazetteer | None = None,
) -> pd.DataFrame:
    """Return the towns to name on a map, largest first, so that no two names overlap: ``place_id, name, lat, lon, rank``.

    ``near`` is 0 for a map of the whole region, 1 for a third and 2 for a seventh of its width; ``rank`` is the first of these
    at which a name is shown, plus one (1 is largest). Names as ``place_names`` gives them.
    """
    gazetteer = gazetteer or load_gazetteer()
    places = gazetteer.places
    towns = places[
        places["kind"].eq("settlement") & places["lat"].notna() & places["country"].isin(["ARM", "AZE", "GEO"])
    ]
    contested, city = towns["contested"].astype(bool), towns["detail"].eq("city")
    people = (
        towns["population"].astype("float64").fillna(0) + CONTESTED * contested + CONTESTED_CITY * (contested & city)
    )
    towns = towns.assign(people=people)[people > PEOPLE[-1]].sort_values("people", ascending=False, kind="stable")
    names = place_names(towns["place_id"], naming=naming, lang=lang, written=written, gazetteer=gazetteer)
    towns = towns.assign(name=names.to_numpy())
    towns["rank"] = _ranks(towns) + 1
    shown = towns.loc[towns["rank"] <= near + 1, ["place_id", "name", "lat", "lon", "rank"]]
    return shown.reset_index(drop=True)


def _of_all(shown: pd.DataFrame, base: pd.Series) -> pd.Series:
    """Return the names of all parties to a place in one string; where only one has its own, with that of everybody."""
    import pandas as pd

    parties = shown[shown["usage"].isin(PARTIES)].drop_duplicates(["place_id", "usage"])
    alone = parties[~parties["place_id"].duplicated(keep=False)]
    everybody = alone.assign(name=alone["place_id"].map(base))
    together = pd.concat([parties, everybody]).groupby("place_id")["name"]
    return together.agg(lambda each: " / ".join(sorted(set(each))))


@once_for_each
def _languages(gazetteer: Gazetteer) -> dict[str, tuple[pd.DataFrame, pd.Series]]:
    """Return what has been prepared of a gazetteer, by language."""
    return {}


def _shown(gazetteer: Gazetteer, lang: str) -> tuple[pd.DataFrame, pd.Series]:
    """Return the names of a language that may be shown, the best first, and the neutral name of each place in it.

    Official names come first, then those entered by hand, spelt by rule and other alternates; a name that is no longer official
    stands only where its user has no other.
    """
    prepared = _languages(gazetteer)
    if lang not in prepared:
        places, names = gazetteer.places.set_index("place_id")["name"], gazetteer.names
        own = names[names["lang"].eq("en") & names["name"].eq(names["place_id"].map(places))]
        whose = own.drop_duplicates("place_id").set_index("place_id")["usage"]
        names = names[names["lang"].eq(lang) & ~names["source"].str.contains("rule ")]
        names = names[[without_form_of_state(name) == name and not name.isupper() for name in names["name"]]]
        source, open_end = names["source"], names["to_date"].isna()
        grade = 3 - 2 * source.str.contains("own").astype(int) - source.str.contains("spelt").astype(int)
        grade = grade.where(~(names["official"] & open_end), 0).where(open_end, ENDED)
        names = names.assign(grade=grade).sort_values("grade", kind="stable")[["place_id", "name", "usage", "grade"]]
        same = names["usage"].eq(names["place_id"].map(whose))
        fit = names[(same | names["usage"].isin(OF_NOBODY)) & names["grade"].lt(ENDED)].assign(other=~same)
        base = places.copy()
        if lang != "en":
            best = fit.sort_values(["other", "grade"], kind="stable").drop_duplicates("place_id")
            base.update(best.set_index("place_id")["name"])
        prepared[lang] = (names, base)
    return prepared[lang]


def _ranks(towns: pd.DataFrame) -> np.ndarray:
    """Return the first scale at which a name stands clear of those of larger places; 3: at none."""
    import numpy as np

    lon, lat, people = (towns[name].to_numpy("float64") for name in ("lon", "lat", "people"))
    letters = towns["name"].str.len().to_numpy()
    rank = np.full(len(towns), 3)
    letter, line = np.array([*LETTER, 0.0]), np.array([*LINE, 0.0])
    for at in range(len(towns)):
        for level in range(3):
            both = np.maximum(rank[:at], level)  # the first scale at which both would be shown
            wide = np.abs(lon[:at] - lon[at]) < letter[both] * (letters[:at] + letters[at]) / 2
            if people[at] >= PEOPLE[level] and not (wide & (np.abs(lat[:at] - lat[at]) < line[both])).any():
                rank[at] = level
                break
    return rank
