"""The words of one language and of the parties of one conflict, as one table from words to what they can mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from toolkit.errors import DataFileError
from toolkit.resources import data_path
from toolkit.voices.units import fold

#: Verb forms in the order in which a language file lists them.
FORMS = ("base", "third", "past", "participle", "ing")


@dataclass(frozen=True)
class Outcome:
    """One outcome word: what happens, and where the people stand (``frame``)."""

    outcome: str
    frame: str
    form: str
    strict: bool = False
    group: str = ""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Words to features for one language and one sides file.

    ``phrases`` maps the first word of a phrase to its continuations (longest first) with their features, ``longer`` the
    same for phrases of several words, by their second word; ``stems`` holds the entries written with a final ``*``, which match every word
    that begins so; ``upper`` short names that are matched in capitals only. ``cues`` are all outcome words, ``said`` all
    words that can report, ``named`` the words of the parties with (code, slot, whether a capital is wanted). ``kept`` are
    words as read so far, see ``toolkit.voices.units``; ``lists`` and ``sets`` those of ``words`` and ``word_set``.
    """

    code: str
    data: dict = field(repr=False)
    phrases: dict = field(repr=False)
    stems: dict = field(repr=False)
    upper: dict = field(repr=False)
    cues: tuple[str, ...] = field(repr=False)
    said: tuple[str, ...] = field(repr=False)
    named: dict = field(repr=False)
    sides: Any = None
    longer: dict = field(repr=False, default_factory=dict)
    kept: dict = field(repr=False, default_factory=dict)
    lists: dict = field(repr=False, default_factory=dict)
    sets: dict = field(repr=False, default_factory=dict)

    @property
    def endings(self) -> dict[str, list[str]]:
        """Endings that are tied to digits, by what they tell; empty where a language ties none."""
        return self.data["numbers"].get("endings", {})

    def means(self, word: str, feature: str) -> bool:
        """Tell whether a single word in small letters has a feature."""
        return any(not rest and feature in features for rest, features in self.phrases.get(word, ()))

    def words(self, *path: str) -> tuple[str, ...]:
        """Return the list at ``path`` of the language file, empty when it has none."""
        if path not in self.lists:
            node: Any = self.data
            for key in path:
                node = node.get(key, {}) if isinstance(node, dict) else {}
            self.lists[path] = tuple(node or ())
        return self.lists[path]

    def word_set(self, *path: str) -> frozenset[str]:
        """Return the same without order, for looking words up."""
        if path not in self.sets:
            self.sets[path] = frozenset(self.words(*path))
        return self.sets[path]


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a file in ``data/languages``."""
    return tuple(sorted(path.stem for path in data_path("languages").glob("*.yml")))


@lru_cache(maxsize=32)
def read_language(code: str) -> dict:
    """Return the data of a language file; every scalar is text. Raises ``DataFileError`` when it is missing or faulty."""
    import yaml

    path = data_path("languages", f"{code}.yml")
    if not path.is_file():
        raise DataFileError(f"no language file {path}; there are: {', '.join(languages())}")
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        raise DataFileError(f"{path} cannot be read: {error}") from None
    missing = [key for key in ("code", "numbers", "people", "verbs", "words", "say", "sources") if key not in data]
    if missing:
        raise DataFileError(f"{path}: lacks {', '.join(missing)}")
    faults = [
        f"verbs.{frame}.{outcome}: {forms} has {len(forms)} forms, {len(FORMS)} are wanted"
        for frame, outcomes in data["verbs"].items()
        for outcome, verbs in outcomes.items()
        for forms in verbs
        if isinstance(forms, list) and len(forms) != len(FORMS)
    ]
    if faults:
        raise DataFileError(f"{path}: {len(faults)} fault(s)\n  " + "\n  ".join(faults))
    return data


@lru_cache(maxsize=16)
def lexicon(code: str, sides: Any) -> Lexicon:
    """Build the lexicon of a language for a ``Sides``; a language without a file is read with the words of the sides only."""
    data = read_language(code if code in languages() else "en")
    table: dict[str, dict] = defaultdict(dict)
    upper: dict[str, dict] = defaultdict(dict)
    for name in _outlets():
        if name.isalpha():
            upper[name].update(outlet=True, src="other", role="media")
    for phrase, feature, value in (*_language(data), *_sides(data, sides), *_outlet_phrases()):
        key = fold(phrase)
        if feature == "side" and phrase.isupper() and len(phrase) <= 3:
            upper[phrase].setdefault("side", []).append(value)
            continue
        if feature == "side" and phrase[0].isupper():
            table[key]["cased"] = True
        if feature in ("out", "side"):
            table[key].setdefault(feature, [])
            if value not in table[key][feature]:
                table[key][feature].append(value)
        elif feature not in table[key]:
            table[key][feature] = value
    phrases: dict[str, list] = defaultdict(list)
    stems: dict[str, dict] = {}
    for phrase, features in table.items():
        parts = tuple(_split(phrase))
        if len(parts) == 1 and phrase.endswith("*"):
            stems[phrase[:-1]] = features
        else:
            phrases[parts[0]].append((parts[1:], features))
    for entries in phrases.values():
        entries.sort(key=lambda entry: (-len(entry[0]), "".join(entry[0]).endswith("*"), -len("".join(entry[0]))))
    cues = {phrase.rstrip("*") for phrase, features in table.items() if features.keys() & {"out", "harm", "victims"}}
    said = {p.rstrip("*") for p, f in table.items() if f.keys() & {"say", "according", "told_after"}}
    named = {
        phrase: (*features["side"][0], "cased" in features) for phrase, features in table.items() if "side" in features
    }
    at_home = {word.lower() for word in (sides.about if sides is not None else ())}
    for phrase, features in table.items():  # a state that is a party, or where the conflict is, is not foreign
        if "foreign" in features and ("side" in features or phrase in at_home):
            del features["foreign"]
    for features in table.values():
        if "cased" in features:  # what the word means when it is written small
            features["small"] = {key: value for key, value in features.items() if key not in ("side", "cased", "src")}
    longer = {first: found for first, entries in phrases.items() if (found := _by_second_word(entries))}
    return Lexicon(
        code, data, dict(phrases), stems, dict(upper), tuple(sorted(cues)), tuple(sorted(said)), named, sides, longer
    )


def _by_second_word(entries: list[tuple]) -> dict[str, list[tuple]]:
    """Return the phrases of several words by their second one; ``*`` holds those whose second word may have any ending."""
    longer = [entry for entry in entries if entry[0]]
    open_ended = [entry for entry in longer if len(entry[0]) == 1 and entry[0][0].endswith("*")]
    seconds = {entry[0][0] for entry in longer if entry not in open_ended} | ({"*"} if open_ended else set())
    return {word: [entry for entry in longer if entry[0][0] == word or entry in open_ended] for word in sorted(seconds)}


def _split(phrase: str) -> list[str]:
    """Split a phrase as the tokenizer does."""
    from toolkit.voices.units import tokens

    return [phrase[a:b].lower() for a, b in tokens(phrase)] if not phrase.endswith("*") else phrase.split()


def _language(data: dict):
    numbers = data["numbers"]
    for word, value in numbers.get("words", {}).items():
        yield word, "num", int(value)
    for word, value in numbers.get("multipliers", {}).items():
        yield word, "mult", int(value)
    for word, value in numbers.get("ordinals", {}).items():
        yield word, "ord", int(value)
    for key, feature in (
        ("vague", "vague"),
        ("none", "none"),
        ("article", "article"),
        ("more", "more"),
        ("at_least", "at_least"),
        ("at_most", "at_most"),
        ("least_after", "least_after"),
        ("most_after", "most_after"),
        ("part", "part"),
        ("about", "about"),
    ):
        for word in numbers.get(key, []):
            yield word, feature, True
    collective = set(data.get("collective", []))
    for status, words in data["people"].items():
        for word in words:
            if status == "rank":
                yield word, "rank", True
            elif status == "unit":
                yield word, "people", ("unknown", "pl")
            else:
                plural = word in collective or word.endswith(("men", "*pl"))
                yield word, "people", (status, "pl" if plural else "sg")
                many = _plural(word, data.get("plural", []))
                if not plural and many:
                    yield many, "people", (status, "pl")
    for word in data.get("things", []):
        yield word, "thing", True
        many = _plural(word, data.get("plural", []))
        if many:
            yield many, "thing", True
    yield from _outcomes(data)
    harm = data.get("harm", {})
    for word in harm.get("support", []):
        yield word, "support", True
    for word in harm.get("wounded", []):
        yield word, "harm", word in harm.get("fatal_heads", [])
    for word in harm.get("fatal", []):
        yield word, "fatal", True
    for word in data.get("not_outcome", []):
        yield word, "block", True
    for key, feature in (
        ("be", "be"),
        ("have", "aux"),
        ("modal", "aux"),
        ("adverbs", "adv"),
        ("negation", "neg"),
        ("prepositions", "prep"),
        ("conjunctions", "conj"),
        ("clause", "clause"),
        ("relative", "rel"),
        ("own", "own"),
        ("enemy", "enemy"),
        ("anaphors", "anaphor"),
        ("determiners", "det"),
        ("including", "including"),
        ("children", "child"),
        ("foreign", "foreign"),
        ("craft", "craft"),
        ("bringing", "bringing"),
        ("totals", "total"),
        ("shots", "shots"),
        ("told", "told"),
        ("victims", "victims"),
        ("citing", "citing"),
        ("history", "history"),
        ("untold", "untold"),
        ("grave", "grave"),
        ("intends", "intends"),
        ("say", "say"),
        ("weak_say", "weak"),
        ("quote_say", "quote_say"),
        ("in_view", "view"),
        ("replies", "reply"),
        ("noun_say", "noun_say"),
        ("back", "back"),
        ("told_after", "told_after"),
        ("absent", "absent"),
        ("said_in", "said_in"),
        ("said_where", "where"),
        ("daypart", "daypart"),
        ("denial", "denial"),
        ("according", "according"),
        ("said_when", "when"),
        ("by_count", "count"),
        ("apart", "apart"),
    ):
        for word in data.get(key, []):
            yield word, feature, True
    if data.get("order") == "final":
        for word in data["say"]:
            yield word, "final", tuple(data.get("oblique", []))
    for key in ("pronouns", "possessive"):
        for word, value in data.get(key, {}).items():
            yield word, "pron" if key == "pronouns" else "poss", value
    for word, value in data.get("time", {}).get("weekdays", {}).items():
        yield word, "weekday", int(value)
    for word, value in data.get("time", {}).get("months", {}).items():
        yield word, "month", int(value)
    for key, feature in (
        ("attack", "attack"),
        ("blame", "blaming"),
        ("downed", "downed"),
        ("averted", "averted"),
        ("by", "from"),
    ):
        for word in data.get("blame", {}).get(key, []):
            yield word, feature, data["order"] if feature == "attack" else True
    for word in (*data.get("active", []), *data.get("accident", [])):
        yield word, "active" if word in data.get("active", []) else "accident", True
    for kind in ("official", "other", "outlet"):
        for word in data["sources"].get(kind, []):
            yield word, "src", kind
    for role in ("military", "civilian", "expert", "media"):
        for word in data["sources"].get(role, []):
            yield word, "role", role
            yield word, "src", "official" if role == "military" else "other"
    for gender, words in data.get("gender", {}).items():
        for word in words:
            yield word, "gender", gender


def _outcomes(data: dict):
    for frame, outcomes in data["verbs"].items():
        for outcome, verbs in outcomes.items():
            for forms in verbs:
                strict = frame in ("strict", "line", "held", "freed", "passive", "lives", "lose", "fall")
                kind = {"strict": "trans", "line": "trans", "held": "trans", "freed": "trans", "fall": "intr"}.get(
                    frame, frame
                )
                for form, word in zip(FORMS, forms if isinstance(forms, list) else [forms] * len(FORMS), strict=True):
                    yield word, "out", Outcome(outcome, kind, form, strict, frame)
    for frame, outcomes in data["words"].items():
        if frame == "either":
            for word in outcomes:
                yield word, "out", Outcome("killed", "noun", "noun", False, "either")
            continue
        for outcome, words in outcomes.items():
            for word in words:
                if frame == "naming":
                    yield word, "say", True
                    yield word, "weak", True
                kind = {"bodies": "noun", "held": "noun", "line": "noun", "naming": "noun"}.get(frame, frame)
                yield word, "out", Outcome(outcome, kind, "noun" if kind != "pred" else "pred", False, frame)


def _sides(data: dict, sides: Any):
    if sides is None:
        return
    for side in sides.sides:
        for slot, words in side.slots(data["code"]).items():
            for word in words:
                yield word, "side", (side.code, slot)
                if slot == "people" or slot == "members":
                    yield (
                        word,
                        "people",
                        (
                            "military" if slot == "members" else "unknown",
                            "pl" if word.endswith(("s", "и", "ы")) else "sg",
                        ),
                    )
                if slot in ("institutions", "officials"):
                    yield word, "src", "official"


@lru_cache(maxsize=1)
def _outlets() -> tuple[str, ...]:
    """Return the names of the outlets of ``data/outlets``, in the order of their letters."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    rows = yaml.load(data_path("outlets", "outlets.yml").read_text(encoding="utf-8"), Loader=loader)
    spoken = [row for row in rows if row["kind"] != "government"]
    return tuple(sorted({name for row in spoken for name in (row["name"], *row.get("aliases", ()))}))


def _outlet_phrases():
    for name in _outlets():
        if not name.isalpha():
            yield name, "outlet", True
            yield name, "src", "other"
            yield name, "role", "media"


def _plural(word: str, rules: list) -> str | None:
    for end, many in rules:
        if word.endswith(end):
            return word[: len(word) - len(end)] + many if end else word + many
    return None
