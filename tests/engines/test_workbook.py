"""A table of another engine goes into a workbook of Excel as well."""

import openpyxl
import pandas as pd

from crmlab import write_excel


def test_an_answer_of_any_engine_goes_to_excel(tmp_path, engine):
    table = engine.make(pd.DataFrame({"customer_id": ["a", "b"], "orders": [1, 2]}))
    file = write_excel(tmp_path / "table.xlsx", table=table)
    rows = [list(row) for row in openpyxl.load_workbook(file)["table"].iter_rows(values_only=True)]
    assert rows == [["customer_id", "orders"], ["a", 1], ["b", 2]]
