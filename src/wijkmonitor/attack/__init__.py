"""The attacker: tries to derive something about fewer than K people from everything that was published, in every build.

``publication`` reads what the files of a snapshot say, ``membership`` holds who counts in which cell (private, kept beside
the snapshots), ``derivation`` combines cells of all snapshots together, ``finding`` says what was found, ``audit`` does it
all for a new snapshot.
"""

from wijkmonitor.attack.audit import PLACING, audit, remember
from wijkmonitor.attack.derivation import findings
from wijkmonitor.attack.finding import DisclosureRisk, Finding, refuse
from wijkmonitor.attack.membership import Membership, members_of
from wijkmonitor.attack.publication import published, unsafe_files

__all__ = [
    "PLACING",
    "DisclosureRisk",
    "Finding",
    "Membership",
    "audit",
    "findings",
    "members_of",
    "published",
    "refuse",
    "remember",
    "unsafe_files",
]
