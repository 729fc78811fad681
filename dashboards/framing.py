"""Framing: wording, voices, names and frames by outlet; one incident told by several; each count with its words."""

from toolkit.views.apps import page
from toolkit.views.framing import FramingShort
from toolkit.views.framing_charts import Contrast, GenericFrames, NameChoice, ShareOfVoice, Silence
from toolkit.views.framing_more import HowHarmIsTold, WarAndPeace, WhoBlames
from toolkit.views.mirror import Mirror
from toolkit.views.reader import Reader

page(
    "framing",
    Mirror,
    Reader,
    FramingShort,
    ShareOfVoice,
    NameChoice,
    WhoBlames,
    HowHarmIsTold,
    GenericFrames,
    WarAndPeace,
    Contrast,
    Silence,
).servable()
