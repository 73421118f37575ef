"""Expressions that turn a log's durations, amounts and figures into numbers."""

from typing import Final, Mapping

from farled.exchange import sql
from farled.exchange.mapping.columns import ColumnRule

__all__ = ["amount", "duration", "number"]

_SECONDS: Final[Mapping[str, str]] = {
    "milliseconds": "0.001",
    "seconds": "1",
    "minutes": "60",
    "hours": "3600",
    "days": "86400",
}
_GROUPS = "[ \u00a0\u202f'’{other}]"
_FIGURE = r"[+-]?(\d{{1,15}}|\d{{1,3}}({groups}\d{{3}}){{1,4}})({decimal}\d{{1,12}})?"
_FEW_DIGITS = r"\d{1,9}"  # most figures of a log; integers are read faster
_CLOCK = r"(\d{1,5}:)?\d{1,5}:\d\d(\.\d+)?"


def number(text: str, decimal: str = ".") -> str:
    """Give an expression of a figure as DECIMAL; null when it is none."""
    other = "," if decimal == "." else "."
    groups = _GROUPS.format(other=other)
    pattern = _FIGURE.format(groups=groups, decimal=f"[{decimal}]")
    signs = sql.text(other + " \u00a0\u202f'’")
    plain = f"replace(translate({text}, {signs}, ''), {sql.text(decimal)}, '.')"
    return (
        f"case when regexp_full_match({text}, {sql.text(pattern)}) "
        f"then try_cast({plain} as DECIMAL(30, 6)) end"
    )


def _whole(value: str, kind: str) -> str:
    return f"try_cast(round_even({value}, 0) as {kind})"


def duration(text: str, rule: ColumnRule) -> str:
    """Give an expression of whole seconds, half a second rounded to even."""
    if rule.unit == "clock":
        parts = f"list_reverse(string_split({text}, ':'))"
        seconds = " + ".join(
            f"coalesce(try_cast({parts}[{place}] as DOUBLE), 0) * {weight}"
            for place, weight in ((1, 1), (2, 60), (3, 3600))
        )
        guarded = (
            f"case when regexp_full_match({text}, {sql.text(_CLOCK)}) "
            f"then {seconds} end"
        )
        return _whole(guarded, "INTEGER")
    factor = _SECONDS[rule.unit]
    careful = _whole(f"({number(text, rule.decimal)}) * {factor}", "INTEGER")
    if factor == "0.001":
        return careful
    plain = f"try_cast({text}::BIGINT * {factor} as INTEGER)"
    return (
        f"case when regexp_full_match({text}, {sql.text(_FEW_DIGITS)}) "
        f"then {plain} else {careful} end"
    )


def amount(text: str, rule: ColumnRule) -> str:
    """Give an expression of whole minor units, half of one rounded to even."""
    factor = "100" if rule.money == "major" else "1"
    return _whole(f"({number(text, rule.decimal)}) * {factor}", "BIGINT")
