"""The script Streamlit runs for every visitor: the frame, and in it the page that was asked."""

from wijkmonitor.ui import frame

frame.run()
