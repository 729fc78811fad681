"""Labels of pages: lines that are no part of an article, known by their words (``data/furniture``)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from toolkit.articles.dates import fold
from toolkit.resources import data_path

#: When a word is of several kinds, the first of these is meant.
KINDS = (
    "cookie",
    "reading_time",
    "share",
    "related",
    "headlines",
    "comment",
    "tags",
    "other",
    "source",
    "photo_credit",
    "byline",
    "section",
    "published",
    "updated",
    "menu",
)
#: Kinds that may stand before a colon, and how many words may follow it.
BEFORE_COLON = {
    "related": 60,
    "headlines": 40,
    "tags": 60,
    "photo_credit": 60,
    "source": 14,
    "byline": 12,
    "section": 6,
    "published": 12,
    "updated": 12,
    "share": 8,
    "comment": 3,
    "other": 8,
}
#: Kinds behind which no sentence stands, or only one of a few words; that may stand before a dash, or before nothing.
NO_PROSE = ("other", "share", "comment", "section")
SHORT = ("source", "byline", "published", "updated")
DASHED = ("photo_credit", "source", "tags", "related", "published", "updated")
GLUED = (*DASHED, "byline", "share", "headlines")
LONGEST, LONGEST_SENTENCE = 420, 900


class Label(NamedTuple):
    """What a line is a label of, and what stands behind the label (null: nothing)."""

    kind: str
    value: str | None = None


class _Vocabulary(NamedTuple):
    words: dict[str, str]
    starts: dict[str, list[tuple[str, str]]]
    sentences: dict[str, list[tuple[str, str]]]
    contains: regex.Pattern
    patterns: dict[str, list[regex.Pattern]]
    reading_time: regex.Pattern
    replies: regex.Pattern
    terminal: frozenset[str]


_OUTER = regex.compile(r"^[^\p{L}\p{N}@#©+]+|[^\p{L}\p{N}+]+$")
_SPACE = regex.compile(r"\s+")
_COLON = regex.compile(r"\s*[:：՝]\s*|\s+[–—-]\s+|\s*\|\s*")
_CRUMB = regex.compile(r"\s*[/|»>›•·→❯]\s*|\s{2,}")
_CAMEL = regex.compile(r"(?<=[\p{Ll}:])(?=\p{Lu})")
_COUNT = regex.compile(r"[\s(\[]*\d[\d., ]*[KkМм]?[)\]]*$|^\d[\d., ]*[KkМм]?\s+")
_CREDIT = regex.compile(
    r"(?i)photo|image|pic|фото|fot|şəkil|լուսանկար|ֆոտո|ფოტო|©|\(c\)|getty|/|via |reuters|afp|shutterstock|istock|\bap\b|epa|screen|archive|arxiv|архив|arşiv|արխիվ|არქივ|illustrat|(?:19|20)\d\d\.?$"
)


def key(text: str) -> str:
    """Return a line without case, outer marks and doubled spaces, as labels are compared."""
    return _SPACE.sub(" ", _OUTER.sub("", fold(text)))


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    import yaml

    words: dict[str, str] = {}
    starts: dict[str, list[tuple[str, str]]] = {}
    sentences: dict[str, list[tuple[str, str]]] = {}
    patterns: dict[str, list[regex.Pattern]] = {}
    contains: set[str] = set()
    minutes: set[str] = set()
    replies: set[str] = set()
    terminal: set[str] = set()
    for path in sorted(data_path("furniture").glob("*.yml")):
        if path.stem == "dates":
            continue
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for kind, some in data.get("words", {}).items():
            for word in map(key, some):
                if word not in words or KINDS.index(kind) < KINDS.index(words[word]):
                    words[word] = kind
        for name, found in (("starts", starts), ("sentences", sentences)):
            for kind, some in data.get(name, {}).items():
                for phrase in map(fold, some):
                    found.setdefault(_first(phrase), []).append((phrase, kind))
        for kind, some in data.get("patterns", {}).items():
            flags = regex.V0 | (regex.I if kind in ("photo_credit", "other") else 0)
            patterns.setdefault(kind, []).extend(regex.compile(pattern, flags) for pattern in some)
        contains.update(fold(phrase) for some in data.get("contains", {}).values() for phrase in some)
        minutes.update(map(fold, data.get("reading_time", ())))
        terminal.update(map(key, data.get("terminal", ())))
        replies.update(map(fold, data.get("replies", ())))
    minute = "|".join(regex.escape(word) for word in sorted(minutes, key=len, reverse=True))
    reply = "|".join(regex.escape(word) for word in sorted(replies, key=len, reverse=True))
    return _Vocabulary(
        words,
        starts,
        sentences,
        regex.compile("|".join(map(regex.escape, sorted(contains)))),
        patterns,
        regex.compile(rf"(?:[\p{{L}} ]{{4,30}}:? )?~?(?P<minutes>\d{{1,3}})[ -]?(?:{minute})\.?(?: \p{{L}}+)?"),
        regex.compile(rf"(?:{reply})|\d+ \p{{L}}+ (?:{reply})"),
        frozenset(terminal),
    )


def _first(text: str) -> str:
    """The first word, or the marks before it, by which phrases are looked up."""
    match = regex.match(r"\s*([^\w\s]+|\w+)", text)
    return match[1] if match else ""


def is_reply(text: str) -> bool:
    """Tell whether a line goes with a reader's comment: "Reply", "3 hours ago"."""
    return len(text) < 40 and bool(_vocabulary().replies.fullmatch(key(text)))


def is_changed(text: str) -> bool:
    """Tell whether words before a date say that it is that of a change: "updated", "Güncelleme"."""
    known = _vocabulary().words
    return known.get(key(text)) == "updated" or any(known.get(word) == "updated" for word in key(text).split())


def is_terminal(text: str) -> bool:
    """Tell whether no article goes on behind a label: "Most read"."""
    return key(text) in _vocabulary().terminal


def is_word(text: str) -> bool:
    """Tell whether a phrase is a label of whatever kind."""
    return key(text) in _vocabulary().words


def is_caption(text: str) -> bool:
    """Tell whether a label stands before a caption, not a credit."""
    return "caption" in text.casefold()


def label_of(text: str, *, prose: bool) -> Label | None:
    """Return what a line is a label of; null when it may be of the article. ``prose``: it reads like a sentence."""
    if len(text) > LONGEST_SENTENCE:
        return None
    known = _vocabulary()
    folded = fold(text)
    if found := _begins(folded, known.sentences):
        return Label(found)
    if known.contains.search(folded):
        return Label("other")
    if len(text) > LONGEST:
        return None
    bare = key(text)
    if not bare:
        return Label("other")
    if bare in known.words:
        return Label(known.words[bare])
    if (_CREDIT.search(folded)) and (found := _matches(text, "photo_credit")):
        return Label("photo_credit", found.groupdict().get("credit") or None)
    if split := _before_colon(text, prose):
        return split
    if prose:
        return None
    if minutes := known.reading_time.fullmatch(bare):
        return Label("reading_time", minutes["minutes"])
    if (counted := _COUNT.sub("", bare)) != bare and known.words.get(counted) not in (None, "menu"):
        return Label(known.words[counted])
    if len(bare.split()) <= 30 and (found := _begins(folded, known.starts)):
        return Label(found)
    for kind in ("byline", "other", "headlines"):
        if match := _matches(text, kind):
            return Label(kind, match.groupdict().get("byline"))
    return _composed(text, bare)


def _matches(text: str, kind: str):
    if kind != "photo_credit" and len(text) > 200:
        return None
    return next((match for pattern in _vocabulary().patterns[kind] if (match := pattern.fullmatch(text.strip()))), None)


def _begins(folded: str, phrases: dict[str, list[tuple[str, str]]]) -> str | None:
    for phrase, kind in phrases.get(_first(folded), ()):
        if folded.startswith(phrase) and not folded[len(phrase) : len(phrase) + 1].isalnum():
            return kind
    return None


def _before_colon(text: str, prose: bool) -> Label | None:
    """A label and what stands behind its colon, dash or nothing: "Photo: AFP", "Source - APA", "RelatedTalks resume"."""
    mark = _COLON.search(text[:60])
    cut = mark or _CAMEL.search(text[:40])
    kind = _vocabulary().words.get(key(text[: cut.start()])) if cut else None
    if cut is None or kind is None or kind not in BEFORE_COLON:
        return None
    rest = text[cut.end() :].strip()
    size = len(rest.split())
    if size > BEFORE_COLON[kind] or (prose and (kind in NO_PROSE or (kind in SHORT and size > 5))):
        return None
    colon = mark is not None and bool(regex.search(r"[:：՝]", mark[0]))
    # a headline of the article itself may begin with "Breaking news:"
    if (colon and kind == "headlines") or (not colon and kind not in (DASHED if mark else GLUED)):
        return None
    return Label(kind, rest or None)


def _composed(text: str, bare: str) -> Label | None:
    """Rows of labels ("Share Tweet Print", "AZ | EN | RU") and paths of sections ("Home > News > Politics")."""
    words = _vocabulary().words
    parts = [part for part in _CRUMB.split(text.strip()) if part.strip()]
    if len(parts) > 1 and len(bare.split()) <= 40:
        of_parts = [words.get(key(part)) for part in parts]
        short = all(len(part.split()) <= 4 for part in parts)
        if of_parts[0] in ("menu", "share", "headlines") and (short or all(of_parts[:-1])):
            return Label("share" if of_parts[0] == "share" else "menu", parts[-1].strip())
        if short and len(parts) >= 4:
            return Label("menu")
    tokens = regex.findall(r"[\w.'’+-]+", bare)
    kinds = _segments(tokens) if 1 < len(tokens) <= 40 else []
    if len(kinds) < 2:
        return None
    return Label("menu" if "menu" in kinds else "share" if "share" in kinds else "other")


def _segments(tokens: list[str]) -> list[str]:
    """Cover all tokens by known labels, longest first; empty when they cannot be covered."""
    words = _vocabulary().words
    kinds: list[str] = []
    at = 0
    while at < len(tokens):
        size = next((n for n in range(min(4, len(tokens) - at), 0, -1) if " ".join(tokens[at : at + n]) in words), 0)
        if not size:
            if tokens[at].isdigit() and kinds:
                at += 1
                continue
            return []
        kinds.append(words[" ".join(tokens[at : at + size])])
        at += size
    return kinds
