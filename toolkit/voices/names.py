"""The names of sources: which words of a sentence can speak, what they are and whose side they are on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.voices.units import Unit


@dataclass(frozen=True)
class Source:
    """One named source: the span of its name in the sentence, and what it is."""

    start: int
    end: int
    text: str
    side: str | None  # a side's code; OTHER for third parties; OUTLET; None where only the context tells
    kind: str  # official, other, outlet, name, pronoun
    role: str = "unknown"
    gender: str | None = None
    apart: bool = False  # of a body that the text sets apart from the state: "de facto", "breakaway"


def read_source(units: Sequence[Unit], first: int, last: int) -> Source | None:
    """Read the units ``first:last`` as the name of a source, or return ``None`` when they cannot speak."""
    while first < last and (units[first].f.get("punct") or ("conj" in units[first] and "src" not in units[first])):
        first += 1
    last = before_brackets(units, first, last)
    while last > first and units[last - 1].f.get("punct"):
        last -= 1
    part = list(units[first:last])
    if not part:
        return None
    if "pron" in part[-1] and not (len(part) == 3 and part[1].low == "of"):
        part = part[-1:]
    whole = [u for u in part if "none" in u or u.low in ("each", "either", "both")] or _two_parties(part)
    head = _head(part)
    kind = head.f.get("src") if head is not None else None
    named = [(k, s) for k in range(len(part)) if (s := _side(part, k))]
    sides = [s for _, s in named]
    side = next((s for k, s in named if part[k].f["side"][0][1] != "institutions"), None)
    side = side or (sides[0] if sides else _of_place(part))
    names = [u for u in part if u.cap and not u.f]
    pronoun = next((u.f["pron"] for u in part if "pron" in u), None)
    role = next((u.f["role"] for u in part if "role" in u), None)
    gender = next((u.f["gender"] for u in part if "gender" in u and "poss" not in u), None)
    text = " ".join(u.text for u in part)

    def make(side, kind, role, apart=False) -> Source:
        return Source(part[0].start, part[-1].end, text, side, kind, role, gender, apart)

    if whole:
        return make("OUTLET", "outlet", "media") if kind or sides else None
    if any(u.f.get("src") == "outlet" for u in part) or (part[0].low == "our" and role == "media"):
        return make("OUTLET", "outlet", "media")
    if "outlet" in part[0] and (len(part) == 1 or part[1].low == "'s"):
        return make("OTHER", "other", "media")
    if any(u.low == "same" for u in part) and (kind or "count" in part[-1]):
        return make(None, "pronoun", role or "unknown")  # "the same source"
    if kind == "official" and (
        _of_third_party(part) or ((side is None or _only_where(part)) and _names_third_party(part, head))
    ):
        return make("OTHER", "other", role or "third_party")  # "a spokesman for the EU"
    if kind == "official":
        if any("apart" in u or u.low == "ethnic" for u in part):
            return make(side, "official", role or "official", True)
        if side is None and any("poss" in u for u in part[:-1]):
            return make(None, "pronoun", role or "official")
        return make(side, "official", role or "official")
    if kind == "other":
        return make("OTHER", "other", role or "third_party")
    people = [u.f["people"][0] for u in part if "people" in u and "side" not in u]
    if sides and people and set(people) <= {"military", "police"}:
        return make(side, "official", "military")  # "a captain of the Armenian border guards"
    if people and (sides or (set(people) <= {"civilian"} and "num" not in part[0])):
        return make("OTHER", "other", "civilian")
    if sides and not any("poss" in u for u in part):
        return make(side, "official", role or "official")
    if pronoun is not None:
        return make(None, "pronoun", "unknown")
    if names:
        return make(None, "name", "unknown")
    return None


def opening_source(units: Sequence[Unit]) -> Source | None:
    """Return the person or body that a sentence is about, where its first words name one: 'The mayor did not hide his anger.'"""
    end = 0
    for end, u in enumerate(units):
        named = any(x.f.keys() & {"src", "people", "side"} or x.cap for x in units[:end])
        ends = u.f.keys() & {"be", "aux", "say", "quote_say", "out", "punct", "clause", "rel", "neg", "adv"}
        if end and (ends or (named and not u.f and not u.cap)) and u.low != "'s":
            break
    part = list(units[:end])
    if not part or "prep" in part[0] or "pron" in part[-1] or any("thing" in u and "src" not in u for u in part):
        return None
    source = read_source(part, 0, end)
    if source is not None and private_apposition(units, end) is not None:
        return replace(source, side="OTHER", kind="other", role="civilian")
    if source is not None and source.kind == "name":
        return source if sum(u.cap for u in part) >= 2 else None
    if source is None and "people" in part[-1]:
        return Source(part[0].start, part[-1].end, " ".join(u.text for u in part), "OTHER", "other", "civilian")
    return source


def private_apposition(units: Sequence[Unit], end: int) -> int | None:
    """Return where an apposition ends that tells of no office: 'Armen Sahakyan, a driver from Vardenis'."""
    if end + 1 >= len(units) or units[end].low != "," or "article" not in units[end + 1]:
        return None
    more = end + 1
    while more < len(units) and not units[more].f.get("punct") and "clause" not in units[more]:
        more += 1
    told = read_source(units, end + 1, more)
    return more if told is not None and told.side == "OTHER" and told.role == "civilian" else None


def with_apposition(units: list[Unit], first: int, end: int, source: Source) -> tuple[Source, int]:
    """Read what is told of a source behind it: 'Artsrun Hovhannisyan, spokesman of the ministry', 'Gegham, a farmer'."""
    private = private_apposition(units, end)
    if private is not None:
        text = f"{source.text}, " + " ".join(u.text for u in units[end + 1 : private])
        told = replace(source, end=units[private - 1].end, text=text, side="OTHER", kind="other", role="civilian")
        return told, private
    if source.side is not None or end >= len(units) or units[end].low != ",":
        return source, end
    more = end + 1
    while more < len(units) and not units[more].f.get("punct") and "clause" not in units[more]:
        more += 1
    wider = read_source(units, first, more)
    return (source, end) if wider is None or wider.side is None else (wider, more)


def _two_parties(part: list[Unit]) -> list[Unit]:
    """Return the word that joins two parties as one source: 'the ministries of Armenia and Azerbaijan'."""
    return [
        u
        for before, u, after in zip(part, part[1:], part[2:], strict=False)
        if u.low == "and" and "side" in before and "side" in after and before.f["side"][0][0] != after.f["side"][0][0]
    ]


def _names_third_party(part: list[Unit], head: Unit | None) -> bool:
    """Tell whether an official is of a body or state that is no party: 'the EU's head', 'the French president', 'Peru's'."""
    owner = any(u.cap and not u.f and after.low == "'s" for u, after in pairwise(part))
    return (
        owner
        or any(u.f.get("src") == "other" for u in part if u is not head)
        or any("foreign" in u and u.cap for u in part)
    )


def _of_third_party(part: list[Unit]) -> bool:
    """Tell whether a source stands for a body of no party: 'the head of an Armenian NGO'."""
    of = next((k for k, u in enumerate(part) if u.low in ("of", "for") and k), None)
    if of is None or "role" in part[0]:
        return False
    inner = [u for u in part[of:] if "src" in u]
    return bool(inner) and inner[-1].f["src"] == "other" and inner[-1].f.get("role") != "media"


def before_brackets(units: Sequence[Unit], first: int, last: int) -> int:
    """Return where the words before a bracket that ends at ``last`` end: 'the State Security Service (SSG)'."""
    if last - 1 > first and units[last - 1].text == ")":
        opening = next((k for k in range(last - 2, max(first, last - 9), -1) if units[k].text == "("), None)
        return last if opening is None else opening
    return last


def _head(part: list[Unit]) -> Unit | None:
    """Return the word that tells what a source is: the last that can speak before 'of', 'for', 'in', else the first after."""
    head = None
    people = False
    for u in part:
        if ("prep" in u or "conj" in u) and (head is not None or (people and u.low in ("in", "on", "at"))):
            break
        people = people or "people" in u
        if "src" in u:
            head = u
    return head


def _side(part: list[Unit], k: int) -> str | None:
    """Return the side that a unit of a source's name gives; not of what the source speaks about or to."""
    found = part[k].f.get("side")
    if not found:
        return None
    before = part[k - 1].low if k else ""
    of_body = before == "with" and k > 1 and "src" in part[k - 2]  # "officials with Armenia's ministry"
    if before in ("on", "about", "against", "to", "with") and not of_body:
        return None
    code, slot = found[0]
    return None if slot == "places" else code


def _only_where(part: list[Unit]) -> bool:
    """Tell whether the only side that the name of a source names is where it works: 'an officer of the UN mission in Georgia'."""
    named = [before.low for before, u in pairwise(part) if u.f.get("side")]
    return named == ["in"] and "side" not in part[0]


def _of_place(part: list[Unit]) -> str | None:
    """Return the side of the place that an official is of: 'the mayor of Ganja'."""
    for k, before in enumerate(part):
        for u in part[k + 1 : k + 3] if before.low in ("of", "in") else ():
            if u.f.get("side") and u.f["side"][0][1] == "places":
                return u.f["side"][0][0]
    return None


def subject(units: list[Unit], j: int, taken: int) -> tuple[int, int, Source | None]:
    """Return first, last and the source of the name that ends at unit ``j``, past an insertion between commas."""
    last = j + 1
    place = beside = None
    if j > taken + 1 and "rel" in units[j] and units[j].text == "who":  # "a captain, who asked not to be named"
        j -= 2 if units[j - 1].low == "," else 1
        first = _start(units, j + 1, taken)
        return first, last, read_source(units, first, j + 1)
    if j > taken and units[j].low == ",":
        comma = next((c for c in range(j - 1, taken - 1, -1) if units[c].low == ","), None)
        inner = comma + 1 if comma is not None else taken
        opening = units[inner]
        if not ("rel" in opening or "prep" in opening or opening.low.endswith("ing")) and comma is not None:
            source = read_source(units, inner, j)
            if (
                source is not None
                and source.kind in ("official", "other")
                and not any("be" in u or "out" in u for u in units[inner:j] if u.low != "'s")
            ):
                first = _start(units, comma, taken) if comma > taken else inner
                return first, j, source
            beside = source
        if comma is None or comma <= taken:
            return last, last, None
        place = next((s for k in range(inner, j) if (s := _side(units, k))), None) if "prep" in opening else None
        j, last = comma - 1, comma
    first = _start(units, last, taken)
    source = read_source(units, first, last) if first < last else None
    if source is None and beside is not None and beside.kind == "name":
        return first, last, beside  # "its coordinator, Claire Dubois, said"
    if source is not None and source.side is None and source.kind == "official" and place is not None:
        source = replace(source, side=place)  # "the other side, in Stepanakert, says"
    if source is not None and source.side is None and source.kind in ("name", "official"):
        first, source = _with_office(units, first, source, taken)
    return first, last, source


def _with_office(units: list[Unit], first: int, source: Source, taken: int) -> tuple[int, Source]:
    """Read the office told before a name: 'commander of the Russian contingent, General Ivanov said'."""
    if first - 1 <= taken or units[first - 1].low != ",":
        return first, source
    start = _start(units, first - 1, taken)
    if start >= first - 1 or not (start == taken or units[start - 1].f.get("punct")):
        return first, source
    office = read_source(units, start, first - 1)
    if office is None or office.kind != "official" or office.side is None:
        return first, source
    return start, replace(source, side=office.side, kind="official", role=office.role)


def _start(units: list[Unit], last: int, taken: int) -> int:
    first = last
    if last > taken and "pron" in units[last - 1]:
        some = last - 3 >= taken and units[last - 2].low == "of"  # "one of them"
        return last - 3 if some and units[last - 3].f.keys() & {"num", "vague", "part"} else last - 1
    while first > taken:
        before = before_brackets(units, taken, first)
        if before == first and not _in_name(units, first - 1, first < last):
            break
        if first < last and ("article" in units[first] or units[first].low == "the") and not _joins(units[first - 1]):
            break  # "that is the number the council gave"
        first = min(before, first - 1)
    while first < last and ("prep" in units[first] or units[first].low == "'s"):
        first += 1
    return first


def _joins(unit: Unit) -> bool:
    return "prep" in unit or "conj" in unit or unit.low in ("'s", "as")


def _in_name(units: list[Unit], j: int, inside: bool) -> bool:
    """Tell whether unit ``j`` goes on the name of a source to the left."""
    u = units[j]
    if u.text in "'’" and inside and j and units[j - 1].end == u.start:
        return True  # "the soldiers' charity"
    if u.f.get("punct"):
        return u.text in ("&", ".") and inside and j > 0 and len(units[j - 1].text) == 1
    if "src" in u or "side" in u or "poss" in u or "pron" in u or "article" in u or "enemy" in u or "own" in u:
        return True
    if "det" in u and u.low != "that":
        return True
    if "out" in u and _purpose(units, j):
        return True
    if u.low == "to":
        return j > 0 and inside and "src" in units[j - 1]
    if (
        "rel" in u
        or "say" in u
        or "quote_say" in u
        or ("be" in u and u.low != "'s")
        or "out" in u
        or "aux" in u
        or "daypart" in u
    ):
        return False
    if "people" in u:
        return True
    if u.low in ("and", "in", "of", "for", "'s", "at", "with", "on", "from", "as"):
        if u.low == "and":
            return (
                j > 0
                and inside
                and (
                    "src" in units[j - 1]
                    or "side" in units[j - 1]
                    or (units[j - 1].cap and (not units[j - 1].f or units[j + 1].cap))
                    or _purpose(units, j)
                )
            )
        return inside and j > 0
    if (
        "clause" in u
        or "conj" in u
        or "prep" in u
        or "weekday" in u
        or "month" in u
        or ("neg" in u and "none" not in u)
    ):
        return False
    if "num" in u or "time" in u:
        return "num" in u and not u.f.get("digits")
    if u.low.endswith(("ed", "ing")) and not u.cap and not u.f and j > 0:
        return "det" in units[j - 1] or "article" in units[j - 1]
    return True


def _purpose(units: list[Unit], j: int) -> bool:
    """Tell whether a word of harm only names what a body is for: 'the commission for prisoners and missing persons'."""
    for k in range(j - 1, max(j - 5, 0), -1):
        if units[k].low in ("for", "on"):
            return "src" in units[k - 1]
        if "say" in units[k] or units[k].f.get("punct"):
            return False
    return False
