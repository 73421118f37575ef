"""Facts on their way into a folder."""

from dataclasses import dataclass
from typing import Mapping

from farled.analysis.factset import Provision
from farled.exchange.store import ImportCounts
from farled.gateways.fact_files.manifest import Import, Source

__all__ = ["Delivery"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Facts to add, as a table of a connection, and what is known of their source.

    Attributes:
        table: table of mapped facts in the connection.
        columns: the columns that the table has.
        source: the log or system.
        provided: fact column → whether the source gives it.
        time_zone: IANA name of the organisation's time zone.
        counts: what became of the rows received.
        surveys: table of surveys in the connection, or None.
        file: record of the imported file; None when facts come otherwise.
        withdrawn: table with the `contact_id` of contacts of the source that this
            delivery says anew, or None: stored contacts then stay as they are.
    """

    table: str
    columns: tuple[str, ...]
    source: str
    provided: Mapping[str, Provision]
    time_zone: str
    counts: ImportCounts
    surveys: str | None = None
    file: Import | None = None
    withdrawn: str | None = None

    def added_to(self, known: Source | None, rows: int) -> Source:
        """Give the source's record after this delivery, with its rows in store."""
        if known is None:
            return Source(
                provided=self.provided,
                rows=rows,
                counts=self.counts,
                imports=(self.file,) if self.file else (),
            )
        counts, imports = known.counts + self.counts, known.imports
        if self.file is not None:
            for each in known.imports:
                if each.sha256 == self.file.sha256:
                    counts = counts - each.counts
            others = [each for each in imports if each.sha256 != self.file.sha256]
            imports = (*others, self.file)
        provided = {**known.provided, **self.provided}
        return Source(provided=provided, rows=rows, counts=counts, imports=imports)
