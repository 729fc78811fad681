"""Show a claim in its sentence, and the rule that decided each field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


#: The words of a sentence that told the day or the place, at the head of their rule.
_QUOTED = re.compile(r"'(.+?)', ")


class Explanation:
    """The sentence of a claim with its words marked, and its rules; shown as HTML in notebooks, as text elsewhere.

    ``text`` is the sentence, ``marks`` the (start, end, what) of the words read in it, ``source_text`` the sentence that
    names the source where that is another one, ``fields`` the claim, ``rules`` the rule for each field.
    """

    def __init__(
        self,
        text: str,
        marks: list[tuple[int, int, str]],
        fields: dict[str, Any],
        rules: dict[str, str],
        source_text: str | None = None,
    ):
        self.text, self.marks, self.fields, self.rules, self.source_text = text, marks, fields, rules, source_text

    def __repr__(self) -> str:
        lines = ["".join(f"[{words}]({what})" if what else words for words, what in self._pieces())]
        if self.source_text:
            lines.append(f"  source named in: {self.source_text}")
        lines += [f"  {name:10} {_show(self.fields.get(name)):14} {rule}" for name, rule in self.rules.items()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        text = "".join(
            f"<mark title='{escape(what)}'>{escape(words)}<sub>{escape(what)}</sub></mark>" if what else escape(words)
            for words, what in self._pieces()
        )
        source = f"<p>source named in: {escape(self.source_text)}</p>" if self.source_text else ""
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(_show(self.fields.get(name)))}</td><td>{escape(rule)}</td></tr>"
            for name, rule in self.rules.items()
        )
        head = "<tr><th>field</th><th>value</th><th>decided by</th></tr>"
        return f"<p>{text}</p>{source}<table>{head}{rows}</table>"

    def _pieces(self) -> Iterator[tuple[str, str | None]]:
        at = 0
        for start, end, what in self.marks:
            yield self.text[at:start], None
            yield self.text[start:end], what
            at = end
        yield self.text[at:], None


def explain_claim(claim: pd.Series | dict, sentences: pd.DataFrame, voices: pd.DataFrame | None = None) -> Explanation:
    """Return the sentence of a claim with number, people, outcome, source, day and place marked, and the rule of each field.

    ``claim`` is a row of CLAIMS read from an article. A source named in another sentence is shown with that sentence.
    Raises ``KeyError`` when the claim's sentence is not in ``sentences``.
    """
    claim = dict(claim)
    found = sentences[sentences["sentence_id"] == claim["sentence_id"]]
    if found.empty:
        raise KeyError(
            f"sentence {claim['sentence_id']!r} of claim {claim['claim_id']!r} is not in the sentences given"
        )
    text, offset = found.iloc[0]["text"], int(found.iloc[0]["start"])
    first, last = int(claim["start"]) - offset, int(claim["end"]) - offset
    rules = dict(rule.split(": ", 1) for rule in claim.get("rules", ()) if ": " in rule)
    marks = list(_marks(text, first, last, claim, rules))
    source_text = None
    if voices is not None and isinstance(claim.get("claimant_text"), str):
        at = voices[(voices["sentence_id"] == claim["sentence_id"]) & (voices["source"] == claim["claimant_text"])]
        for start, end, code in zip(at["source_start"], at["source_end"], at["voice"], strict=True):
            if offset <= start and end <= offset + len(text):
                marks.append((int(start) - offset, int(end) - offset, f"source: {code}"))
            else:
                source_text = _sentence_at(sentences, claim["article_id"], int(start))
    fields = {
        **claim,
        "number": f"{_show(claim['low'])} to {_show(claim['high'])}",
        "people": rules.get("people"),
        "event": _days(claim),
        "place": claim.get("place_id"),
    }
    if "people" in rules:
        rules["people"] = "the words that are counted"
    return Explanation(text, _apart(sorted(set(marks))), fields, rules, source_text)


def _marks(text: str, first: int, last: int, claim: dict, rules: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield the marks of number, people and outcome in a sentence."""
    number = claim.get("number_text")
    after = first
    if isinstance(number, str) and (at := text.find(number, first, last)) >= 0:
        yield at, at + len(number), "number"
        after = at + len(number)
    words = rules.get("people", "")
    words = words[words.index(number) + len(number) :].strip() if isinstance(number, str) and number in words else words
    if words and (at := text.find(words, after, last)) >= 0:
        yield at, at + len(words), "people"
    word = rules.get("outcome", "").rsplit(", ", 1)[0]
    if word and (at := text.find(word, first, last)) >= 0:
        yield at, at + len(word), claim["outcome"]
    for field, mark in (("event", "when"), ("place", "where")):
        quoted = _QUOTED.match(rules.get(field, ""))
        if quoted and (at := text.find(quoted.group(1))) >= 0:
            yield at, at + len(quoted.group(1)), mark


def _days(claim: dict[str, Any]) -> str | None:
    """Return first and last day of a claim's event with their UCDP date_prec; null when they cannot be told."""
    import pandas as pd

    start, end = claim.get("event_start_date"), claim.get("event_end_date")
    if start is None or pd.isna(start):
        return None
    last = "" if end is None or pd.isna(end) else f" to {str(end)[:10]}"
    return f"{str(start)[:10]}{last} (date_prec {claim['date_prec']})"


def _sentence_at(sentences: pd.DataFrame, article_id: str, at: int) -> str | None:
    found = sentences[(sentences["article_id"] == article_id) & (sentences["start"] <= at) & (sentences["end"] > at)]
    return None if found.empty else found.iloc[0]["text"]


def _show(value: Any) -> str:
    import pandas as pd

    return "not stated" if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)) else str(value)


def _apart(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for mark in marks:
        if not out or mark[0] >= out[-1][1]:
            out.append(mark)
    return out
