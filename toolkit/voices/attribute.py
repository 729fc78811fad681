"""Who is speaking in each stretch of each sentence of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.voices.carry import (
    first_words,
    impersonal,
    opens_with_people,
    own_again,
    refers_back,
    reports_back,
    tells_of_losses,
)
from toolkit.voices.home import apart_side, home_side, not_the_attacker, surname_alone
from toolkit.voices.layout import article_sentences
from toolkit.voices.names import Source, opening_source
from toolkit.voices.parse import article_lexicon, hits, read_units
from toolkit.voices.quotes import quotations
from toolkit.voices.sentences import paragraphs
from toolkit.voices.sources import QUOTES, Report, find_reports
from toolkit.voices.units import fold

if TYPE_CHECKING:
    from toolkit.voices.lexicon import Lexicon


#: Quotations do not overlap: these many before a place are enough to find those around it.
_NEAR = 64


@lru_cache(maxsize=32)
def _telling(words: Lexicon) -> tuple[str, ...]:
    """Return what a sentence that names a source holds, one or the other: a word that reports, a mark, a colon."""
    return (*words.said, *QUOTES, ":")


class Reading:
    """The reading of one article, sentence after sentence."""

    def __init__(self, article_id: str, title: str | None, standfirst: str | None, text: str, lang: str | None, sides):
        self.id, self.text, self.lang = article_id, text, lang
        self.words: Lexicon = article_lexicon(text, lang, sides)
        short = frozenset(self.words.data.get("abbreviations", []))
        self.sentences = article_sentences(article_id, text, title=title, standfirst=standfirst, lang=lang, short=short)
        self.starts = [row["start"] for row in self.sentences]
        self.last: Source | None = None  # the source named last, with its side
        self.institution: Source | None = None
        self.known: dict[str, str] = {}  # words of sources named with their side
        self.subject: str | None = None  # side of the institution or state that the sentence before began with
        self.chains: dict[Source, list[str]] = {}  # media that pass on a source, by the source
        self._carried_to = -9  # the last sentence that was given the source before it
        self.quotes: list[tuple[int, int]] = []
        self.outlet: frozenset[str] = frozenset()  # names by which the text may call its own outlet
        self.outlet_side: str | None = None
        self._final: Source | None = None  # who spoke last in the sentence before
        self.last_of: dict[int, Source] = {}  # the last source of each sentence that names one
        self.people: dict[str, str] = {}  # surnames of sources by their side, where the text tells it
        self.losses: set[int] = set()  # the sentences with a word of harm

    def read(self) -> list[dict[str, Any]]:
        """Return the stretches of all sentences."""
        if not self.starts:
            return []
        speaking = hits(self.text, _telling(self.words), self.starts)
        self.losses = hits(self.text, self.words.cues, self.starts)
        speaking |= {n for n, row in enumerate(self.sentences) if row["part"] == "title"}
        reports: list[list[Report]] = []
        for n, row in enumerate(self.sentences):
            found = (
                find_reports(read_units(row["text"], self.words), title=row["part"] == "title") if n in speaking else []
            )
            reports.append(found)
        self.quotes = quotations(self.text, [(start, end) for _, start, end in paragraphs(self.text)])
        out = []
        for n, row in enumerate(self.sentences):
            out.extend(self._sentence(n, row, reports))
        return out

    def _inside_quotes(self, at: int) -> bool:
        return any(a <= at < b for a, b in self._quotes_at(at, at + 1))

    def _quotes_at(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the quotations that share characters with a stretch of the text."""
        opened = bisect_left(self.quotes, (end, 0))
        return [span for span in self.quotes[max(opened - _NEAR, 0) : opened] if span[1] > start]

    def _sentence(self, n: int, row: dict, reports: list[list[Report]]):
        start, end = row["start"], row["end"]
        found = reports[n]
        before = self.last
        sources = []
        for report in found:
            source = self._resolve(report.source, n)
            self.chains[source] = list(report.via)
            sources.append(source)
            if source.side not in ("OUTLET",) and source.kind != "outlet":
                self.last = source
            self._remember_names(source, read_units(row["text"], self.words)[report.first : report.last])
        after, self.last = self.last, before
        covering = next(
            (
                (a, b)
                for a, b in self._quotes_at(start, end)
                if a <= start + 1 and b >= end - 1 and (b > end + 1 or a < start - 1 or not found)
            ),
            None,
        )
        stretches: list[tuple[int, int, str, Source | None, str | None]] = []
        if covering and not found:
            said = self._of_quote(n, covering, reports)
            stretches.append((start, end, "direct" if said else "own", said, None))
            after = self.last
        elif not found:
            carried = self._named_after(n, row, reports) or self._carried(n, row) or self._between(n, row, reports)
            stretches.append((start, end, "carried" if carried else "own", carried, None))
        else:
            stretches = self._stretches(row, found, sources)
        self.last = after
        self._final = stretches[-1][3] if stretches else None
        if sources:
            self.last_of[n] = sources[-1]
        for source in sources:
            if source.kind == "official" and source.side not in ("OTHER", "OUTLET"):
                self.institution = source
                for word in source.text.lower().split():
                    if len(word) > 3 and word not in ("defense", "defence", "foreign", "interior"):
                        self.known[word] = source.side or "OTHER"
        self._remember_subject(row, bool(found) or row["part"] == "title")
        rows = []
        for k, (a, b, kind, speaker, cue) in enumerate(stretches):
            named = speaker if speaker is not None and speaker.start >= 0 else None
            rows.append(
                {
                    "voice_id": f"{row['sentence_id']}:{k}",
                    "article_id": self.id,
                    "sentence_id": row["sentence_id"],
                    "start": a,
                    "end": b,
                    "kind": "own" if speaker is None else kind,
                    "voice": (speaker.side or "OTHER") if speaker else "OUTLET",
                    "source": self.text[named.start : named.end] if named else None,
                    "source_start": named.start if named else None,
                    "source_end": named.end if named else None,
                    "role": speaker.role if speaker else "media",
                    "gender": speaker.gender if speaker else None,
                    "cue": cue,
                    "chain": self.chains.get(speaker, []) if speaker else [],
                }
            )
        return rows

    def _remember_names(self, source: Source, clause) -> None:
        """Keep the surname told with an office, for 'according to Torosyan' later on."""
        if source.kind not in ("official", "other") or source.role == "media":
            return
        named = [u for u in clause if u.cap and (not u.f or u.f.get("side", [("", "")])[0][1] == "officials")]
        if len(named) >= 2 or any("side" in u for u in named):
            self.people.setdefault(named[-1].low, source.side or "OTHER")

    def _stretches(self, row: dict, found: list[Report], sources: list[Source]):
        """Cut a sentence at its reporting clauses."""
        offset, text = row["start"], row["text"]
        units = read_units(text, self.words)
        cuts: list[
            tuple[int, int]
        ] = []  # (position in the sentence, index of the report that speaks from there; -1: the outlet)
        position = 0
        speaker = -1
        for k, report in enumerate(found):
            clause_start = units[report.first].start
            ends = all(u.f.get("punct") for u in units[report.last :])
            if (report.content == "left" or ends) and speaker >= 0 and sources[k].role == "media":
                self.chains.setdefault(sources[speaker], []).append(sources[k].text)
                continue  # an agency that passes on the source before
            if report.content in ("left", "both"):
                cuts.append((position, k))
                position = units[report.last - 1].end
                speaker = k
                cuts.append((position, k))
            else:
                if clause_start > position and (k == 0 or speaker < 0):
                    cuts.append((position, -1))
                elif clause_start > position:
                    cuts.append((position, speaker))
                cuts.append((clause_start, k))
                position = units[report.last - 1].end
                speaker = k
                away = own_again(units, report.last)
                if away is not None:
                    cuts.append((away, -1))
                    position, speaker = away, -1
        merged: list[list[int]] = []
        for at, who in cuts:
            if merged and merged[-1][0] == at:
                merged[-1][1] = who
            elif not merged or merged[-1][1] != who:
                merged.append([at, who])
        if not merged or merged[0][0] > 0:
            merged.insert(0, [0, -1])
        out = []
        for i, (at, who) in enumerate(merged):
            until = merged[i + 1][0] if i + 1 < len(merged) else len(text)
            if until <= at:
                continue
            source = sources[who] if who >= 0 else None
            quoted = bool(self._quotes_at(offset + at, offset + until))
            kind = "own" if source is None else ("direct" if quoted else "indirect")
            cue = found[who].cue.text if who >= 0 else None
            out.append((offset + at, offset + until, kind, source, cue))
        return out

    def _resolve(self, source: Source, n: int) -> Source:
        """Give a source its side from the context, and spans in the article's text."""
        offset = self.sentences[n]["start"]
        alone = source.kind == "official" and surname_alone(source.text, self.text, self.words)
        side = None if alone else source.side
        kind = source.kind
        words = source.text.lower().split()
        if self._is_outlet(source, offset):
            side = kind = "OUTLET"
        elif words and words[-1] in self.people:
            side = self.people[words[-1]]
        elif source.apart:
            side = apart_side(self.text, self.words, side) or side
        if side is None:
            if source.kind == "pronoun" and "same" in words and any(w in self.known for w in words):
                side = next(self.known[w] for w in words if w in self.known)
            elif source.kind == "pronoun" and "of" in words and self.last is None:
                side = "OTHER"  # "one of them", of people that the text told of
            elif source.kind == "pronoun":
                recent = self.last is not None and self.last.start >= self.sentences[max(n - 1, 0)]["start"]
                last = self.last.side if self.last is not None else None
                person = None if recent or source.gender is None else self._person_before(n)
                side = last if recent else (person or self.subject or (last if self.last is not None else self.home))
            elif source.kind == "name":
                side = self.last.side if self.last else None
                side = side or "OTHER"
            elif known := next((self.known[w] for w in words if w in self.known), None):
                side = known
            elif self.institution is not None:
                side = self.institution.side
            else:
                side = not_the_attacker(self.home, self.sentences[n]["text"], self.words)
        return Source(
            source.start + offset,
            source.end + offset,
            source.text,
            side or "OTHER",
            "outlet" if kind == "OUTLET" else source.kind,
            source.role,
            source.gender,
        )

    def _person_before(self, n: int) -> str | None:
        """Return the side of the official named last in the sentence before: 'Aliyev was asked. “No,” he said.'"""
        units = read_units(self.sentences[n - 1]["text"], self.words) if n else ()
        named = [u.f["side"][0] for u in units if u.f.get("side")]
        return next((code for code, slot in reversed(named) if slot == "officials"), None)

    def _is_outlet(self, source: Source, offset: int) -> bool:
        """Tell whether a source is the outlet itself: by its own name, or as 'we' outside of quotation marks."""
        words = source.text.lower().split()
        if words[-1:] == ["we"]:
            return not self._inside_quotes(offset + source.start)
        return source.role == "media" and (bool(self.outlet & set(words)) or "".join(words) in self.outlet)

    def _of_quote(self, n: int, span: tuple[int, int], reports: list[list[Report]]) -> Source | None:
        """Return who says a quotation that covers a whole sentence: the source where it ends, opens, or next to it."""
        rows = self.sentences
        last = bisect_left(self.starts, span[1]) - 1
        opening = bisect_right(rows, span[0], key=lambda row: row["end"])
        order = [*([last] if last > n else []), *([opening] if opening < n else [])]
        following = max(n + 1, bisect_left(self.starts, span[1] - 1))
        after = following if following < len(rows) else None
        if after is not None and rows[after]["paragraph"] == rows[n]["paragraph"]:
            order.append(after)
        for k in order:
            for report in reports[k]:
                return self._resolve(report.source, k)
        self.last = self._about(n, span, reports) or self.last
        return self.last

    def _about(self, n: int, span: tuple[int, int], reports: list[list[Report]]) -> Source | None:
        """Return who the sentence before a quotation is about, or the one after it that has a verb of speech.

        'The mayor did not hide his anger. “My city ...”'; '“Why?” The driver wants to know.'
        """
        rows = self.sentences
        before, after = bisect_left(self.starts, span[0]) - 1, bisect_left(self.starts, span[1] - 1)
        if before >= 0 and not reports[before] and rows[before]["part"] == "body":
            source = opening_source(read_units(rows[before]["text"], self.words))
            if source is not None and not self._quotes_at(rows[before]["start"], rows[before]["end"]):
                return self._resolve(source, before)
        if after < len(rows) and rows[after]["paragraph"] == rows[n]["paragraph"]:
            units = read_units(rows[after]["text"], self.words)
            source = opening_source(units) if any("quote_say" in u for u in units) else None
            return None if source is None else self._resolve(source, after)
        return None

    def _named_after(self, n: int, row: dict, reports: list[list[Report]]) -> Source | None:
        """Return the source that a later sentence of the paragraph names for this one: 'This was reported by ...'."""
        if row["part"] in ("title", "heading"):
            return None
        for k in range(n + 1, min(n + 5, len(self.sentences))):
            if self.sentences[k]["paragraph"] != row["paragraph"]:
                return None
            if reports[k]:
                units = read_units(self.sentences[k]["text"], self.words)
                last = reports[k][0].last
                after = [u.low for u in units[last : last + 1]]
                this = (len(units) - last <= 6 and after in (["this"], ["it"])) or (
                    after == ["this"] and any("prep" in u or "when" in u for u in units[last + 1 : last + 2])
                )
                if "back" in units[0] or this or reports_back(units, reports[k][0]):
                    return self._resolve(reports[k][0].source, k)
                return None
        return None

    def _carried(self, n: int, row: dict) -> Source | None:
        """Return the source of the sentence before when this one plainly goes on with its account."""
        if not n or self.last is None or self.sentences[n - 1]["paragraph"] < row["paragraph"] - 1:
            return None
        if row["part"] != "body" or not self._last_spoke(n):
            return None
        goes_on = first_words(row["text"], self.words.words("carry"))
        if not goes_on and (n in self.losses or "of" in row["text"] or row["text"][:2].lower() == "it"):
            units = read_units(row["text"], self.words)
            goes_on = refers_back(units) or impersonal(units) or self._same_account(n, row, units)
        if goes_on:
            self._carried_to = n
        return self.last if goes_on else None

    def _same_account(self, n: int, row: dict, units) -> bool:
        """Tell whether a sentence tells of losses right after a sentence that an official source had to itself."""
        source = self.last
        if n not in self.losses or source is None or self._final is not source:
            return False
        if source.side in ("OTHER", "OUTLET") or source.role == "media":
            return False
        before = self.sentences[n - 1]
        if before["part"] != "body" or not tells_of_losses(units, fold(row["text"]), self.words):
            return False
        if self._of_another_account(n, source, units):
            return False
        return before["paragraph"] == row["paragraph"] or opens_with_people(units)

    def _of_another_account(self, n: int, source: Source, units) -> bool:
        """Tell whether a sentence is about a party that has just given an account of its own."""
        named = next((u.f["side"][0][0] for u in units if "side" in u), source.side)
        recent = (self.last_of.get(k) for k in range(n - 4, n))
        return named != source.side and any(other is not None and other.side == named for other in recent)

    def _between(self, n: int, row: dict, reports: list[list[Report]]) -> Source | None:
        """Return the official source that speaks before and after a sentence of losses, where no other comes between."""
        if n not in self.losses:
            return None
        source = self.last
        near = range(max(n - 4, 0), min(n + 5, len(self.sentences)))
        before = next((k for k in reversed(range(near.start, n)) if reports[k]), None)
        after = next((k for k in range(n + 1, near.stop) if reports[k]), None)
        if (
            source is None
            or before is None
            or after is None
            or {row["part"], self.sentences[before]["part"]} != {"body"}
        ):
            return None
        if source.side in ("OTHER", "OUTLET") or source.role == "media" or self.last_of.get(before) is not source:
            return None
        then = reports[after][0].source
        again = then.kind in ("official", "pronoun") and self._resolve(then, after).side == source.side
        units = read_units(row["text"], self.words)
        return source if again and tells_of_losses(units, fold(row["text"]), self.words) else None

    def _last_spoke(self, n: int) -> bool:
        spoke = self.last is not None and self.last.start >= self.sentences[n - 1]["start"]
        return spoke or self._carried_to == n - 1

    def _remember_subject(self, row: dict, read: bool) -> None:
        units = read_units(row["text"], self.words) if read or "inistr" in row["text"][:60] else None
        self.subject = None
        if units is None:
            return
        for u in units[:8]:
            if u.f.get("side") and u.f["side"][0][1] in ("names", "demonyms", "capitals", "institutions"):
                self.subject = u.f["side"][0][0]
                return
            if "be" in u or "out" in u:
                return

    @cached_property
    def home(self) -> str | None:
        """The side that the article speaks for: the one named most that is not shown as attacking."""
        return home_side(self.text, self.words, outlet=self.outlet_side)
