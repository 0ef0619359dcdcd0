"""Repeatable measurements of wijkmonitor, each beside a stated peer in the same run: ``python -m bench``."""
