"""Sentences in which the names of places are marked: each class of traps as a whole must be read right.

``[[Baku:aze-baku/m]]`` is a name, the place it is, and what else must hold: ``m`` for a government, ``l`` for none, else the
relation. A name that is not marked must not be read as a place; one marked with ``-`` may be read or not. The states around
the region may be read without a mark.
"""

import re
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest

from toolkit.places import find, resolve

MARK = re.compile(r"\[\[([^:\]]+):([^\]/]+)(?:/([^\]]+))?\]\]")
AROUND = ("rus", "tur", "irn")


def read_marked():
    """Return the sentences of each class, without marks, and their marks by the place in the text."""
    classes, name = defaultdict(list), ""
    for line in (Path(__file__).parent / "marked.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            name = line[2:]
        elif line:
            marks, text = {}, ""
            for piece in re.split(r"(\[\[.+?\]\])", line):
                mark = MARK.fullmatch(piece)
                if mark:
                    marks[len(text)] = mark.groups()
                text += mark.group(1) if mark else piece
            classes[name].append((text, marks))
    return classes


CLASSES = read_marked()


def faults(text, marks, rows):
    told = {row.start: row for row in rows.itertuples() if row.kind == "place" and isinstance(row.place_id, str)}
    found = []
    for start, (surface, place_id, also) in marks.items():
        row = told.pop(start, None)
        if place_id == "-":
            continue
        if row is None or (row.surface, row.place_id) != (surface, place_id):
            found.append(f"{text}: {surface} is {None if row is None else row.place_id}")
        elif also and also != (("l", "m")[row.metonym] if also in "lm" else row.relation):
            found.append(f"{text}: {surface} is {row.relation}, a government: {row.metonym}")
    return found + [
        f"{text}: {row.surface} is {row.place_id}" for row in told.values() if row.place_id[:3] not in AROUND
    ]


@pytest.mark.parametrize("name", CLASSES)
def test_marked_sentences_are_read_right(name):
    texts = [text for text, _ in CLASSES[name]]
    frame = pd.DataFrame({"article_id": [f"a{n}" for n in range(len(texts))], "text": texts, "lang": "en"})
    places = resolve(find(frame), articles=frame)
    wrong = []
    for article_id, (text, marks) in zip(frame.article_id, CLASSES[name], strict=True):
        wrong += faults(text, marks, places[places.article_id == article_id])
    assert wrong == []


def test_there_are_enough_sentences_of_each_class():
    assert len(CLASSES) == 12
    assert min(map(len, CLASSES.values())) >= 30
