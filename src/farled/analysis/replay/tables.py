"""Facts with their classes beside them, as one expression for DuckDB and Spark."""

from dataclasses import dataclass, replace
from typing import Final, Mapping, Sequence

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from farled.analysis.facts import CUSTOMER_COLUMNS, MATTER_COLUMNS, MOMENT_COLUMNS
from farled.analysis.factset import FactSet
from farled.analysis.replay.dimensions import Classified, Reader, classify

__all__ = [
    "CHANNEL",
    "Dimension",
    "channel_places",
    "read_dimensions",
    "with_classes",
]

CHANNEL: Final = "~channel"
"""Column that holds the place of the channel used, null when there is none; columns
that a replay adds begin with a tilde, which no fact column does."""


@dataclass(frozen=True)
class Dimension:
    """One dimension folded to classes, and how a fact finds its class.

    Attributes:
        name: column for the class.
        keys: fact columns that lead to the class: the interned key, or raw columns.
        table: the keys and, in `name`, the class; one row per combination of keys.
    """

    name: str
    keys: tuple[str, ...]
    table: pa.Table
    classified: Classified

    def fold(self, places: npt.NDArray[np.int64]) -> "Dimension":
        """Put each class in the place of another, and drop those left empty."""
        kept, number = np.unique(places, return_inverse=True)
        classes = self.classified.classes
        class_of = number[np.array(self.classified.class_of, np.int64)]
        return replace(
            self,
            table=self.table.set_column(
                len(self.keys), self.name, pa.array(class_of, pa.int32())
            ),
            classified=Classified(
                tuple(class_of.tolist()), tuple(classes[i] for i in kept.tolist())
            ),
        )


def read_dimensions(
    factset: FactSet, reader: Reader, tag: str = ""
) -> tuple[Dimension, ...]:
    """Fold the dimensions of facts: interned ones by key, others by raw columns."""
    interned = "matter_key" in factset.facts.columns
    found = []
    for name, columns, table in (
        ("matter", MATTER_COLUMNS, factset.matter),
        ("customer", CUSTOMER_COLUMNS, factset.customer),
        ("moment", MOMENT_COLUMNS, factset.moment),
    ):
        keys = (f"{name}_key",) if interned else _kept(factset.facts, columns)
        source = table if interned else factset.facts.select(*keys).distinct()
        found.append(_dimension(f"~{name}{tag}", keys, columns, source, reader=reader))
    if reader.assumed.follows_request:
        asked = ("channel_requested",)
        source = factset.facts.select(*asked).distinct()
        found.append(
            _dimension(f"~preference{tag}", asked, asked, source, reader=reader)
        )
    return tuple(found)


def _kept(table: ir.Table, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(column for column in columns if column in table.columns)


def _dimension(
    name: str,
    keys: tuple[str, ...],
    columns: Sequence[str],
    source: ir.Table,
    *,
    reader: Reader,
) -> Dimension:
    """Fold the rows of a dimension; a column it does not have is missing throughout."""
    there = _kept(source, columns)
    stored = source.select(*dict.fromkeys((*keys, *there))).to_pyarrow()
    missing: dict[str, None] = dict.fromkeys(columns)
    rows = ({**missing, **row} for row in stored.select(list(there)).to_pylist())
    classified = classify(rows, reader)
    table = stored.select(list(keys)).append_column(
        name, pa.array(classified.class_of, pa.int32())
    )
    return Dimension(name, keys, table, classified)


def channel_places(
    codes: Mapping[str, str], channels: Sequence[str], name: str = CHANNEL
) -> pa.Table:
    """Table from a channel's code in a log to its place in the document, in `name`."""
    return pa.table(
        {
            "channel": pa.array(codes.keys(), pa.string()),
            name: pa.array([channels.index(c) for c in codes.values()], pa.int32()),
        }
    )


def with_classes(
    facts: ir.Table, dimensions: Sequence[Dimension], channels: pa.Table
) -> ir.Table:
    """Add the class of every dimension and the place of the channel; no row is lost."""
    for dimension in dimensions:
        facts = _look_up(facts, dimension.table, dimension.keys, dimension.name)
    return _look_up(facts, channels, ("channel",), channels.column_names[1])


def _look_up(
    facts: ir.Table, table: pa.Table, keys: Sequence[str], value: str
) -> ir.Table:
    """Left join on keys of which a null meets a null."""
    renamed = table.rename_columns(
        [f"{k}~" if k in keys else k for k in table.column_names]
    )
    side = ibis.memtable(renamed)
    same = [
        facts[key] == side[f"{key}~"]
        if key.endswith("_key") or value.startswith(CHANNEL)
        else facts[key].identical_to(side[f"{key}~"])
        for key in keys
    ]
    return facts.left_join(side, same).drop(*(f"{key}~" for key in keys))
