"""Rows of a log to contact facts, with every row accounted for."""

from farled.exchange.importing.counting import count_fates, kept_apart
from farled.exchange.importing.pseudonyms import forget_key, use_key
from farled.exchange.importing.report import ImportReport, merge_reports
from farled.exchange.importing.table import LINE, BrokenRow, LogTable
from farled.exchange.importing.translating import (
    FACTS,
    JUDGED,
    Translation,
    translate,
)

__all__ = [
    "FACTS",
    "JUDGED",
    "LINE",
    "BrokenRow",
    "ImportReport",
    "LogTable",
    "Translation",
    "count_fates",
    "forget_key",
    "kept_apart",
    "merge_reports",
    "translate",
    "use_key",
]
