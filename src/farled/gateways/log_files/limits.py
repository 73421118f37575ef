"""How large a log may be in each respect, and why not larger."""

from typing import Final

__all__ = [
    "CHUNK",
    "JSON_LIMIT",
    "LINE_LIMIT",
    "LOOKAHEAD_LINES",
    "MEMBER_LIMIT",
    "RATIO_LIMIT",
    "RATIO_MATTERS_FROM",
    "ROW_LIMIT",
    "UNPACKED_LIMIT",
    "WORKBOOK_LIMIT",
]

CHUNK: Final = 2**20
"""Bytes looked at together."""

LINE_LIMIT: Final = 4 * 2**20
"""Bytes of one line or record: a row of a log is a few hundred bytes."""

LOOKAHEAD_LINES: Final = 200
"""Lines that one quoted text may span; a quote not closed by then is a stray one."""

RATIO_LIMIT: Final = 200
"""Unpacked bytes to one packed: logs reach 30, bombs 1,000."""

RATIO_MATTERS_FROM: Final = 32 * 2**20
"""Unpacked bytes from which the ratio is looked at: smaller files do no harm."""

UNPACKED_LIMIT: Final = 64 * 2**30
"""Unpacked bytes of one text file."""

WORKBOOK_LIMIT: Final = 768 * 2**20
"""Unpacked bytes of one workbook: a full sheet of a million rows has about 500 MB."""

MEMBER_LIMIT: Final = 5_000
"""Parts of one workbook; usual ones have 20."""

JSON_LIMIT: Final = 64 * 2**20
"""Bytes of a JSON file whose rows stand deep inside and that is read as a whole."""

ROW_LIMIT: Final = 500_000_000
"""Rows a Parquet file may claim to have."""
