"""The one store of filters and selections that all views of a page share."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pandas as pd
import param

from toolkit.charts import style
from toolkit.incidents.labels import label_of
from toolkit.views import numbers
from toolkit.views.filters import MANY, Filters, parse
from toolkit.views.index import Index, Selection
from toolkit.views.texts import LANGUAGES, catalogue, render

#: What stands in each picture.
SOURCE_LINE = "Claims as reported, not findings.\nSouth Caucasus News Toolkit {version}\ndata {digest}"
FIELDS = {field.name for field in fields(Filters)}


class Store(param.Parameterized):
    """Filters and what they let through. Views watch ``selection`` (what is counted) and ``filters`` (all else)."""

    filters = param.Parameter(default=Filters(), doc="What the reader has chosen.")
    selection = param.Parameter(default=None, doc="What the filters let through.")
    notices = param.List(default=[], doc="What could not be understood, as (key, value).")

    def __init__(self, index: Index, query: dict[str, Any] | None = None, *, lang: str = "en", theme: str = "light"):
        self.index = index
        self.lang = lang if lang in LANGUAGES else "en"
        self.theme = theme if theme in ("light", "dark") else "light"
        chosen, wrong = parse(query or {}, index.allowed)
        super().__init__(filters=chosen, selection=index.select(chosen), notices=wrong)

    def change(self, **changes: Any) -> None:
        """Change filters or selections; values are checked as those of an address are, and wrong ones are left out."""
        changes = {name: value for name, value in changes.items() if name in FIELDS}
        plain = {name: value for name, value in changes.items() if value in ("", ())}
        chosen, wrong = parse({n: v for n, v in changes.items() if n not in plain}, self.index.allowed)
        good = {name: getattr(chosen, name) for name in changes if name not in dict(wrong) and name not in plain}
        defaults = Filters()
        cleared = {n: getattr(defaults, n) if n not in MANY else () for n in plain}
        self.replace(self.filters.changed(**{**good, **cleared}), wrong)

    def replace(self, filters: Filters, notices: list[tuple[str, str]] | None = None) -> None:
        """Put other filters in the place of the present ones."""
        selection: Selection = self.index.select(filters)
        self.param.update(filters=filters, selection=selection, notices=notices or [])

    def select(self, kind: str, value: str, *, keep: bool = False) -> None:
        """Choose an incident, an article, a claim, a stretch of an article, or what stands behind a number, to read.

        A claim brings its article and incident with it. ``keep`` keeps the list behind a number, to come back to it.
        """
        behind = {} if keep else {"behind": ""}
        if kind == "claim":
            figures = self.index.figures
            mine = figures[figures["claim_id"] == value]
            incident = mine["incident_id"].iloc[0] if len(mine) else self.filters.incident
            claims = self.index.corpus.claims
            article = claims.loc[claims["claim_id"] == value, "article_id"]
            known = len(article) and isinstance(article.iloc[0], str)
            self.change(claim=value, incident=incident, article=article.iloc[0] if known else "", at="", **behind)
        elif kind == "incident":
            self.change(incident=value, article="", claim="", at="", **behind)
        elif kind == "stretch":
            article, _, at = value.rpartition(":")
            self.change(article=article, at=at, claim="", **behind)
        elif kind == "behind":
            self.change(behind=value, incident="", article="", claim="", at="")
        else:
            self.change(**{kind: value, "claim": "", "at": "", **behind})

    @property
    def source_line(self) -> str:
        """What stands in each picture: what made it, of which data."""
        import toolkit

        return self.t(SOURCE_LINE, version=toolkit.__version__, digest=self.index.digest)

    def colour(self, code: str) -> str:
        """Return the colour of a side or origin in the reader's theme and assignment."""
        return style.colour(code, self.theme, swap=self.filters.swap)

    def t(self, text: str, **values: Any) -> str:
        """Return a text of the interface in the reader's language."""
        found = catalogue(self.lang).gettext(text)
        return found.format(**values) if values else found

    def render(self, template: str, **context: Any) -> str:
        """Render a part in the reader's language, with the names of sides and words for codes at hand."""
        tools = {name: getattr(self, name) for name in ("side", "word", "label")}
        tools["say"] = self.t
        return render(template, self.lang, **tools, f=self.filters, **context)

    def count(self, n: Any) -> str:
        """Write a whole number in the reader's language."""
        return numbers.count(self.lang, n)

    def day(self, at: Any) -> str:
        """Write a day, given as a date, a time or ISO text, in the reader's language."""
        return numbers.day(self.lang, at)

    def label(self, incident_id: str) -> str:
        """Return the label of an incident in the reader's language and naming convention.

        A label that is not made of kind, place and date is left as it is.
        """
        label, kind, place, place_id, *days = self.index.naming(incident_id)
        if self.lang == "en" and self.filters.names == "neutral":
            return label
        place = place if isinstance(place, str) else None
        start, end = (None if at is pd.NaT else at.date() for at in days)
        total = start is not None and end is not None and label == label_of(kind, place, start, end)
        if not total and label != label_of(kind, place, start):
            return label
        where = self.index.place_names(self.filters.names, self.lang).get(place_id, place) or self.t("place not told")
        if total:
            period = self.t("Counts from {first} to {last}", first=self.day(start), last=self.day(end))
            return f"{period}: {self.word(kind)}, {where}"
        return f"{self.word(kind)}, {where}, {self.day(start) if start else self.t('date not told')}"

    def side(self, code: Any) -> str:
        """Return the name of a side for the reader."""
        return self.t(self.index.side_label(str(code)))

    def word(self, code: Any) -> str:
        """Return the word for a code of the tables (an outcome, a status, an area ...) for the reader."""
        from toolkit.views.words import WORDS

        text = WORDS.get(str(code))
        return self.t(text) if text else self.side(code)
