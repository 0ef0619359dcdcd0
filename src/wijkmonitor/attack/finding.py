"""What the attacker found, said so that the makers of a snapshot can mend it without learning who it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wijkmonitor.estimate import K
from wijkmonitor.fault import Fault, InputFaults
from wijkmonitor.text import Text

FEWER = Text(nl=f"minder dan {K} mensen", en=f"fewer than {K} people")
UNKNOWN_PEOPLE = Text(nl="onbekend hoeveel mensen", en="an unknown number of people")

_SAFE = Text(
    nl=f"niets dat over minder dan {K} mensen gaat, ook niet door cijfers te combineren",
    en=f"nothing about fewer than {K} people, not even by combining figures",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may not be known, or that cannot be judged.

    ``about``: the set of people in words (areas, groups), never who they are; ``how``: the published cells or the field it
    follows from; ``people``: how many, in words only; ``remedy``: what to do. ``edition`` and ``indicator`` are "" for a
    finding about a file.
    """

    snapshots: tuple[str, ...]
    edition: str
    indicator: str
    about: Text
    how: Text
    remedy: Text
    people: Text = FEWER

    def fault(self) -> Fault:
        """As a fault, so that the command line and the dashboard say it as they say faults in files."""
        about = " · ".join(part for part in (self.edition, self.indicator) if part)
        found = Text(
            nl=f"{self.about.nl} ({self.people.nl}), af te leiden uit: {self.how.nl}",
            en=f"{self.about.en} ({self.people.en}), follows from: {self.how.en}",
        )
        return Fault(", ".join(self.snapshots), found, _SAFE, self.remedy, column=about or None)


class DisclosureRisk(InputFaults):
    """A snapshot that may not be published; ``findings`` say why, ``faults`` say the same for the screen."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(finding.fault() for finding in self.findings)


def refuse(findings: Iterable[Finding]) -> None:
    """Raise :class:`DisclosureRisk` when anything was found."""
    found = tuple(findings)
    if found:
        raise DisclosureRisk(found)
