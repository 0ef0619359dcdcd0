"""Several files as one ZIP, the same bytes whenever and wherever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A ZIP cannot tell an earlier moment."""
_RIGHTS = 0o644 << 16
_UNIX = 3  # said outright, since Windows would make other bytes
_PACKED_ALREADY = (".pptx", ".zip")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by name as one ZIP, in the order given; what is a ZIP by itself is stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr, entry.create_system = _RIGHTS, _UNIX
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED_ALREADY) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
