"""Incidents: reports grouped, tolls added up, and the chronicle of real incidents."""

from toolkit.incidents.chronicle import Chronicle, load_chronicle
from toolkit.incidents.group import group_incidents
from toolkit.incidents.match import match_chronicle
from toolkit.incidents.tolls import add_up

__all__ = ["Chronicle", "add_up", "group_incidents", "load_chronicle", "match_chronicle"]
