"""Copies: groups of near-duplicates, the earliest of them, and what each member added, cut and changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import tables
from toolkit.articles import find_copies

WIRE = [
    "Two shepherds were wounded on Monday near the village of Verishen, the governor's office said.",
    "One of the men was in serious condition.",
    "Azerbaijan's border service denied that its posts had opened fire.",
    "Observers of the European mission said they would visit the place.",
    "It was the second such report from the district in a month.",
]
OTHER = "Parliament in Tbilisi adjourned until autumn. Deputies will return in September. The budget was passed before."


def articles(*texts, agencies=()):
    rows = [
        {
            "article_id": name,
            "text": text,
            "published_at": f"2023-05-{day:02d}",
            "n_words": len(text.split()),
            "source_file": "x",
        }
        | {"agencies": list(agencies) if n == 0 else []}
        for n, (name, day, text) in enumerate(texts)
    ]
    return tables.ARTICLES.frame(rows)


def test_a_group_and_its_differences():
    changed = "It was the third such report from the district in a month."
    frame = articles(
        ("late", 9, " ".join([*WIRE[:4], changed, "The road was closed."])),
        ("early", 8, " ".join(WIRE)),
        ("short", 10, " ".join(WIRE[:4])),
        ("other", 8, OTHER),
        agencies=["Reuters"],
    )
    copies = tables.COPIES.check(find_copies(frame)).set_index("article_id")
    assert set(copies.index) == {"late", "early", "short"}
    assert set(copies.copy_group) == {"early"}
    assert copies.is_earliest.tolist().count(True) == 1
    assert copies.is_earliest["early"]
    assert set(copies.agency) == {"Reuters"}
    assert copies.added["late"] == ["The road was closed."]
    assert copies.changed["late"] == [f"{WIRE[4]} -> {changed}"]
    assert copies.cut["short"] == [WIRE[4]]
    assert copies.shared_share["early"] == copies.shared_share["short"] == 1
    assert 0.5 < copies.shared_share["late"] < 1


def test_a_sentence_that_moved_is_neither_added_nor_cut():
    frame = articles(("a", 8, " ".join(WIRE)), ("b", 9, " ".join([*WIRE[1:], WIRE[0]])))
    row = find_copies(frame).set_index("article_id").loc["b"]
    assert row.added == row.cut == row.changed == []


def test_without_copies_there_are_no_rows():
    assert find_copies(articles(("a", 8, " ".join(WIRE)), ("b", 9, OTHER))).empty
    assert find_copies(tables.ARTICLES.empty()).empty


def test_the_same_facts_in_other_words_are_no_copy():
    own = "Shots wounded two herders by Verishen at the start of the week, according to the authorities of Goris. Baku rejects it."
    assert find_copies(articles(("a", 8, " ".join(WIRE)), ("b", 9, own))).empty


@pytest.mark.parametrize("n", [300])
def test_many_copies_of_one_text_are_one_group(n):
    frame = articles(*((f"a{i:03d}", 1 + i % 28, " ".join(WIRE) + f" Printed by outlet number {i}.") for i in range(n)))
    copies = find_copies(frame)
    assert len(copies) == n
    assert copies.copy_group.nunique() == 1


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from([*WIRE, *OTHER.split(". ")]), min_size=1, max_size=6), min_size=1, max_size=8))
def test_groups_do_not_depend_on_order(texts):
    frame = articles(*((f"a{n}", 1 + n, " ".join(text)) for n, text in enumerate(texts)))
    groups = [
        {frozenset(some.article_id) for _, some in find_copies(one).groupby("copy_group")}
        for one in (frame, frame.iloc[::-1].reset_index(drop=True))
    ]
    assert groups[0] == groups[1]
    for row in find_copies(frame).itertuples():
        assert 0 <= row.shared_share <= 1
