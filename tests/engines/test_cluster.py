"""Spark as a cluster: two executors, each a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
from pathlib import Path
import pandas as pd
from conftest import of_arrow, spark_engine, spark_session
from engine_tables import END, log_of
from crmlab import purchases, retention, rfm

spark = spark_session("local-cluster[2,1,1024]")
log = log_of(20_000)
given = spark_engine(spark, Path(folder)).make(log).repartition(4)
scored = rfm.segment(rfm.score(rfm.table(given, END)))
pairs = {
    "scores": (scored, rfm.segment(rfm.score(rfm.table(log, END)))),
    "models": (purchases.summarize(given, END), purchases.summarize(log, END)),
    "cohorts": (retention.cohort_retention(given, END), retention.cohort_retention(log, END)),
}
for name, (answer, expected) in pairs.items():
    by = "customer_id" if "customer_id" in expected else ["cohort", "age"]
    answer, expected = (t.sort_values(by, ignore_index=True) for t in (of_arrow(answer.toArrow()), expected))
    pd.testing.assert_frame_equal(answer, expected, check_exact=True)
    print(name, "same")
print("executors", spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1)
spark.stop()
"""


@pytest.mark.parametrize("timeout", [300])
def test_two_executors_give_the_same_tables(timeout, tmp_path):
    pytest.importorskip("pyspark")
    here = Path(__file__).parent
    paths = f"import sys; sys.path[:0] = [{str(here)!r}, {str(here.parent)!r}]; folder = {str(tmp_path)!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", paths + PROGRAM], capture_output=True, encoding="utf-8", timeout=timeout
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines()[-4:] == ["scores same", "models same", "cohorts same", "executors 2"]
