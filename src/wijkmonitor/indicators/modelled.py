"""Model estimates by RIVM, shown as such: never in one legend with what was measured here."""

from __future__ import annotations

from functools import partial

import pandas as pd

from wijkmonitor.edition import Dataset, Edition
from wijkmonitor.indicator import Better, Indicator, Instrument, Kind, Theme, Unit
from wijkmonitor.methods import domains
from wijkmonitor.text import Text

_INSTRUMENT = Instrument("rivm_smap", Text(nl="RIVM-model SMAP", en="RIVM model SMAP"))
_SOURCE = Text(
    nl="RIVM StatLine 50090NED, Gezondheid per wijk en buurt (RIVM, CBS, GGD'en)",
    en="RIVM StatLine 50090NED, Health per wijk and buurt (RIVM, Statistics Netherlands, regional health services)",
)
_MODEL = Text(
    nl="Een model voorspelt dit cijfer uit wie er wonen. Het ziet niet wat deze buurt anders maakt, zoals een goed "
    "buurthuis.",
    en="A model predicts this figure from who lives there. It does not see what sets this buurt apart, such as a good "
    "community centre.",
)
_YEARS = Text(
    nl="Vergelijk jaren niet: het model en de vragen zijn tussendoor veranderd.",
    en="Do not compare years: the model and the questions changed in between.",
)


def modelled_share(edition: Edition, column: str) -> pd.DataFrame:
    """A percentage of the file of model estimates as a share; the source gives no interval."""
    figures = edition.get(Dataset.MODELLED_FIGURES)
    assert figures is not None, "computed only when there are model estimates"
    by_area = figures if figures.index.name == "area_code" else figures.set_index("area_code")
    return domains.raw_frame(
        edition.areas, value=by_area.reindex(columns=[column])[column].reindex(edition.areas.index) / 100
    )


def _by_rivm(key: str, column: str, theme: Theme, better: Better, title: Text, about: Text) -> Indicator:
    return Indicator(
        key=key,
        title=title,
        about=about,
        theme=theme,
        unit=Unit.SHARE,
        kind=Kind.MODELLED,
        source=_SOURCE,
        caveats=(_MODEL, _YEARS),
        needs=(Dataset.MODELLED_FIGURES,),
        better=better,
        instrument=_INSTRUMENT,
        compute=partial(modelled_share, column=column),
    )


BY_RIVM = (
    _by_rivm(
        "rivm_control_over_life",
        "control_over_life_pct",
        Theme.CAPACITY,
        Better.HIGHER,
        Text(nl="Regie over het eigen leven (RIVM)", en="Control over one's own life (RIVM)"),
        Text(
            nl="Geschat deel van de volwassenen dat matig of veel regie heeft over het eigen leven.",
            en="Estimated part of the adults who have moderate or much control over their own lives.",
        ),
    ),
    _by_rivm(
        "rivm_lonely",
        "lonely_pct",
        Theme.TIES,
        Better.LOWER,
        Text(nl="Eenzaamheid (RIVM)", en="Loneliness (RIVM)"),
        Text(
            nl="Geschat deel van de volwassenen dat zich eenzaam voelt.",
            en="Estimated part of the adults who feel lonely.",
        ),
    ),
    _by_rivm(
        "rivm_volunteers",
        "volunteers_pct",
        Theme.CAPACITY,
        Better.HIGHER,
        Text(nl="Vrijwilligerswerk (RIVM)", en="Volunteering (RIVM)"),
        Text(
            nl="Geschat deel van de volwassenen dat vrijwilligerswerk doet.",
            en="Estimated part of the adults who volunteer.",
        ),
    ),
    _by_rivm(
        "rivm_informal_carers",
        "informal_carers_pct",
        Theme.TIES,
        Better.NEITHER,
        Text(nl="Mantelzorg (RIVM)", en="Informal care (RIVM)"),
        Text(
            nl="Geschat deel van de volwassenen dat mantelzorg geeft.",
            en="Estimated part of the adults who give informal care.",
        ),
    ),
)
