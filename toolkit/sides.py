"""The parties of a conflict, read from ``data/sides/*.yml``: the same code and the same form of data for every side."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from toolkit.errors import DataFileError
from toolkit.resources import data_path

#: Codes that stand for no single side and may be used beside the codes of a file.
SPECIAL = ("BOTH", "OTHER", "UNKNOWN", "OUTLET")

#: What a word of a side can be. ``names``, ``capitals`` stand for the government when they speak; ``demonyms`` are
#: adjectives, ``people`` nouns for its people, ``members`` nouns for its fighters; ``places`` are where its people live.
SLOTS = ("names", "demonyms", "people", "members", "capitals", "institutions", "officials", "places")

#: The file that is used when no file's words are in a text.
DEFAULT = "south_caucasus"


@dataclass(frozen=True)
class Side:
    """One party: its code, neutral English label and the words that name it, by language."""

    code: str
    label: str
    words: dict = field(repr=False, hash=False, compare=False)
    country: str | None = None
    allies: tuple[str, ...] = ()
    facing: str | None = None
    language: str | None = None
    kin: str | None = None  # the side whose demonym its people share

    def slots(self, lang: str) -> dict[str, list[str]]:
        """Return the words of a language by slot (see ``SLOTS``); empty when the file has none of that language."""
        return self.words.get(lang) or {}


@dataclass(frozen=True)
class Sides:
    """The parties of one conflict."""

    name: str
    sides: tuple[Side, ...]
    about: tuple[str, ...] = ()  # words that tell that a text is about the conflict, beside those of its parties
    events_apart: bool = False  # an article rounds up several events: only the first is its incident
    civilians_apart: bool = False  # civilians are of no side unless the text says so (a war inside one country)

    @property
    def codes(self) -> list[str]:
        """Codes in the order of the file, which is alphabetical by label."""
        return [side.code for side in self.sides]

    def allied(self, a: str, b: str) -> bool:
        """Tell whether two codes fight on the same side, as the file says (in either direction)."""
        pairs = {(side.code, ally) for side in self.sides for ally in side.allies}
        return a == b or (a, b) in pairs or (b, a) in pairs

    def facing(self, code: str | None) -> str | None:
        """Return the party that "the enemy" of a code is where a text names no other; null when the file tells none."""
        return next((side.facing for side in self.sides if side.code == code), None)

    def label(self, code: str) -> str:
        """Return the label of a code, special codes included; unknown codes come back as they are."""
        special = {
            "BOTH": "Two sides together",
            "OTHER": "Third parties",
            "UNKNOWN": "Not stated",
            "OUTLET": "Outlet's own voice",
        }
        return next((side.label for side in self.sides if side.code == code), special.get(code, code))


@lru_cache(maxsize=8)
def load_sides(source: str | Path = DEFAULT) -> Sides:
    """Load a sides file by name (a file of ``data/sides/``) or by path.

    Raises ``DataFileError`` with every fault at once when the file is missing or not of the form of ``data/sides/README.md``.
    """
    import yaml

    path = Path(source) if str(source).endswith((".yml", ".yaml")) else data_path("sides", f"{source}.yml")
    if not path.is_file():
        raise DataFileError(f"no sides file {path}; known by name: {', '.join(sides_files())}")
    data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    faults = []
    sides = []
    for number, row in enumerate(data.get("sides") or [], 1):
        missing = [key for key in ("code", "label", "words") if key not in row]
        if missing:
            faults.append(f"side {number}: lacks {', '.join(missing)}")
            continue
        for lang, slots in row["words"].items():
            for slot, words in (slots or {}).items():
                if slot not in SLOTS:
                    faults.append(f"side {row['code']}, {lang}: unknown slot {slot}; allowed: {', '.join(SLOTS)}")
                elif not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                    faults.append(f"side {row['code']}, {lang}, {slot}: a list of words is wanted")
        sides.append(
            Side(
                row["code"],
                row["label"],
                row["words"],
                row.get("country"),
                tuple(row.get("allies") or ()),
                row.get("facing"),
                row.get("language"),
                row.get("kin"),
            )
        )
    codes = [side.code for side in sides]
    faults += [f"side code {code} is given twice" for code in sorted({c for c in codes if codes.count(c) > 1})]
    faults += [
        f"side {side.code}: ally {ally} is no code of the file"
        for side in sides
        for ally in side.allies
        if ally not in codes
    ]
    faults += [
        f"side {s.code}: facing {s.facing} is no code of the file" for s in sides if s.facing and s.facing not in codes
    ]
    faults += [f"side {s.code}: kin {s.kin} is no code of the file" for s in sides if s.kin and s.kin not in codes]
    faults += [f"side code {code} is reserved" for code in codes if code in SPECIAL]
    if not sides:
        faults.append("no sides")
    if faults:
        raise DataFileError(f"{path}: {len(faults)} fault(s)\n  " + "\n  ".join(faults))
    return Sides(
        data.get("name", path.stem),
        tuple(sides),
        tuple(data.get("about") or ()),
        bool(data.get("events_apart")),
        bool(data.get("civilians_apart")),
    )


def sides_files() -> list[str]:
    """Return the names of the files in ``data/sides``."""
    return sorted(path.stem for path in data_path("sides").glob("*.yml"))


def choose_sides(text: str) -> Sides:
    """Return the sides whose names and demonyms stand most often in a text; ``DEFAULT`` when none do or two are level.

    Words that several files hold (third states) count for none of them.
    """
    automaton, owners = _own_words()
    counts: dict[str, int] = {}
    for k, start, _ in automaton.find_matches_as_indexes(text):
        if not start or not text[start - 1].isalnum():
            counts[owners[k]] = counts.get(owners[k], 0) + 1
    best = max(counts.values(), default=0)
    if not best or counts.get(DEFAULT) == best:
        return load_sides(DEFAULT)
    return load_sides(sorted(name for name, count in counts.items() if count == best)[0])


def sides_of(sides: Sides | str | Path | None, text: str) -> Sides:
    """Return the sides to read a text with: as given, by name or path, or chosen by the text (``None`` or ``auto``)."""
    if isinstance(sides, Sides):
        return sides
    if sides is None or sides == "auto":
        return choose_sides(text)
    return load_sides(sides)


@lru_cache(maxsize=1)
def _own_words():
    from ahocorasick_rs import AhoCorasick, MatchKind

    words = {}
    for name in sides_files():
        own = set(load_sides(name).about)
        for side in load_sides(name).sides:
            for slots in side.words.values():
                for slot in ("names", "demonyms", "people", "capitals"):
                    own.update(word.rstrip("*") for word in (slots or {}).get(slot, []) if len(word) > 3)
        words[name] = own
    shared = {word for a in words for word in words[a] for b in words if b != a and word in words[b]}
    pairs = sorted((word, name) for name, own in words.items() for word in own - shared)
    return AhoCorasick([word for word, _ in pairs], matchkind=MatchKind.LeftmostLongest), [name for _, name in pairs]
