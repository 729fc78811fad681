"""The reader: an article with what was read from it marked, or an incident of the chronicle with its sources."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
import panel as pn

from toolkit.views.behind import look_up
from toolkit.views.numbers import number, said
from toolkit.views.view import OPENED, View


def segments(text: str, spans: list[tuple[int, int, str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Cut a text at all ends of spans ``(start, end, kind, id)``; return (piece, [(kind, id) of the spans over it]).

    The pieces joined are the text. Spans that are empty or outside the text are left out.
    """
    spans = [s for s in spans if 0 <= s[0] < s[1] <= len(text)]
    cuts = sorted({0, len(text), *(s[0] for s in spans), *(s[1] for s in spans)})
    return [
        (text[a:b], [(kind, key) for start, end, kind, key in spans if start <= a and b <= end])
        for a, b in pairwise(cuts)
    ]


class Reader(View):
    """What stands behind a number: the sentence in its article, or the sources of the chronicle."""

    name_of = "reader"
    heading = "Reader"

    def build(self) -> None:
        self.body = self.part()

    def refresh(self) -> None:
        f = self.store.filters
        if f.article:
            self._article(f.article)
        elif f.incident:
            self._incident(f.incident)
        elif f.behind:
            self._behind(f.behind)
        else:
            self._start()

    def _behind(self, key: str) -> None:
        """List what stands behind a number."""
        self.body.html = str(self.store.render("reader_behind.html", found=look_up(self.store, key)))

    def _start(self) -> None:
        """Invite: the incidents with the largest disagreement, and the newest articles."""
        selection = self.store.selection
        rows = selection.rows.nlargest(40, "gap").drop_duplicates("incident_id").head(5)
        articles = selection.newest_articles(5)
        self.body.html = str(
            self.store.render("reader_start.html", rows=list(rows.itertuples()), articles=list(articles.itertuples()))
        )

    def _incident(self, incident_id: str) -> None:
        store = self.store
        row = store.index.incidents.set_index("incident_id").loc[incident_id]
        figures = store.index.figures[store.index.figures["incident_id"] == incident_id]
        reports = store.index.corpus.reports
        ids = reports.loc[reports["incident_id"] == incident_id, "article_id"].dropna().unique()
        articles = store.index.articles[store.index.articles["article_id"].isin(ids)].sort_values("published_at")
        claims = [self._claim(claim) for claim in figures.sort_values(["side", "outcome", "said_at"]).itertuples()]
        self.body.html = str(
            store.render(
                "reader_incident.html",
                row=row,
                incident_id=incident_id,
                claims=claims,
                articles=list(articles.itertuples()),
            )
        )

    def _claim(self, claim: Any) -> dict[str, Any]:
        store = self.store
        return {
            "id": claim.claim_id,
            "number": number(store, claim.low, claim.high),
            "outcome": store.word(claim.outcome),
            "side": store.side(claim.side),
            "status": store.word(claim.status),
            "claimant": store.side(claim.claimant),
            "claimant_text": claim.claimant_text if isinstance(claim.claimant_text, str) else "",
            "said": said(store, claim.said_at),
            "url": safe_url(claim.source_url),
            "article": isinstance(claim.article_id, str),
            "denied_by": store.side(claim.denied_by) if isinstance(claim.denied_by, str) else "",
            "denied": claim.polarity == "denied",
            "replaced": bool(claim.replaced),
            "part": bool(claim.part),
            "scope": claim.scope,
            "picked": claim.claim_id == store.filters.claim,
            "rules": list(claim.rules),
            "revises": isinstance(claim.revises, str),
        }

    def _article(self, article_id: str) -> None:
        store = self.store
        row = store.index.articles.set_index("article_id").loc[article_id]
        spans, notes = self._spans(article_id)
        lines: list[list[Any]] = []
        for piece, over in segments(row["text"], spans):
            for n, part in enumerate(piece.split("\n")):
                if n or not lines:
                    lines.append([])
                if part:
                    kinds = [kind for kind, _ in over]
                    keys = [
                        key for kind in ("claim", "place", "loaded") for over_kind, key in over if over_kind == kind
                    ]
                    picked = any(key == store.filters.claim or kind == "stretch" for kind, key in over)
                    lines[-1].append((part, kinds, keys, picked))
        claims = store.index.corpus.claims
        mine = claims[claims["article_id"] == article_id]
        mine = mine.assign(part=mine["part_of"].notna(), replaced=mine["claim_id"].isin(claims["revises"].dropna()))
        made = [self._claim(claim) for claim in mine.itertuples()]
        self.body.html = str(
            store.render(
                "reader_article.html",
                row=row,
                lines=lines,
                claims=made,
                notes=notes,
                marks=store.filters.marks,
                url=safe_url(row["url"]),
                when=said(store, row["published_at"]),
            )
        )

    def _spans(self, article_id: str) -> tuple[list[tuple[int, int, str, str]], dict[str, str]]:
        """Return the spans to mark and, by id, what to say about each."""
        corpus, marks, store = self.store.index.corpus, self.store.filters.marks, self.store
        spans: list[tuple[int, int, str, str]] = []
        notes: dict[str, str] = {}
        if "claim" in marks or store.filters.claim:
            for claim in _of(corpus.claims, article_id).itertuples():
                if "claim" not in marks and claim.claim_id != store.filters.claim:
                    continue
                spans.append((int(claim.start), int(claim.end), "claim", claim.claim_id))
                notes[claim.claim_id] = (
                    f"{store.side(claim.side)}, {store.word(claim.outcome)}: {number(store, claim.low, claim.high)}. "
                    + store.t("Said by {who}.", who=store.side(claim.claimant))
                )
        if store.filters.at:
            start, end = map(int, store.filters.at.split("-"))
            spans.append((start, end, "stretch", "at"))
        if "place" in marks:
            for place in _of(corpus.places, article_id).itertuples():
                if place.kind == "place":
                    key = f"p{place.mention_id}"
                    spans.append((int(place.start), int(place.end), "place", key))
                    notes[key] = (
                        f"{place.name if isinstance(place.name, str) else store.t('place not told')}: {place.reason}"
                    )
        if "quote" in marks:
            for voice in _of(corpus.voices, article_id).itertuples():
                if voice.kind != "own":
                    spans.append((int(voice.start), int(voice.end), "quote " + voice.kind, f"v{voice.voice_id}"))
        if "loaded" in marks:
            frames = _of(corpus.frames, article_id)
            for frame in frames[frames["measure"] == "loaded_wording"].itertuples():
                key = f"f{frame.frame_id}"
                spans.append((int(frame.start), int(frame.end), "loaded", key))
                notes[key] = store.t(
                    "Loaded wording ({category}), said by {who}.", category=frame.category, who=store.side(frame.voice)
                )
        return spans, notes

    def act(self, message: dict[str, Any]) -> None:
        if message["act"] == "back":
            self.store.change(article="", claim="", at="")
        elif message["act"] == "close":
            f = self.store.filters
            self.store.change(article="", claim="", incident="", at="", behind=f.behind if f.incident else "")
        elif message["act"] in OPENED and message["act"] != "behind":
            self.store.select(message["act"], str(message.get("value", "")), keep=True)
        else:
            super().act(message)

    @property
    def layout(self) -> pn.viewable.Viewable:
        return self.body


def _of(frame: pd.DataFrame, article_id: str) -> pd.DataFrame:
    return frame[frame["article_id"].eq(article_id) & frame["start"].notna()]


def safe_url(url: Any) -> str:
    """Return an address that may stand in a link: http or https only; else nothing."""
    return url if isinstance(url, str) and url.lower().startswith(("http://", "https://")) else ""
