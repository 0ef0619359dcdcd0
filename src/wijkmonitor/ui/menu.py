"""The menu: every page once, in the order in which it is shown. The stem of a page's file is its address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wijkmonitor.edition import Dataset
from wijkmonitor.indicator import Theme
from wijkmonitor.text import Text

PRODUCT = "wijkmonitor"
PAGES_FOLDER = Path(__file__).resolve().parents[3] / "pages"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: the stem of its file, its name in the menu, the themes whose figures it shows, and the datasets it shows apart
    from any figure."""

    stem: str
    title: Text
    themes: tuple[Theme, ...] = ()
    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the menu; ``folder`` holds the files of its pages."""

    folder: str
    title: Text
    entries: tuple[Entry, ...]

    def files(self, root: Path | None = None) -> dict[Entry, Path]:
        """The pages of this section that exist."""
        folder = (root or PAGES_FOLDER) / self.folder
        found = {entry: folder / f"{entry.stem}.py" for entry in self.entries}
        return {entry: path for entry, path in found.items() if path.is_file()}


SECTIONS = (
    Section(
        "verkennen",
        Text(nl="Verkennen", en="Explore"),
        (
            Entry("overzicht", Text(nl="Overzicht", en="Overview"), (Theme.CONTEXT,)),
            Entry("ontmoetingsplekken", Text(nl="Ontmoetingsplekken", en="Meeting places"), (Theme.PLACES,)),
            Entry("initiatieven", Text(nl="Initiatieven", en="Initiatives"), (Theme.INITIATIVES,)),
            Entry("doenvermogen", Text(nl="Doenvermogen", en="Capacity to take part"), (Theme.CAPACITY,)),
            Entry("sociaal_kapitaal", Text(nl="Sociaal kapitaal", en="Social capital"), (Theme.TIES,)),
            Entry("samenwerking", Text(nl="Samenwerking", en="Collaboration"), (Theme.COLLABORATION,)),
            Entry("gemeente", Text(nl="De gemeente", en="The municipality"), (Theme.MUNICIPALITY,)),
        ),
    ),
    Section(
        "duiden",
        Text(nl="Duiden", en="Understand"),
        (
            Entry("wijkprofiel", Text(nl="Wijkprofiel", en="Area profile")),
            Entry("vergelijken", Text(nl="Vergelijken", en="Compare")),
            Entry("door_de_jaren", Text(nl="Door de jaren", en="Through the years")),
            Entry("aanpakken", Text(nl="Aanpakken", en="Approaches")),
            Entry("voorbeelden", Text(nl="Voorbeelden", en="Examples")),
            Entry(
                "extra_plek",
                Text(nl="Waar helpt een plek erbij?", en="Where would one more place help?"),
                datasets=(Dataset.CANDIDATE_SITES,),
            ),
        ),
    ),
    Section(
        "raad",
        Text(nl="Raad", en="Council"),
        (
            Entry("presentatie", Text(nl="Presentatie", en="Presentation")),
            Entry("momentopnamen", Text(nl="Momentopnamen", en="Snapshots")),
        ),
    ),
    Section(
        "beheer",
        Text(nl="Beheer", en="Manage"),
        (
            Entry("gegevens", Text(nl="Gegevens", en="Data")),
            Entry("weerwoord", Text(nl="Weerwoord", en="Responses")),
            Entry("verantwoording", Text(nl="Verantwoording", en="Accountability")),
            Entry("methoden", Text(nl="Methoden", en="Methods")),
        ),
    ),
)


def existing(root: Path | None = None) -> dict[Entry, Path]:
    """Every page that exists, in the order of the menu; the first is the one that opens by itself."""
    return {entry: path for section in SECTIONS for entry, path in section.files(root).items()}


def showing(theme: Theme) -> list[Entry]:
    """The pages that show the figures of a theme, whether or not their file exists yet."""
    return [entry for section in SECTIONS for entry in section.entries if theme in entry.themes]
