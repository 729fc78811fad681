"""Casualties: who says how many of whose people, claim by claim, with the source of each."""

from toolkit.views.apps import page
from toolkit.views.casualties import Casualties
from toolkit.views.changed import Changed
from toolkit.views.conceded import Conceded, Revisions
from toolkit.views.overtime import OverTime
from toolkit.views.reader import Reader

page("casualties", Casualties, Reader, OverTime, Conceded, Changed, Revisions).servable()
