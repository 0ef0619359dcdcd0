"""Frames in, figures out: maps, charts and legends that know nothing of Streamlit.

Reading order: ``theme`` (every colour, shape and texture), ``classes`` (class breaks), ``words`` (a value as a sentence),
``rows`` (what one view shows), ``points``, ``maps``, ``legend``, ``charts``.
"""
