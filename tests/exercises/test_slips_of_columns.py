"""What a learner is told of a single column of his table, with whole numbers and dates before it."""

import numpy as np
import pandas as pd

from crmlab.exercises.finding import find_check
from crmlab.exercises.judging import judge
from crmlab.intake.values import Reply, plain

COUNTS = {"2025-01-10": 500_000, "2025-02-04": 1_140_000, "2025-03-17": 1_700_000, "2025-05-05": 2_330_000}


def told(**columns):
    _, check = find_check("relationships-pace-table")
    answer = check.answer({"counts": COUNTS}).assign(**columns)
    return judge(check, [Reply({"counts": COUNTS}, plain(answer))])


def test_who_rounds_the_last_column_is_not_told_that_he_rounded_the_one_before():
    verdict = told(doubling_days=lambda table: table["doubling_days"].round(1))
    assert verdict.id == "rounded"
    assert "rounded values of" not in verdict.message


def test_who_gives_lengths_of_time_is_told_how_to_get_days():
    verdict = told(days=np.diff(pd.to_datetime(list(COUNTS))))
    assert (verdict.id, ".dt.days" in verdict.message) == ("length-of-time", True)
