"""Timeline: incidents over time beside the articles that were read, and where they were."""

from toolkit.views.apps import page
from toolkit.views.map import Map
from toolkit.views.reader import Reader
from toolkit.views.table import Table
from toolkit.views.timeline import Timeline

page("timeline", Timeline, Map, Reader, Table).servable()
