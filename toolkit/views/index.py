"""A corpus made ready for many readers at once: codes and positions worked out once, so that a filter is a few array steps.

One index is shared by all sessions of a process and never changed.
"""

from __future__ import annotations

import hashlib
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.charts import casualties, timeline
from toolkit.charts import map as map_chart
from toolkit.places import load_gazetteer
from toolkit.sides import Sides, load_sides, sides_files
from toolkit.views.filters import COUNTED, Filters
from toolkit.views.labels import place_labels, reader_names, written_labels

if TYPE_CHECKING:
    from toolkit.corpus import Corpus

NONE = "none"
#: Above so many incidents few selections are kept, each as large as the table.
MANY = 20_000


class Coded:
    """A column as integer codes; ``none`` stands for null."""

    def __init__(self, values: Any):
        codes, names = pd.factorize(np.asarray(values, dtype=object), use_na_sentinel=True)
        self.names = [str(name) for name in names] + [NONE]
        self.codes = np.where(codes < 0, len(names), codes).astype("int32")

    def among(self, wanted: tuple[str, ...]) -> np.ndarray:
        """Return which rows have one of the wanted values."""
        return np.isin(np.array(self.names, object), list(wanted))[self.codes]

    def present(self) -> list[str]:
        """Return the values that occur, in alphabetical order, ``none`` last."""
        used = np.bincount(self.codes, minlength=len(self.names)) > 0
        return sorted((n for n, at in zip(self.names, used, strict=True) if at), key=lambda n: (n == NONE, n))


class Index:
    """A corpus with what the views need of it."""

    def __init__(self, corpus: Corpus):
        self.corpus = corpus
        self.incidents = corpus.incidents.reset_index(drop=True)
        self.articles = corpus.articles.reset_index(drop=True)
        self.day = self.incidents["start_date"].to_numpy().astype("datetime64[D]")
        last = self.incidents["end_date"].to_numpy().astype("datetime64[D]")
        self.last_day = np.where(np.isnat(last), self.day, last)
        self.coded = {
            "area": Coded(self.incidents["country"]),
            "grade": Coded(self.incidents["grade"]),
            "origin": Coded(self.incidents["origin"]),
        }
        self.figures = casualties.figures_table(corpus.claims, self.incidents, corpus.reports, self.articles)
        place = pd.Series(range(len(self.incidents)), index=self.incidents["incident_id"])
        self.figure_incident = self.figures["incident_id"].map(place).to_numpy("int64")
        article = self.articles.set_index("article_id")
        of_article = {name: self.figures["article_id"].map(article[name]) for name in ("outlet", "outlet_side", "lang")}
        self.figure_coded = {
            "outcome": Coded(self.figures["outcome"]),
            "status": Coded(self.figures["status"]),
            **{name: Coded(values) for name, values in of_article.items()},
        }
        self.article_coded = {name: Coded(self.articles[name]) for name in ("outlet", "outlet_side", "lang")}
        self.article_day = self.articles["published_at"].dt.tz_localize(None).to_numpy().astype("datetime64[D]")
        self.said_day = self.figures["said_at"].dt.tz_localize(None).to_numpy().astype("datetime64[D]")
        self._select = lru_cache(maxsize=128 if len(self.incidents) <= MANY else 8)(self._make)

    @cached_property
    def _positions(self) -> pd.Index:
        return pd.Index(self.incidents["incident_id"])

    def position(self, incident_id: str) -> int:
        """Return the row of an incident in ``incidents``; raise ``KeyError`` for an unknown one."""
        return self._positions.get_loc(incident_id)

    @cached_property
    def _naming(self) -> list[Any]:
        names = ("label", "event_type", "place_name", "place_id", "start_date", "end_date")
        return [self.incidents[name].array for name in names]

    def naming(self, incident_id: str) -> list[Any]:
        """Return label, kind, name and id of the place, first and last day of an incident, quicker than a row of the table."""
        at = self.position(incident_id)
        return [values[at] for values in self._naming]

    def place_names(self, naming: str, lang: str) -> dict[str, str]:
        """Return the names of the incidents' places: whose, and in which language; places of no gazetteer are left out."""
        if (naming, lang) not in self._names:
            self._names[naming, lang] = reader_names(self._place_ids, naming, lang, self.corpus.places)
        return self._names[naming, lang]

    def place_labels(self, naming: str, lang: str) -> tuple[pd.DataFrame, ...]:
        """Return the names of towns for the map, to show from afar, nearer and close by."""
        return self._written_labels if naming == "written" else place_labels(naming, lang)

    @cached_property
    def _written_labels(self) -> tuple[pd.DataFrame, ...]:
        return written_labels(self.corpus.places)

    @cached_property
    def _names(self) -> dict[tuple[str, str], dict[str, str]]:
        return {}

    @cached_property
    def _place_ids(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.incidents["place_id"].dropna())))

    @cached_property
    def side_lists(self) -> tuple[np.ndarray, Coded]:
        """Positions of incidents and the side of each, one row for each side of an incident."""
        exploded = pd.Series(self.incidents["sides"].to_list(), dtype=object).explode()
        return exploded.index.to_numpy("int64"), Coded(exploded.to_numpy())

    @cached_property
    def lanes(self) -> dict[str, tuple[np.ndarray, Coded]]:
        """For each kind of lane the positions of incidents and the lane of each."""
        every = np.arange(len(self.incidents))
        return {
            "area": (every, self.coded["area"]),
            "side": self.side_lists,
            "kind": (every, Coded(self.incidents["event_type"])),
            "grade": (every, self.coded["grade"]),
        }

    @cached_property
    def off_map(self) -> Coded:
        """Why an incident is not drawn on the map; ``none``: it is drawn."""
        return Coded(map_chart.off_map_reason(self.incidents))

    @cached_property
    def spots(self) -> tuple[pd.DataFrame, np.ndarray]:
        """The places where incidents are drawn, and the row of that table for each incident (-1: not on the map)."""
        drawn = self.off_map.among((NONE,))
        keys = self.incidents.loc[drawn, ["lat", "lon", "where_prec", "origin"]]
        keys = keys.assign(place_name=self.incidents["place_name"], place_id=self.incidents["place_id"])
        groups = keys.groupby(["lat", "lon", "where_prec", "origin"], sort=True)
        spots = groups.agg(place_name=("place_name", "first"), place_id=("place_id", "first")).reset_index()
        codes = groups.ngroup().to_numpy()
        at = np.full(len(self.incidents), -1)
        at[drawn] = codes
        return spots, at

    @cached_property
    def rows(self) -> tuple[pd.DataFrame, np.ndarray]:
        """All figures summed up (``rows_table``), and the position of the incident of each row."""
        rows = casualties.rows_table(self.figures[casualties.NEEDED])
        place = pd.Series(range(len(self.incidents)), index=self.incidents["incident_id"])
        return rows, rows["incident_id"].map(place).to_numpy("int64")

    @cached_property
    def options(self) -> dict[str, list[str]]:
        """The values that occur, by filter."""
        return {
            **{name: coded.present() for name, coded in self.coded.items()},
            **{name: coded.present() for name, coded in self.article_coded.items()},
            "outcome": [o for o in tables.OUTCOMES if o in self.figure_coded["outcome"].present()],
            "status": [s for s in tables.STATUSES if s in self.figure_coded["status"].present()],
            "side": [s for s in self.side_lists[1].present() if s != NONE],
        }

    @cached_property
    def allowed(self) -> dict[str, Any]:
        """The values that an address may name."""
        return {
            **{name: set(self.options[name]) for name in ("area", "side", "outlet", "outlet_side", "lang")},
            "a": self.article_sets.keys(),
            "b": self.article_sets.keys(),
            "incident": set(self.incidents["incident_id"]),
            "article": set(self.articles["article_id"]),
            "claim": set(self.corpus.claims["claim_id"]),
        }

    @cached_property
    def article_sets(self) -> dict[str, np.ndarray]:
        """Sets of articles that can be compared, by name (``outlet:Name``, ``year:2020``), as positions."""
        years = Coded(self.articles["published_at"].dt.strftime("%Y"))
        return {
            f"{name}:{value}": np.flatnonzero(coded.among((value,)))
            for name, coded in {**self.article_coded, "year": years}.items()
            for value in coded.present()
        }

    @cached_property
    def sides(self) -> list[Sides]:
        """All sides files, the default first; labels are looked up in this order."""
        return sorted((load_sides(name) for name in sides_files()), key=lambda s: s.name != "South Caucasus")

    def side_label(self, code: str) -> str:
        """Return the label of a side's code from the first file that knows it."""
        return next((s.label(code) for s in self.sides if s.label(code) != code), code)

    @cached_property
    def notes(self) -> list[str]:
        """The marks that must be shown with the articles, once each."""
        return sorted(self.articles["note"].dropna().unique())

    @cached_property
    def digest(self) -> str:
        """A short hash of the incidents, claims and articles, by which a cited view says what data it showed."""
        digest = hashlib.sha256()
        for frame, columns in (
            (self.corpus.incidents, ["incident_id", "start_date"]),
            (self.corpus.claims, ["claim_id", "low", "high", "side", "outcome"]),
            (self.corpus.articles, ["article_id", "n_words"]),
        ):
            digest.update(pd.util.hash_pandas_object(frame[columns], index=False).to_numpy().tobytes())
        return digest.hexdigest()[:12]

    @cached_property
    def search_text(self) -> pd.Series:
        """What the text search of an incident looks at: its label and all forms of its place's name, folded."""
        names = self.incidents["label"] + " " + self.incidents["place_name"].fillna("")
        forms = (
            self.corpus.places.dropna(subset="place_id").groupby("place_id")["surface"].agg(lambda s: " ".join(set(s)))
        )
        known = load_gazetteer().names
        known = known[known["place_id"].isin(set(self.incidents["place_id"].dropna()))]
        known_forms = known.groupby("place_id")["name"].agg(" ".join)
        forms, known_forms = forms.to_dict(), known_forms.to_dict()
        written = [
            f"{forms.get(key, '')} {known_forms.get(key, '')}" for key in self.incidents["place_id"].astype(object)
        ]
        return (names + " " + pd.Series(written, index=names.index, dtype="str")).str.casefold()

    def frames_of(self, selection: Selection) -> pd.DataFrame:
        """Return the framing rows of the articles of a selection."""
        frames = self.corpus.frames
        if len(selection.article_at) == len(self.articles):
            return frames
        return frames[frames["article_id"].isin(selection.articles["article_id"])]

    def select(self, filters: Filters) -> Selection:
        """Return what the filters let through; the same filters give the same object."""
        return self._select(Filters(**{name: getattr(filters, name) for name in COUNTED}))

    def _make(self, filters: Filters) -> Selection:
        keep, figures = self._incident_mask(filters), self._figure_mask(filters)
        if figures is not None:
            mentioned = np.zeros(len(keep), bool)
            mentioned[self.figure_incident[figures]] = True
            keep &= mentioned
        at = keep[self.figure_incident] if figures is None else figures & keep[self.figure_incident]
        unknown = int((np.isnat(self.said_day) & keep[self.figure_incident]).sum()) if filters.known else 0
        positions = np.flatnonzero(keep), np.flatnonzero(at), self._article_mask(filters)
        return Selection(self, filters, *positions, unknown, whole=figures is None)

    def _incident_mask(self, filters: Filters) -> np.ndarray:
        keep = np.ones(len(self.incidents), bool)
        for name, coded in self.coded.items():
            if getattr(filters, name):
                keep &= coded.among(getattr(filters, name))
        if filters.first:
            keep &= self.last_day >= np.datetime64(filters.first)
        if filters.last:
            keep &= self.day <= np.datetime64(filters.last)
        if filters.known:
            keep &= self.day <= np.datetime64(filters.known)
        if filters.side:
            positions, sides = self.side_lists
            involved = np.zeros(len(keep), bool)
            involved[positions[sides.among(filters.side)]] = True
            keep &= involved
        if filters.q:
            for word in filters.q.casefold().split():
                keep &= self.search_text.str.contains(word, regex=False).to_numpy(bool)
        return keep

    def _figure_mask(self, filters: Filters) -> np.ndarray | None:
        """Return which claims fit; None when no filter is about claims."""
        wanted = [name for name in self.figure_coded if getattr(filters, name)]
        if not wanted and not filters.known:
            return None
        keep = np.ones(len(self.figures), bool)
        for name in wanted:
            keep &= self.figure_coded[name].among(getattr(filters, name))
        if filters.known:
            keep &= self.said_day <= np.datetime64(filters.known)
        return keep

    def _article_mask(self, filters: Filters) -> np.ndarray:
        keep = np.ones(len(self.articles), bool)
        for name, coded in self.article_coded.items():
            if getattr(filters, name):
                keep &= coded.among(getattr(filters, name))
        if filters.first:
            keep &= ~(self.article_day < np.datetime64(filters.first))
        if filters.last or filters.known:
            keep &= ~(self.article_day > np.datetime64(min(d for d in (filters.last, filters.known) if d)))
        return np.flatnonzero(keep)


class Selection:
    """What the filters let through, as positions; frames are made when they are asked for."""

    def __init__(
        self,
        index: Index,
        filters: Filters,
        incidents: np.ndarray,
        figures: np.ndarray,
        articles: np.ndarray,
        unknown: int,
        whole: bool,
    ):
        self.index, self.filters, self.whole = index, filters, whole
        self.incident_at, self.figure_at, self.article_at = incidents, figures, articles
        #: Claims that the "as known on" filter leaves out because it is not known when they were made.
        self.n_undated_claims = unknown

    @cached_property
    def incidents(self) -> pd.DataFrame:
        """The incidents, as a frame."""
        return self.index.incidents.iloc[self.incident_at]

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The claims, as ``figures_table`` gives them."""
        return self.index.figures.iloc[self.figure_at]

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles, as a frame."""
        return self.index.articles.iloc[self.article_at]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The figures summed up by incident, side, outcome and status."""
        if not self.whole:
            return casualties.rows_table(self.index.figures[casualties.NEEDED].iloc[self.figure_at])
        rows, incident = self.index.rows
        kept = np.zeros(len(self.index.incidents), bool)
        kept[self.incident_at] = True
        return rows[kept[incident]]

    def count_by_origin(self) -> dict[str, int]:
        """Return the number of incidents of each origin; never added up."""
        coded = self.index.coded["origin"]
        counts = np.bincount(coded.codes[self.incident_at], minlength=len(coded.names))
        counted = dict(zip(coded.names, counts, strict=True))
        return {name: int(counted[name]) for name in ("chronicle", "articles") if counted.get(name)}

    def newest_articles(self, number: int) -> pd.DataFrame:
        """Return the articles that were published last."""
        days = self.index.article_day[self.article_at]
        order = np.argsort(np.where(np.isnat(days), np.datetime64("0001-01-01"), days), kind="stable")
        return self.index.articles.iloc[self.article_at[order[::-1][:number]]]

    def claims_by_origin(self) -> dict[str, int]:
        """Return the number of claims of each origin; never added up."""
        counted = self.index.figures["origin"].iloc[self.figure_at].value_counts()
        return {name: int(counted[name]) for name in ("chronicle", "articles") if counted.get(name)}

    def span(self) -> tuple[np.datetime64, np.datetime64] | None:
        """Return the first and last day of the incidents; None when none is dated."""
        days = self.index.day[self.incident_at]
        days = days[~np.isnat(days)]
        return (days.min(), days.max()) if len(days) else None

    def timeline(self, lanes: str, step: str) -> tuple[pd.DataFrame, list[str], str]:
        """Return the counts of ``timeline.count_bins`` with ``lane`` and ``origin`` names, the lanes, and the step."""
        span = self.span()
        step = step or (timeline.choose_step(*span) if span else "year")
        positions, coded = self.index.lanes[lanes]
        kept = np.zeros(len(self.index.incidents), bool)
        kept[self.incident_at] = True
        at = kept[positions]
        origin = self.index.coded["origin"]
        both = coded.codes[at] * len(origin.names) + origin.codes[positions[at]]
        table = timeline.count_bins(
            self.index.day[positions[at]], both, step=step, n_lanes=len(coded.names) * len(origin.names)
        )
        code = table["lane"].to_numpy()
        table["lane"] = np.array(coded.names, object)[code // len(origin.names)]
        table["origin"] = np.array(origin.names, object)[code % len(origin.names)]
        used = set(table["lane"])
        return table, [name for name in coded.present() if name in used], step

    def spots(self) -> pd.DataFrame:
        """Return the places of the map with the number of incidents ``n`` (places without any are left out)."""
        spots, at = self.index.spots
        codes = at[self.incident_at]
        counts = np.bincount(codes[codes >= 0], minlength=len(spots))
        table = spots.assign(n=counts)
        return table[table["n"] > 0]

    def off_map(self) -> dict[str, int]:
        """Return the number of incidents that are not on the map by reason."""
        coded = self.index.off_map
        counts = np.bincount(coded.codes[self.incident_at], minlength=len(coded.names))
        return {name: int(n) for name, n in zip(coded.names, counts, strict=True) if n and name != NONE}
