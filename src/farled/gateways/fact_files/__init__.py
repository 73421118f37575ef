"""Folders of facts: whole months in Parquet, one manifest that is replaced last."""

from farled.gateways.fact_files.delivery import Delivery
from farled.gateways.fact_files.manifest import (
    Import,
    Manifest,
    PartFile,
    Source,
    read_manifest,
)
from farled.gateways.fact_files.mending import set_damage_apart
from farled.gateways.fact_files.opening import open_facts, verify_facts
from farled.gateways.fact_files.writing import add_facts, write_facts

__all__ = [
    "Delivery",
    "Import",
    "Manifest",
    "PartFile",
    "Source",
    "add_facts",
    "open_facts",
    "read_manifest",
    "set_damage_apart",
    "verify_facts",
    "write_facts",
]
