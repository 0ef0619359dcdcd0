"""The show half on screen; with ``pages/`` and ``app.py`` the only code that knows Streamlit.

Reading order: ``menu`` (which pages), ``view`` (what the address asks), ``controls`` and ``page`` (what a page works
with), ``frame`` (everything around a page), ``waiting`` (in place of a page), ``cache``, ``builds``, then the server:
``headers``, ``files``, ``server``.
"""
