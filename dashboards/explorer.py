"""Explorer: when, where, who says how many, in whose words, and the text behind it."""

from toolkit.views.apps import page
from toolkit.views.casualties import Casualties
from toolkit.views.framing import FramingShort
from toolkit.views.map import Map
from toolkit.views.reader import Reader
from toolkit.views.table import Table
from toolkit.views.timeline import Timeline

page("explorer", Timeline, Map, Reader, Casualties, FramingShort, Table).servable()
