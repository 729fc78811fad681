"""Framing: wording, names, voices and blame by outlet, each count with its words."""

from toolkit.views.apps import page
from toolkit.views.framing import FramingShort
from toolkit.views.reader import Reader
from toolkit.views.table import Table

page("framing", FramingShort, Reader, Table).servable()
