"""Lexicons, frames and codebooks as data: complete, symmetrical, and faulty files told line by line."""

import re
from pathlib import Path

import pytest

import toolkit
from toolkit.errors import DataFileError
from toolkit.framing import load_codebook, load_indicators, load_lexicons
from toolkit.framing.patterns import Matcher, compile_form, fold, side_words

TERMS = load_lexicons().terms


def test_english_has_at_least_150_families_and_five_more_languages_some():
    count = {lang: sum(t.language == lang for t in TERMS) for lang in load_lexicons().languages}
    assert count["en"] >= 150
    assert min(count.values()) >= 15


@pytest.mark.parametrize("term", TERMS, ids=[f"{t.language}:{t.term}" for t in TERMS])
def test_family_is_complete_and_symmetrical(term):
    assert term.source.strip()
    assert term.neutral.strip()
    others = {t.term: t for t in TERMS if t.language == term.language}
    if len(term.usage) == 1:
        assert term.mirror, "a term of one side only needs the other side's term"
    if term.mirror:
        other = others[term.mirror]
        assert not (set(term.usage) == set(other.usage) and len(term.usage) == 1), "the mirror is of the same side"


def test_mirror_terms_of_english_point_back_to_a_term_of_another_side():
    pairs = {(t.term, t.mirror) for t in TERMS if t.language == "en" and t.mirror}
    backward = {term for term, mirror in pairs if (mirror, term) in pairs}
    assert len(backward) >= 0.9 * len(pairs)


def test_code_of_framing_has_no_side_names():
    codes = re.compile(r"[\"'](ARM|AZE|NKR|GEO|ABK|OSS|RUS|TUR)[\"']")
    package = Path(toolkit.__file__).parent
    files = [*(package / "framing").glob("*.py"), *(package / "charts").glob("framing*.py")]
    assert len(files) > 20
    assert [path.name for path in files if codes.search(path.read_text())] == []


FAULTY = """language: en
category: x
oops: 1
labels: call
terms:
- {term: one, forms: [one], usage: [XYZ], neutral: n, source: s}
- {term: one, forms: ["(open"], usage: [], neutral: n, source: s}
- {term: two, forms: [one], usage: [], neutral: n, source: s, mirror: three}
- {term: four, forms: ["{side}?"], usage: [], neutral: n}
- just words
- {term: five, forms: [five], usage: [], neutral: , source: s, source: t}
"""


def test_lexicon_faults_come_all_at_once_with_their_lines(tmp_path):
    file = tmp_path / "bad.yml"
    file.write_text(FAULTY)
    with pytest.raises(DataFileError) as caught:
        load_lexicons(file)
    text = str(caught.value)
    for line, part in (
        (3, "unknown key oops"),
        (4, "labels: a list of words is wanted"),
        (6, "side XYZ is in no file"),
        (7, "closing parenthesis"),
        (7, "term 'one' is given before"),
        (8, "form 'one' is given before"),
        (8, "mirror term 'three'"),
        (9, "lacks source"),
        (10, "is a mapping, not 'just words'"),
        (11, "lacks neutral"),
        (11, "key source is given twice"),
    ):
        assert re.search(rf"bad\.yml: line {line}: .*{re.escape(part)}", text), (line, part, text)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [("a: [1, 2\nb: 3", r"line 2: not YAML"), ("- 1", "line 1: a mapping"), ("category: x", "lacks language")],
)
def test_files_that_are_no_lexicon(tmp_path, content, wanted):
    file = tmp_path / "bad.yml"
    file.write_text(content)
    with pytest.raises(DataFileError, match=wanted):
        load_lexicons(file)
    with pytest.raises(DataFileError, match="no such file"):
        load_lexicons(tmp_path / "none.yml")


@pytest.mark.parametrize(
    ("load", "content"),
    [
        (load_lexicons, "language: en\nterms: none"),
        (load_codebook, "title: t\nvariables: many"),
        (load_indicators, "scheme: s\nlanguage: en\nframes: all"),
    ],
)
def test_what_is_no_list_is_told(tmp_path, load, content):
    file = tmp_path / "bad.yml"
    file.write_text(content)
    with pytest.raises(DataFileError, match=r"line \d: (terms|variables|frames): a list is wanted, not"):
        load(file)


def test_user_frames_are_read_beside_the_projects_and_faults_are_told(tmp_path, score):
    file = tmp_path / "mine.yml"
    file.write_text(
        "scheme: mine\nlanguage: en\nframes:\n- {frame: water, question: Of water?, indicators: [{indicator: rivers, forms: [river*]}]}\n"
    )
    found = score("The rivers rose.", frame_files=file, measure="frame")
    assert ["mine:water", "rivers", "rivers"] in found[["category", "term", "phrase"]].to_numpy().tolist()
    file.write_text(
        "scheme: mine\nlanguage: en\nmeasure: odd\nframes:\n- {frame: water, indicators: [{indicator: a, forms: ['a ?? b']}]}\n- 5\n"
    )
    with pytest.raises(DataFileError) as caught:
        load_indicators(file)
    for part in (
        "line 3: measure 'odd'",
        "line 5: lacks question",
        "line 5: form 'a ?? b'",
        "line 6: a frame is a mapping",
    ):
        assert part in str(caught.value)


def test_schemes_are_those_of_the_literature():
    frames = {item.category for item in load_indicators().items if item.measure == "frame"}
    assert sum(f.startswith("semetko_valkenburg:") for f in frames) == 5
    assert sum(f.startswith("media_frames_corpus:") for f in frames) == 15
    assert all(item.question and item.source for item in load_indicators().items)


def test_codebook_faults_come_all_at_once_with_their_lines(tmp_path):
    file = tmp_path / "book.yml"
    file.write_text(
        "title: x\nextra: 1\nvariables:\n- {variable: a, question: q, level: odd}\n- {variable: b, question: q, level: nominal, values: [yes]}\n"
        "- {variable: c, question: q, level: nominal, values: [u, u]}\n- {variable: d, question: q, level: interval}\n- {variable: d, question: q, level: interval}\n- 7\n"
    )
    with pytest.raises(DataFileError) as caught:
        load_codebook(file)
    for part in (
        "line 2: unknown key",
        "line 4: level 'odd'",
        "line 5: values: a list of words is wanted (YAML reads yes",
        "line 6: values given twice: u",
        "line 8: variable 'd' is given twice",
        "line 9: a variable is a mapping, not '7'",
    ):
        assert part in str(caught.value)
    assert next(v.name for v in load_codebook().variables) == "conflict"


FORMS = [
    ("occupied territor*", "the Occupied  territories", "Occupied  territories"),
    ("so-called", "a so-called vote", "so-called"),
    ("so called", "a so-called vote", "so-called"),
    ("illegal {side}? (armed group*|gang*)", "illegal Armenian armed groups", "illegal Armenian armed groups"),
    ("illegal {side}? (armed group*|gang*)", "illegal gangs", "illegal gangs"),
    ("(very)? {side} fire", "very Georgian fire", "very Georgian fire"),
    ("a _ b", "a big b", "a big b"),
    ("Patriotic War", "patriotic war", None),
    ("war", "warm", None),
    ("war", "a post-war", "war"),
    ("enemy's", "the enemy’s fire", "enemy’s"),
    ("(a (b|c)|d)? e", "a c e", "a c e"),
]


@pytest.mark.parametrize(("form", "text", "wanted"), FORMS)
def test_form_language(form, text, wanted):
    hits = list(Matcher([(0, compile_form(form, "en"))], "en").find(["nothing", text]))
    assert [text[h.start : h.end] for h in hits if h.text == 1] == ([wanted] if wanted else [])


@pytest.mark.parametrize("form", ["", "a)", "(a", "(a|)", "{side}", "_", "a?", "w**", "a,b"])
def test_bad_forms_are_refused(form):
    with pytest.raises(DataFileError, match="form"):
        compile_form(form, "en")


def test_folding_keeps_offsets():
    for text, lang in (("İŞGAL IRMAK", "tr"), ("ẞ İİ Ё", None), ("DÜŞMƏN I", "az")):
        assert len(fold(text, lang)) == len(text)
    assert fold("IRMAK İL", "tr") == "ırmak il"


def test_side_words_name_all_sides_alike():
    words = side_words("en")
    assert {words.code(w) for w in ("armenian", "azerbaijani", "georgian", "abkhaz", "russian")} == {
        "ARM",
        "AZE",
        "GEO",
        "ABK",
        "RUS",
    }
