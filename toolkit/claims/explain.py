"""Show a claim in its sentence, and the rule that decided each field."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


class Explanation:
    """The sentence of a claim with its words marked, and its rules; shown as HTML in notebooks, as text elsewhere."""

    def __init__(self, text: str, marks: list[tuple[int, int, str]], fields: dict[str, Any], rules: dict[str, str]):
        self.text, self.marks, self.fields, self.rules = text, marks, fields, rules

    def __repr__(self) -> str:
        out, at = [], 0
        for start, end, name in self.marks:
            out.append(f"{self.text[at:start]}[{self.text[start:end]}]({name})")
            at = end
        lines = ["".join(out) + self.text[at:]]
        lines += [f"  {name:10} {self.fields.get(name)!s:14} {rule}" for name, rule in self.rules.items()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        out, at = [], 0
        for start, end, name in self.marks:
            out.append(escape(self.text[at:start]))
            out.append(f"<mark title='{escape(name)}'>{escape(self.text[start:end])}<sub>{escape(name)}</sub></mark>")
            at = end
        out.append(escape(self.text[at:]))
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(str(self.fields.get(name)))}</td><td>{escape(rule)}</td></tr>"
            for name, rule in self.rules.items()
        )
        return f"<p>{''.join(out)}</p><table><tr><th>field</th><th>value</th><th>decided by</th></tr>{rows}</table>"


def explain_claim(claim: pd.Series | dict, sentences: pd.DataFrame, voices: pd.DataFrame | None = None) -> Explanation:
    """Return the sentence of a claim with number, words read and source marked, and the rule that decided each field.

    ``claim`` is a row of CLAIMS read from an article. Raises ``KeyError`` when its sentence is not in ``sentences``.
    """
    claim = dict(claim)
    found = sentences[sentences["sentence_id"] == claim["sentence_id"]]
    if found.empty:
        raise KeyError(
            f"sentence {claim['sentence_id']!r} of claim {claim['claim_id']!r} is not in the sentences given"
        )
    sentence = found.iloc[0]
    text, offset = sentence["text"], int(sentence["start"])
    marks: list[tuple[int, int, str]] = []
    first, last = int(claim["start"]) - offset, int(claim["end"]) - offset
    number = claim.get("number_text")
    if isinstance(number, str) and number in text[first:last]:
        at = text.index(number, first)
        marks.append((at, at + len(number), "number"))
    for rule in claim.get("rules", ()):
        name, _, why = rule.partition(": ")
        word = why.split(",")[0]
        if name == "outcome" and word in text[first:last]:
            at = text.index(word, first)
            marks.append((at, at + len(word), claim["outcome"]))
    if voices is not None:
        for voice in voices[voices["sentence_id"] == claim["sentence_id"]].itertuples():
            if isinstance(voice.source, str) and voice.source == claim.get("claimant_text"):
                at = int(voice.source_start) - offset
                if 0 <= at < len(text):
                    marks.append((at, int(voice.source_end) - offset, f"source: {voice.voice}"))
    marks = _apart(sorted(set(marks)))
    rules: dict[str, str] = {}
    for rule in claim.get("rules", ()):
        name, _, why = rule.partition(": ")
        rules[name] = why
    fields = {**claim, "number": f"{_show(claim['low'])} to {_show(claim['high'])}"}
    return Explanation(text, marks, fields, rules)


def _show(value: Any) -> str:
    return "not stated" if value is None or value != value or str(value) == "<NA>" else str(value)


def _apart(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for mark in marks:
        if not out or mark[0] >= out[-1][1]:
            out.append(mark)
    return out
