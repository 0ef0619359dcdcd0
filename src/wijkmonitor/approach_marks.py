"""By which marks each approach is known, in plain words, once.

A mark is something the makers of an approach say it should have. The register tells whether an initiative has it
(``methods.approach_checks``); pages show it as met, not met or not known. It is never a verdict on the initiative: an
initiative may have good reasons to do it another way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wijkmonitor.text import Text

CIRCLE_PERSONS = (9, 12)
"""Fewest and most participants of a Buurtcirkel."""
ELEMENTS = 6
"""The working elements of ABCD; the register has a column for each, ``abcd_1`` to ``abcd_6``."""


class MarkState(StrEnum):
    """Whether an initiative has a mark of its approach, as the register tells."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"

    @property
    def text(self) -> Text:
        return _STATE_WORDS[self]


_STATE_WORDS = {
    MarkState.MET: Text(nl="ja", en="yes"),
    MarkState.NOT_MET: Text(nl="nee", en="no"),
    MarkState.UNKNOWN: Text(nl="niet bekend", en="not known"),
}


@dataclass(frozen=True, slots=True)
class ApproachMark:
    """One mark: its key, the approach (a category of ``groups.APPROACH``) and what it asks."""

    key: str
    approach: str
    about: Text


_MARKS = (
    ApproachMark(
        "buurtcirkel_size",
        "buurtcirkel",
        Text(nl="{least} tot en met {most} deelnemers", en="{least} to {most} participants").fill(
            least=CIRCLE_PERSONS[0], most=CIRCLE_PERSONS[1]
        ),
    ),
    ApproachMark("buurtcirkel_volunteer", "buurtcirkel", Text(nl="er is een vrijwilliger", en="there is a volunteer")),
    ApproachMark("buurtcirkel_coach", "buurtcirkel", Text(nl="er is een coach", en="there is a coach")),
    ApproachMark("buurtcirkel_temporary", "buurtcirkel", Text(nl="hulp is tijdelijk", en="help is temporary")),
    ApproachMark("abcd_1", "abcd", Text(nl="begint bij wat mensen kunnen", en="starts from what people can do")),
    ApproachMark("abcd_2", "abcd", Text(nl="bewoners hebben de leiding", en="residents lead")),
    ApproachMark(
        "abcd_3",
        "abcd",
        Text(
            nl="brengt mensen, clubs en plekken in kaart die iets te bieden hebben",
            en="maps the people, associations and places that have something to offer",
        ),
    ),
    ApproachMark("abcd_4", "abcd", Text(nl="brengt mensen met elkaar in contact", en="connects people")),
    ApproachMark("abcd_5", "abcd", Text(nl="de buurt bepaalt zelf wat er gebeurt", en="the buurt sets its own agenda")),
    ApproachMark(
        "abcd_6",
        "abcd",
        Text(nl="hulp van buiten komt alleen als aanvulling", en="help from outside comes only in addition"),
    ),
    ApproachMark("bruis_complex", "bruis", Text(nl="er is een wooncomplex genoemd", en="a housing complex is named")),
    ApproachMark("bruis_clubs", "bruis", Text(nl="er is ten minste één clubje", en="there is at least one club")),
    ApproachMark("wijkeconomie_paid", "wijkeconomie", Text(nl="er is betaald werk", en="there is paid work")),
    ApproachMark(
        "wijkeconomie_profit",
        "wijkeconomie",
        Text(nl="een deel van de winst gaat naar de wijk", en="a share of the profit goes to the wijk"),
    ),
)
MARKS: dict[str, ApproachMark] = {mark.key: mark for mark in _MARKS}
"""Every mark by its key, in the order in which they are shown."""


def of_approach(approach: str) -> tuple[ApproachMark, ...]:
    """The marks of one approach, none for an approach without marks."""
    return tuple(mark for mark in MARKS.values() if mark.approach == approach)


def approaches() -> tuple[str, ...]:
    """The approaches that have marks, in the order in which they are shown."""
    return tuple(dict.fromkeys(mark.approach for mark in MARKS.values()))
