"""Reporting clauses of languages whose verb may stand last: the source opens the clause, stands beside the verb or follows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.voices.names import Source, read_source
from toolkit.voices.report import Report

if TYPE_CHECKING:
    from toolkit.voices.units import Unit

#: What can speak of the words of a party.
_SPEAKING = ("names", "capitals", "institutions", "officials")


def final_report(units: list[Unit], k: int, taken: int) -> Report | None:
    """Read the reporting clause of the verb at unit ``k``; units before ``taken`` belong to another one."""
    unit = units[k]
    after = k + 1
    while after < len(units) and ("be" in units[after] or "adv" in units[after]):
        after += 1
    j = k - 1
    while j >= taken and "adv" in units[j]:
        j -= 1
    first, source = source_ending(units, j, taken)
    if source is not None and not _oblique(units[j], unit):
        told = [u for u in units[taken:first] if not u.f.get("punct")]
        opens = after < len(units) and ("clause" in units[after] or units[after].low in (",", ":"))
        content = "left" if len(told) > 3 and not opens else "right"
        return Report(source, unit, first, after, content, "denial" in unit)
    return _following(units, k, after) or _opening(units, k, after, taken)


def source_ending(units: list[Unit], j: int, taken: int) -> tuple[int, Source | None]:
    """Return the first unit and the source of the name that ends at unit ``j``: a body, a party, or a spokesman by name."""
    named = None
    if j >= taken and units[j].text == ")":  # "the agency (ANAMA)"
        opening = next((n for n in range(j - 1, taken, -1) if units[n].text == "("), j)
        named = next((u.f["side"][0][0] for u in units[opening:j] if u.f.get("side")), None)
        j = opening - 1
    m = j
    while m >= taken and m > j - 3 and units[m].cap and not units[m].f:
        m -= 1
    if m < taken or not _speaks(units[m]):
        return j, None
    first = m
    while first > taken and _in_run(units[first - 1]):
        first -= 1
    source = read_source(units, first, j + 1)
    return first, replace(source, side=source.side or named) if source is not None else None


def _following(units: list[Unit], k: int, after: int) -> Report | None:
    """Read a source after the verb: 'հայտնում է ՊՆ խոսնակը', 'აცხადებს სამინისტრო'."""
    end = after
    while end < len(units) and (_in_run(units[end]) or (units[end].cap and not units[end].f)):
        end += 1
    if not any(_speaks(u) for u in units[after:end]) or _oblique(units[end - 1], units[k]):
        return None
    source = read_source(units, after, end)
    if source is None:
        return None
    goes_on = any("clause" in u for u in units[end : end + 2])
    return Report(source, units[k], k, end, "right" if goes_on else "left", "denial" in units[k])


def _opening(units: list[Unit], k: int, after: int, taken: int) -> Report | None:
    """Read a source that opens its clause or is set off by a comma, before all that is reported."""
    s = taken
    while s < k:
        if not _in_run(units[s]):
            s += 1
            continue
        end = s
        while end < k and (_in_run(units[end]) or (units[end].cap and not units[end].f)):
            end += 1
        before = units[s - 1] if s else None
        opens = s == taken or before is None or before.f.get("punct") or "conj" in before
        closed = end < k and units[end].low == ","
        if (opens or closed) and any(_speaks(u) for u in units[s:end]) and not _oblique(units[end - 1], units[k]):
            source = read_source(units, s, end)
            if source is not None:
                return Report(source, units[k], s, after, "right", "denial" in units[k])
        s = end
    return None


def _speaks(u: Unit) -> bool:
    return "pron" in u or ("src" in u and "say" not in u) or (bool(u.f.get("side")) and u.f["side"][0][1] in _SPEAKING)


def _in_run(u: Unit) -> bool:
    return _speaks(u) or bool(u.f.get("side")) or "role" in u or (u.cap and not u.f)


def _oblique(u: Unit, verb: Unit) -> bool:
    """Tell whether a word stands in a case that no subject has."""
    return u.low.endswith(verb.f["final"])
