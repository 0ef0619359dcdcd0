"""The server: ``streamlit run app.py``, ``python -m wijkmonitor serve``, or any ASGI server with ``app:app``.

Start it from this folder, so that ``.streamlit/config.toml`` is found. The script itself does not stand here: next to a
folder ``pages/`` Streamlit would open those files without the frame around them.
"""

import streamlit as st

from wijkmonitor.ui import frame, server

app = st.App(
    server.SCRIPT,
    lifespan=server.lifespan,
    routes=server.routes(),
    middleware=server.middleware(),
    on_script_error=frame.tell_error,
)
