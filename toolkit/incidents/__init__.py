"""Incidents: reports grouped, tolls added up, and the chronicle of real incidents."""

from toolkit.incidents.tolls import add_up

__all__ = ["add_up"]
