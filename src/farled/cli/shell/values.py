"""Values to choose facts by: refused when nothing can be meant by them."""

from typing import Final, Mapping, Sequence

from farled.analysis.facts import FACT_COLUMNS, Kind
from farled.analysis.factset import FactSet
from farled.analysis.measures.meaning.dimensions import dimension
from farled.strategy.compiling.naming import collect_names
from farled.strategy.document import Strategy
from farled.strategy.reading.nearest import by_nearness
from farled.terms.channels import Family
from farled.terms.errors import FarledError

__all__ = ["check_values"]

_MOST_SHOWN: Final = 20


def check_values(
    where: Mapping[str, Sequence[str]], factset: FactSet, *strategies: Strategy
) -> None:
    """Refuse a value that no fact has, no strategy names and no term allows.

    A slip of the pen would otherwise be answered by nought, as if it were known.

    Raises:
        FarledError: `unknown-fact-value`, with the nearest there are;
            `unknown-dimension`.
    """
    for name, values in where.items():
        known = _known(name, factset, strategies)
        for value in values:
            if known and value not in known and not value.startswith("@"):
                raise FarledError(
                    "unknown-fact-value",
                    dimension=name,
                    value=value,
                    known=by_nearness(value, sorted(known))[:_MOST_SHOWN],
                )


def _known(name: str, factset: FactSet, strategies: Sequence[Strategy]) -> set[str]:
    """Collect what may stand for a dimension; nothing where any text may."""
    meant = dimension(name).name
    if meant.endswith("family"):
        return {family.value for family in Family}
    if meant.endswith("digital"):
        return {"true", "false"}
    column = FACT_COLUMNS.get(meant)
    if column is None or column.kind is not Kind.CODE:
        return set()
    held = factset.facts.select(meant).distinct().to_pyarrow()[meant].to_pylist()
    known = {*column.values, *(code for code in held if code is not None)}
    return known.union(*(_named(meant, strategy) for strategy in strategies))


def _named(column: str, strategy: Strategy) -> set[str]:
    names = collect_names(strategy)
    match column:
        case "service":
            return set(names.services)
        case "target_group":
            return set(names.groups)
        case "channel" | "channel_intended" | "channel_requested" | "result_channel":
            return set(names.channels)
        case "rule":
            return {rule.id for rule in strategy.rules}
        case _:
            return set()
