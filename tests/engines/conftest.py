"""The engines: each makes its own table from one of pandas, and gives back what it computed."""

import importlib
import itertools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.engines)


@dataclass(frozen=True)
class Engine:
    """One engine: its name, how it takes a table of pandas, how it gives one, whether it is lazy."""

    name: str
    make: Callable[[pd.DataFrame], Any]
    read: Callable[[Any], pd.DataFrame]
    is_lazy: bool

    def __str__(self):
        return self.name


def arrow_of(table):
    import pyarrow as pa

    return pa.Table.from_pandas(table, preserve_index=False)


def of_arrow(table):
    return table.to_pandas()


def polars_engine(lazy):
    polars = pytest.importorskip("polars")

    def make(table):
        frame = polars.from_arrow(arrow_of(table))
        return frame.lazy() if lazy else frame

    return Engine("polars", make, lambda frame: of_arrow(frame.lazy().collect().to_arrow()), lazy)


def duckdb_engine():
    duckdb = pytest.importorskip("duckdb")

    def make(table):
        return duckdb.from_arrow(arrow_of(table))

    return Engine("duckdb", make, lambda relation: of_arrow(relation.to_arrow_table()), is_lazy=True)


def spark_session(master="local[2]", **more):
    """A session of a cluster on this machine, of a Java that starts quickly rather than runs fast."""
    sql = importlib.import_module("pyspark.sql")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    quick = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    settings = {
        "spark.driver.extraJavaOptions": quick,
        "spark.executor.extraJavaOptions": quick,
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    builder = sql.SparkSession.builder.master(master)
    for key, value in (settings | more).items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


@pytest.fixture(scope="session")
def spark():
    pytest.importorskip("pyspark")
    session = spark_session(**{"spark.sql.adaptive.enabled": "false"})  # as it is in the test of the cluster
    yield session
    session.stop()


def spark_engine(spark, folder):
    """Tables are read from files, as real ones are: rows that Python hands over travel with every task."""
    from pyarrow import parquet

    numbers = itertools.count()

    def make(table):
        file = str(folder / f"{next(numbers)}.parquet")
        parquet.write_table(arrow_of(table), file)
        return spark.read.parquet(file)

    return Engine("spark", make, lambda frame: of_arrow(frame.toArrow()), is_lazy=True)


NAMES = ("polars", "polars-lazy", "arrow", "duckdb", "spark")


@pytest.fixture(params=NAMES)
def engine(request, tmp_path):
    if request.param == "spark":
        return spark_engine(request.getfixturevalue("spark"), tmp_path)
    if request.param == "duckdb":
        return duckdb_engine()
    pytest.importorskip("pyarrow")
    if request.param == "arrow":
        return Engine("arrow", arrow_of, of_arrow, is_lazy=False)
    return polars_engine(lazy=request.param == "polars-lazy")


@pytest.fixture
def lazy_engine(engine):
    if not engine.is_lazy:
        pytest.skip("computes at once")
    return engine
