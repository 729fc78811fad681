"""What claims of one article tell of each other."""

import pytest


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Fighting between Armenia and Azerbaijan killed 12 people. Armenia said five of its soldiers were killed. "
         "Azerbaijan said it had lost seven soldiers.", True),
        ("Fighting between Armenia and Azerbaijan killed 12 people. Armenia said five of its soldiers were killed. "
         "Azerbaijan said it had lost nine soldiers.", False),
    ],
)  # fmt: skip
def test_counts_of_each_side_are_parts_when_they_add_up(read, text, parts):
    claims = read(text)["claims"].to_dict("records")
    both = [claim for claim in claims if claim["side"] == "BOTH"]
    each = [claim for claim in claims if claim["side"] in ("ARM", "AZE")]
    assert len(both) == 1
    assert len(each) == 2
    assert all((claim["part_of"] == both[0]["claim_id"]) is parts for claim in each)


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("An Armenian soldier was wounded near Berd. He later died in hospital.", True),
        ("A Georgian officer was wounded by gunfire. The officer died of his wounds on the way to hospital.", True),
        ("Two Armenian soldiers were wounded near Berd. A villager died later.", False),
    ],
)
def test_death_of_a_wounded_person_replaces_the_wound(read, text, replaced):
    claims = read(text)["claims"].to_dict("records")
    wound = next(claim for claim in claims if claim["outcome"] == "wounded")
    death = next(claim for claim in claims if claim["outcome"] == "killed")
    assert (death["revises"] == wound["claim_id"]) is replaced
