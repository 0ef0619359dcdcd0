"""The same slides as the same bytes: a file says when its parts were written, and that says nothing."""

from __future__ import annotations

import io
import zipfile

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP file can name."""


def without_dates(packed: bytes) -> bytes:
    """The same ZIP file with the same parts in the same order, each of no particular date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            entry = zipfile.ZipInfo(one.filename, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, old.read(one))
    return out.getvalue()
