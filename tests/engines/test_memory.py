"""A log larger than the memory that a process may use still gives its answer."""

import subprocess
import sys

import pytest

PROGRAM = """
import resource
import sys
from pathlib import Path

import crmlab.retention.engines, crmlab.rfm.engines, duckdb
from crmlab import retention, rfm

pages = int(Path("/proc/self/statm").read_text().split()[0])
limit = pages * resource.getpagesize() + 320 * 2**20  # beside the modules
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
table = rfm.table(sys.argv[1], "2023-09-30")
scored = rfm.segment(rfm.score(table))
cohorts = retention.cohort_retention(sys.argv[1], "2023-09-30", calendar="year")
print(len(scored), len(rfm.cut_points(table)), cohorts["customers"].sum())
"""
LINES = 4_000_000
CUSTOMERS = 500_000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much memory a process has taken")
def test_a_folder_larger_than_the_memory_limit_of_the_process_gives_its_table(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    duckdb.sql(
        f"COPY (SELECT range % {CUSTOMERS} AS customer_id, DATE '2022-01-01' + (range % 600)::INT AS date,"
        f" 1.0 AS amount FROM range({LINES})) TO '{tmp_path / 'log.parquet'}'"
    )
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    customers, cuts, active = map(int, done.stdout.splitlines()[-1].split())
    assert (customers, cuts) == (CUSTOMERS, 4)
    assert CUSTOMERS <= active <= 2 * CUSTOMERS
