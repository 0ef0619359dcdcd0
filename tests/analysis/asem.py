"""The ASEM sustainable connectivity index of the JRC as another program worked it out: inputs, tree, results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd


@dataclass(frozen=True)
class Asem:
    """``treated``: countries x indicators, outliers treated; ``direction`` per indicator; ``tree``: parent -> child -> weight."""

    folder: Path
    treated: pd.DataFrame
    direction: dict[str, int]
    tree: dict[str, dict[str, float]]

    @property
    def oriented(self) -> pd.DataFrame:
        """Inputs turned so that higher is better."""
        return self.treated * pd.Series(self.direction)

    def expected(self, step: str) -> pd.DataFrame:
        """Result of a step, countries in our order."""
        return _numbers(self.folder / f"expected_{step}.csv").loc[self.treated.index]

    def alternatives(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Name and result of every alternative normalisation and aggregation."""
        table = pd.read_csv(self.folder / "expected_alternatives.csv")
        for name, rows in table.groupby("alternative"):
            rows = rows.drop(columns="alternative").set_index("uCode").astype(float)
            yield str(name), rows.loc[self.treated.index]


def read_asem(folder: Path) -> Asem:
    meta = pd.read_csv(folder / "asem_meta.csv")
    inputs = meta[meta["Type"] == "Indicator"].set_index("iCode")
    tree = {
        parent: {child.iCode: float(child.Weight) for child in meta[meta["Parent"] == parent].itertuples()}
        for parent in meta[meta["Type"] == "Aggregate"].sort_values("Level", kind="stable")["iCode"]
    }
    treated = _numbers(folder / "expected_treated.csv")[list(inputs.index)]
    return Asem(folder, treated, inputs["Direction"].astype(int).to_dict(), tree)


def _numbers(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, index_col="uCode").astype(float)
