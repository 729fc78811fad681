"""Loaded wording: words that take a position, who says them, about whom, and whether they are quoted or denied."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.framing.direct import direct_quotes
from toolkit.framing.lexicon import Lexicons, Term
from toolkit.framing.patterns import Hit, fold, side_words, unshielded
from toolkit.framing.quotes import is_quoted
from toolkit.framing.stretches import Voices

if TYPE_CHECKING:
    import pandas as pd

#: How far before (or after) the wording a label ("calls it"), its side, or a denial may stand: words, sides' names not counted.
_LABEL, _SUBJECT, _DENIAL = 8, 8, 4
_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"[.;:!?]|, (?:and|but|while)\b")


def wording_rows(
    sentences: pd.DataFrame, table: pd.DataFrame, voices: Voices, lexicons: Lexicons
) -> list[dict[str, Any]]:
    """Return a FRAMES row (measure ``loaded_wording``) for each piece of wording of the lexicons that was found.

    ``table`` is VOICES, ``voices`` the same looked up. ``voice`` is that of the stretch of VOICES, in a direct quotation
    that of its speaker. Words by which newsrooms describe a body, and words of a source's own name,
    are the outlet's unless quoted. Where the outlet tells that a side gives something this label ("Baku calls it an
    'operation'"), the words are the side's; a quoted word without a source belongs to the side that says it elsewhere in
    the article, in a headline else to the side quoted most that it is not about.
    """
    langs = sentences["lang"].fillna("en")
    rows: list[dict[str, Any]] = []
    for lang in lexicons.languages:
        part = sentences[langs == lang]
        if len(part):
            rows += _language(part, table, voices, lexicons, lang)
    return rows


def _language(
    part: pd.DataFrame, table: pd.DataFrame, voices: Voices, lexicons: Lexicons, lang: str
) -> list[dict[str, Any]]:
    texts = part["text"].tolist()
    ids, articles, starts = (part[name].tolist() for name in ("sentence_id", "article_id", "start"))
    hits = unshielded(lexicons.matcher(lang).find(texts))
    quotes = _quotes(part, table, {articles[hit.text] for hit in hits})
    context = _Context(lexicons, lang, voices)
    rows: dict[str, list[dict[str, Any]]] = {}
    for hit in hits:
        article_id, offset, sentence_id = articles[hit.text], starts[hit.text], ids[hit.text]
        start, end = offset + hit.start, offset + hit.end
        speaker = next((q for q in quotes.get(article_id, ()) if q[0] <= start < q[1]), None)
        row = {
            "article_id": article_id,
            "sentence_id": sentence_id,
            "start": start,
            "end": end,
            "measure": "loaded_wording",
            "phrase": texts[hit.text][hit.start : hit.end],
            **context.read(lexicons.terms[hit.key[0]], texts[hit.text], hit, start, sentence_id, speaker),
        }
        rows.setdefault(article_id, []).append(row)
    titles = set(part["sentence_id"][part["part"].eq("title")])
    for article_id, found in rows.items():
        _give_quoted(found, voices.speakers(article_id), titles)
    return [row for found in rows.values() for row in found]


def _quotes(part: pd.DataFrame, table: pd.DataFrame, ids: set[str]) -> dict[str, list[tuple[int, int, str | None]]]:
    """Return start, end and speaker (null: not named) of the direct quotations of some articles."""
    quotes = direct_quotes(part[part["article_id"].isin(ids)], table[table["article_id"].isin(ids)])
    out: dict[str, list[tuple[int, int, str | None]]] = {}
    for article_id, start, end, voice in zip(
        *(quotes[name].tolist() for name in ("article_id", "start", "end", "voice")), strict=True
    ):
        out.setdefault(article_id, []).append((start, end, voice if isinstance(voice, str) else None))
    return out


class _Context:
    """What the words around a piece of wording tell of it, in one language."""

    def __init__(self, lexicons: Lexicons, lang: str, voices: Voices):
        self.lang = lang
        self.voices = voices
        self.sides = side_words(lang)
        self.labels = _any(lexicons.words("labels", lang))
        self.labels_after = _any(lexicons.words("labels_after", lang))
        self.negations = _any(lexicons.words("negations", lang))
        self.negations_after = _any(lexicons.words("negations_after", lang))
        self.passive = _any(lexicons.words("passive", lang))
        self.accused = _any(lexicons.words("accused", lang))
        by = lexicons.words("by", lang)
        self.by, self.follows = _any(tuple(word for word in by if word)), "" in by

    def read(
        self,
        term: Term,
        text: str,
        hit: Hit,
        start: int,
        sentence_id: str,
        quote: tuple[int, int, str | None] | None,
    ) -> dict[str, Any]:
        """Return the columns of FRAMES that the context tells; ``quote`` is the direct quotation that holds the hit."""
        low = fold(text, self.lang)
        stretch = self.voices.at(sentence_id, start)
        quoted = quote is not None or is_quoted(text, hit.start, hit.end)
        named = any(a <= start < b for a, b in self.voices.sources(sentence_id))
        outlets = not quoted and (term.newsroom or named)
        labelled = None
        if not outlets and not term.newsroom:
            labelled = self._labelled(low, hit) if stretch.kind == "own" else self._named_at_once(low, hit)
        voice = "OUTLET" if outlets else labelled or stretch.voice
        if quote is not None and quote[2] is not None:
            voice = quote[2]
        about = self._about(low, hit)
        if labelled and about == labelled:  # "called terrorists by Baku": who says it, not whom it is about
            about = None
        usage = set(term.usage)
        return {
            "category": term.category,
            "term": term.term,
            "voice": voice,
            "usage_side": next(iter(usage)) if len(usage) == 1 else None,
            "about_side": about,
            "quoted": quoted,
            "negated": self._denied(low, hit),
        }

    def _labelled(self, low: str, hit: Hit) -> str | None:
        """Return the side that is said to give this label: 'Baku calls it ...', and verb last where a language does so."""
        label = _last(self.labels, low, self._back(low, hit.start, _LABEL), hit.start)
        if label is not None and not _CLAUSE.search(low, label.end(), hit.start):
            first = self._back(low, label.start(), _SUBJECT)
            before = self.passive.search(low, max(first, label.start() - 12), label.start())
            passive = before is not None or self.accused.match(low, label.start()) is not None
            subject = None if passive else self.sides.last(low, first, label.start())
            return subject or self._labeller(low, label.end(), hit.start) or self._labeller(low, hit.end, hit.end + 3)
        if self.labels_after.search(low, hit.end, self._on(low, hit.end, _DENIAL)):
            side = self.sides.regex.search(low, 0, hit.start)
            if (
                side and len(self._words(low, 0, side.start())) <= 1
            ):  # "Official Yerevan ... called": the subject comes first
                return self.sides.code(side.group())
        return None

    def _named_at_once(self, low: str, hit: Hit) -> str | None:
        """Return the side that gives the label right here, whoever speaks: 'what Baku calls a liberation, Yerevan calls ...'."""
        label = _last(self.labels, low, self._back(low, hit.start, 2), hit.start)
        if label is None or _CLAUSE.search(low, label.end(), hit.start):
            return None
        side = _last(self.sides.regex, low, 0, label.start())
        at_once = side is not None and not low[side.end() : label.start()].strip()
        return self.sides.code(side.group()) if side and at_once else None

    def _labeller(self, low: str, start: int, end: int) -> str | None:
        """Return the side behind a 'by' that begins in a stretch: 'dubbed by Baku', 'called terrorists by Baku'."""
        by = self.by.search(low, start, min(len(low), end + 12))
        if by is None or by.start() > end:
            return None
        side = self.sides.regex.match(low, _skip(low, by.end()))
        return self.sides.code(side.group()) if side else None

    def _about(self, low: str, hit: Hit) -> str | None:
        """Return the side named in the wording, right before it, or right after it (with 'by')."""
        inside = self.sides.last(low, hit.start, hit.end)
        if inside:
            return inside
        found = _last(self.sides.regex, low, 0, hit.start)
        if found and not re.search(r"\w", re.sub(r"^['’]s\b", "", low[found.end() : hit.start])):
            return self.sides.code(found.group())
        at = _skip(low, hit.end)
        by = self.by.match(low, at)
        if by is None and not self.follows:
            return None
        after = self.sides.regex.match(low, _skip(low, by.end()) if by else at)
        return self.sides.code(after.group()) if after else None

    def _denied(self, low: str, hit: Hit) -> bool:
        denial = _last(self.negations, low, self._back(low, hit.start, _DENIAL), hit.start)
        if denial is not None and not _CLAUSE.search(low, denial.end(), hit.start):
            return True
        after = self.negations_after.search(low, hit.end, self._on(low, hit.end, _DENIAL))
        return after is not None and not _CLAUSE.search(low, hit.end, after.start())

    def _back(self, low: str, end: int, words: int) -> int:
        """Return where the given number of words before ``end`` begins."""
        places = self._words(low, 0, end)
        return places[-words][0] if len(places) >= words else 0

    def _on(self, low: str, start: int, words: int) -> int:
        """Return where the given number of words after ``start`` ends."""
        places = self._words(low, start, len(low))
        return places[words - 1][1] if len(places) >= words else len(low)

    def _words(self, low: str, start: int, end: int) -> list[tuple[int, int]]:
        named = [match.span() for match in self.sides.regex.finditer(low, start, end)]
        words = (match.span() for match in _WORD.finditer(low, start, end))
        return [(a, b) for a, b in words if not any(x <= a and b <= y for x, y in named)]


def _give_quoted(rows: list[dict[str, Any]], speakers: list[str], titles: set[str]) -> None:
    """Give quoted wording without a source to the side that says it elsewhere; in a headline, to the one quoted most."""
    for row in rows:
        if row["voice"] != "OUTLET" or not row["quoted"]:
            continue
        same = [other["voice"] for other in rows if other["term"] == row["term"] and other["voice"] != "OUTLET"]
        said = Counter(same or (speakers if row["sentence_id"] in titles else ()))
        said.pop(row["about_side"], None)
        row["voice"] = said.most_common(1)[0][0] if said else "OUTLET"


def _last(pattern: re.Pattern, text: str, start: int, end: int) -> re.Match | None:
    found = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found


def _skip(text: str, at: int) -> int:
    """Return the first place from ``at`` on that is no space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


@lru_cache(maxsize=64)
def _any(words: tuple[str, ...]) -> re.Pattern:
    """Return a pattern for any of the words (``*`` any ending); one that is nowhere when there are none."""
    if not words:
        return re.compile(r"(?!)")
    parts = [re.escape(w.rstrip("*")).replace(r"\ ", r"\s+") + (r"\w*" if w.endswith("*") else "") for w in words]
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?!\w)")
