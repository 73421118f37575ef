"""Money as integer minor units: no rounding is ever hidden in a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from farled.terms.errors import FarledError

__all__ = ["Money"]

_MINOR_DIGITS = {"ISK": 0, "JPY": 0}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (öre, cents) of an ISO 4217 currency.

    >>> Money.of("12.50", "SEK") + Money(50, "SEK")
    Money(minor=1300, currency='SEK')
    """

    minor: int
    currency: str

    @classmethod
    def of(cls, major: Decimal | int | str, currency: str) -> "Money":
        """Round an amount in major units half to even to minor units.

        >>> Money.of("0.125", "DKK")
        Money(minor=12, currency='DKK')
        """
        scale = 10 ** _MINOR_DIGITS.get(currency, 2)
        minor = (Decimal(major) * scale).quantize(Decimal(1), ROUND_HALF_EVEN)
        return cls(int(minor), currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units, exactly."""
        return Decimal(self.minor).scaleb(-_MINOR_DIGITS.get(self.currency, 2))

    def __add__(self, other: "Money") -> "Money":
        """Add two amounts of one currency.

        Raises:
            FarledError: `currencies-differ`.
        """
        if self.currency != other.currency:
            raise FarledError("currencies-differ", a=self.currency, b=other.currency)
        return Money(self.minor + other.minor, self.currency)

    def times(self, factor: Decimal | int) -> "Money":
        """Multiply, rounding half to even to a whole minor unit."""
        minor = (self.minor * Decimal(factor)).quantize(Decimal(1), ROUND_HALF_EVEN)
        return Money(int(minor), self.currency)
