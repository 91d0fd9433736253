"""A table of another engine goes into a workbook of Excel as well."""

import duckdb
import openpyxl
import polars as pl
import pyarrow as pa
import pytest

from crmlab import write_excel

TABLE = {"customer_id": ["a", "b"], "orders": [1, 2]}


@pytest.mark.engines
@pytest.mark.parametrize(
    "engine",
    [pl.DataFrame, lambda of: pl.DataFrame(of).lazy(), pa.table, lambda of: duckdb.from_arrow(pa.table(of))],
    ids=["polars", "lazy", "pyarrow", "duckdb"],
)
def test_an_answer_of_any_engine_goes_to_excel(tmp_path, engine):
    file = write_excel(tmp_path / "table.xlsx", table=engine(TABLE))
    rows = [list(row) for row in openpyxl.load_workbook(file)["table"].iter_rows(values_only=True)]
    assert rows == [["customer_id", "orders"], ["a", 1], ["b", 2]]
