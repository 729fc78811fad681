"""A count of both sides holds the counts of each when they add up to it, and not otherwise."""

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
