"""Weerwoord: what residents and professionals say back to a figure or an area, and what staff decided about it.

Responses are not figures: they stand beside a snapshot, in a database of the municipality, and travel along with what is shown.
A response may be accepted or withdrawn at any moment, so nothing that holds one is kept for other visitors.
"""

from wijkmonitor.responses.response import Draft, Event, Kept, Response, Role, State
from wijkmonitor.responses.store import accepted

__all__ = ["Draft", "Event", "Kept", "Response", "Role", "State", "accepted"]
