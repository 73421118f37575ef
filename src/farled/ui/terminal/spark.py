"""Small figures made of characters."""

from typing import Final, Sequence

__all__ = ["bar", "sparkline"]

_LEVELS: Final = "▁▂▃▄▅▆▇█"
_PARTS: Final = " ▏▎▍▌▋▊▉█"
_GAP: Final = " "


def sparkline(
    values: Sequence[float | None], *, low: float | None = None, width: int = 0
) -> str:
    """Draw values as a row of blocks; a gap stands for what is missing.

    Args:
        values: in order of time.
        low: value of the lowest block; by default the smallest value.
        width: at most this many blocks; neighbours are averaged to fit.

    >>> sparkline([0, 1, None, 2])
    '▁▅ █'
    """
    drawn = _squeezed(values, width) if 0 < width < len(values) else list(values)
    known = [value for value in drawn if value is not None]
    if not known:
        return _GAP * len(drawn)
    bottom = min(known) if low is None else low
    span = max(known) - bottom
    return "".join(_GAP if v is None else _block(v - bottom, span) for v in drawn)


def _block(height: float, span: float) -> str:
    if span <= 0:
        return _LEVELS[len(_LEVELS) // 2]
    level = round(height / span * (len(_LEVELS) - 1))
    return _LEVELS[max(0, min(level, len(_LEVELS) - 1))]


def _squeezed(values: Sequence[float | None], width: int) -> list[float | None]:
    size = len(values)
    parts = [
        values[place * size // width : (place + 1) * size // width]
        for place in range(width)
    ]
    return [_mean(part) for part in parts]


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def bar(share: float, width: int = 20) -> str:
    """Draw a share 0..1 as a bar that begins at zero, padded to its width.

    >>> bar(0.5, 4)
    '██  '
    """
    eighths = round(max(0.0, min(share, 1.0)) * width * 8)
    whole, rest = divmod(eighths, 8)
    return (_PARTS[8] * whole + (_PARTS[rest] if rest else "")).ljust(width)
