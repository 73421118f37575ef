"""Open logs safely: CSV, XLSX, JSON and Parquet as rows of text, no row lost."""

from farled.gateways.log_files.opening import kind_of_file, load_log
from farled.gateways.log_files.probing import digest
from farled.gateways.log_files.request import Loaded, Request

__all__ = ["Loaded", "Request", "digest", "kind_of_file", "load_log"]
