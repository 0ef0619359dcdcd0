"""Initiatives: how many there are for the residents, who leads them, and where."""

import streamlit as st

from wijkmonitor import groups
from wijkmonitor.figures import lists, sentences
from wijkmonitor.figures.points import Hollow, PointLayer
from wijkmonitor.text import Text
from wijkmonitor.ui import frame, maps, things, topic, widgets

INDICATORS = ("initiative_density", "initiative_density_smoothed", "led_by_residents", "without_subsidy")
SPLITS = (groups.APPROACH, groups.LEAD, groups.THEME)
ALIVE = ("active", "unconfirmed", "paused")
WOULD_SHOW = Text(
    nl="hoeveel initiatieven er per 1.000 inwoners zijn, met welke aanpak, van wie ze zijn en waar",
    en="how many initiatives there are per 1,000 residents, with which approach, whose they are and where",
)
MIND = Text(
    nl="Een groepje dat zich nergens heeft gemeld, staat hier niet bij. Weinig initiatieven in het register betekent dus "
    "niet altijd weinig initiatief.",
    en="A group that never registered is not in here. Few initiatives in the register do not always mean little initiative.",
)
GROUPS = {"all": Text(nl="alle initiatieven", en="all initiatives")} | {
    one: Text(nl="{d}: {c}", en="{d}: {c}").fill(d=split.text, c=groups.group_text(one))
    for split in SPLITS
    for one in split.groups
}
WHICH = Text(nl="Welke initiatieven", en="Which initiatives")
LIST = Text(nl="De initiatieven in {a}", en="The initiatives in {a}")
COLUMNS = {
    "name": Text(nl="Initiatief", en="Initiative"),
    "approach": groups.APPROACH.text,
    "theme": groups.THEME.text,
    "lead": groups.LEAD.text,
    "state": groups.STATE.text,
}

page = frame.page(Text(nl="Initiatieven", en="Initiatives"))
answer = st.container()
with page.row():
    level = page.choose_level()
    indicator = page.choose_indicator(INDICATORS)
    group = page.choose_group(GROUPS, WHICH)
    edition = page.choose_edition()
    area = page.choose_area(level)
page = page.with_choices(level=level, indicator=indicator, group=group, edition=edition, area=area)
things.show_chosen(page)
shown = topic.open_topic(page, indicator)
lang = page.view.lang

with answer:
    st.markdown(sentences.whole(shown.municipal, shown.indicator, lang))
    st.caption(page.say(MIND))
if not shown.measured:
    topic.show_missing(shown, WOULD_SHOW)
    st.stop()

split = next((one for one in SPLITS if group in one.groups), SPLITS[0])
points = PointLayer(
    url=maps.points_url(page.view.municipality, page.view.snapshot, edition, "initiatives"),
    key=split.key,
    kinds=split.categories,
    visible=(groups.split(group)[1],) if group in split.groups else None,
    hollow=Hollow("state", ALIVE[1:], Text(nl="niet bevestigd of stil", en="not confirmed or paused")),
    only={"state": ALIVE},
)
keep = shown.keep("lijst")
counts = keep("aantallen", lambda: lists.point_counts(page.snapshot.initiatives, edition, split, ALIVE))
topic.show_map_and_area(shown, key="initiatieven", points=points, counts=counts)

here = keep("hier", lambda: lists.of_area(page.snapshot.initiatives, edition, area))
active = keep("actief", lambda: here[here["state"] == ALIVE[0]])
st.subheader(page.say(LIST).format(a=shown.chosen["name"]), anchor=False)
for column, one in zip(st.columns(len(SPLITS), gap="medium"), SPLITS, strict=True):
    with column:
        widgets.show_composition(active, one, lang, shown.mode, key=f"deel-{one.key}", keep=keep)
widgets.show_list(here, COLUMNS, {one.key: one for one in (*SPLITS, groups.STATE)}, lang, keep=keep)

topic.show_all_areas(shown, key="initiatieven-gebieden")
topic.show_table_and_downloads(shown, key="initiatieven-cijfers")
topic.show_how_measured(shown)
