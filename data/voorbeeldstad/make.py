"""Write every data file of Voorbeeldstad: ``python make.py [OUT_DIR]`` (default: the folder of this script).

Needs Python alone, and writes the same bytes on every machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generator.ground import outline_of  # noqa: E402
from generator.logo import logo_png  # noqa: E402
from generator.manifest import BOUNDARIES_FILE, LOGO_FILE, municipality_toml, tables_of  # noqa: E402
from generator.town import EDITIONS, buurten_of  # noqa: E402
from generator.writing import write_csv, write_geojson, write_text  # noqa: E402


def make(out: Path) -> None:
    """Write ``municipality.toml``, the logo and a folder per edition into ``out``."""
    for edition in EDITIONS:
        folder = out / str(edition)
        folder.mkdir(parents=True, exist_ok=True)
        write_geojson(folder / BOUNDARIES_FILE, ((b.code, b.name, outline_of(b)) for b in buurten_of(edition)))
        for table in tables_of(edition):
            write_csv(folder / table.file, table.columns, table.rows(edition))
    write_text(out / "municipality.toml", municipality_toml())
    (out / LOGO_FILE).write_bytes(logo_png())


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
