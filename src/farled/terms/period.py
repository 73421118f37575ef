"""A period of days, closed at both ends, either of which may be open."""

from dataclasses import dataclass
from datetime import date

from farled.terms.errors import FarledError

__all__ = ["Period"]


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `until`, both included; None is without end.

    >>> date(2016, 12, 31) in Period(date(2013, 1, 1), date(2016, 12, 31))
    True
    """

    start: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts.

        Raises:
            FarledError: `period-ends-before-start`.
        """
        if self.start and self.until and self.until < self.start:
            raise FarledError(
                "period-ends-before-start",
                start=self.start.isoformat(),
                until=self.until.isoformat(),
            )

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in the period."""
        return not (
            (self.start is not None and day < self.start)
            or (self.until is not None and day > self.until)
        )

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the periods share a day."""
        return not (
            (self.until and other.start and self.until < other.start)
            or (other.until and self.start and other.until < self.start)
        )
