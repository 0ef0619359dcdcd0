"""The slide with which a story about a withdrawn snapshot begins: when it was withdrawn, by whom and why."""

from __future__ import annotations

from wijkmonitor.figures import foot
from wijkmonitor.publications import Withdrawal
from wijkmonitor.report import notes
from wijkmonitor.report.slide import Slide, WordsBody
from wijkmonitor.report.telling import Telling
from wijkmonitor.text import Text

_TOPIC = Text(nl="Let op", en="Mind")
_SAID = Text(
    nl="Deze cijfers zijn ingetrokken, omdat ze niet kloppen.",
    en="These figures were withdrawn, because they are wrong.",
)


def slides(telling: Telling, wrong: Withdrawal | None) -> list[Slide]:
    """One slide, or none while the snapshot stands (``wrong`` is None)."""
    if wrong is None:
        return []
    why = foot.why(wrong, telling.lang)
    said, lines = telling.say(_SAID), (why[:1].upper() + why[1:], telling.say(foot.DO_NOT_USE))
    alt, told = " ".join([said, *lines]), (notes.of_snapshot(telling),)
    return [Slide("ingetrokken", telling.say(_TOPIC), said, WordsBody(lines), alt, told, telling.estimates([], []))]
