"""The same facts on DuckDB and on a local Spark, for expressions that must agree."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import ibis
import pyarrow.parquet as pq
from tests.support.facts import factset

from farled.analysis.factset import FactSet

__all__ = ["SETTINGS", "local_spark", "on_spark", "why_no_spark"]

_OLDEST_JAVA = 17

SETTINGS: Mapping[str, str] = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # Small data: compiling a plan would take longer than running it.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    # With this rule Spark copies long expressions into each other without end.
    "spark.sql.optimizer.excludedRules": (
        "org.apache.spark.sql.catalyst.optimizer.CollapseProject"
    ),
}


def why_no_spark() -> str | None:
    """Say what a local Spark lacks here, or None."""
    try:
        import pyspark  # noqa: F401, PLC0415 - an optional extra
    except ImportError:
        return "pyspark is not installed (pip install 'farled[spark]')"
    java = shutil.which("java")
    if java is None:
        return "no Java on the path"
    told = subprocess.run(
        [java, "-version"], capture_output=True, text=True, check=True
    )
    version = told.stderr.partition('"')[2].partition(".")[0]
    if not version.isdigit() or int(version) < _OLDEST_JAVA:
        return f"Java {version or 'unknown'} is older than {_OLDEST_JAVA}"
    return None


@contextmanager
def local_spark() -> Iterator[Any]:
    """Start a Spark of one thread that hears and calls nobody outside."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an optional extra

    with tempfile.TemporaryDirectory() as folder:
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        builder = SparkSession.builder.master("local[1]").appName("farled-tests")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        builder = builder.config("spark.sql.warehouse.dir", folder)
        session = builder.config("spark.local.dir", folder).getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


def on_spark(session: Any, rows: Iterable[Mapping[str, Any]], folder: Path) -> FactSet:
    """Open rows on Spark through Parquet files, as a cluster would."""
    local = factset(rows)
    backend = ibis.pyspark.connect(session)
    tables = {}
    for name in ("facts", "matter", "customer", "moment"):
        path = folder / f"{name}.parquet"
        table = getattr(local, name).to_pyarrow()
        pq.write_table(table, path)
        session.read.parquet(str(path)).createOrReplaceTempView(f"{folder.name}_{name}")
        tables[name] = backend.table(f"{folder.name}_{name}")
    return replace(local, **tables)
