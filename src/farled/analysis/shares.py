"""A share, never without what it is a share of."""

from dataclasses import dataclass

from farled.analysis.intervals import Interval

__all__ = ["Share"]


@dataclass(frozen=True, slots=True)
class Share:
    """A share with what it is a share of.

    Attributes:
        n: facts counted.
        of: facts it is a share of; when 0 the share is not applicable.
        interval: Wilson's 95 % interval.
    """

    n: int
    of: int
    interval: Interval

    @property
    def value(self) -> float | None:
        """The share, 0..1."""
        return self.n / self.of if self.of else None
