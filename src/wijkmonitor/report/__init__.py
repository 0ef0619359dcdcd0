"""A snapshot on slides and paper: the story for the council and the profile of an area, as PPTX, PDF and ZIP.

Reads figures, never Streamlit: the same reports come from the browser and from the command line. What a slide says is decided
once (``slide``); the presentation in the browser, the PPTX and the PDF only draw it.
"""
