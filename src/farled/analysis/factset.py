"""Facts opened for analysis: tables of one engine and what their sources provide."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Mapping

import ibis.expr.types as ir

__all__ = ["FactSet", "Provision", "last_day"]


class Provision(StrEnum):
    """Whether a source gives a column at all; a null in a given column differs."""

    PROVIDED = "provided"
    CONSTANT = "constant"
    NOT_PROVIDED = "not-provided"


@dataclass(frozen=True)
class FactSet:
    """Tables bound to one Ibis backend (DuckDB or Spark), lazily read.

    Attributes:
        facts: FACT_COLUMNS, one row per contact and subject.
        surveys: SURVEY_COLUMNS, or None when no source has surveys.
        matter: `matter_key` and MATTER_COLUMNS.
        customer: `customer_key` and CUSTOMER_COLUMNS.
        moment: `moment_key` and MOMENT_COLUMNS.
        provided: source → fact column → whether the source gives it.
        time_zone: IANA name in which `occurred_on`, `hour` … were computed.
    """

    facts: ir.Table
    surveys: ir.Table | None
    matter: ir.Table
    customer: ir.Table
    moment: ir.Table
    time_zone: str
    provided: Mapping[str, Mapping[str, Provision]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def provides(self, column: str) -> bool:
        """Tell whether any source gives the column (or holds it constant)."""
        return any(
            columns.get(column, Provision.NOT_PROVIDED) is not Provision.NOT_PROVIDED
            for columns in self.provided.values()
        )


def last_day(factset: FactSet) -> date | None:
    """Find the last local day with a contact; None when there is none."""
    found = factset.facts.occurred_on.max().to_pyarrow().as_py()
    return found if isinstance(found, date) else None
