"""The strategy at arm's length: situations down, channels across, one mark each."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Mapping

from rich.console import Console
from rich.text import Text

from farled.terms.contacts import Role
from farled.ui.terminal.screen import ANSWER, CONTEXT, MARKED, heading

__all__ = ["MARKS", "Matrix", "MatrixRow", "show_matrix"]

MARKS: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.PRIMARY: "●",
        Role.SECONDARY: "○",
        Role.ALLOWED: "·",
        Role.AVOID: "–",
        Role.NEVER: "×",
    }
)
_STEM, _GAP = "│", " "
_SHORTEST_LABEL = 24
"""Channel names get the room they need first, down to labels this short."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One situation: its label, and a role by position of the channel.

    A channel without a role cannot be used and gets an empty cell. `heading` rows
    have no roles and begin a block.
    """

    label: str
    roles: Mapping[int, Role]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Situations × channels, and what the marks mean."""

    title: str
    channels: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    legend: str
    changed: frozenset[tuple[int, int]] = frozenset()
    """Cells (row, channel) that differ from another version."""


def show_matrix(screen: Console, matrix: Matrix) -> None:
    """Show a matrix; channel names come down a staircase, so that none is cut off."""
    heading(screen, matrix.title, matrix.legend)
    longest = max((len(row.label) for row in matrix.rows), default=0)
    stairs = max((2 * p + len(n) for p, n in enumerate(matrix.channels)), default=0)
    left = screen.width - stairs - 2
    room = min(longest, max(_SHORTEST_LABEL, left)) + 2
    for place, name in enumerate(matrix.channels):
        stems = f"{_STEM} " * place
        screen.print(
            Text(_GAP * room + stems, style=CONTEXT) + Text(name, style=ANSWER),
            no_wrap=True,
            overflow="ellipsis",
        )
    for number, row in enumerate(matrix.rows):
        screen.print(_line(matrix, number, row, room), no_wrap=True, overflow="crop")


def _line(matrix: Matrix, number: int, row: MatrixRow, room: int) -> Text:
    if row.heading:
        return Text(row.label, style=CONTEXT)
    label = row.label if len(row.label) < room else f"{row.label[: room - 3]}…"
    line = Text(label.ljust(room))
    for place in range(len(matrix.channels)):
        role = row.roles.get(place)
        style = MARKED if (number, place) in matrix.changed else ""
        if role is Role.PRIMARY:
            style = f"{style} {ANSWER}".strip()
        line.append(MARKS[role] if role else _GAP, style=style)
        line.append(_GAP)
    line.rstrip()
    return line
