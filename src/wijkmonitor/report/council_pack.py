"""From a choice to a pack: the story is told, drawn and packed. The browser and the command line both come here."""

from __future__ import annotations

from wijkmonitor.report.council_pdf import Progress, quiet
from wijkmonitor.report.drawing import drawer
from wijkmonitor.report.pack import Pack, pack
from wijkmonitor.report.pptx import pptx
from wijkmonitor.report.story import Choice, tell
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Text

_TELLING = Text(nl="Het verhaal samenstellen", en="Putting the story together")


def council_pack(snapshot: Snapshot, choice: Choice, progress: Progress = quiet) -> Pack:
    """The pack of a choice; what the snapshot does not have, or what is too much for one story, is named on its last slides."""
    progress(0, _TELLING)
    deck = tell(snapshot, choice)
    return pack(deck, snapshot, pptx, drawer(snapshot, choice.lang), progress)
