"""Makes every file of the fictional municipality Voorbeeldstad.

Reading order: ``chance`` (repeatable draws), ``town`` (what the town is), ``mesh`` (its map), ``ground`` (points on the
map), ``residents`` (key figures), ``survey_people`` and ``survey_answers``, ``places``, ``initiatives``, ``partners``, ``scan``,
``promises``, ``manifest`` and ``writing``.
"""
