"""The logo of the town: three gables above the water. Invented, like the town; drawn without any library."""

from __future__ import annotations

import math
import struct
import zlib

PRIMARY = "#1d5c63"
ACCENT = "#d9822b"
_SIDE = 240
_FINE = 4
"""Every pixel is looked at in _FINE x _FINE spots, so that slopes are smooth."""
_SHADES = 16
_GABLES = ((0.12, 0.37, 0.46, 0.30), (0.39, 0.61, 0.32, 0.15), (0.63, 0.88, 0.50, 0.34))
"""Left, right, eaves and top of each house, as parts of the side."""
_MOST_STORED = 65_535


def logo_png() -> bytes:
    """A PNG with a palette from transparent white to the town's colour. Nothing is compressed: the same bytes with any zlib."""
    palette = b"".join(_mixed(shade / (_SHADES - 1)) for shade in range(_SHADES))
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 4, 3, 0, 0, 0)
    rows = b"".join(b"\0" + _row(y) for y in range(_SIDE))
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"tRNS", b"\0"), (b"IDAT", _stored(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _row(y: int) -> bytes:
    """One row, two pixels of four bits to a byte."""
    shades = [_shade(x, y) for x in range(_SIDE)]
    return bytes(left * 16 + right for left, right in zip(shades[::2], shades[1::2], strict=True))


def _shade(x: int, y: int) -> int:
    spots = ((x + (i + 0.5) / _FINE, y + (j + 0.5) / _FINE) for i in range(_FINE) for j in range(_FINE))
    inked = sum(_inked(px / _SIDE, py / _SIDE) for px, py in spots)
    return round(inked * (_SHADES - 1) / _FINE**2)


def _inked(x: float, y: float) -> bool:
    """Whether the logo has ink here; (0, 0) is the upper left and (1, 1) the lower right corner."""
    if y > 0.70:
        return any(abs(y - wave - 0.015 * math.sin(x * 6 * math.pi)) < 0.022 for wave in (0.76, 0.86)) and 0.1 < x < 0.9
    for left, right, eaves, top in _GABLES:
        middle, half = (left + right) / 2, (right - left) / 2
        window = abs(x - middle) < half * 0.28 and eaves + 0.05 < y < eaves + 0.13
        roof = top + (eaves - top) * abs(x - middle) / half
        if left <= x <= right and y >= roof and not window:
            return True
    return False


def _mixed(share: float) -> bytes:
    return bytes(round(255 + share * (int(PRIMARY[at : at + 2], 16) - 255)) for at in (1, 3, 5))


def _stored(data: bytes) -> bytes:
    """A zlib stream of stored blocks (RFC 1950, RFC 1951)."""
    parts = [data[at : at + _MOST_STORED] for at in range(0, len(data), _MOST_STORED)]
    blocks = [
        struct.pack("<BHH", place == len(parts) - 1, len(part), len(part) ^ 0xFFFF) + part
        for place, part in enumerate(parts)
    ]
    return b"\x78\x01" + b"".join(blocks) + struct.pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
