"""The place of the main event, told from short articles end to end."""

import pytest

from toolkit.articles import read_articles
from toolkit.corpus import analyse

#: text, place of the event (null: none)
CASES = [
    ("YEREVAN, Armenia (AP) -- Two soldiers were killed by shelling near the village of Tegh, officials said.", "Tegh"),
    ("BAKU, May 11. A serviceman was wounded in Dashkasan district.", "Dashkasan"),
    ("Baku said on Monday that a border guard was wounded near Goris.", "Goris"),
    ("A border guard was wounded near Goris. Baku chose not to comment.", "Goris"),
    ("Two people were killed when rockets struck Stepanakert.", "Khankendi"),
    ("Fire from the Nakhchivan side killed a soldier near Yeraskh.", "Yeraskh"),
    ("A farmer was detained near the Tskhinvali occupation line, at the village of Ditsi.", "Ditsi"),
    ("Shell hits car in Kalbajar\nTwo people were wounded in Kalbajar district on the Istisu road.", "Kalbajar"),
    ("Three wounded were taken to a hospital in Ganja after a mine went off in Fuzuli district.", "Fuzuli"),
    ("The two states dispute the region. Talks were held in Moscow.", None),
]


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    folder = tmp_path_factory.mktemp("events")
    for n, (text, _) in enumerate(CASES):
        (folder / f"{n:02}.txt").write_text(text, encoding="utf-8")
    articles = read_articles(folder, progress=False)
    made = analyse(articles, progress=False).main_events.set_index("article_id").place_name
    order = articles.sort_values("source_file").article_id
    return [made.get(article_id) for article_id in order]


@pytest.mark.parametrize("n", range(len(CASES)), ids=[text[:40] for text, _ in CASES])
def test_place_of_the_event(events, n):
    expected = CASES[n][1]
    assert events[n] == expected if expected else not isinstance(events[n], str)
