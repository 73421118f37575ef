"""A table as plain text cells, ready for a terminal, a page or a file."""

from dataclasses import dataclass

from farled.ui.catalogue import entry

__all__ = ["Sheet", "amount", "count", "percent", "range_of", "share_cells"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of finished cells.

    Attributes:
        title: says what is found, or what is shown.
        note: how it is counted, the unit, what is left out.
        head: column names with units.
        rows: cells; every row as long as the head.
        numbers: positions of columns whose cells are numbers, set to the right.
        answer: position of the column that is the answer, if one is.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    numbers: frozenset[int] = frozenset()
    answer: int | None = None


_THIN = "\u202f"
_POINT_LANGUAGES = frozenset({"en"})


def _localised(digits: str, lang: str) -> str:
    if lang in _POINT_LANGUAGES:
        return digits.replace(_THIN, ",")
    return digits.replace(".", ",")


def count(value: float, lang: str, decimals: int = 0) -> str:
    """Write a number with thousands apart.

    >>> count(1234567, "en"), count(0.5, "sv", 1)
    ('1,234,567', '0,5')
    """
    return _localised(f"{value:,.{decimals}f}".replace(",", _THIN), lang)


def percent(share: float, lang: str, decimals: int = 1) -> str:
    """Write a share 0..1 as per cent.

    >>> percent(0.925, "en"), percent(0.925, "da")
    ('92.5 %', '92,5 %')
    """
    return f"{count(share * 100, lang, decimals)} %"


def amount(minor: float, currency: str, lang: str) -> str:
    """Write minor units as whole major units with the currency.

    >>> amount(123456789, "SEK", "en")
    '1,234,568 SEK'
    """
    return f"{count(minor / 100, lang)} {currency}"


def range_of(low: str, high: str) -> str:
    """Write an interval.

    >>> range_of("1 %", "2 %")
    '1 % – 2 %'
    """
    return f"{low} – {high}"


def share_cells(
    n: int, value: float | None, bounds: tuple[float | None, float | None], lang: str
) -> tuple[str, str, str]:
    """Write a count, its share and the share's interval; a share of nothing has none.

    >>> share_cells(1, 0.5, (0.25, 0.75), "en")
    ('1', '50.0 %', '25.0 % – 75.0 %')
    """
    if value is None:
        return (count(n, lang), entry("not-applicable", lang), "")
    low, high = bounds
    interval = ""
    if low is not None and high is not None:
        interval = range_of(percent(low, lang), percent(high, lang))
    return (count(n, lang), percent(value, lang), interval)
