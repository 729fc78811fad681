"""Every table of the toolkit, in the order of the flow: what a row is, its key, its columns, units and what null means.

The rooms of the toolkit talk through these tables. Each is a pandas DataFrame (a GeoDataFrame where there is geometry);
``TABLE.check(frame)`` validates one with pandera and reports every fault at once; ``TABLE.empty()`` makes one without rows.

Null means "not stated" or "could not be told"; 0 means "stated to be none"; no row means "looked and found none".
``start`` and ``end`` count characters of ``articles.text`` of the same ``article_id`` and span the words a row was read from.
"""

from __future__ import annotations

from toolkit.schema import Table
from toolkit.schema import column as _c

OUTCOMES = ("killed", "wounded", "captured", "missing")
STATUSES = ("military", "civilian", "police", "mixed", "unknown")
POLARITIES = ("asserted", "denied")
SCOPES = ("incident", "cumulative", "background")
PARTS = ("title", "standfirst", "heading", "body")
VOICE_KINDS = ("own", "direct", "indirect", "carried")
ROLES = ("official", "military", "civilian", "expert", "media", "third_party", "unknown")
MENTION_KINDS = ("place", "demonym", "organisation", "event", "person", "other")
PLACE_KINDS = ("settlement", "district", "region", "country", "corridor", "water", "mountain", "other")
RELATIONS = ("at", "near", "direction", "between", "area")
NAME_USAGES = (
    "armenian",
    "azerbaijani",
    "georgian",
    "abkhaz",
    "ossetian",
    "russian",
    "turkish",
    "international",
    "shared",
)
BLAME_STATUSES = ("fact", "claimed", "accused", "accused_by_authorities", "denied")
EVENT_TYPES = (  # ACLED sub-event types, and the chronicle's three kinds of record that are no armed event
    "Armed clash",
    "Attack",
    "Shelling/artillery/missile attack",
    "Air/drone strike",
    "Remote explosive/landmine/IED",
    "Abduction/forced disappearance",
    "Non-violent: accident",
    "Non-violent: transfer of territory",
    "Non-violent: arrest",
    "Other",
)
ORIGINS = ("articles", "chronicle")
#: Evidence grades of an incident, weakest first; see ``toolkit.incidents`` for the rule behind each.
GRADES = ("single_claim", "one_side", "both_sides", "admitted")


_ARTICLE = _c("article_id", "str", "the article the row was read from")
_START = _c("start", "int", "first character of the words read", unit="characters of articles.text")
_END = _c("end", "int", "one past the last character of the words read", unit="characters of articles.text")

ARTICLES = Table(
    "articles",
    "one article as cleaned: title, standfirst and body, without the furniture of the page",
    ("article_id",),
    (
        _c("article_id", "str", "stable: the id given by the source, else made from outlet and text"),
        _c("url", "str", "address", null="not known"),
        _c("domain", "str", "domain of the address, or as given", null="not known"),
        _c("outlet", "str", "name of the outlet", null="not known"),
        _c(
            "outlet_side",
            "str",
            "side whose country or body the outlet belongs to (data/sides, data/outlets)",
            null="not known, or of no side",
        ),
        _c("title", "str", "headline; also the first line of text", null="the page has none"),
        _c("standfirst", "str", "summary under the headline; also the second line of text", null="the page has none"),
        _c("published_at", "time", "when first published", null="not stated"),
        _c(
            "published_precision",
            "str",
            "how exactly published_at is known",
            null="published_at is null",
            allowed=("second", "minute", "day", "month", "year"),
        ),
        _c("updated_at", "time", "when last changed", null="not stated"),
        _c("section", "str", "section of the site, as printed", null="not stated"),
        _c("byline", "str", "author, as printed", null="not stated"),
        _c("agencies", "list", "agencies and sources credited for the text, as printed"),
        _c("photo_credit", "str", "credit of photographs, as printed", null="not stated"),
        _c("reading_minutes", "int", "reading time as printed", unit="minutes", null="not stated"),
        _c("lang", "str", "ISO 639-1 code", null="too short to tell"),
        _c("text", "str", "title, standfirst and body, one paragraph a line; what every start and end refers to"),
        _c("n_words", "int", "words in text", unit="words"),
        _c("source_file", "str", "file or address it was read from, with the row where there are several"),
        _c("retrieved_at", "time", "when fetched from the web", null="read from a file that does not say"),
        _c("note", "str", "a mark that must be shown with the article, such as 'written for teaching'", null="none"),
        _c("problem", "str", "what could not be read of it, in words", null="nothing"),
    ),
)

LINES = Table(
    "lines",
    "one line of a page as received, and what became of it in cleaning (the map from articles.text back to the raw text)",
    ("article_id", "line"),
    (
        _ARTICLE,
        _c("line", "int", "number of the line in the raw text, from 0"),
        _c("raw", "str", "the line as received, verbatim"),
        _c("raw_start", "int", "first character in the raw text", unit="characters of the raw text"),
        _c("raw_end", "int", "one past the last character in the raw text", unit="characters of the raw text"),
        _c(
            "role",
            "str",
            "title, standfirst, heading, body, or the kind of furniture: section, reading_time, date, byline, photo_credit, source, related, headlines, share, menu, comment, cookie, repeat, blank, other",
        ),
        _c("reason", "str", "why the line was dropped from text, in words", null="kept"),
        _c("start", "int", "first character in articles.text", unit="characters of articles.text", null="dropped"),
        _c(
            "end",
            "int",
            "one past the last character in articles.text",
            unit="characters of articles.text",
            null="dropped",
        ),
    ),
)

PROBLEMS = Table(
    "problems",
    "one thing that could not be read, and what was done about it",
    (),
    (
        _c("source_file", "str", "file or address"),
        _c("place", "str", "row, line or entry in it", null="the whole source"),
        _c("problem", "str", "what is wrong, in words"),
        _c("action", "str", "what was done: rejected, kept with nulls, decoded as ..."),
    ),
)

COPIES = Table(
    "copies",
    "one article in a group of near-duplicates",
    ("article_id",),
    (
        _c("copy_group", "str", "id of the group: the article_id of its earliest member"),
        _ARTICLE,
        _c("is_earliest", "bool", "true for the earliest member"),
        _c("shared_share", "float", "share of this article's text that the earliest member has too", unit="0 to 1"),
        _c("agency", "str", "agency that the group credits", null="none named"),
        _c("added", "list", "sentences that the earliest member lacks"),
        _c("cut", "list", "sentences of the earliest member that this one lacks"),
        _c("changed", "list", "pairs 'before -> after' of sentences that differ in some words"),
    ),
)

SENTENCES = Table(
    "sentences",
    "one sentence, headline or bullet",
    ("sentence_id",),
    (
        _c("sentence_id", "str", "article_id:n"),
        _ARTICLE,
        _c("n", "int", "place in the article, from 0"),
        _START,
        _END,
        _c("text", "str", "the sentence, verbatim"),
        _c("part", "str", "where it stands", allowed=PARTS),
        _c("paragraph", "int", "number of the paragraph (line of text), from 0"),
        _c("lang", "str", "ISO 639-1 code of the article", null="not known"),
    ),
)

VOICES = Table(
    "voices",
    "one stretch of a sentence in one voice; the stretches of a sentence cover it without overlap",
    ("voice_id",),
    (
        _c("voice_id", "str", "sentence_id:n"),
        _ARTICLE,
        _c("sentence_id", "str", "the sentence it is part of"),
        _START,
        _END,
        _c(
            "kind",
            "str",
            "own (the outlet itself), direct (in quotation marks), indirect (reported), carried (source of a sentence before)",
            allowed=VOICE_KINDS,
        ),
        _c("voice", "str", "a side's code, OUTLET, or OTHER for third parties"),
        _c("source", "str", "the source as the text names it", null="own voice, or source not named"),
        _c(
            "source_start",
            "int",
            "first character of source",
            unit="characters of articles.text",
            null="source is null",
        ),
        _c(
            "source_end",
            "int",
            "one past the last character of source",
            unit="characters of articles.text",
            null="source is null",
        ),
        _c("role", "str", "who the source is", allowed=ROLES),
        _c(
            "gender",
            "str",
            "of a named person, where the text states it",
            null="not stated",
            allowed=("female", "male"),
        ),
        _c("cue", "str", "the reporting words that decided", null="own voice"),
        _c("chain", "list", "media named between the source and this outlet, nearest first"),
    ),
)

MENTIONS = Table(
    "mentions",
    "one name found in a text that is, or looks like, the name of a place",
    ("mention_id",),
    (
        _c("mention_id", "str", "article_id:start"),
        _ARTICLE,
        _START,
        _END,
        _c("surface", "str", "the name as written, verbatim"),
        _c("kind", "str", "place, demonym, or what else the name is part of here", allowed=MENTION_KINDS),
        _c("name_key", "str", "the folded gazetteer name it matched"),
        _c("suffix", "str", "inflection that was taken off", null="none"),
        _c("place_ids", "list", "every gazetteer entry of that name"),
        _c("before", "str", "up to 60 characters before the name"),
        _c("after", "str", "up to 60 characters after it"),
    ),
)

PLACES = Table(
    "places",
    "one mention with the place it was resolved to",
    ("mention_id",),
    (
        *MENTIONS.columns,
        _c("place_id", "str", "gazetteer id", null="could not be told; see reason"),
        _c("name", "str", "neutral English name of the place", null="place_id is null"),
        _c("place_kind", "str", "kind of place", null="place_id is null", allowed=PLACE_KINDS),
        _c(
            "country",
            "str",
            "ISO 3166 alpha-3 code of the internationally recognised state",
            null="place_id is null, or water and ranges between states",
        ),
        _c(
            "lat",
            "float",
            "representative point, degrees north",
            unit="degrees",
            null="place_id is null or no point known",
        ),
        _c(
            "lon",
            "float",
            "representative point, degrees east",
            unit="degrees",
            null="place_id is null or no point known",
        ),
        _c("geometry", "geometry", "point, 25 km disc, polygon or line, as exact as where_prec", null="no point known"),
        _c(
            "where_prec",
            "int",
            "UCDP: 1 exact, 2 within 25 km, 3 district, 4 region, 5 line or area, 6 country, 7 water or air",
            null="place_id is null",
        ),
        _c("relation", "str", "how the text places the event to the name", allowed=RELATIONS),
        _c("metonym", "bool", "true when the name stands for a government"),
        _c(
            "name_usage",
            "str",
            "whose name for the place the author chose",
            null="the name does not tell",
            allowed=NAME_USAGES,
        ),
        _c("score", "float", "how sure the resolution is", unit="0 to 1"),
        _c("alternatives", "list", "other place_ids, best first"),
        _c("reason", "str", "why this place, or why none, in words"),
    ),
)

CLAIMS = Table(
    "claims",
    "one statement that a number of people were killed, wounded, captured or went missing, or that none were",
    ("claim_id",),
    (
        _c("claim_id", "str", "article_id:c:n, or the incident's id and n in the chronicle"),
        _c("article_id", "str", "the article", null="a claim of the chronicle: see source_url"),
        _c("sentence_id", "str", "the sentence", null="a claim of the chronicle"),
        _c(
            "start",
            "int",
            "first character of the words read",
            unit="characters of articles.text",
            null="a claim of the chronicle",
        ),
        _c(
            "end",
            "int",
            "one past the last character",
            unit="characters of articles.text",
            null="a claim of the chronicle",
        ),
        _c("outcome", "str", "what happened to the people", allowed=OUTCOMES),
        _c("low", "int", "at least so many", unit="people", null="no lower bound stated"),
        _c("high", "int", "at most so many", unit="people", null="no upper bound stated"),
        _c("number_text", "str", "the number as written", null="no number stated, or a claim of the chronicle"),
        _c("side", "str", "whose people: a side's code, BOTH, OTHER or UNKNOWN"),
        _c("status", "str", "military, civilian, police, mixed or unknown", allowed=STATUSES),
        _c("claimant", "str", "a side's code, OUTLET or OTHER"),
        _c("claimant_text", "str", "the source as named", null="not named"),
        _c("polarity", "str", "denied when the claim is reported as denied", allowed=POLARITIES),
        _c("scope", "str", "incident, cumulative (a running total) or background (another event)", allowed=SCOPES),
        _c(
            "part_of", "str", "claim_id whose number already includes this one, or that this repeats", null="of its own"
        ),
        _c("revises", "str", "claim_id of the earlier figure this one replaces", null="none"),
        _c("denied_by", "str", "side that publicly rejects the figure or the act it is tied to", null="none known"),
        _c("event_start_date", "date", "first day of the event", null="cannot be told"),
        _c("event_end_date", "date", "last day of the event", null="one day, or cannot be told"),
        _c(
            "date_prec",
            "int",
            "UCDP: 1 exact day, 2 within 2-6 days, 3 week, 4 month, 5 longer",
            null="event_start_date is null",
        ),
        _c("place_id", "str", "where the event is put", null="cannot be told"),
        _c("said_at", "time", "when the statement was made or published", null="not known"),
        _c("source_url", "str", "address of the statement", null="an article's claim, or unsourced"),
        _c("origin", "str", "articles or chronicle", allowed=ORIGINS),
        _c("rules", "list", "'field: rule' for each decision"),
    ),
)

BLAMES = Table(
    "blames",
    "one statement that lays responsibility for violence on a side",
    ("blame_id",),
    (
        _c("blame_id", "str", "article_id:b:n"),
        _ARTICLE,
        _c("sentence_id", "str", "the sentence"),
        _START,
        _END,
        _c("accuser", "str", "a side's code, OUTLET or OTHER"),
        _c("accused", "str", "a side's code or OTHER"),
        _c("status", "str", "MUC perpetrator confidence", allowed=BLAME_STATUSES),
        _c("act", "str", "the words for the act, as written"),
        _c("rules", "list", "'field: rule' for each decision"),
    ),
)

MAIN_EVENTS = Table(
    "main_events",
    "the main armed event that one article reports, as its text gives or implies it",
    ("article_id",),
    (
        _ARTICLE,
        _c("incident_date", "date", "first day of the event", null="cannot be told"),
        _c("end_date", "date", "last day of the event", null="one day, or cannot be told"),
        _c(
            "date_prec",
            "int",
            "UCDP: 1 exact day, 2 within 2-6 days, 3 week, 4 month, 5 longer",
            null="incident_date is null",
        ),
        _c("place_id", "str", "gazetteer id of the most specific place it is put at", null="none named"),
        _c("place_name", "str", "neutral English name of that place", null="none named"),
        _c("sentence_id", "str", "the sentence that tells place or date", null="none does"),
        _c("reason", "str", "how date and place were told, in words"),
    ),
)

INCIDENTS = Table(
    "incidents",
    "one armed incident as a group of reports (origin articles) or a record of the chronicle",
    ("incident_id",),
    (
        _c("incident_id", "str", "first day and place, with a letter where several share both"),
        _c("label", "str", "neutral label: kind of event, place, date"),
        _c("origin", "str", "articles or chronicle", allowed=ORIGINS),
        _c("event_type", "str", "ACLED sub-event type", allowed=EVENT_TYPES),
        _c("start_date", "date", "first day", null="cannot be told"),
        _c("end_date", "date", "last day", null="one day, or cannot be told"),
        _c("date_prec", "int", "UCDP date_prec 1 to 5", null="start_date is null"),
        _c("event_clarity", "int", "UCDP: 1 a single event, 2 an aggregate of several"),
        _c("place_id", "str", "gazetteer id of the main place", null="cannot be told or not in the gazetteer"),
        _c("place_name", "str", "neutral name of the main place", null="cannot be told"),
        _c("country", "str", "ISO 3166 alpha-3 code of the recognised state", null="cannot be told"),
        _c("lat", "float", "degrees north", unit="degrees", null="not known"),
        _c("lon", "float", "degrees east", unit="degrees", null="not known"),
        _c("where_prec", "int", "UCDP where_prec 1 to 7", null="not known"),
        _c("geometry", "geometry", "point, disc, polygon or line", null="not known"),
        _c("sides", "list", "codes of the sides that took part or were harmed, in alphabetical order"),
        _c("n_articles", "int", "articles that report it (0 for the chronicle)", unit="articles"),
        _c("n_independent", "int", "independent sources, copies counted once", unit="sources"),
        _c("n_claims", "int", "claims about it", unit="claims"),
        _c("grade", "str", "strength of the evidence", allowed=GRADES),
        _c("grade_reason", "str", "the rule that gave the grade, in words"),
        _c("same_as", "str", "incident_id of the chronicle's record of the same event", null="none matched"),
        _c("note", "str", "a mark that must be shown with it", null="none"),
    ),
)

REPORTS = Table(
    "reports",
    "one claim or article put into an incident",
    (),
    (
        _c("incident_id", "str", "the incident"),
        _c("article_id", "str", "the article", null="a claim of the chronicle"),
        _c("claim_id", "str", "the claim", null="the article as a whole"),
        _c("score", "float", "how well it fits", unit="0 to 1"),
        _c("reason", "str", "why it was put there, in words"),
    ),
)

TOLLS = Table(
    "tolls",
    "what a careful reader writes down for one incident (or one article): the people of one side with one outcome, as one or more claimants give them",
    (),
    (
        _c("incident_id", "str", "the incident", null="the toll of an article that is in no incident"),
        _c(
            "article_id",
            "str",
            "the article the toll was read from",
            null="the toll of the incident over all its reports",
        ),
        _c("side", "str", "whose people"),
        _c("outcome", "str", "what happened to them", allowed=OUTCOMES),
        _c("status", "str", "military, civilian, police, mixed or unknown", allowed=STATUSES),
        _c("low", "int", "at least", unit="people", null="no lower bound stated"),
        _c("high", "int", "at most", unit="people", null="no upper bound stated"),
        _c("claimants", "list", "who gives this figure: sides' codes, OUTLET, OTHER"),
        _c("claim_ids", "list", "the claims it was added up from"),
        _c("n_independent", "int", "independent sources of the figure", unit="sources"),
        _c("as_of", "time", "publication of the latest claim in it", null="not known"),
        _c("contested", "bool", "true when another row gives a figure that excludes this one"),
    ),
)

FRAMES = Table(
    "frames",
    "one piece of wording that a framing measure counted",
    ("frame_id",),
    (
        _c("frame_id", "str", "article_id:f:n"),
        _ARTICLE,
        _c("sentence_id", "str", "the sentence", null="the article as a whole"),
        _START,
        _END,
        _c("measure", "str", "loaded_wording, place_name, frame, harm_voice, war_peace"),
        _c("category", "str", "category within the measure, such as territory_status or conflict"),
        _c("term", "str", "the term family or indicator that matched"),
        _c("phrase", "str", "the words, verbatim"),
        _c("voice", "str", "who says it: a side's code, OUTLET or OTHER"),
        _c("usage_side", "str", "side whose usage the term is", null="none, or of no one side"),
        _c("about_side", "str", "side the wording is about", null="cannot be told"),
        _c("quoted", "bool", "true inside quotation marks"),
        _c("negated", "bool", "true when the wording is denied or rejected"),
        _c("value", "float", "score of the measure, where it has one", null="a count of one"),
    ),
)

#: The tables of a corpus, in the order of the flow.
TABLES = {
    table.name: table
    for table in (
        ARTICLES,
        LINES,
        PROBLEMS,
        COPIES,
        SENTENCES,
        VOICES,
        MENTIONS,
        PLACES,
        CLAIMS,
        BLAMES,
        MAIN_EVENTS,
        INCIDENTS,
        REPORTS,
        TOLLS,
        FRAMES,
    )
}
