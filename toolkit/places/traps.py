"""What a name is part of when it is no place here: a person, a club, a street, a war, an organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from toolkit.places.matcher import Hit
from toolkit.places.words import word_file, words

_NEXT = re.compile(r" ([^\W\d_][\w-]*)(['’]s\b)?")
_QUOTED, _QUOTE_ENDS = re.compile(r"[«\"“„]"), re.compile(r"(?:-\w+)?[»\"”“]")
_WORD = re.compile(r"[^\W\d_][\w-]*")
#: Words of sport in this reach of a name that a club bears too, from which on it is the club's.
SPORT_REACH, SPORT_WORDS, WEAKLY = 250, 2, 0.5
_SCORE = re.compile(r"\b(?:beat|beaten|drew|draw|lost|won|win|wins|defeated)\b[^.\n]{0,60}\b\d{1,2}-\d{1,2}\b")
#: Characters of its line, on each side, by which a name is seen to stand in a headline, where all words have capitals.
HEADLINE_REACH, HEADLINE_SHARE = 120, 0.7
_RUN = re.compile(r"[^\W_][\w'’-]*(?: [^\W\d_a-z][\w'’-]*)*")
_LONG_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")


@dataclass(frozen=True)
class Context:
    """The word lists of one language that the rules read."""

    others: frozenset[str]
    others_before: frozenset[str]
    wars: re.Pattern
    organisations: frozenset[str]
    of_organisations: tuple[str, ...]
    of_events: tuple[str, ...]
    minorities: frozenset[str]
    organisation_words: frozenset[str]
    clubs_before: frozenset[str]
    clubs_after: frozenset[str]
    titles: frozenset[str]
    titles_weak: frozenset[str]
    given: frozenset[str]
    surname_endings: tuple[str, ...]
    after_a_place: frozenset[str]
    before_a_place: frozenset[str]
    modifiers: frozenset[str]
    with_name: frozenset[str]
    club_names: frozenset[str]
    club_names_mostly: frozenset[str]
    sport: frozenset[str]
    sport_weakly: frozenset[str]
    prepositions: frozenset[str]
    quoted: frozenset[str]


@lru_cache(maxsize=16)
def context(lang: str) -> Context:
    """Return the lists of a language."""
    tuples = ("surname_endings", "of_organisations", "of_events")
    apart = (*tuples, "wars")
    lists = {name: words(lang, name) for name in Context.__dataclass_fields__ if name not in apart}
    peoples = frozenset(word_file("elsewhere")["peoples"])
    lists["after_a_place"] |= peoples
    lists["before_a_place"] |= peoples
    lists["given"] |= {name for names in word_file("given").values() for name in names}
    wars = "|".join(re.escape(word).replace(r"\*", r"[\w'’]*") for word in words(lang, "wars")) or "(?!)"
    sequences = {name: tuple(words(lang, name)) for name in tuples}
    return Context(wars=re.compile(wars), **sequences, **lists)  # type: ignore[arg-type]


def word_before(text: str, start: int) -> str:
    """Return the word that stands before a place of a text on the same line, with a full stop if it has one, else ""."""
    if not start or text[start - 1] != " ":
        return ""
    chunk = text[max(0, start - 30) : start - 1]
    return chunk[max(chunk.rfind(" "), chunk.rfind("\n")) + 1 :].lstrip("(\"“«'[")


def kind_of(hit: Hit, text: str, last: str, lists: Context, place_before: int = -1, place_after: bool = False) -> str:
    """Return the kind of mention (see ``tables.MENTION_KINDS``), or ``club``, of a name by the words beside it.

    ``last`` is the word before it (see ``word_before``), ``place_before`` where the place named before it ends,
    ``place_after`` tells that another name follows right behind it.
    """
    if hit.form.kind != "place":
        return hit.form.kind
    if is_club(hit, text, lists) or (lists.quoted and _alone(hit, text)) or last in lists.clubs_before:
        return "club"
    if place_after and text[hit.start : hit.end] in lists.clubs_before:
        return "club"
    if last in lists.others_before:
        return "other"
    if last == "of":
        before = text[max(0, hit.start - 30) : hit.start - 4]
        if lists.of_events and before.endswith(lists.of_events):
            return "event"
        if lists.of_organisations and before.endswith(lists.of_organisations):
            return "organisation"
    end = hit.end
    following = _NEXT.match(text, end) if hit.suffix is None or hit.suffix[0] != "'" else None
    word = following.group(1) if following else ""
    if word and lists.wars.fullmatch(word):
        return "event"
    if word in lists.minorities:
        return "demonym"
    start = hit.start
    if hit.suffix is not None:
        word = ""
    elif word[:1].isupper():
        kind = _by_next(word, text, following.end(), lists, _ambiguous(hit, text))  # type: ignore[union-attr]
        if kind is None and not place_after and last not in lists.prepositions and not _headline(text, start):
            kind = _part_of_a_name(word, lists)
        if kind:
            return kind
    if last and place_before < start - 1 and (hit.suffix is None or hit.suffix[0] == "'" or hit.form.surname):
        return _by_last(last, word, lists, hit, text) or "place"
    return "place"


def _by_next(word: str, text: str, end: int, lists: Context, ambiguous: bool) -> str | None:
    if word in lists.others:
        return "other"
    if word in lists.clubs_after:
        return "club"
    if word in lists.organisations:
        return "organisation"
    if word in lists.organisation_words:
        after = _NEXT.match(text, end)
        if after and after.group(1) in lists.organisations:
            return "organisation"
        return "other" if after and after.group(1) in lists.others else None
    if word in lists.after_a_place:
        return None
    if ambiguous or (word.endswith(lists.surname_endings) and len(word) > 4):
        return "person"
    return None


def _part_of_a_name(word: str, lists: Context) -> str | None:
    """Return ``organisation`` for a name before a capitalised word that is of no known sort ("Baku Marriott")."""
    known = (lists.after_a_place, lists.before_a_place, lists.modifiers, lists.given, lists.titles, lists.titles_weak)
    return None if len(word) < 3 or word.isupper() or any(word in listed for listed in known) else "organisation"


def _headline(text: str, start: int) -> bool:
    """Tell whether most longer words of the line around a name have capitals, the run of them that it begins left out."""
    first = max(text.rfind("\n", 0, start) + 1, start - HEADLINE_REACH)
    last = text.find("\n", start)
    last = min(last if last >= 0 else len(text), start + HEADLINE_REACH)
    found = _LONG_WORD.findall(text, first, start) + _LONG_WORD.findall(text, _RUN.match(text, start).end(), last)  # type: ignore[union-attr]
    return not found or sum(word[0].isupper() for word in found) > HEADLINE_SHARE * len(found)


def _ambiguous(hit: Hit, text: str) -> bool:
    """Tell whether a name, as it is written, is also a common word or a first name."""
    return hit.form.ambiguous and not (hit.form.plain_word and not text[hit.start : hit.end].isascii())


def _by_last(last: str, following: str, lists: Context, hit: Hit, text: str) -> str | None:
    word = last.rstrip(".")
    if word in lists.titles or (word in lists.titles_weak and following[:1].isupper()):
        return "person"
    if last != word:  # a sentence ends here, or the word is an initial
        return "person" if len(word) == 1 and word.isupper() else None
    if word in lists.given:
        return "person"
    if not word[:1].isupper() or not word[-1:].isalpha() or word in lists.before_a_place or word in lists.modifiers:
        return None
    before = text[max(0, hit.start - len(last) - 9) : hit.start - len(last) - 1]
    return "person" if hit.form.surname or (_ambiguous(hit, text) and not _opens(before)) else None


def _opens(before: str) -> bool:
    """Tell whether what follows a text opens a sentence."""
    return before.rstrip(" \"'“«(")[-1:] in ("", ".", "!", "?", "\n", ":")


def widened(start: int, last: str, lists: Context) -> int:
    """Return the start of a name with the word that belongs to it ("Lake Sevan", "Mount Aragats")."""
    return start - len(last) - 1 if last in lists.with_name or last in lists.modifiers else start


def _alone(hit: Hit, text: str) -> bool:
    """Tell whether a name stands alone in quotation marks, with at most a part joined by a hyphen."""
    return hit.start > 0 and bool(_QUOTED.match(text, hit.start - 1) and _QUOTE_ENDS.match(text, hit.end))


def is_club(hit: Hit, text: str, lists: Context) -> bool:
    """Tell whether a name that a club bears too stands in a report of sport."""
    name = text[hit.start : hit.end]
    mostly = name in lists.club_names_mostly
    if not mostly and name not in lists.club_names:
        return False
    first, last = max(0, hit.start - SPORT_REACH), hit.end + SPORT_REACH
    around = _WORD.findall(text, first, last)
    spoken = len(lists.sport.intersection(around)) + WEAKLY * len(lists.sport_weakly.intersection(around))
    return spoken >= (1 if mostly else SPORT_WORDS) or (spoken > 0 and bool(_SCORE.search(text, first, last)))
