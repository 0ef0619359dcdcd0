"""What the municipality promised over the years, by whom it was heard, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from generator.chance import Chance
from generator.town import wijk_code

COLUMNS = ("promise_id", "point", "wijk_code", "what", "promised_on", "due", "done_on", "dropped", "result")
_FIRST_DAY, _LAST_DAY = date(2019, 9, 1), date(2024, 11, 15)

# (point, wijk or 0 for the whole town, what was promised, what came of it when it was done)
_PROMISED = (
    ("contact", 3, "Elke week een spreekuur in het buurthuis van De Weverij", "Elke dinsdag, samen met het wijkteam"),
    ("contact", 9, "Langs de deuren in de Korenbuurt om te horen wat er speelt", "Bij 410 huizen aangebeld"),
    ("contact", 7, "Een vast aanspreekpunt voor nieuwe bewoners van Rietlanden", "Twee dagen per week bereikbaar"),
    ("contact", 10, "Twee keer per jaar een dorpsgesprek in Elzenvoorde", "Gehouden in het dorpshuis"),
    ("contact", 0, "Een wijkmanager voor elke wijk", "Alle tien wijken hebben een wijkmanager"),
    ("contact", 5, "De wijkmanager loopt elke maand een rondje met bewoners", "Elke eerste vrijdag van de maand"),
    ("contact", 1, "Gesprek met ondernemers en bewoners over de terrassen", "Drie avonden gehouden"),
    ("contact", 8, "Een bus met ambtenaren op het plein van Oosterveen", "Vier zaterdagen gestaan"),
    ("room", 3, "Een opbouwwerker voor de bewonersgroepen in De Weverij", "Voor 24 uur per week"),
    ("room", 9, "Hulp van een beroepskracht bij de buurttuin in Kruisakker", "Een hovenier komt elke week"),
    ("room", 6, "De sleutel van de gymzaal voor bewoners in het weekend", "Geregeld met het sportbedrijf"),
    ("room", 0, "Een vast budget per wijk waar bewoners over gaan", "Tien wijkbudgetten van start"),
    ("room", 2, "Een werkplaats in de oude loods aan de haven", "Open op drie dagen"),
    ("room", 7, "Een keet als ontmoetingsplek tot het buurthuis er staat", "De keet staat aan de Rietkraag"),
    ("room", 10, "Een bezoldigde coördinator voor de dorpsbus", "Voor acht uur per week"),
    ("room", 4, "Een beroepskracht naast de vrijwilligers van het eetcafé", "Elke woensdag aanwezig"),
    ("simple", 0, "Kleine subsidies tot 1.000 euro binnen drie weken beslist", "Gemiddeld 24 dagen in 2024"),
    ("simple", 0, "Eén formulier voor alle kleine subsidies", "Eén bladzijde, ook op papier"),
    ("simple", 0, "Geen bonnetjes meer bij bedragen onder 500 euro", "Een foto en een kort verslag volstaan"),
    ("simple", 3, "Hulp bij het invullen van een aanvraag in het buurthuis", "Elke donderdag"),
    ("simple", 9, "Eén loket voor een buurtfeest: straat afsluiten, vergunning en hekken", "Loopt via het wijkteam"),
    ("simple", 1, "Een snelle regeling voor geveltuinen", "Melden is genoeg"),
    ("simple", 8, "De aanvraag voor de buurtbarbecue per telefoon", "Kan op werkdagen"),
    ("fun", 5, "Bewoners ontwerpen zelf het plein van Noorderhoek", "Het plein ligt er"),
    ("fun", 2, "Een meedenkavond op een boot", "Tachtig bewoners voeren mee"),
    ("fun", 0, "Elk jaar een dag waarop bewoners en ambtenaren van plek wisselen", "Voor het eerst gehouden"),
    ("fun", 7, "Kinderen van Rietlanden kiezen het speeltoestel", "Het werd een vlot"),
    ("fun", 6, "Meedenken over Zuiderveld met een fietstocht in plaats van een vergadering", "Veertig fietsers"),
    ("fun", 4, "Een prijs voor het beste idee van Parkzicht", "Het idee wordt uitgevoerd"),
    ("fun", 9, "Samen koken en praten over Kruisakker", "Vijf avonden"),
    ("learning", 0, "Van elk wijkproject de lessen op de website", "31 van de 100 projecten staan erop"),
    ("learning", 3, "Met bewoners terugkijken op de vernieuwing van de Spinnersbuurt", "Verslag bij alle huizen"),
    ("learning", 0, "Elk jaar vertellen wat mislukte en waarom", "Een avond in de bibliotheek"),
    ("learning", 2, "Nagaan waarom de buurtapp in het Havenkwartier stopte", "Vier lessen opgeschreven"),
    ("learning", 10, "Terugkomen op de proef met de dorpsbus", "De proef werd verlengd"),
    ("learning", 0, "Nieuwe ambtenaren lopen een week mee in een wijk", "Achttien ambtenaren liepen mee"),
    ("clear", 0, "Op elke brief staat wie u kunt bellen", "Alle brieven zijn aangepast"),
    ("clear", 5, "Bord bij het Spoorhof met wat er gebouwd wordt en wanneer", "Het bord staat er"),
    ("clear", 8, "Antwoord op de vragen van bewoners over de Veenkade", "Alle 17 vragen beantwoord"),
    ("clear", 0, "Elk kwartaal een overzicht van alle toezeggingen", "Staat op de website"),
    ("clear", 9, "Uitleg over de sloop van de Gerstekamp, in gewone taal", "Huis aan huis bezorgd"),
    ("clear", 6, "Laten weten wat er met de ideeën voor de Zandwal is gedaan", "Brief aan alle indieners"),
    ("clear", 1, "Een planning van het werk aan de Lange Gracht", "Elke maand bijgewerkt"),
    ("clear", 7, "Vertellen wanneer de bus naar Rietlanden gaat rijden", "De bus rijdt sinds september"),
    ("clear", 4, "De cijfers over het Lindepark op een bewonersavond", "Veertig bewoners kwamen"),
    ("contact", 6, "Een buurtkamer waar de wijkmanager elke week zit", "In de oude school"),
)  # fmt: skip
_WITHOUT_DUE = 0.09
_DROPPED, _NEVER = 0.07, 0.12
_WHY_DROPPED = ("Er bleek geen geld voor", "Bewoners kozen voor iets anders", "De grond werd verkocht")


def promises(edition: int) -> list[dict]:
    """The promises made before the first day of the edition, as they stood on that day."""
    day = date(edition, 1, 1)
    every = [_promise(place, *promised) for place, promised in enumerate(_PROMISED)]
    made = sorted((one for one in every if one["promised_on"] < day), key=lambda one: (one["promised_on"], one["what"]))
    return [_as_of(day, {"promise_id": f"T{number:03}"} | one) for number, one in enumerate(made, start=1)]


def _promise(place: int, point: str, wijk: int, what: str, result: str) -> dict:
    chance = Chance("promise", what)
    steps = (_LAST_DAY - _FIRST_DAY).days // len(_PROMISED)
    promised = _FIRST_DAY + timedelta(days=(place * 17 % len(_PROMISED)) * steps + chance.whole(0, steps - 1))
    due = promised + timedelta(days=30 * chance.whole(2, 12))
    took = chance.between(0.35, 1.2) * (due - promised).days
    never, dropped = chance.happens(_NEVER), chance.happens(_DROPPED)
    return {
        "point": point,
        "wijk_code": wijk_code(wijk) if wijk else "",
        "what": what,
        "promised_on": promised,
        "due": "" if chance.happens(_WITHOUT_DUE) else due,
        "done_on": "" if never or dropped else promised + timedelta(days=int(took)),
        "dropped": due if dropped else "",
        "result": result,
        "why": Chance("promise dropped", what).pick(_WHY_DROPPED),
    }


def _as_of(day: date, one: dict) -> dict:
    """What was known on a day: nothing that came later."""
    done = bool(one["done_on"]) and one["done_on"] < day
    dropped = bool(one["dropped"]) and one["dropped"] < day
    result = one["result"] if done else one["why"] if dropped else ""
    return {name: one[name] for name in COLUMNS} | {
        "done_on": one["done_on"] if done else "",
        "dropped": "yes" if dropped else "no",
        "result": result,
    }
