"""The explanation shows every line of the page, and what was left out with its reason."""

import pytest
from samples import BODY, TITLE

from toolkit.articles import explain_cleaning, read


@pytest.fixture
def reading(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(
        f"Home\n{TITLE}\n8 May 2023\nShare\n\n" + "\n".join(BODY) + "\nMost read\nRain <b>expected</b> in the valley\n"
    )
    return read(path, progress=False)


def test_every_line_is_shown(reading):
    row = reading.articles.iloc[0]
    for explanation in (
        explain_cleaning(row.article_id, reading.lines),
        explain_cleaning(row.article_id, reading),
        explain_cleaning(row),
    ):
        text, html = str(explanation), explanation._repr_html_()
        for line in ("Home", TITLE, *BODY, "Share", "Most read"):
            assert line in text
        assert "<del>Share</del>" in html
        assert "&lt;b&gt;" in html
        assert f"<td style='text-align:left'>{TITLE}</td>" in html
        assert "5 of 11 lines left out" in html


def test_what_is_not_there_is_told(reading, tmp_path):
    with pytest.raises(KeyError, match="no lines"):
        explain_cleaning("other", reading.lines)
    with pytest.raises(KeyError, match="needed"):
        explain_cleaning("other")
