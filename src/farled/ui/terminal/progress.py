"""Goals on a terminal: where each stands, where it is heading, and how surely."""

from dataclasses import dataclass
from typing import Final, Sequence

from rich.console import Console
from rich.text import Text

from farled.ui.terminal.screen import ANSWER, CONTEXT, GRAVE, MARKED

__all__ = ["Progress", "show_progress"]

_LONGEST: Final = 40
_SHORTEST: Final = 8
_GAP: Final = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """One goal, its values on a common scale 0..1 for drawing and in words for reading.

    Attributes:
        name: the goal.
        state: what is so, in a word.
        good: True met or on the way, False missed or off track, None not judged.
        now: value today on the scale.
        target: target on the scale.
        band: forecast from low to high on the scale.
        cells: the values in words, as many as the head asks for.
    """

    name: str
    state: str
    good: bool | None
    cells: tuple[str, ...]
    now: float | None = None
    target: float | None = None
    band: tuple[float, float] | None = None


def show_progress(
    screen: Console, goals: Sequence[Progress], head: tuple[str, ...]
) -> None:
    """Show goals on two lines each: state and name, then values and scale.

    On the scale ● is now, | the target and ░ the forecast's band.

    Args:
        screen: where to.
        goals: all with the same number of `cells`.
        head: names of the cells, then of the scale.
    """
    states = max((len(goal.state) for goal in goals), default=0) + len("✓ ")
    widths = [
        max(len(cell) for cell in column)
        for column in zip(head[:-1], *(goal.cells for goal in goals), strict=True)
    ]
    indent = " " * (states + _GAP)
    room = screen.width - len(indent) - sum(width + _GAP for width in widths)
    width = max(_SHORTEST, min(_LONGEST, room))
    names = Text(indent + _set(head[:-1], widths) + head[-1], style=CONTEXT)
    screen.print(names, no_wrap=True, overflow="crop")
    for goal in goals:
        line = _state(goal)
        line.append(" " * (states + _GAP - len(line)))
        line.append(goal.name, style=ANSWER)
        screen.print(line)
        drawn = "" if goal.now is None else scale(goal, width)
        if drawn:
            screen.print(Text(indent + _set(goal.cells, widths) + drawn))


def _set(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Set cells to the right in their columns."""
    pairs = zip(cells, widths, strict=True)
    return "".join(cell.rjust(width) + " " * _GAP for cell, width in pairs)


def _state(goal: Progress) -> Text:
    styles = {True: f"{ANSWER} {MARKED}", False: f"{ANSWER} {GRAVE}", None: CONTEXT}
    marks = {True: "✓", False: "!", None: "?"}
    return Text(f"{marks[goal.good]} {goal.state}", style=styles[goal.good])


def scale(goal: Progress, width: int = _LONGEST) -> str:
    """Draw a goal on a scale from nought to one.

    >>> scale(Progress("", "", None, (), now=0.25, target=1, band=(0.5, 0.75)), 9)
    '··●·░░░·|'
    """
    cells = ["·"] * width

    def at(value: float) -> int:
        return round(max(0.0, min(value, 1.0)) * (width - 1))

    if goal.band:
        low, high = at(goal.band[0]), at(goal.band[1])
        cells[low : high + 1] = "░" * (high - low + 1)
    if goal.target is not None:
        cells[at(goal.target)] = "|"
    if goal.now is not None:
        cells[at(goal.now)] = "●"
    return "".join(cells)
