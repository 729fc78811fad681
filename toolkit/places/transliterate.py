"""Names across alphabets: the spellings that a name takes in another language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from toolkit.places.text import fold
from toolkit.resources import data_path

_SCRIPTS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "ARABIC": "Arab"}


def script_of(name: str) -> str | None:
    """Return the ISO 15924 code of the script of a name's letters; null when they are mixed or of another script.

    >>> script_of("Քարվաճառ"), script_of("Kəlbəcər"), script_of("Kˌalbaҷar")
    ('Armn', 'Latn', None)
    """
    found = {
        unicodedata.name(c, "?").split()[0]
        for c in name
        if c.isalpha() and not unicodedata.name(c, "").startswith("MODIFIER")
    }
    return _SCRIPTS.get(found.pop()) if len(found) == 1 else None


@lru_cache(maxsize=1)
def _tables() -> dict:
    import yaml

    return yaml.safe_load(data_path("gazetteer", "variants.yml").read_text(encoding="utf-8"))


def spellings(name: str, source: str, target: str, *, limit: int = 96) -> list[str]:
    """Return how a name written in the alphabet of ``source`` is spelt in ``target``, the most usual spelling first.

    ``source`` is az, hy, ka or ru; ``target`` en, tr, ru, hy, ka or az. The rules stand in ``data/gazetteer/variants.yml``.
    Empty when there are no rules for the pair. Spellings that fold to the same form are given once.

    >>> spellings("Laçın", "az", "en")[:2]
    ['Lachin', 'Lachyn']
    """
    table, closing = _tables()[source], _tables()["closing"].get(target)
    out: dict[str, str] = {}
    for style in table.get(target, []):
        for form in islice(_spell(name, style, table["mixed"]), limit):
            if closing and re.search(closing["after"], form):
                form += closing["add"]
            out.setdefault(fold(form), form)
    return list(out.values())


def _spell(name: str, style: dict[str, list[str]], mixed: list[str]) -> Iterator[str]:
    units = _units(name, tuple(style))
    keys: dict[tuple[str, int], list[str]] = {}
    slots: list[str | tuple[str, int]] = []
    for text, rule in units:
        if rule is None:
            slots.append(text)
            continue
        seen = sum(1 for key in keys if key[0] == rule)
        key = (rule, min(seen, 1)) if rule in mixed else (rule, 0)
        keys.setdefault(key, style[rule])
        slots.append(key)
    for choice in product(*keys.values()):
        chosen = dict(zip(keys, choice, strict=True))
        form = "".join(slot if isinstance(slot, str) else chosen[slot] for slot in slots)
        yield _capitals(form, name)


def _capitals(form: str, name: str) -> str:
    """Give a spelling the capitals of the name; Georgian has none to take or give, so it gives one to each word."""
    if "ა" <= form[:1] <= "ჿ":
        return form
    if len(name) > 1 and name.isupper():
        return form.upper()
    return re.sub(r"(?<![\w'’])\w", lambda first: first.group().upper(), form)


def _units(name: str, rules: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Cut a lower-cased name into the letters of the rules; None where no rule holds."""
    text = name.replace("İ", "i").replace("I", "ı").lower() if {"ə", "ş"} & set(rules) else name.lower()
    found: list[tuple[str, str | None]] = []
    at = 0
    ordered = sorted(rules, key=lambda rule: (-len(rule.strip("^$")), "^" not in rule and "$" not in rule))
    while at < len(text):
        for rule in ordered:
            letters = rule.strip("^$")
            end = at + len(letters)
            if (
                text.startswith(letters, at)
                and (rule[0] != "^" or at == 0 or not text[at - 1].isalpha())
                and (rule[-1] != "$" or end == len(text) or not text[end].isalpha())
            ):
                found.append((letters, rule))
                at = end
                break
        else:
            found.append((text[at], None))
            at += 1
    return found
