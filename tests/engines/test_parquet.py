"""Logs in Parquet files give tables of pandas, whichever engine reads them."""

import numpy as np
import pandas as pd
import pytest
from engine_tables import END, log_of

from crmlab import purchases, retention, rfm
from crmlab.frames import parquet

FUNCTIONS = [rfm.table, purchases.summarize, retention.cohort_retention]
EACH = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)


@pytest.fixture(params=["duckdb", "polars"])
def reader(request, monkeypatch):
    """Only this engine is installed."""
    pytest.importorskip(request.param)
    find = parquet._engine
    monkeypatch.setattr(parquet, "_engine", lambda name: find(name) if name == request.param else None)


@pytest.fixture
def folder(tmp_path):
    """Three files, one in a folder of its own, beside a file that is no log."""
    folder = tmp_path / "log [1997]"
    (folder / "later").mkdir(parents=True)
    (folder / "_SUCCESS").write_text("", encoding="utf-8")
    parts = np.array_split(np.arange(3000), 3)
    for part, name in zip(parts, ("a.parquet", "b.parquet", "later/c.parquet"), strict=True):
        log_of(3000).iloc[part].to_parquet(folder / name, index=False)
    return folder


def by_customer(table):
    return table.sort_values("customer_id", ignore_index=True) if "customer_id" in table else table


@EACH
@pytest.mark.parametrize("as_text", [True, False], ids=["text", "Path"])
def test_a_folder_is_one_log(reader, folder, function, as_text):
    answer = function(str(folder) if as_text else folder, END)
    pd.testing.assert_frame_equal(answer, by_customer(function(log_of(3000), END)), check_exact=True)


def test_next_purchases_and_the_trend_of_recency_come_from_files_too(reader, folder):
    for function in (rfm.next_purchase, rfm.recency_trend):
        expected = by_customer(function(log_of(3000), END))
        days = expected.select_dtypes("datetime").columns
        answer = function(folder, END)
        answer = answer.assign(**{day: answer[day].astype(expected[day].dtype) for day in days})
        pd.testing.assert_frame_equal(answer, expected, check_exact=True)


def test_one_file_is_a_log_and_ids_may_be_words(reader, tmp_path):
    log = log_of(500).assign(customer_id=lambda t: "顾客 " + t["customer_id"].astype(str))
    log.to_parquet(tmp_path / "log.parquet")
    answer = rfm.table(tmp_path / "log.parquet", END)
    pd.testing.assert_frame_equal(answer, by_customer(rfm.table(log, END)), check_exact=True)
    assert rfm.segment(rfm.score(answer)).equals(rfm.segment(rfm.score(by_customer(rfm.table(log, END)))))


def test_a_moment_in_a_file_has_the_day_of_utc(reader, tmp_path):
    moments = (
        pd.to_datetime(["2023-09-30 23:30", "2023-10-01 00:30"])
        .tz_localize("UTC")
        .tz_convert("Asia/Shanghai")
    )
    pd.DataFrame({"customer_id": ["a", "b"], "date": moments, "amount": 1.0}).to_parquet(
        tmp_path / "log.parquet"
    )
    assert rfm.table(tmp_path / "log.parquet", END)["customer_id"].tolist() == ["a"]


@EACH
def test_a_missing_cell_and_an_early_day_are_told_in_one_sentence(reader, tmp_path, function):
    log = log_of(50)
    log.loc[7, "amount"] = None
    log.to_parquet(tmp_path / "log.parquet")
    log.drop(index=7).to_parquet(tmp_path / "good.parquet")
    sentence = r"^amount must be (a number; it is missing|finite)\.$"
    with pytest.raises(ValueError, match=sentence):
        function(tmp_path / "log.parquet", END)
    with pytest.raises(ValueError, match=r"1999-01-01"):
        function(tmp_path / "good.parquet", "1999-01-01")


@pytest.mark.parametrize("path", ["no such folder", "", "x" * 5000, "a\0b", "two\nlines"])
def test_a_path_without_files_is_refused(path):
    sentence = (
        r"^log must be a table \(a DataFrame\), or the path of a Parquet file or folder; there is none at '"
    )
    with pytest.raises(ValueError, match=sentence) as refusal:
        rfm.table(path, END)
    assert len(str(refusal.value).splitlines()) == 1


def test_without_an_engine_a_sentence_says_what_to_install(monkeypatch, folder):
    monkeypatch.setattr(parquet, "_engine", lambda name: None)
    with pytest.raises(
        ValueError, match=r"^log stands in Parquet files; .* install DuckDB: pip install duckdb\.$"
    ):
        rfm.table(folder, END)
