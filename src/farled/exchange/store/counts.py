"""The equation every import answers to: nothing received may go missing."""

from dataclasses import dataclass, fields

from farled.terms.errors import FarledError

__all__ = ["ImportCounts"]


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many rows came, and what became of each; checked when made.

    Attributes:
        received: rows read, broken ones included.
        mapped: rows that became facts.
        unmapped: rows kept apart because a required value has no code.
        excluded: rows the mapping leaves out, with a reason.
        impossible: rows that cannot be true, such as closed before opened.
        duplicate: rows that repeat one before.
        quarantined: rows that cannot be read.

    Raises:
        FarledError: `counts-do-not-reconcile`.
    """

    received: int
    mapped: int
    unmapped: int = 0
    excluded: int = 0
    impossible: int = 0
    duplicate: int = 0
    quarantined: int = 0

    def __post_init__(self) -> None:
        """Refuse counts that do not add up to the rows received."""
        parts = [getattr(self, each.name) for each in fields(self)[1:]]
        if sum(parts) != self.received or min(parts) < 0:
            raise FarledError(
                "counts-do-not-reconcile", received=self.received, found=sum(parts)
            )

    def __add__(self, other: "ImportCounts") -> "ImportCounts":
        """Add the counts of two imports.

        >>> (ImportCounts(2, 1, excluded=1) + ImportCounts(1, 1)).received
        3
        """
        return ImportCounts(
            *(
                getattr(self, each.name) + getattr(other, each.name)
                for each in fields(self)
            )
        )

    def __sub__(self, other: "ImportCounts") -> "ImportCounts":
        """Take away the counts of an import that is being replaced."""
        return ImportCounts(
            *(
                getattr(self, each.name) - getattr(other, each.name)
                for each in fields(self)
            )
        )
