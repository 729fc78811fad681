"""Blame, agency, and war and peace journalism as charts, each count with the words behind it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from toolkit import framing
from toolkit.charts import framing_tables as charts
from toolkit.views.behind import Link, link
from toolkit.views.framing_charts import Charted, named


class WhoBlames(Charted):
    """Who lays the responsibility on whom."""

    name_of = "whoblames"
    heading = "Who lays the blame on whom"
    says = "Statements that a side did it, by who makes them. Denials are listed but not counted as blame. That many say it does not make it so."
    columns = ("accuser", "accused", "status", "n", "n_articles")

    def table(self) -> pd.DataFrame:
        blames = self.of_articles("blames")
        frames = self.of_articles("frames")
        return framing.blame_and_agency(blames, frames, self.store.selection.articles).blame

    def opens(self, row: Any) -> dict[str, Link]:
        return {"n": link(row.n, "blamed", row.accuser, row.accused, row.status)}

    def chart(self, table: pd.DataFrame) -> Any:
        store = self.store
        return charts.blame(table, theme=store.theme, labels=self.labels(), source=store.source_line.replace("\n", " "))


class HowHarmIsTold(Charted):
    """Whether somebody acts in the sentences that tell harm, or harm happens."""

    name_of = "harm"
    heading = "How harm is told"
    says = "Whether somebody does it in the sentences that tell harm, or it just happens, by whose people were harmed. A passive can be careful, where nobody knows who fired."
    columns = ("side", "who", "manner", "n", "n_all", "share")

    def table(self) -> pd.DataFrame:
        blames, frames = self.of_articles("blames"), self.of_articles("frames")
        table = framing.blame_and_agency(blames, frames, self.store.selection.articles).agency
        table["who"] = table["own"].map({True: "own", False: "cited"})
        table["side"] = table["side"].fillna("UNKNOWN")
        return table

    def opens(self, row: Any) -> dict[str, Link]:
        return {"n": link(row.n, "harm", row.side, row.who, row.manner)}

    def chart(self, table: pd.DataFrame) -> Any:
        store = self.store
        return charts.agency(
            table, theme=store.theme, labels=self.labels(), source=store.source_line.replace("\n", " ")
        )


class WarAndPeace(Charted):
    """Indicators of war and peace journalism by outlet."""

    name_of = "warpeace"
    heading = "War and peace journalism"
    says = "Pieces of evidence for each indicator, after Galtung, Lynch and McGoldrick, Lee and Maslog. Not scored: the texts are silent, which is no zero. It does not show the quality of the work."
    columns = ("outlet", "orientation", "indicator", "n", "n_sentences")

    def table(self) -> pd.DataFrame:
        table = framing.war_peace_summary(self.of_articles("frames"), self.store.selection.articles, by="outlet")
        return table[table["outlet"].notna()]

    def opens(self, row: Any) -> dict[str, Link]:
        found = link(row.n, "warpeace", named(row.outlet), row.orientation, row.indicator)
        return {"n": found} if row.scored else {}

    def chart(self, table: pd.DataFrame) -> Any:
        store = self.store
        return charts.war_peace(table, theme=store.theme, source=store.source_line.replace("\n", " "))
