"""What there is in an area, before anything that is missing: ties, places, initiatives, organisations and willing residents.

One asset per layer of a neighbourhood, in the order of the layers. Each is told in plain words with its verdict where it has
one; what is not known is said to be not known, never to be lacking. Nothing is ranked and no area is laid beside another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import K, Reason, Verdict
from wijkmonitor.figures import lens as lenses
from wijkmonitor.figures import lists, things, words
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.things import Link
from wijkmonitor.groups import LENS, PLACE_TYPE, THEME, Dimension
from wijkmonitor.indicator import Indicator, Theme
from wijkmonitor.snapshot import Snapshot
from wijkmonitor.text import Lang, Text, listing, number

TIES = ("strong_ties", "bridging")
WILLING = "would_like_active_but_is_not"
MOST_NAMED, _MOST_KINDS = 3, 3
_OTHER_KIND = "other"
_FIRM = (Verdict.SAID.value, Verdict.CARE.value)

TITLE = Text(nl="Wat er is in {name}", en="What there is in {name}")
_WILLING_TITLE = Text(nl="Bewoners die willen", en="Residents who are willing")
_NO_FILE = Text(nl="Voor {e} is er geen bestand met {d}.", en="For {e} there is no file with {d}.")
_NOT_ASKED = Text(nl="Dit is voor deze groep niet apart gevraagd.", en="This was not asked separately for this group.")
_NOTHING = Text(nl="Geen cijfer: {why}.", en="No figure: {why}.")
_MODELLED = Text(
    nl="Hier is alleen een modelschatting: {amount} {what}.", en="There is only a model estimate here: {amount} {what}."
)
_SHARE = Text(nl="van de {who} {what} ({between}; {verdict})", en="of {who} {what} ({between}; {verdict})")
_OTHER = Text(nl="{amount} {what} ({between}; {verdict}).", en="{amount} {what} ({between}; {verdict}).")
_DOES = {
    "strong_ties": Text(nl="heeft dichtbij iemand om op terug te vallen", en="have someone close to fall back on"),
    "bridging": Text(nl="kent mensen die anders zijn", en="know people unlike themselves"),
    WILLING: Text(
        nl="wil iets doen voor de buurt en doet dat nu nog niet",
        en="would like to do something for the buurt and do not do so yet",
    ),
}
_PLACES = Text(nl="ontmoetingsplekken op de lijst", en="meeting places on the list")
_PLACE = Text(nl="ontmoetingsplek op de lijst", en="meeting place on the list")
_NO_PLACES = Text(
    nl="Op de lijst staat hier nog geen plek. Wat niet is gemeld, staat er niet bij: weet u er een?",
    en="No place here is on the list yet. What was not reported is not in it: do you know one?",
)
_INITIATIVES = Text(nl="actieve initiatieven", en="active initiatives")
_INITIATIVE = Text(nl="actief initiatief", en="active initiative")
_FOR_GROUP = Text(nl="{what} voor deze groep of voor iedereen", en="{what} for this group or for everybody")
_NO_INITIATIVES = Text(
    nl="In het register staat hier nog geen actief initiatief. Een groepje dat zich nergens heeft gemeld, staat er niet bij.",
    en="The register has no active initiative here yet. A group that never registered is not in it.",
)
_LED = Text(nl="{n} daarvan leiden bewoners zelf.", en="{n} of them are led by residents.")
_ALL_LED = Text(nl="Bewoners leiden ze allemaal zelf.", en="All of them are led by residents.")
_ABOUT = Text(nl="Ze gaan over {what}.", en="They are about {what}.")
_ORGANISATIONS = Text(nl="organisaties werken hier", en="organisations work here")
_ORGANISATION = Text(nl="organisatie werkt hier", en="organisation works here")
_MIX = Text(nl="{formal} formeel en {informal} informeel.", en="{formal} formal and {informal} informal.")
_NO_ORGANISATIONS = Text(
    nl="Welke organisaties hier werken, staat nog niet in dit dashboard.",
    en="Which organisations work here is not in this dashboard yet.",
)
_NONE_WORK_HERE = Text(
    nl="Van geen organisatie op de lijst is bekend dat zij hier werkt.",
    en="Of no organisation on the list it is known that it works here.",
)
_PEOPLE = Text(
    nl="Dat zijn ongeveer {n} {who} (waarschijnlijk tussen {low} en {high}).",
    en="That is about {n} {who} (probably between {low} and {high}).",
)
_ADULTS = Text(nl="volwassenen", en="adults")
_KINDS = Text(nl="Onder meer {what}.", en="Among others {what}.")
_ONLY_KIND = Text(nl="{what}.", en="{what}.")


@dataclass(frozen=True, slots=True)
class Asset:
    """One thing an area has. ``amount`` with ``what`` after it is the headline, "" when nothing is known; ``said``: sentences;
    ``links``: some of it by name; ``page``: stem of the page that tells all of it."""

    title: Text
    page: str
    amount: str = ""
    what: str = ""
    said: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, eq=False)
class Here:
    """The area looked at (the code of the municipality for the whole), in an edition, through a lens."""

    snapshot: Snapshot
    edition: str
    area: str
    lens: str
    loaded: frozenset[str]
    lang: Lang

    def row(self, key: str) -> tuple[Indicator, pd.Series] | None:
        """The indicator and its row for the lens; None when it is not split that way, or not in the snapshot."""
        indicator = self.snapshot.indicators.get(key)
        group = lenses.group_for(indicator, self.lens) if indicator else None
        if indicator is None or group is None:
            return None
        return indicator, figure_rows.one(self.snapshot, key, self.edition, self.area, group)

    def lacks(self, dataset: Dataset) -> tuple[str, ...]:
        """That there is no file with a dataset; nothing when there is."""
        if dataset.value in self.loaded:
            return ()
        return (_NO_FILE(self.lang).format(e=self.edition, d=dataset.text(self.lang)),)

    @property
    def who(self) -> str:
        return lenses.spoken(self.lens)(self.lang) if self.lens in LENS.groups else _RESIDENTS(self.lang)


_RESIDENTS = Text(nl="bewoners", en="residents")


def of_area(here: Here) -> list[Asset]:
    """The five assets of an area, in the order of the layers; the willing residents close the row."""
    return [_ties(here), _places(here), _initiatives(here), _organisations(here), _willing(here)]


def to_page(stem: str, name: str) -> Link:
    """The way to a page with the area kept; the topic of this page means nothing there."""
    return Link(stem, name, {"indicator": None})


def _ties(here: Here) -> Asset:
    empty = Asset(Theme.TIES.text, "sociaal_kapitaal")
    return _asked(here, empty, TIES)


def _willing(here: Here) -> Asset:
    asset = _asked(here, Asset(_WILLING_TITLE, "doenvermogen"), (WILLING,))
    people = _people(here) if asset.amount else ""
    return Asset(asset.title, asset.page, asset.amount, asset.what, (*asset.said, *([people] if people else [])))


def _asked(here: Here, empty: Asset, keys: Sequence[str]) -> Asset:
    """What respondents said: the first that may be said is the headline, another one a sentence."""
    found = [one for key in keys if (one := here.row(key)) is not None]
    lacks = here.lacks(Dataset.SURVEY)
    if lacks or not found:
        return Asset(empty.title, empty.page, said=lacks or (_NOT_ASKED(here.lang),))
    firm = [(about, row) for about, row in found if row["verdict"] in _FIRM]
    if not firm:
        return Asset(empty.title, empty.page, said=(_not_firm(*found[0], here.lang),))
    (about, row), others = firm[0], firm[1:]
    said = tuple(
        _OTHER(here.lang).format(amount=_amount(a, r, here.lang), **_spoken(a, r, here.lang)) for a, r in others
    )
    what = _SHARE(here.lang).format(who=here.who, **_spoken(about, row, here.lang))
    return Asset(empty.title, empty.page, _amount(about, row, here.lang), what, said)


def _amount(about: Indicator, row: pd.Series, lang: Lang) -> str:
    return about.format(row["value"], lang)


def _spoken(about: Indicator, row: pd.Series, lang: Lang) -> dict[str, str]:
    does = _DOES[about.key](lang)
    between = words.interval(row["low"], row["high"], about, lang)
    return {"what": does, "between": between, "verdict": Verdict(row["verdict"]).text(lang)}


def _not_firm(about: Indicator, row: pd.Series, lang: Lang) -> str:
    if row["verdict"] == Verdict.MODEL.value:
        amount = words.amount(row["value"], about, lang)
        return _MODELLED(lang).format(amount=amount, what=_DOES[about.key](lang))
    return _NOTHING(lang).format(why=Reason(row["reason"] or Reason.NOT_MEASURED.value).text(lang))


def _people(here: Here) -> str:
    """How many people the share of willing residents is about, roughly, with its interval; "" where their number is not known
    or so small that it would be about a few."""
    base, found = lenses.people(here.snapshot, here.edition, here.area, here.lens), here.row(WILLING)
    if base is None or found is None:
        return ""
    low, value, high = (float(found[1][end]) * base for end in ("low", "value", "high"))
    if not low >= K:
        return ""
    n, least, most = (lenses.about_number(one, here.lang) for one in (value, low, high))
    who = here.who if here.lens in LENS.groups else _ADULTS(here.lang)
    return _PEOPLE(here.lang).format(n=n, who=who, low=least, high=most)


def _places(here: Here) -> Asset:
    lang, title = here.lang, Theme.PLACES.text
    page = things.OWNERS["place"]
    rows = lists.of_area(here.snapshot.places, here.edition, here.area)
    if rows.empty:
        return Asset(title, page, said=here.lacks(Dataset.MEETING_PLACES) or (_NO_PLACES(lang),))
    what = (_PLACE if len(rows) == 1 else _PLACES)(lang)
    kinds = _named_kinds(rows, PLACE_TYPE, lang)
    of_one_kind = len(set(rows["type"])) == 1
    said = ((_ONLY_KIND if of_one_kind else _KINDS)(lang).format(what=listing(kinds, lang)),) if kinds else ()
    return Asset(title, page, number(len(rows), lang), what, said, _some("place", rows, lang))


def _initiatives(here: Here) -> Asset:
    lang, title, page = here.lang, Theme.INITIATIVES.text, things.OWNERS["initiative"]
    every = lists.of_area(here.snapshot.initiatives, here.edition, here.area)
    rows = lenses.for_whom(every[every["state"] == "active"], here.lens)
    if rows.empty:
        return Asset(title, page, said=here.lacks(Dataset.INITIATIVES) or (_NO_INITIATIVES(lang),))
    what = (_INITIATIVE if len(rows) == 1 else _INITIATIVES)(lang)
    what = _FOR_GROUP(lang).format(what=what) if here.lens in LENS.groups else what
    led = rows["lead"] == "residents"
    said = []
    if led.any() and len(rows) > 1:
        said.append((_ALL_LED if led.all() else _LED)(lang).format(n=number(int(led.sum()), lang)))
    subjects = _named_kinds(rows, THEME, lang)
    if subjects:
        said.append(_ABOUT(lang).format(what=listing(subjects, lang)))
    first = pd.concat([rows[led], rows[~led]])
    return Asset(title, page, number(len(rows), lang), what, tuple(said), _some("initiative", first, lang))


def _organisations(here: Here) -> Asset:
    lang, title, page = here.lang, Theme.COLLABORATION.text, things.OWNERS["organisation"]
    snapshot = here.snapshot
    if snapshot.organisations[snapshot.organisations["edition"] == here.edition].empty:
        return Asset(title, page, said=here.lacks(Dataset.ORGANISATIONS) or (_NO_ORGANISATIONS(lang),))
    rows = working_in(snapshot, here.edition, here.area)
    if rows.empty:
        return Asset(title, page, said=(_NONE_WORK_HERE(lang),))
    what = (_ORGANISATION if len(rows) == 1 else _ORGANISATIONS)(lang)
    formal = number(int(rows["kind"].eq("formal").sum()), lang)
    mix = _MIX(lang).format(formal=formal, informal=number(int(rows["kind"].eq("informal").sum()), lang))
    return Asset(title, page, number(len(rows), lang), what, (mix,), _some("organisation", rows, lang))


def working_in(snapshot: Snapshot, edition: str, area: str) -> pd.DataFrame:
    """The organisations of an edition that work in an area: those of its wijk, those with a tie there, and those with an
    initiative there that has not ended. For the whole municipality: all of them. Rows of ``Snapshot.organisations``."""
    every = snapshot.organisations[snapshot.organisations["edition"] == edition]
    if area[:2] not in ("WK", "BU"):
        return every
    initiatives = lists.of_area(snapshot.initiatives, edition, area)
    known = set(initiatives.loc[initiatives["state"] != "ended", "organisation_id"])
    if area[:2] == "WK":
        ties = lists.of_area(snapshot.ties, edition, area)
        known |= set(every.loc[every["wijk"] == area, "organisation_id"]) | {*ties["from"], *ties["to"]}
    return every[every["organisation_id"].isin(known)]


def public_of(here: Here, subject: str) -> pd.DataFrame:
    """The places (``place``), running initiatives whose location is public (``initiative``) or organisations
    (``organisation``) of an area, by name: rows of that register."""
    if subject == "organisation":
        rows = working_in(here.snapshot, here.edition, here.area)
    elif subject == "place":
        rows = lists.of_area(here.snapshot.places, here.edition, here.area)
    else:
        every = lists.of_area(here.snapshot.initiatives, here.edition, here.area)
        rows = every[every["state"].eq("active") & every["public_location"].ne("no")]
    return (
        rows.assign(spelled=rows["name"].str.casefold())
        .sort_values(["spelled", f"{subject}_id"])
        .drop(columns="spelled")
    )


def _named_kinds(rows: pd.DataFrame, dimension: Dimension, lang: Lang) -> list[str]:
    """A few of the kinds there are, in words; "something else" says nothing."""
    counted = lists.counts(rows, dimension)
    return [dimension.categories[key](lang) for key, n in counted.items() if n and key != _OTHER_KIND][:_MOST_KINDS]


def _some(subject: str, rows: pd.DataFrame, lang: Lang) -> tuple[Link, ...]:
    """A few of them by name, as they stand in the register."""
    named = rows[rows["name"] != ""].head(MOST_NAMED)
    pairs = zip(named[f"{subject}_id"], named["name"], strict=True)
    return tuple(things.to_thing(subject, str(key), str(name), lang) for key, name in pairs)
