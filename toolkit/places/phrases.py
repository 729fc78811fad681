"""Phrases that end right before a name ("in", "not far from", "shelling of the village of"), and what each tells."""

from __future__ import annotations

from functools import lru_cache

from toolkit.places.words import words

#: What a phrase before a name can tell, each by the list of that name in data/places.
ROLES = ("near", "direction", "locative", "placing", "addressed")
#: Words of the longest phrase.
LONGEST = 4
NONE: frozenset[str] = frozenset()
LOCATIVE = frozenset({"locative"})


class Phrases:
    """The phrases of one language by their words; articles and kinds of place may stand between phrase and name."""

    def __init__(self, lang: str):
        self.roles: dict[str, frozenset[str]] = {}
        for role in ROLES:
            for phrase in words(lang, role):
                self.roles[phrase] = self.roles.get(phrase, NONE) | {role}
        self.skipped = words(lang, "between_preposition_and_name")

    def bare(self, tokens: list[str]) -> list[str]:
        """Return words without the articles and kinds of place that end them.

        >>> Phrases("en").bare("runs between the villages of".split())
        ['runs', 'between']
        """
        last = len(tokens)
        while last and (tokens[last - 1] in self.skipped or " ".join(tokens[max(0, last - 2) : last]) in self.skipped):
            last -= 1 if tokens[last - 1] in self.skipped else 2
        return tokens[:last]

    def before(self, tokens: list[str]) -> frozenset[str]:
        """Return the roles of the longest phrase that ends a list of words.

        >>> sorted(Phrases("en").before("shots fell not far from the village of".split()))
        ['near']
        """
        last = len(tokens)
        of_kind = NONE
        while last:
            for size in range(min(LONGEST, last), 0, -1):
                found = self.roles.get(" ".join(tokens[last - size : last]))
                if found:
                    return found if last == len(tokens) else found - {"addressed"}
            if last > 1 and f"{tokens[last - 2]} {tokens[last - 1]}" in self.skipped:
                last -= 2
                of_kind = LOCATIVE  # "the village of X"
            elif tokens[last - 1] in self.skipped:
                last -= 1
            else:
                break
        return of_kind


@lru_cache(maxsize=16)
def phrases(lang: str) -> Phrases:
    """Return the phrases of a language."""
    return Phrases(lang)
