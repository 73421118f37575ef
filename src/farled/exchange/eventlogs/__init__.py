"""Contacts for process-mining tools and spreadsheets: OCEL 2.0, XES and CSV."""

from farled.exchange.eventlogs.ocel import write_ocel
from farled.exchange.eventlogs.rows import ExportCounts, ExportOptions
from farled.exchange.eventlogs.table import CSV_COLUMNS, safe_cell, write_csv
from farled.exchange.eventlogs.xes import count_traces, write_xes

__all__ = [
    "CSV_COLUMNS",
    "ExportCounts",
    "ExportOptions",
    "count_traces",
    "safe_cell",
    "write_csv",
    "write_ocel",
    "write_xes",
]
