"""Overview: what there is, then the five layers for the chosen area, with what is not measured said plainly."""

import streamlit as st

from wijkmonitor.estimate import ALL
from wijkmonitor.figures import capacity, lens, measures, method_pages
from wijkmonitor.figures import rows as figure_rows
from wijkmonitor.figures.layers import LAYERS
from wijkmonitor.indicator import Theme
from wijkmonitor.text import Text
from wijkmonitor.ui import assets, download, frame, maps, methods, things, topic
from wijkmonitor.ui import layers as layer_widgets

MAP_LABEL = Text(nl="Op de kaart", en="On the map")
MIND = Text(
    nl="Sterk betekent: aantoonbaar beter dan in de hele gemeente. Wat niet sterk heet, is niet vanzelf zwak.",
    en="Strong means: demonstrably better than in the municipality as a whole. What is not called strong is not weak by itself.",
)
CLICK = Text(
    nl="Klik op de kaart of kies hierboven een gebied om het te bekijken.",
    en="Click on the map or choose an area above to look at it.",
)
READ_ON = Text(nl="Meer over doenvermogen", en="More about capacity to take part")
NOTHING = Text(
    nl="In deze editie is nog niets gemeten over deze gemeente als gemeenschap. Hieronder staat welke bestanden daarvoor "
    "nodig zijn.",
    en="Nothing has been measured in this edition yet about this municipality as a community. Below is which files that needs.",
)
FIGURES = Text(nl="Alle cijfers van dit gebied", en="All figures of this area")
HOW_STRONG = Text(nl="Wanneer heet iets sterk?", en="When is something called strong?")
STRONG = Text(
    nl="Iets heet sterk als het cijfer aantoonbaar gunstiger is dan dat van de hele gemeente, en als beide cijfers gezegd mogen "
    "worden. De toets houdt er rekening mee dat veel gebieden tegelijk worden vergeleken (zie Verantwoording). Een "
    "modelschatting of een cijfer zonder marge heet nooit sterk. Wie veel onderwerpen naast elkaar legt, kan af en toe iets "
    "tegenkomen dat toevallig sterk lijkt.\n\nPer laag staan de onderwerpen die zijn gevraagd of geteld. Een "
    "modelschatting staat er alleen als er in die laag niets anders is.",
    en="Something is called strong when the figure is demonstrably more favourable than that of the municipality as a whole, and "
    "both figures may be said. The test takes into account that many areas are compared at once (see Accountability). A model "
    "estimate or a figure without a margin is never called strong. Whoever lays many topics side by side may now and then meet "
    "something that looks strong by accident.\n\nPer layer you see the topics that were asked or "
    "counted. A model estimate is shown only when the layer has nothing else.",
)

page = frame.page(Text(nl="Overzicht", en="Overview"))
answer = st.container()
headlines = measures.headlines(page.snapshot, page.view.edition)
keys = [key for layer in headlines.values() for key in layer]
known = measures.measured(page.snapshot, page.view.edition)
facts = measures.facts(page.snapshot, known)
with page.row():
    level = page.choose_level()
    indicator = page.choose_indicator(keys or facts or list(page.snapshot.indicators), label=MAP_LABEL)
    group = page.choose_group(lens.choices(), lens.LABEL)
    edition = page.choose_edition()
    area = page.choose_area(level)
page = page.with_choices(level=level, indicator=indicator, group=group, edition=edition, area=area)
lang, mode, here = page.view.lang, maps.colour_mode(), area or page.top
topics = page.snapshot.indicators
shown = topic.open_topic(page.with_choices(group=lens.group_for(topics[indicator], group) or ALL), indicator)
keep = page.keep(*keys)
found = keep("found", lambda: measures.of_area(page.snapshot, keys, edition, level, area, page.top, group))
not_split = lens.not_split_by([topics[key] for key in keys], group)

with answer:
    layer_widgets.say(keep("lens", lambda: lens.about(page.snapshot, edition, here, group, lang)))
    if found:
        layer_widgets.say(keep("answer", lambda: measures.answer(found, page.area_name(here), level, lang)))
        st.caption(page.say(MIND if group == ALL else lens.STRONG))
    elif not keys:
        layer_widgets.say(page.say(NOTHING))

things.show_chosen(page)
assets.show_assets(page, area, group)
left, right = st.columns([3, 2], gap="large")
with left:
    topic.show_map(shown, key="overzicht")
    layer_widgets.say(lens.map_of_everybody(shown.indicator, group, lang))
with right:
    layer_widgets.show_facts(page, facts, area)
    if not area:
        st.caption(page.say(CLICK))

layer_widgets.show_strip_key(page, area, mode, group)
for layer in LAYERS:
    mine = [one for one in found if one.indicator.theme is layer.theme]
    silent = [one for one in not_split if one.theme is layer.theme]
    layer_widgets.show_layer(page, layer, mine, mode, silent)

st.subheader(page.say(Theme.CAPACITY.text), anchor=False)
main = capacity.headline(topics, known)
layer_widgets.say(capacity.answer(figure_rows.one(page.snapshot, main, edition, here), topics[main], lang))
if group != ALL:
    st.caption(page.say(lens.OF_EVERYBODY))
page.link("doenvermogen", READ_ON, indicator=None)

st.subheader(page.say(FIGURES), anchor=False)
estimates = keep("estimates", lambda: measures.estimates_of(page.snapshot, edition, here))
name = "-".join((page.view.municipality, here, edition))
download.show_downloads(page.snapshot, estimates, lang, name, key="overzicht-cijfers", keep=keep)
topic.show_how_measured(shown)
with st.expander(page.say(HOW_STRONG)):
    st.markdown(page.say(STRONG))
    methods.show_links(page, method_pages.LOOKING)
