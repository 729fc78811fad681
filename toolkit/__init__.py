"""Study how news reports armed incidents in the South Caucasus. The public names, in the order of the flow.

Names are imported on first use, so that ``import toolkit`` is fast.
"""

from importlib import import_module as _import_module

__version__ = "0.1.0"

_PUBLIC = {
    "load_sides": "toolkit.sides",
    "read_articles": "toolkit.articles",
    "explain_cleaning": "toolkit.articles",
    "find_copies": "toolkit.articles",
    "attribute_voices": "toolkit.voices",
    "load_gazetteer": "toolkit.places",
    "find": "toolkit.places",
    "resolve": "toolkit.places",
    "geocode": "toolkit.places",
    "explain_place": "toolkit.places",
    "extract_claims": "toolkit.claims",
    "extract_blames": "toolkit.claims",
    "explain_claim": "toolkit.claims",
    "group_incidents": "toolkit.incidents",
    "explain_incident": "toolkit.incidents",
    "load_chronicle": "toolkit.incidents",
    "score_framing": "toolkit.framing",
    "share_of_voice": "toolkit.framing",
    "name_choice": "toolkit.framing",
    "blame_and_agency": "toolkit.framing",
    "frames_summary": "toolkit.framing",
    "war_peace_summary": "toolkit.framing",
    "contrast": "toolkit.framing",
    "mirror": "toolkit.framing",
    "silence_matrix": "toolkit.framing",
    "agreement": "toolkit.framing",
    "code_articles": "toolkit.views.coding",
    "browse_disagreements": "toolkit.views.disagreements",
    "Corpus": "toolkit.corpus",
    "analyse": "toolkit.corpus",
    "load_sample": "toolkit.corpus",
}

__all__ = [*_PUBLIC, "__version__"]


def __getattr__(name: str):
    if name not in _PUBLIC:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    value = getattr(_import_module(_PUBLIC[name]), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted(__all__)
