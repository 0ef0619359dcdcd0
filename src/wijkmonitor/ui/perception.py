"""Pieces of the page on the municipality: the gap, the four judges, hard figures, the editions, and every wijk."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from wijkmonitor.attention import OFFICIALS, POINT
from wijkmonitor.columns import TABLES
from wijkmonitor.edition import Dataset
from wijkmonitor.figures import hard_figures, method_pages, perception, perception_charts, perception_tables
from wijkmonitor.figures.theme import Mode
from wijkmonitor.text import Text
from wijkmonitor.ui import download, layers, methods, widgets
from wijkmonitor.ui.page import Page

WOULD_SHOW = Text(
    nl="hoe bewoners, initiatiefnemers, professionals en ambtenaren de gemeente op zes punten beoordelen, en hoe ver "
    "ambtenaren en bewoners uit elkaar liggen",
    en="how residents, initiators, professionals and officials judge the municipality on six points, and how far officials "
    "and residents are apart",
)
_MOST_TABLE_ROWS = 60
_GAP = Text(nl="Hoe ver liggen ambtenaren en bewoners uit elkaar?", en="How far are officials and residents apart?")
_WHY_GAP = Text(
    nl="Elk punt is het oordeel van ambtenaren min dat van bewoners, met de marge. Een gemiddelde over de zes punten staat "
    "hier niet: dat zou verschillen verbergen.",
    en="Every dot is the judgement of officials minus that of residents, with its margin. There is no mean over the six "
    "points here: it would hide gaps.",
)
_JUDGES = Text(nl="Vier groepen oordelen", en="Four groups judge")
_WHY_JUDGES = Text(
    nl="Gemiddeld oordeel van 1 tot 5, met de marge. Een open teken betekent: met voorzichtigheid.",
    en="Mean judgement from 1 to 5, with its margin. An open sign means: with care.",
)
_HARD = Text(nl="Wat is er geteld?", en="What was counted?")
_WHY_HARD = Text(
    nl="Een oordeel is een mening. Deze cijfers zijn geteld door de gemeente zelf.",
    en="A judgement is an opinion. These figures were counted by the municipality itself.",
)
_YEARS = Text(nl="Door de jaren: {p}", en="Over the years: {p}")
_WHY_YEARS = Text(
    nl="Een lijn is onderbroken waar iets niet is gevraagd, of waar het oordeel ergens anders vandaan komt.",
    en="A line is broken where something was not asked, or where the judgement comes from elsewhere.",
)
_WIJKEN = Text(nl="Elke wijk: {p}", en="Every wijk: {p}")
_ALWAYS = Text(
    nl="Alle wijken staan hier altijd, ook die zonder cijfer. De lijn is het oordeel van ambtenaren over de hele gemeente.",
    en="All wijken are always shown, also those without a figure. The line is the judgement of officials on the whole.",
)
_LINE = Text(nl="Ambtenaren", en="Officials")
_NOWHERE = Text(
    nl="Over dit punt is in geen enkele wijk een oordeel van bewoners te geven. De reden staat per wijk in de tabel.",
    en="On this point no judgement of residents can be given in any wijk. The table gives the reason per wijk.",
)
_TABLE = Text(nl="Alle oordelen", en="All judgements")
_BY_SURVEY = Text(
    nl="Het oordeel van bewoners komt uit de bewonersenquête, want in de gemeentescan van {e} staat het niet.",
    en="The judgement of residents comes from the residents' survey: the municipality scan of {e} does not hold it.",
)
_HOW = Text(nl="Hoe zijn de oordelen gemeten?", en="How were the judgements measured?")
_MEASURED = Text(
    nl="Elke groep geeft op zes punten een oordeel van 1 (helemaal niet) tot 5 (helemaal). Het verschil is dat van ambtenaren "
    "min dat van bewoners, met een marge van 95%. Bij minder dan 10 oordelen staat er niets, en bij minder dan 30 of een "
    "brede marge ook niet. Is de spreiding van de oordelen niet opgegeven, dan rekenen we met de grootst mogelijke: de marge is "
    "dan eerder te breed dan te smal. Wie wel meedoet, kan anders denken dan wie niet meedoet. Ambtenaren oordelen over hun "
    "eigen werk.",
    en="Every group judges six points from 1 (not at all) to 5 (fully). The gap is that of officials minus that of residents, "
    "with a 95% margin. With fewer than 10 judgements nothing is shown, nor with fewer than 30 or a wide margin. When the spread "
    "of the judgements was not given, we take the largest possible: the margin is then too wide rather than too narrow. Those "
    "who take part may think otherwise than those who do not. Officials judge their own work.",
)


def show_answer(page: Page, found: pd.DataFrame) -> None:
    """The sentences under the title."""
    for sentence in page.keep("antwoord")("words", lambda: perception.answer(found, page.view.lang)):
        layers.say(sentence)


def show_gap(page: Page, found: pd.DataFrame, mode: Mode) -> None:
    """The headline: officials minus residents on all six points."""
    lang, keep = page.view.lang, page.keep("verschil", mode)
    st.subheader(page.say(_GAP), anchor=False)
    st.caption(page.say(_WHY_GAP))
    if perception.from_survey(found):
        st.caption(page.say(_BY_SURVEY.fill(e=page.view.edition)))
    widgets.show_chart(
        keep("figure", lambda: perception_charts.gap_chart(found, lang, mode)),
        alt=keep("alt", lambda: perception_charts.gap_alt(found, lang)),
        key="gemeente-verschil",
    )


def show_judges(page: Page, found: pd.DataFrame, mode: Mode) -> None:
    """All four groups of judges on all six points."""
    lang, keep = page.view.lang, page.keep("oordelen", mode)
    st.subheader(page.say(_JUDGES), anchor=False)
    st.caption(page.say(_WHY_JUDGES))
    widgets.show_chart(
        keep("figure", lambda: perception_charts.judges_chart(found, lang, mode)),
        alt=keep("alt", lambda: perception_charts.judges_alt(found, lang)),
        key="gemeente-oordelen",
    )
    layers.say(perception.without_spread(found, lang))


def show_hard_figures(page: Page) -> None:
    """The hard figure of every point over the editions."""
    st.subheader(page.say(_HARD), anchor=False)
    st.caption(page.say(_WHY_HARD))
    counted, editions = hard_figures.known(page.snapshot), list(page.offer.editions)
    written = page.keep("geteld")("table", lambda: hard_figures.table(counted, editions, page.view.lang))
    if written.empty:
        layers.show_empty(page, Dataset.MUNICIPALITY_SCAN, _HARD)
        return
    widgets.show_plain_table(written, page.say(_HARD))


def show_years(page: Page, point: str, mode: Mode) -> None:
    """The judgements on one point over the editions, and its hard figure in a sentence."""
    lang, keep, view = page.view.lang, page.keep("jaren", point, mode), page.view
    st.subheader(page.say(_YEARS.fill(p=POINT.categories[point])), anchor=False)
    st.caption(page.say(_WHY_YEARS))

    def history() -> pd.DataFrame:
        every = [perception.of_edition(page.snapshot, edition) for edition in page.offer.editions]
        rows = pd.concat(every, ignore_index=True)
        return rows[rows["level"] != view.level]

    rows = keep("history", history)
    widgets.show_chart(
        keep("figure", lambda: perception_charts.years_chart(rows, point, lang, mode)),
        alt=keep("alt", lambda: perception_charts.years_alt(rows, point, lang)),
        key="gemeente-jaren",
    )
    layers.say(hard_figures.sentence(hard_figures.known(page.snapshot), point, view.edition, lang))


def show_wijken(page: Page, found: pd.DataFrame, point: str, mode: Mode) -> None:
    """Residents of every wijk beside the officials of the whole. There is no way to leave a wijk out."""
    view, lang = page.view, page.view.lang
    keep = page.keep("wijken", point, mode)
    st.subheader(page.say(_WIJKEN.fill(p=POINT.categories[point])), anchor=False)
    st.caption(page.say(_ALWAYS))
    if view.area:
        layers.say(perception.in_wijk(found, point, view.area, lang))
    rows = keep("rows", lambda: perception.as_rows(perception.of_wijken(found, point)))
    officials = perception.of_whole(found, OFFICIALS).at[point, "score"]
    if rows["value"].isna().all():
        layers.say(page.say(_NOWHERE))
    else:
        widgets.show_areas(
            rows, perception.about(point), lang, mode, selected=view.area or None,
            municipal=(page.say(_LINE), float(officials)) if pd.notna(officials) else None,
            key="gemeente-wijken", keep=keep,
        )  # fmt: skip
    written = keep("table", lambda: perception_tables.wijk_table(found, point, lang))
    _show_table(written, page.say(_WIJKEN.fill(p=POINT.categories[point])))


def show_table_and_downloads(page: Page, found: pd.DataFrame) -> None:
    """Everything that is drawn, and its files."""
    st.subheader(page.say(_TABLE), anchor=False)
    _show_table(
        page.keep("alles")("table", lambda: perception_tables.full_table(found, page.view.lang)), page.say(_TABLE)
    )
    name = "-".join((page.view.municipality, "gemeentescan", page.view.edition))
    columns = [field.name for field in TABLES["scan"]]
    download.show_list_downloads(page.snapshot, found[columns], page.view.lang, name, key="gemeentescan")
    download.show_line(page.snapshot, page.view.lang)


def show_how_measured(page: Page) -> None:
    """Folded: what the judgements are, and the way to the formulas."""
    with st.expander(page.say(_HOW)):
        st.markdown(page.say(_MEASURED))
        methods.show_links(page, method_pages.JUDGING)


def _show_table(written: pd.DataFrame, caption: str) -> None:
    if len(written) > _MOST_TABLE_ROWS:
        st.dataframe(written, hide_index=True, height=430, alt=", ".join(written.columns), placeholder="–")
    else:
        widgets.show_plain_table(written, caption)
