"""Incidents: reports grouped, tolls added up, the chronicle of real incidents, and the forms in which others read them."""

from toolkit.incidents.chronicle import Chronicle, load_chronicle
from toolkit.incidents.clocks import revisions, toll_as_known, undated
from toolkit.incidents.concede import claimed_vs_conceded
from toolkit.incidents.contradict import contradictions
from toolkit.incidents.explain import account_for, explain_incident
from toolkit.incidents.exports import Export, to_acled, to_ucdp_ged
from toolkit.incidents.files import to_csv, to_geojson
from toolkit.incidents.group import Grouping, group, group_incidents
from toolkit.incidents.match import match_chronicle
from toolkit.incidents.tolls import add_up

__all__ = [
    "Chronicle",
    "Export",
    "Grouping",
    "account_for",
    "add_up",
    "claimed_vs_conceded",
    "contradictions",
    "explain_incident",
    "group",
    "group_incidents",
    "load_chronicle",
    "match_chronicle",
    "revisions",
    "to_acled",
    "to_csv",
    "to_geojson",
    "to_ucdp_ged",
    "toll_as_known",
    "undated",
]
