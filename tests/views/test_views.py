"""Each view without a browser: what it shows, that words are never markup, that sides are treated alike."""

import re
from dataclasses import replace

import pandas as pd
import panel as pn
import pytest
from bs4 import BeautifulSoup
from frames import make_corpus

from toolkit import tables
from toolkit.corpus import Corpus
from toolkit.views import explore
from toolkit.views.apps import EXPLORER
from toolkit.views.casualties import Casualties
from toolkit.views.changed import Changed
from toolkit.views.conceded import Conceded, Revisions
from toolkit.views.downloads import download
from toolkit.views.filter_form import FilterForm, Summary
from toolkit.views.framing import FramingShort
from toolkit.views.framing_charts import Contrast, GenericFrames, NameChoice, ShareOfVoice, Silence
from toolkit.views.framing_more import HowHarmIsTold, WarAndPeace, WhoBlames
from toolkit.views.html import Html
from toolkit.views.index import Index
from toolkit.views.map import Map
from toolkit.views.mirror import Mirror
from toolkit.views.overtime import OverTime
from toolkit.views.reader import Reader, safe_url, segments
from toolkit.views.store import Store
from toolkit.views.table import Table
from toolkit.views.texts import LANGUAGES
from toolkit.views.timeline import Timeline

VIEWS = [
    Timeline, Map, Reader, Casualties, FramingShort, Table, FilterForm, Summary, Mirror, OverTime, Conceded, Changed, Revisions,
    ShareOfVoice, NameChoice, GenericFrames, Contrast, Silence, WhoBlames, HowHarmIsTold, WarAndPeace,
]  # fmt: skip
INDEX = Index(make_corpus())
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\" onfocus='x"


def shown(view) -> str:
    return "".join(part.html for part in view.parts)


def visible(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_view_draws_full_and_empty_in_every_language(view, lang):
    made = view(Store(INDEX, lang=lang))
    assert shown(made)
    made.store.change(q="nothing is called so")
    assert shown(made)
    assert shown(view(Store(Index(Corpus.empty()), lang=lang, theme="dark")))


@pytest.mark.parametrize("view", VIEWS)
def test_words_of_others_are_never_markup(view):
    corpus = make_corpus()
    evil = replace(
        corpus,
        articles=corpus.articles.assign(title=EVIL, outlet=EVIL, note=EVIL, url="javascript:alert(1)"),
        incidents=corpus.incidents.assign(label=EVIL, place_name=EVIL, note=EVIL, grade_reason=EVIL),
        claims=corpus.claims.assign(claimant_text=EVIL, source_url="javascript:alert(1)"),
        frames=corpus.frames.assign(phrase=EVIL, category=EVIL, term=EVIL),
    )
    index = Index(evil)
    store = Store(index)
    made = view(store)
    pieces = [shown(made)]
    for choice in ({"incident": evil.incidents["incident_id"][2]}, {"article": "art0"}, {"q": EVIL}):
        store.change(**choice)
        pieces.append(shown(made))
    for html in pieces:
        for tag in BeautifulSoup(html, "html.parser").find_all():
            assert tag.name not in ("script", "img", "style", "iframe")
            assert not [name for name in tag.attrs if name.startswith("on")]
            assert not str(tag.get("href", "")).startswith("javascript")


@pytest.mark.parametrize(
    ("lang", "names", "day", "last", "label", "shown"),
    [
        ("en", "neutral", "2021-08-16", None, "Armed clash, Khankendi, 16 Aug 2021", "Armed clash, Khankendi, 16 Aug 2021"),
        ("en", "armenian", "2021-08-16", None, "Armed clash, Khankendi, 16 Aug 2021", "Armed clash, Stepanakert, 16 Aug 2021"),
        ("ru", "neutral", "2021-08-16", None, "Armed clash, Khankendi, 16 Aug 2021", "Вооружённое столкновение, Ханкенди, 16 авг. 2021\u202fг."),
        ("az", "azerbaijani", "2021-08-16", None, "Armed clash, Khankendi, 16 Aug 2021", "Silahlı toqquşma, Xankəndi, 16 avq 2021"),
        ("ka", "neutral", None, None, "Armed clash, Khankendi, date not told", "შეიარაღებული შეტაკება, ხანქანდი, თარიღი მითითებული არ არის"),
        ("hy", "neutral", "2020-09-27", "2020-11-10", "Counts from 27 Sep 2020 to 10 Nov 2020: armed clash, Khankendi", "27 սեպ, 2020 թ.–10 նոյ, 2020 թ. հաշվարկ: Զինված բախում, Խանքանդի"),
        ("ru", "armenian", "2021-08-16", None, "A label of somebody's own", "A label of somebody's own"),
    ],
)  # fmt: skip
def test_labels_follow_language_and_names(lang, names, day, last, label, shown):
    corpus = make_corpus()
    one = corpus.incidents.head(1).assign(
        label=label, place_id="aze-khankendi", place_name="Khankendi", start_date=pd.Timestamp(day or "NaT"),
        end_date=pd.Timestamp(last or "NaT"),
    )  # fmt: skip
    store = Store(Index(replace(corpus, incidents=one)), {"names": names}, lang=lang)
    assert store.label(one["incident_id"].iloc[0]) == shown


def test_reader_marks_the_sentence_of_a_claim():
    store = Store(INDEX)
    reader = Reader(store)
    claim = INDEX.corpus.claims[INDEX.corpus.claims["article_id"].notna()].iloc[0]
    store.select("claim", claim["claim_id"])
    assert store.filters.article == claim["article_id"]
    picked = re.search(r"<mark class=\"claim[^\"]* picked\"[^>]*>([^<]*)</mark>", shown(reader))
    text = INDEX.articles.set_index("article_id").loc[claim["article_id"], "text"]
    assert picked.group(1) == text[claim["start"] : claim["end"]]
    assert "Why it was read so" in shown(reader)


def test_reader_shows_a_stretch_and_the_mark_of_teaching():
    store = Store(INDEX)
    reader = Reader(store)
    store.select("stretch", "art0:0-5")
    assert store.filters.at == "0-5"
    assert 'picked" data-picked="0-5"' in shown(reader)
    assert "written for teaching" in visible(shown(reader))


def test_chronicle_shows_sources_and_what_has_none():
    store = Store(INDEX)
    reader = Reader(store)
    chronicle = INDEX.incidents[INDEX.incidents["origin"] == "chronicle"]["incident_id"].iloc[0]
    store.select("incident", chronicle)
    html = shown(reader)
    claims = INDEX.figures[INDEX.figures["incident_id"] == chronicle]
    assert html.count("<a href=") == claims["source_url"].notna().sum()
    assert html.count("unsourced") == claims["source_url"].isna().sum()


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (None, False),
        (float("nan"), False),
    ],
)
def test_only_web_addresses_become_links(url, safe):
    assert bool(safe_url(url)) == safe


def test_segments_join_to_the_text():
    text = "Three were killed near Sotk."
    pieces = segments(
        text,
        [
            (0, 5, "claim", "c"),
            (0, 17, "quote", "v"),
            (23, 27, "place", "p"),
            (90, 99, "claim", "out"),
            (4, 4, "claim", "none"),
        ],
    )
    assert "".join(piece for piece, _ in pieces) == text
    assert [over for piece, over in pieces if piece == "Three"] == [[("claim", "c"), ("quote", "v")]]


def test_every_dot_has_its_number_in_words_and_leads_to_its_claim():
    store = Store(INDEX)
    casualties = Casualties(store)
    dots = re.findall(r'data-act="claim" data-value="([^"]+)" aria-label="([^"]+)"', shown(casualties))
    assert dots
    known = INDEX.figures.set_index("claim_id")
    for claim_id, says in dots:
        at = known.loc[claim_id, "at"]
        assert f"{int(at):,}" in says
        assert store.side(known.loc[claim_id, "claimant"]) in says


def test_no_number_stands_without_its_claims():
    casualties = Casualties(Store(INDEX))
    strips = shown(casualties).split('class="strip')[1:]
    assert all(
        re.search(r"\d+ claims?, \d+ independent sources?", visible(strip)) for strip in strips if "sum" in strip
    )


def test_swap_of_colours_changes_colours_only():
    store = Store(INDEX)
    casualties = Casualties(store)
    before = shown(casualties)
    store.change(swap="1")
    after = shown(casualties)
    plain = [re.sub(r"#[0-9A-Fa-f]{6}| checked", "", html) for html in (before, after)]
    assert plain[0] == plain[1]
    assert before != after


def test_exchanged_sides_give_the_same_page_with_exchanged_names():
    swap = {"ARM": "AZE", "AZE": "ARM"}
    corpus = make_corpus()
    claims = corpus.claims.assign(**{n: corpus.claims[n].replace(swap) for n in ("side", "claimant", "denied_by")})
    other = replace(corpus, claims=tables.CLAIMS.frame(claims))
    rows = []
    for some in (corpus, other):
        html = shown(Casualties(Store(Index(some), {"order": "high"})))
        rows.append(sorted(re.findall(r"<b>([\d,]+(?: to [\d,]+)?)</b>", html)))
    assert rows[0] == rows[1]


def test_teaching_articles_and_chronicle_are_never_added():
    summary = visible(shown(Summary(Store(INDEX))))
    counts = INDEX.select(Store(INDEX).filters).count_by_origin()
    assert f"{counts['chronicle']} incidents" in summary
    assert f"{counts['articles']} incidents" in summary
    assert f"{sum(counts.values())} incidents" not in summary
    claims = INDEX.figures["origin"].value_counts()
    assert all(f"{n} casualty claims" in summary for n in claims)
    assert f"{len(INDEX.figures)} casualty claims" not in summary


def test_bad_values_from_the_browser_change_nothing():
    store = Store(INDEX)
    form = FilterForm(store)
    before = store.filters
    for message in (
        {"act": "set", "name": "area", "value": ["<b>"]},
        {"act": "set", "name": "__class__", "value": "x"},
        {"act": "set", "name": "known_day", "value": "-5"},
        {"act": "set", "name": 5, "value": "x"},
        {"act": "page", "value": "many"},
        {"act": "incident", "value": "none-such"},
        {"act": "claim", "value": "none-such"},
        {"act": "stretch", "value": "x"},
        {"act": "download", "value": "../etc"},
        {"act": "unheard of"},
    ):
        form.parts[0]._handle_msg(message)
    assert store.filters == before


def test_downloads_hold_the_selection_and_no_formulas():
    import base64
    import io

    corpus = make_corpus()
    evil = replace(corpus, incidents=corpus.incidents.assign(label="=HYPERLINK(1)"))
    store = Store(Index(evil), {"area": "GEO"})
    table = pd.read_csv(io.BytesIO(base64.b64decode(download(store, "incidents")["data"])))
    assert len(table) == len(store.selection.incident_at)
    assert table["label"].str.startswith("'=").all()
    for what in ("timeline", "casualties", "claims", "framing", "geojson", "geoparquet"):
        assert base64.b64decode(download(store, what)["data"])
    assert download(store, "passwords") is None


def test_explorer_in_a_cell_and_its_faults():
    cell = explore(make_corpus(), area=("GEO",), theme="dark")
    assert isinstance(cell, pn.Column)
    _, body = cell
    assert len(body[1]) == 2 * len(EXPLORER)
    with pytest.raises(ValueError, match="area"):
        explore(make_corpus(), area=("ATL",))
    with pytest.raises(ValueError, match="colour"):
        explore(make_corpus(), colour="red")


def test_copied_cell_gives_the_same_view():
    """The code of "copy as notebook cell" is run; the explorer it returns has the same parts as the page."""
    corpus = make_corpus()
    chosen = {"area": "GEO", "names": "georgian", "order": "high", "behind": "claims:chronicle"}
    store = Store(Index(corpus), chosen, lang="ka", theme="dark")
    cell = BeautifulSoup(shown(Summary(store)), "html.parser").select_one("#keep-cell").get_text()
    code = cell.replace("toolkit.load_sample()", "made")
    *lines, last = code.strip().splitlines()
    space = {"made": corpus}
    exec("\n".join(lines), space)
    views = eval(last, space)
    parts = [part for part in views.select(Html) if part.html]
    here = [shown(view(store)) for view in (Summary, Casualties, Table, Reader)]
    there = {part.html for part in parts}
    for html in here:
        assert any(html.startswith(other) for other in there), html[:200]
