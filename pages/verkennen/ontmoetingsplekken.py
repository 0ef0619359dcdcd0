"""Meeting places: who can walk to one and when, who has nothing nearby, and what the places are like."""

import streamlit as st

from wijkmonitor.edition import Dataset
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import lists, place_hours, places, sentences
from wijkmonitor.figures.points import PointLayer
from wijkmonitor.groups import PLACE_TYPE
from wijkmonitor.text import Text
from wijkmonitor.ui import download, frame, maps, things, topic, trend
from wijkmonitor.ui import places as place_widgets

WALKS = {"reach_400": 400, "reach_800": 800, "without_place_800": 800}
SHARES = ("reach_400", "reach_800")
INDICATORS = ("reach_400", "reach_800", "place_supply", "without_place_800", "places_per_1000", "place_quality")
WOULD_SHOW = Text(
    nl="welke ontmoetingsplekken er zijn, wanneer ze open zijn, hoeveel bewoners er een op loopafstand hebben en hoe goed de "
    "plekken zijn",
    en="which meeting places there are, when they are open, how many residents can walk to one and how good the places are",
)
STRAIGHT = Text(
    nl="De loopafstand is geschat: de afstand hemelsbreed, keer 1,3. Alleen plekken die op de lijst van de gemeente staan, "
    "tellen mee.",
    en="Walking distance is estimated: the straight line, times 1.3. Only places on the municipality's list count.",
)
BY_STREET = Text(
    nl="De loopafstand gaat over straten en paden. Alleen plekken die op de lijst van de gemeente staan, tellen mee.",
    en="Walking distance follows streets and paths. Only places on the municipality's list count.",
)
ALL_KINDS = Text(
    nl="De kleuren op de kaart gaan over alle soorten plekken samen.",
    en="The colours on the map are about all kinds of place together.",
)

page = frame.page(Text(nl="Ontmoetingsplekken", en="Meeting places"))
answer = st.container()
everywhere = lists.of_area(page.snapshot.places, page.view.edition)
with page.row():
    indicator = page.choose_indicator(INDICATORS)
    lens = place_widgets.choose_lens(page)
    daypart = place_widgets.choose_daypart(page)
    kind = place_widgets.choose_kind(page, everywhere)
with page.row():
    level = page.choose_level()
    area = page.choose_area(level)
    edition = page.choose_edition()
about = page.snapshot.indicators[indicator]
group = place_hours.figure_group(about, lens, daypart)
page = page.with_choices(level=level, indicator=indicator, group=group, edition=edition, area=area)
things.show_chosen(page)
shown = topic.open_topic(page, indicator)
lang = page.view.lang
listed = lists.of_area(page.snapshot.places, edition)

with answer:
    if indicator in SHARES and group == ALL and shown.measured:
        st.markdown(places.who_can_walk(shown.rows, WALKS[indicator], level, lang))
    else:
        st.markdown(sentences.whole(shown.municipal, shown.indicator, lang, group))
    how = page.say(BY_STREET if Dataset.STREETS.value in page.loaded() else STRAIGHT)
    choice = place_widgets.about_choice(shown, lens, daypart, WALKS.get(indicator), listed)
    st.caption(f"{how} {choice}")

if not shown.measured:
    topic.show_missing(shown, WOULD_SHOW)
if listed.empty:
    st.stop()

chosen = place_hours.open_in(places.of_kind(listed, kind), daypart)
points = PointLayer(
    url=maps.points_url(page.view.municipality, page.view.snapshot, edition, "places"),
    key=PLACE_TYPE.key,
    kinds=PLACE_TYPE.categories,
    visible=tuple(chosen["type"].unique()),
    only={f"open_{daypart}": ("yes",)} if daypart else {},
    subject="place",
    chosen=page.view.place,
)
here = place_hours.open_in(places.of_kind(lists.of_area(page.snapshot.places, edition, area), kind), daypart)
left, right = st.columns([3, 2], gap="large")
with left:
    topic.show_map(shown, key="ontmoetingsplekken", points=points, counts=lists.counts(chosen, PLACE_TYPE))
    if kind:
        st.caption(page.say(ALL_KINDS))
with right:
    topic.show_area(shown)
    keep = shown.keep("kenmerken", kind, daypart)
    place_widgets.show_criteria(here, lang, shown.mode, key="kenmerken", keep=keep)

place_widgets.show_white_spots(page, group, area)
place_widgets.show_judges(page, lists.of_area(page.snapshot.places, edition, area), area)
st.subheader(page.say(places.list_title(kind, shown.chosen["name"])), anchor=False)
things.choose(page, "place", here)
names = page.offer.areas_in(edition)["name"]
place_widgets.show_address_list(here, names, lang, keep=shown.keep("lijst", kind, daypart))
name = "-".join((page.view.municipality, "ontmoetingsplekken", edition, area or page.top))
download.show_list_downloads(page.snapshot, places.for_download(here), lang, name, key="plekken")

if shown.measured:
    topic.show_all_areas(shown, key="ontmoetingsplekken-gebieden")
    trend.show_trend(shown)
    topic.show_table_and_downloads(shown, key="ontmoetingsplekken-cijfers")
topic.show_how_measured(shown)
