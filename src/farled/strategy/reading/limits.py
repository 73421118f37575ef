"""How large a strategy document may be, and why not larger."""

__all__ = [
    "DEPTH_LIMIT",
    "NODE_LIMIT",
    "NOTHING",
    "NUMBER_DIGITS",
    "NUMBER_LENGTH",
    "SHOWN_LENGTH",
    "TEXT_LIMIT",
]

TEXT_LIMIT = 8 * 2**20
"""Characters (and bytes) of one document: 30,000 rules of the usual length. Looked
at before parsing, so that a file of gigabytes costs nothing."""

NODE_LIMIT = 600_000
"""Keys, values and containers, aliases counted at full length: 20,000 rules. Stops
documents that are short as text and endless when expanded."""

DEPTH_LIMIT = 64
"""Containers inside each other; the format itself needs 10."""

NUMBER_LENGTH = 40
"""Characters of a number; longer ones take time out of proportion to read."""

NUMBER_DIGITS = 15
"""Digits before the decimal point: amounts stay exact in 28-digit arithmetic."""

NOTHING = "–"
"""Stands where a finding has nothing to show."""

SHOWN_LENGTH = 60
"""Characters of a value that a finding shows."""
