"""Casualties: who says how many of whose people, claim by claim, with the source of each."""

from toolkit.views.apps import page
from toolkit.views.casualties import Casualties
from toolkit.views.reader import Reader
from toolkit.views.table import Table

page("casualties", Casualties, Reader, Table).servable()
