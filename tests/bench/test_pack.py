"""The peer of the pack writes what is said of it."""

import io

from pptx import Presentation

from bench import pack


def test_the_peer_writes_ten_slides_with_a_picture_and_a_table() -> None:
    shown = Presentation(io.BytesIO(pack.plain_slides()))
    assert len(shown.slides) == pack.SLIDES
    for slide in shown.slides:
        assert [one.has_table for one in slide.shapes].count(True) == 1
        assert sum(one.shape_type == 13 for one in slide.shapes) == 1
