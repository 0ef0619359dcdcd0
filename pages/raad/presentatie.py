"""A presentation for the council: a ready-made story or one of one's own, slide by slide here or on the whole screen."""

from wijkmonitor.text import Text
from wijkmonitor.ui import deck as decks
from wijkmonitor.ui import frame, layers, packing, presentation

MIND = Text(
    nl="Elke dia zegt alleen wat gezegd mag worden, met bron, momentopname en peildatum aan de voet.",
    en="Every slide says only what may be said, with source, snapshot and reference day at its foot.",
)

page = frame.page(Text(nl="Presentatie", en="Presentation"))
layers.say(page.say(MIND))
with page.row():
    story = presentation.choose_story(page)
    level = page.choose_level()
    edition = page.choose_edition()
page = page.with_choices(story=story, level=level, edition=edition)
presentation.choose_contents(page)
deck = presentation.told(page)
presentation.show_present(page)
packing.show_pack(page, decks.choice_of(page.view))
presentation.show_slides(page, deck)
