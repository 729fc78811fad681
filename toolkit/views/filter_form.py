"""The form of filters, and the line above all views that says what is chosen and how to keep it."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import panel as pn

from toolkit.views.filters import Filters, from_query, parse
from toolkit.views.view import View

#: Filters with few values are boxes to tick, those of the data are lists to choose from.
BOXES = ("origin", "area", "side", "outcome", "status", "grade")
LISTS = ("outlet", "outlet_side", "lang")
TITLES = {
    "origin": "Data",
    "area": "Area (recognised state)",
    "side": "Side involved",
    "outcome": "Outcome",
    "status": "Who was harmed",
    "grade": "Evidence",
    "outlet": "Outlet",
    "outlet_side": "Outlet's side",
    "lang": "Language",
}


class FilterForm(View):
    """All filters as one form of named native controls."""

    name_of = "filters"
    heading = "Filters"

    def build(self) -> None:
        self.body = self.part()

    def refresh(self) -> None:
        store = self.store
        options = store.index.options
        boxes = [(n, store.t(TITLES[n]), options[n]) for n in BOXES if len(options[n]) > 1]
        lists = [(n, store.t(TITLES[n]), options[n]) for n in LISTS if [o for o in options[n] if o != "none"]]
        self.body.html = str(
            store.render(
                "filters.html",
                boxes=boxes,
                lists=lists,
                first_shown=("origin", "area", "side", "outcome"),
                days=self._days(),
            )
        )

    def _days(self) -> tuple[int, int, int] | None:
        """Return the first, last and present day of the slider of what was known when; None without dated claims."""
        said = self.store.index.said_day
        said = said[~np.isnat(said)].astype("int64")
        if not len(said):
            return None
        known = self.store.filters.known
        return int(said.min()), int(said.max()), int(np.datetime64(known).astype("int64")) if known else int(said.max())

    def act(self, message: dict[str, Any]) -> None:
        value = str(message.get("value", ""))
        if message["act"] == "set" and message.get("name") == "known_day":
            days = self._days()
            if days and value.isdecimal() and days[0] <= int(value) <= days[1]:
                self.store.change(known=str(np.datetime64(int(value), "D")) if int(value) < days[1] else "")
        elif message["act"] == "clear":
            kept = {name: getattr(self.store.filters, name) for name in ("names", "borders", "lanes", "swap", "marks")}
            self.store.replace(Filters(**kept))
        else:
            super().act(message)

    @property
    def layout(self) -> pn.viewable.Viewable:
        return self.body


class Summary(View):
    """What is shown, in a sentence; what could not be understood; how to keep, cite and rebuild the view."""

    name_of = "summary"
    heading = "What is shown"

    def build(self) -> None:
        self.body = self.part()
        self.page, self.addressed = "explorer", True

    def refresh(self) -> None:
        import toolkit

        store, f = self.store, self.store.filters
        look = {"lang": store.lang, "theme": store.theme}
        chosen = {**f.as_code(), **{name: value for name, value in look.items() if value not in ("en", "light")}}
        options = ", ".join(f"{name}={value!r}" for name, value in chosen.items())
        self.body.html = str(
            store.render(
                "summary.html",
                counts=store.selection.count_by_origin(),
                chips=self._chips(f),
                notices=store.notices,
                claims=store.selection.claims_by_origin(),
                n_articles=len(store.selection.article_at),
                undated=store.selection.n_undated_claims,
                cell=f"corpus.explore({options})",
                cite=self._cite(toolkit.__version__),
                link=f.address() or "?",
                address=f.address() if self.addressed else None,
                digest=store.index.digest,
                version=toolkit.__version__,
                today=date.today().isoformat(),
            )
        )

    def _chips(self, f: Filters) -> list[tuple[str, str, str]]:
        """Return the filters in force as (key, title, text)."""
        t, store = self.store.t, self.store
        made = [(n, t(store_word(n)), getattr(f, n)) for n in ("first", "last", "known") if getattr(f, n)]
        for name in (*BOXES, *LISTS):
            values = getattr(f, name)
            if values:
                made.append((name, t(TITLES[name]), ", ".join(map(store.word, values))))
        if f.q:
            made.append(("q", t("Search"), f.q))
        return made

    def _cite(self, version: str) -> str:
        store = self.store
        return (
            "@misc{south-caucasus-news-toolkit-view,\n"
            f"  title = {{South Caucasus News Toolkit {version}: {self.page}}},\n"
            f"  note = {{data {store.index.digest}; claims as reported, not findings}},\n"
            f"  year = {{{date.today().year}}},\n"
            f"  urldate = {{{date.today().isoformat()}}},\n"
        )

    def act(self, message: dict[str, Any]) -> None:
        if message["act"] == "address":
            chosen, wrong = parse(from_query(str(message.get("value", ""))), self.store.index.allowed)
            if chosen != self.store.filters:
                self.store.replace(chosen, wrong)
        elif message["act"] == "drop":
            name = str(message.get("value"))
            if name in {field for field, _, _ in self._chips(self.store.filters)}:
                empty: Any = () if isinstance(getattr(self.store.filters, name), tuple) else ""
                self.store.change(**{name: empty})
        else:
            super().act(message)

    @property
    def layout(self) -> pn.viewable.Viewable:
        return self.body


def store_word(name: str) -> str:
    """Return the English word for a date filter."""
    return {"first": "from", "last": "to", "known": "as known on"}[name]
