"""Meeting places: who can walk to one, which there are, and what they are like."""

import streamlit as st

from wijkmonitor import groups
from wijkmonitor.estimate import ALL
from wijkmonitor.figures import lists, places, sentences
from wijkmonitor.figures.points import PointLayer
from wijkmonitor.text import Text
from wijkmonitor.ui import download, frame, maps, things, topic
from wijkmonitor.ui import places as place_widgets

WALKS = {"reach_400": 400, "reach_800": 800}
INDICATORS = (*WALKS, "places_per_1000", "place_quality")
WOULD_SHOW = Text(
    nl="welke ontmoetingsplekken er zijn, hoeveel bewoners er een op loopafstand hebben en hoe goed de plekken zijn",
    en="which meeting places there are, how many residents can walk to one and how good the places are",
)
MIND = Text(
    nl="De loopafstand is geschat: de afstand hemelsbreed, keer 1,3. Alleen plekken die op de lijst van de gemeente staan, "
    "tellen mee.",
    en="Walking distance is estimated: the straight line, times 1.3. Only places on the municipality's list count.",
)
ALL_KINDS = Text(
    nl="De kleuren op de kaart gaan over alle soorten plekken samen.",
    en="The colours on the map are about all kinds of place together.",
)

page = frame.page(Text(nl="Ontmoetingsplekken", en="Meeting places"))
answer = st.container()
with page.row():
    level = page.choose_level()
    indicator = page.choose_indicator(INDICATORS)
    kind = page.choose_group(places.kind_choices(), label=groups.PLACE_TYPE.text)
    edition = page.choose_edition()
    area = page.choose_area(level)
page = page.with_choices(level=level, indicator=indicator, group=ALL, edition=edition, area=area)
things.show_chosen(page)
shown = topic.open_topic(page, indicator)
lang = page.view.lang

with answer:
    if indicator in WALKS and shown.measured:
        st.markdown(places.who_can_walk(shown.rows, WALKS[indicator], level, lang))
    else:
        st.markdown(sentences.whole(shown.municipal, shown.indicator, lang))
    st.caption(page.say(MIND))

listed = lists.of_area(page.snapshot.places, edition)
if not shown.measured:
    topic.show_missing(shown, WOULD_SHOW)
if listed.empty:
    st.stop()

points = PointLayer(
    url=maps.points_url(page.view.municipality, page.view.snapshot, edition, "places"),
    key=groups.PLACE_TYPE.key,
    kinds=groups.PLACE_TYPE.categories,
    visible=tuple(places.of_kind(listed, kind)["type"].unique()),
)
here = places.of_kind(lists.of_area(page.snapshot.places, edition, area), kind)
left, right = st.columns([3, 2], gap="large")
with left:
    counts = lists.counts(listed, groups.PLACE_TYPE)
    topic.show_map(shown, key="ontmoetingsplekken", points=points, counts=counts)
    if kind != ALL:
        st.caption(page.say(ALL_KINDS))
with right:
    topic.show_area(shown)
    place_widgets.show_criteria(here, lang, shown.mode, key="kenmerken", keep=shown.keep("kenmerken"))

st.subheader(page.say(places.list_title(kind, shown.chosen["name"])), anchor=False)
place_widgets.show_address_list(here, page.offer.areas_in(edition)["name"], lang, keep=shown.keep("lijst"))
name = "-".join((page.view.municipality, "ontmoetingsplekken", edition, area or page.top))
download.show_list_downloads(page.snapshot, places.for_download(here), lang, name, key="plekken")

if shown.measured:
    topic.show_all_areas(shown, key="ontmoetingsplekken-gebieden")
    topic.show_table_and_downloads(shown, key="ontmoetingsplekken-cijfers")
topic.show_how_measured(shown)
