"""The residents' survey: one row per respondent, with a weight, a place and answers."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from wijkmonitor.areas import Level
from wijkmonitor.edition import Dataset
from wijkmonitor.fault import Fault
from wijkmonitor.municipality import SourceSpec
from wijkmonitor.sources import checked, codes
from wijkmonitor.sources.checked import Table
from wijkmonitor.sources.columns import NO_ANSWER, PERSONS, YES_NO, choice, code, number, text
from wijkmonitor.sources.context import Context
from wijkmonitor.text import Text

PLACE = ("buurt_code", "wijk_code", "pc6")

_WEIGHT = Text(
    nl="Elke respondent heeft een gewicht groter dan 0: zet 1 als er niet gewogen is, en laat weg wie niet meetelt.",
    en="Every respondent has a weight above 0: write 1 when nothing was weighted, and leave out who does not count.",
)
_STRATUM = Text(
    nl="Zet bij elke respondent van een laag het aantal inwoners van die laag, of laat de kolom weg.",
    en="Write the number of residents of a stratum with each of its respondents, or leave the column out.",
)
_AGREE = (
    "(1 = helemaal oneens, 5 = helemaal eens)",
    "(1 = totally disagree, 5 = totally agree)",
)


def _item(nl: str, en: str, low: int, high: int) -> pa.Column:
    return number(nl, en, str(high), low=low, high=high, whole=True, no_answer=NO_ANSWER)


def _yes_no(nl: str, en: str) -> pa.Column:
    return _item(f"{nl} (1 = ja, 0 = nee)", f"{en} (1 = yes, 0 = no)", 0, 1)


def _agree(nl: str, en: str) -> pa.Column:
    return _item(f"{nl} {_AGREE[0]}", f"{en} {_AGREE[1]}", 1, 5)


def _lonely(nl: str, en: str) -> pa.Column:
    return _item(f"{nl} (1 = ja, 2 = min of meer, 3 = nee)", f"{en} (1 = yes, 2 = more or less, 3 = no)", 1, 3)


_BACKGROUND = {
    "respondent_id": code(
        "Nummer van de respondent", "Number of the respondent", "R0001", required=True, filled=True, unique=True
    ),
    "wave": text("Meting", "Wave", "2025"),
    "buurt_code": code("CBS-code van de buurt", "CBS code of the buurt", "BU05180101"),
    "wijk_code": code("CBS-code van de wijk", "CBS code of the wijk", ""),
    "pc6": code("Postcode (6 tekens)", "Postcode (6 signs)", ""),
    "weight": number("Gewicht", "Weight", "1.08", above=0, required=True, filled=True, remedy=_WEIGHT),
    "stratum": text("Laag van de steekproef", "Stratum of the sample", "WK051801"),
    "stratum_population": number(
        "Inwoners in deze laag van de steekproef",
        "Residents in this stratum of the sample",
        "7540",
        unit=PERSONS,
        above=0,
        remedy=_STRATUM,
    ),
    "cluster": text("Adres of punt waar samen is getrokken", "Address or point that was drawn as one", "A00012"),
    "age": number("Leeftijd", "Age", "47", unit=Text(nl="jaar", en="years"), low=0, high=120, whole=True),
    "gender": choice("Geslacht", "Gender", ("m", "f", "x"), no_answer=NO_ANSWER),
    "education": choice("Opleiding", "Education", ("low", "middle", "high"), no_answer=NO_ANSWER),
    "origin": choice("Herkomst", "Origin", ("dutch", "european", "non_european"), no_answer=NO_ANSWER),
    "income_third": _item("Derde deel van de inkomens (1 = laagste)", "Third of the incomes (1 = lowest)", 1, 3),
    "limitation": choice("Heeft een beperking", "Has a limitation", YES_NO, no_answer=NO_ANSWER),
}
_TIES = {
    "tie_help": _yes_no("Iemand voor hulp met dagelijkse dingen", "Someone for help with daily things"),
    "tie_care": _yes_no("Iemand voor zorg bij ziekte", "Someone for care when ill"),
    "tie_talk": _yes_no("Iemand om mee te praten", "Someone to talk to"),
    "bridge_education": _yes_no("Kent iemand met een andere opleiding", "Knows someone of another education"),
    "bridge_origin": _yes_no("Kent iemand met een andere herkomst", "Knows someone of another origin"),
    "bridge_age": _yes_no("Kent iemand die 15 jaar ouder of jonger is", "Knows someone 15 years older or younger"),
    "bridge_income": _yes_no("Kent iemand met een ander inkomen", "Knows someone of another income"),
    "active_last_year": _yes_no("Was actief in de buurt", "Was active in the buurt"),
    "volunteered": _yes_no("Deed vrijwilligerswerk", "Volunteered"),
    "would_like_active": _yes_no("Wil wel actief zijn", "Would like to be active"),
    "recognised_last_week": _item(
        "Herkende of groette mensen in de buurt, vorige week", "People recognised or greeted last week", 0, 200
    ),
    "lonely_social_1": _lonely(
        "Er zijn genoeg mensen op wie ik kan terugvallen", "There are enough people I can rely on"
    ),
    "lonely_social_2": _lonely("Er zijn veel mensen die ik volledig vertrouw", "There are many people I trust fully"),
    "lonely_social_3": _lonely(
        "Er zijn genoeg mensen met wie ik me verbonden voel", "There are enough people I feel close to"
    ),
}
_STATEMENTS = {
    "cohesion_hardly_know": _agree("De mensen kennen elkaar nauwelijks", "People hardly know each other"),
    "cohesion_pleasant": _agree("De mensen gaan prettig met elkaar om", "People get on pleasantly"),
    "cohesion_together": _agree(
        "Het is een gezellige buurt met saamhorigheid", "It is a sociable buurt that sticks together"
    ),
    "cohesion_at_home": _agree("Ik voel me thuis bij de mensen hier", "I feel at home with the people here"),
    "cohesion_key": _agree("Ik zou iemand hier mijn sleutel geven", "I would give someone here my key"),
    "cohesion_contact": _agree("Ik heb veel contact met buurtbewoners", "I have much contact with others in the buurt"),
    "feels_at_home": _agree("Ik voel me thuis in deze buurt", "I feel at home in this buurt"),
    "avoids_contact": _agree("Ik ga contact in de buurt uit de weg", "I avoid contact in the buurt"),
    "capacity_efficacy": _agree("Ik kan hier iets voor elkaar krijgen", "I can get something done here"),
    "capacity_know_start": _agree("Ik weet waar ik moet beginnen", "I know where to start"),
    "capacity_time": _agree("Ik heb er tijd voor", "I have time for it"),
    "capacity_people": _agree("Ik heb mensen om het mee te doen", "I have people to do it with"),
    "capacity_setbacks": _agree("Ik kan tegen tegenslag", "I cope with setbacks"),
    "municipality_contact": _agree("De gemeente zoekt contact", "The municipality seeks contact"),
    "municipality_room": _agree("De gemeente geeft ruimte", "The municipality gives room"),
    "municipality_simple": _agree("Hulp van de gemeente is eenvoudig", "Help from the municipality is simple"),
    "municipality_fun": _agree("Meedenken met de gemeente is leuk", "Thinking along with the municipality is fun"),
    "municipality_learning": _agree("De gemeente leert ervan", "The municipality learns from it"),
    "municipality_clear": _agree("De gemeente is duidelijk", "The municipality is clear"),
}
SCHEMA = pa.DataFrameSchema({**_BACKGROUND, **_TIES, **_STATEMENTS}, name=Dataset.SURVEY.value)


def read(specs: tuple[SourceSpec, ...], context: Context) -> Table:
    """Read the respondents; answers 99 and empty are missing, numbers are floats, background is text."""
    table = checked.read(SCHEMA, specs)
    table = table.with_faults([*_no_place(table), *_clusters_in_two_strata(table), *_wrong_populations(table)])
    if context.codes is None:
        return table
    return table.with_faults(
        [
            *codes.check_known(table, "buurt_code", context.codes, Level.BUURT),
            *codes.check_known(table, "wijk_code", context.codes, Level.WIJK),
        ]
    )


def _no_place(table: Table) -> list[Fault]:
    if table.frame.empty or table.frame[list(PLACE)].notna().any(axis=None):
        return []
    first = table.origin.iloc[0]
    expected = Text(nl="een van de kolommen {p}", en="one of the columns {p}").fill(p=", ".join(PLACE))
    remedy = Text(
        nl="Voeg een van deze kolommen toe of koppel er een in municipality.toml.",
        en="Add one of these columns or map one in municipality.toml.",
    )
    return [Fault(first["file"], "-", expected, remedy, 1, "buurt_code")]


def _words(table: Table, column: str) -> pd.Series:
    return table.frame[column].astype("object").where(table.frame[column].notna(), "").astype("str")


def _clusters_in_two_strata(table: Table) -> list[Fault]:
    """A cluster was drawn within one stratum; the first respondent in another one is told."""
    if table.frame["cluster"].isna().all():
        return []
    stratum, cluster = _words(table, "stratum"), _words(table, "cluster")
    first = stratum.groupby(cluster).transform("first")
    wrong = cluster.ne("") & (stratum != first)
    found = cluster + ": " + first + ", " + stratum
    expected = Text(nl="elke cluster in één laag", en="each cluster in one stratum")
    remedy = Text(
        nl="Geef elke cluster een eigen naam, of verbeter de laag (stratum) van deze respondent.",
        en="Give each cluster a name of its own, or correct the stratum of this respondent.",
    )
    return table.tell(found[wrong].drop_duplicates(), "cluster", expected, remedy)


def _wrong_populations(table: Table) -> list[Fault]:
    """A stratum has one number of residents, and not fewer than there are respondents in it."""
    persons, stratum = table.frame["stratum_population"], _words(table, "stratum")
    if persons.isna().all():
        return []
    first = persons.groupby(stratum).transform("first")
    respondents = stratum.groupby(stratum).transform("size")
    other = persons.notna() & (persons != first)
    told = stratum + ": " + first.map("{:g}".format) + ", " + persons.map("{:g}".format)
    one = Text(nl="één aantal inwoners per laag", en="one number of residents per stratum")
    faults = table.tell(told[other].drop_duplicates(), "stratum_population", one, _STRATUM)
    few = persons.gt(0) & ~other & (persons < respondents)
    shown = stratum + ": " + persons.map("{:g}".format) + " < " + respondents.map("{:g}".format)
    enough = Text(nl="ten minste zoveel inwoners als respondenten", en="at least as many residents as respondents")
    remedy = Text(
        nl="Vul het aantal inwoners van de hele laag in, niet het aantal respondenten of huishoudens.",
        en="Fill in the residents of the whole stratum, not the number of respondents or households.",
    )
    return [*faults, *table.tell(shown[few].drop_duplicates(), "stratum_population", enough, remedy)]
