"""Snapshots: every one there is, open any of them as it was, and what changed between two."""

import streamlit as st

from wijkmonitor.text import Text
from wijkmonitor.ui import frame, snapshots

ABOUT = Text(
    nl="Een momentopname is een vaste set cijfers. Zij verandert nooit meer: een oude koppeling blijft dezelfde cijfers tonen. "
    "Klik op een datum om het hele dashboard te zien zoals het toen was.",
    en="A snapshot is a fixed set of figures. It never changes again: an old link keeps showing the same figures. "
    "Click on a date to see the whole dashboard as it was then.",
)
ALL = Text(nl="Alle momentopnamen", en="All snapshots")
COMPARE = Text(nl="Twee momentopnamen vergelijken", en="Comparing two snapshots")
HOW = Text(nl="Hoe is dit vergeleken?", en="How was this compared?")
METHOD = Text(
    nl="""
Elk cijfer over alle bewoners wordt naast hetzelfde cijfer in de andere momentopname gelegd: zelfde onderwerp, gebied en editie.
Een editie die nieuw is, ligt naast de laatste editie daarvoor.

**Waardoor is een cijfer anders?** Een oorzaak wordt alleen genoemd als er echt iets aan veranderde:

- *nieuwe gegevens*: een bestand waar dit onderwerp van gemaakt is, is een ander bestand. Ook inwonertallen zijn gegevens;
- *een andere definitie*: de omschrijving, eenheid of vragenlijst is anders, of het onderwerp is nieuw;
- *een andere grens*: het gebied heeft een andere vorm of hoort bij een andere wijk;
- *een andere werkwijze*: het programma rekent anders;
- *andere instellingen*: `municipality.toml` is anders, en niets anders verklaart het verschil.

Komen er meer oorzaken samen, dan worden ze alle genoemd. Ze zijn achteraf niet te scheiden. Eén ding kan wel: gaf een editie
waarvan geen enkel bestand veranderde nog precies dezelfde cijfers, dan rekent het programma dat onderwerp niet anders, en wordt
de werkwijze niet genoemd. Staat er *elders of eromheen*, dan is het cijfer zelf van hetzelfde gemaakt, maar niet de gebieden
waarmee het is vergeleken of geschat.

**Hoe zeker is een verschil?**

- *Dezelfde gegevens, anders berekend*: het verschil staat vast. Er is in de wijk niets veranderd.
- *Deels dezelfde gegevens*: de antwoorden overlappen, dus de gewone marge is te ruim. Wat dan nog aantoonbaar is, is dat zeker.
- *Twee edities*: twee metingen los van elkaar, met de gewone marge van een verschil.
- *Geteld* en *modelschatting*: niet getoetst.

Wat niet mag worden gezegd, of met een andere vragenlijst is gemeten, wordt niet vergeleken. Alleen een verschil dat na correctie
voor het aantal vergelijkingen overblijft (Benjamini-Hochberg, 5%) heet aantoonbaar.
""",
    en="""
Every figure about all residents is laid beside the same figure in the other snapshot: same topic, area and edition. An edition
that is new lies beside the last edition before it.

**Why is a figure different?** A cause is named only where something in it really changed:

- *new data*: a file this topic is made from is another file. Numbers of residents are data too;
- *another definition*: the description, unit or questionnaire is another, or the topic is new;
- *another boundary*: the area has another shape, or belongs to another wijk;
- *another method*: the program works it out otherwise;
- *other settings*: `municipality.toml` is different, and nothing else explains the difference.

Where several causes come together all are named. They cannot be separated afterwards. One thing can be done: if an edition of
which no file changed at all still gave exactly the same figures, the program does not work out that topic otherwise, and the
method is not named. *Elsewhere or around it* means that the figure itself is made from the same, but not the areas it is
compared or modelled with.

**How sure is a difference?**

- *The same data, worked out otherwise*: the difference is certain. Nothing changed in the area itself.
- *Data that are partly the same*: the answers overlap, so the usual margin is too wide. What is demonstrable even then, is.
- *Two editions*: two independent measurements, with the usual margin of a difference.
- *Counted* and *model estimate*: not tested.

What may not be said, or was measured with another questionnaire, is not compared. Only a difference that remains after
correction for the number of comparisons (Benjamini-Hochberg, 5%) is called demonstrable.
""",
)

page = frame.page(Text(nl="Momentopnamen", en="Snapshots"))
st.markdown(page.say(ABOUT))
st.subheader(page.say(ALL), anchor=False)
snapshots.show_list(page)

st.subheader(page.say(COMPARE), anchor=False)
page = page.with_choices(against=snapshots.choose_against(page))
found = snapshots.compare(page) if page.view.against else None
if found is not None:
    snapshots.show_comparison(page, found)
    snapshots.show_differences(page, found)
    with st.expander(page.say(HOW)):
        st.markdown(page.say(METHOD))
