"""Plans for meeting places as text: short enough for an address, and readable.

``naam:Plan A;plek:52.0912,5.1203;open:P012.evening;walk:800|naam:Plan B;kies:3``: plans are parted by ``|``, what a plan holds by
``;``. Whatever cannot be read is left out and told; nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from wijkmonitor.analysis.coverage import USUAL_WALK_M, WALKS_M
from wijkmonitor.groups import DAYPART
from wijkmonitor.text import Text

MOST_PLANS = 4
MOST_CHOSEN = 5
MOST_ITEMS = 20
"""As many things as a plan may hold."""
_LONGEST_NAME, _LONGEST_KEY, _LONGEST_SHOWN = 40, 60, 40
_NAME = re.compile(r"[^\w .,'+-]|_")
_KEY = re.compile(r"[\w-]+")
_LAT, _LON = (50.0, 54.0), (3.0, 8.0)

NAME, PIN, AREA, SITE, OPEN, CLOSE, CHOOSE, WALK, NOW = (
    "naam",
    "plek",
    "buurt",
    "kandidaat",
    "open",
    "dicht",
    "kies",
    "walk",
    "nu",
)

_UNREADABLE = Text(
    nl="Dit deel van het plan in de koppeling is niet te lezen en telt niet mee: “{part}”.",
    en="This part of the plan in the link cannot be read and does not count: “{part}”.",
)
_TOO_MANY = Text(
    nl="U kunt hoogstens {most} plannen naast elkaar leggen. U ziet de eerste {most}.",
    en="You can lay at most {most} plans side by side. You see the first {most}.",
).fill(most=MOST_PLANS)
_TOO_FULL = Text(
    nl="Een plan kan hoogstens {most} dingen bevatten. De rest telt niet mee.",
    en="A plan can hold at most {most} things. The rest does not count.",
).fill(most=MOST_ITEMS)
_TWO_WALKS = Text(
    nl="De plannen noemen verschillende loopafstanden. Alle plannen zijn berekend met {m} meter.",
    en="The plans name different walks. All plans were worked out with {m} metres.",
)


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing in a plan: its ``kind`` (one of the words above) and its ``value`` as it stands in the address."""

    kind: str
    value: str

    @property
    def text(self) -> str:
        return f"{self.kind}:{self.value}"

    def point(self) -> tuple[float, float]:
        """Latitude and longitude of a pin."""
        lat, lon = self.value.split(",")
        return float(lat), float(lon)

    def opening(self) -> tuple[str, str]:
        """The place that opens, and the part of the day."""
        place, _, daypart = self.value.rpartition(".")
        return place, daypart


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan: its ``name`` ("" when it has none), what it holds, and how many sites the program adds (0 for none)."""

    name: str = ""
    items: tuple[Item, ...] = ()
    choose: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.items and not self.choose

    def holding(self, kind: str) -> list[Item]:
        """The items of one kind."""
        return [item for item in self.items if item.kind == kind]


@dataclass(frozen=True, slots=True)
class Plans:
    """All plans of an address, at least one; ``now`` is the position of the one that is worked on, ``walk_m`` holds for all."""

    plans: tuple[Plan, ...] = (Plan(),)
    now: int = 0
    walk_m: int = USUAL_WALK_M

    @property
    def current(self) -> Plan:
        return self.plans[self.now]

    def with_current(self, plan: Plan) -> Plans:
        """The same with another plan in the place of the current one."""
        return replace(self, plans=(*self.plans[: self.now], plan, *self.plans[self.now + 1 :]))

    def with_item(self, item: Item) -> Plans:
        """The current plan holds ``item`` too."""
        held = self.current.items
        return self if item in held else self.with_current(replace(self.current, items=(*held, item)))

    def one_more(self, plan: Plan) -> Plans:
        """A plan more, which becomes the current one; the same plans when there is no room."""
        full = len(self.plans) >= MOST_PLANS
        return self if full else replace(self, plans=(*self.plans, plan), now=len(self.plans))

    def without_current(self) -> Plans:
        """The current plan taken away; an empty one remains when it was the last."""
        left = (*self.plans[: self.now], *self.plans[self.now + 1 :]) or (Plan(),)
        return replace(self, plans=left, now=min(self.now, len(left) - 1))


def tidy_name(name: str) -> str:
    """A name that means nothing in an address, in HTML or in Markdown."""
    return " ".join(_NAME.sub(" ", name).split())[:_LONGEST_NAME].strip()


def pin(lat: float, lon: float) -> Item:
    """A new place at a point, to about a metre."""
    return Item(PIN, f"{lat:.5f},{lon:.5f}")


def _pin(value: str) -> Item | None:
    parts = value.split(",")
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    inside = _LAT[0] <= lat <= _LAT[1] and _LON[0] <= lon <= _LON[1]
    return pin(lat, lon) if inside else None


def _key(kind: str) -> Callable[[str], Item | None]:
    def read(value: str) -> Item | None:
        good = len(value) <= _LONGEST_KEY and _KEY.fullmatch(value)
        return Item(kind, value) if good else None

    return read


def _opening(value: str) -> Item | None:
    place, _, daypart = value.rpartition(".")
    return Item(OPEN, value) if daypart in DAYPART.categories and _key(OPEN)(place) else None


_ITEMS: dict[str, Callable[[str], Item | None]] = {
    PIN: _pin,
    AREA: _key(AREA),
    SITE: _key(SITE),
    OPEN: _opening,
    CLOSE: _key(CLOSE),
}


def read(text: str) -> tuple[Plans, list[Text]]:
    """The plans an address holds, and what to tell the reader of what it could not hold. Never raises."""
    parts = [part for part in text.split("|") if part.strip(" ;")]
    notices = [_TOO_MANY] if len(parts) > MOST_PLANS else []
    plans, walks, now = [], [], 0
    for place, part in enumerate(parts[:MOST_PLANS]):
        plan, walk, here, told = _read_plan(part)
        plans.append(plan)
        walks += walk
        now = place if here else now
        notices += told
    walk_m = walks[0] if walks else USUAL_WALK_M
    if len(set(walks)) > 1:
        notices.append(_TWO_WALKS.fill(m=walk_m))
    return Plans(tuple(plans) or (Plan(),), now, walk_m), notices


def _read_plan(text: str) -> tuple[Plan, list[int], bool, list[Text]]:
    plan, walks, now, wrong = Plan(), [], False, []
    items: list[Item] = []
    for part in filter(None, (one.strip() for one in text.split(";"))):
        kind, _, value = part.partition(":")
        item = _ITEMS[kind](value) if kind in _ITEMS else None
        if item is not None:
            items.append(item)
        elif kind == NAME and tidy_name(value):
            plan = replace(plan, name=tidy_name(value))
        elif kind == CHOOSE and value in {str(n) for n in range(1, MOST_CHOSEN + 1)}:
            plan = replace(plan, choose=int(value))
        elif kind == WALK and value in {str(m) for m in WALKS_M}:
            walks.append(int(value))
        elif part == NOW:
            now = True
        else:
            wrong.append(part)
    kept = tuple(dict.fromkeys(items))
    told = [_UNREADABLE.fill(part=_shown(wrong[0]))] if wrong else []
    told += [_TOO_FULL] if len(kept) > MOST_ITEMS else []
    return replace(plan, items=kept[:MOST_ITEMS]), walks, now, told


def _shown(part: str) -> str:
    """Anybody can write an address: a notice repeats only what cannot be read as a link or as mark-up."""
    tidy = re.sub(r"[^\w .:,+-]|_", "", part)
    return (tidy or "…") if len(tidy) <= _LONGEST_SHOWN else tidy[: _LONGEST_SHOWN - 1] + "…"


def write(plans: Plans) -> str:
    """The text for an address; "" when there is nothing to tell. ``read(write(plans))`` gives the same plans."""
    walk = [f"{WALK}:{plans.walk_m}"] if plans.walk_m != USUAL_WALK_M else []
    if len(plans.plans) == 1 and plans.current.is_empty and not plans.current.name and not walk:
        return ""
    return "|".join(
        _written(plan, number=place, walk=walk if place == 0 else [], now=place == plans.now and place > 0)
        for place, plan in enumerate(plans.plans)
    )


def _written(plan: Plan, *, number: int, walk: list[str], now: bool) -> str:
    # A plan without anything in it would be lost: it keeps its number as a name.
    name = plan.name or (f"Plan {number + 1}" if plan.is_empty else "")
    parts = [f"{NAME}:{name}"] if name else []
    parts += [item.text for item in plan.items]
    parts += [f"{CHOOSE}:{plan.choose}"] if plan.choose else []
    return ";".join([*parts, *walk, *([NOW] if now else [])])
