"""Make the made-up corpus (frames.py) importable by the tests of charts and views."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "charts"))
