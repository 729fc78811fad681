"""The reader: an article with what was read from it marked, or an incident of the chronicle with its sources."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
import panel as pn

from toolkit.views.behind import look_up
from toolkit.views.numbers import number, said
from toolkit.views.reasons import told
from toolkit.views.view import OPENED, View

Span = tuple[int, int, str, str]
#: The marks of a text, the most telling first.
ORDER = ("claim", "place", "loaded", "quote")


class Piece(NamedTuple):
    """A piece of a paragraph with the marks over it."""

    text: str
    kinds: list[str]
    keys: list[str]
    #: The keys that are anchors in the static bundle.
    named: list[str]
    claim: str
    picked: str
    says: str
    #: True for the first piece of each mark: the one that the keyboard stops at.
    first: bool


def segments(text: str, spans: list[Span]) -> list[tuple[str, list[tuple[str, str]]]]:
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
        self.why, self._shown = "", ""

    def refresh(self) -> None:
        f = self.store.filters
        if f.article != self._shown:
            self.why, self._shown = "", f.article
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
                reason=told(store, row["grade_reason"]),
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
        lines = self._lines(row["text"], spans, notes)
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
                why=[notes[key] for key in self.why.split("|") if key in notes],
                any_mark=bool(spans),
                marks=store.filters.marks,
                url=safe_url(row["url"]),
                when=said(store, row["published_at"]),
            )
        )

    def _lines(self, text: str, spans: list[Span], notes: dict[str, str]) -> list[list[Piece]]:
        """Cut a text into its paragraphs, and those into pieces with the marks over each."""
        chosen = self.store.filters
        seen: set[str] = set()
        lines: list[list[Piece]] = [[]]
        for piece, over in segments(text, spans):
            keys = [key for kind in ORDER for over_kind, key in over if over_kind.split()[0] == kind]
            claim = next((key for kind, key in over if kind == "claim"), "")
            at = any(kind == "stretch" for kind, _ in over)
            picked = chosen.at if at else chosen.claim if chosen.claim in keys else ""
            says = " · ".join(notes[key] for key in keys if key in notes)
            named = [key for key in keys if not key.startswith("voice ")]
            for n, part in enumerate(piece.split("\n")):
                if n:
                    lines.append([])
                if part:
                    first = not set(keys) <= seen
                    kinds = [kind for kind, _ in over]
                    lines[-1].append(Piece(part, kinds, keys, named, claim, picked, says, first))
                    seen |= set(keys)
        return lines

    def _spans(self, article_id: str) -> tuple[list[Span], dict[str, str]]:
        """Return the spans to mark and, by id, what to say about each."""
        corpus, marks, store = self.store.index.corpus, self.store.filters.marks, self.store
        spans: list[Span] = []
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
                    key = f"voice {voice.voice_id}"
                    spans.append((int(voice.start), int(voice.end), "quote " + voice.kind, key))
                    notes[key] = self._voice(voice)
        if "loaded" in marks:
            frames = _of(corpus.frames, article_id)
            for frame in frames[frames["measure"] == "loaded_wording"].itertuples():
                key = f"f{frame.frame_id}"
                spans.append((int(frame.start), int(frame.end), "loaded", key))
                notes[key] = store.t(
                    "Loaded wording ({category}), said by {who}.",
                    category=store.word(frame.category),
                    who=store.side(frame.voice),
                )
        return spans, notes

    def _voice(self, voice: Any) -> str:
        """Say whose words a stretch is, and by which words of the text that was told."""
        store = self.store
        note = store.t("Said by {who}.", who=store.side(voice.voice))
        if isinstance(voice.source, str):
            note += " " + store.t("The text names: {source}.", source=voice.source)
        if isinstance(voice.cue, str):
            note += " " + store.t("Told by the words “{cue}”.", cue=voice.cue)
        return note

    def act(self, message: dict[str, Any]) -> None:
        if message["act"] == "back":
            self.store.change(article="", claim="", at="")
        elif message["act"] == "close":
            f = self.store.filters
            self.store.change(article="", claim="", incident="", at="", behind=f.behind if f.incident else "")
        elif message["act"] == "why":
            self.why = str(message.get("value", ""))
            self.refresh()
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
