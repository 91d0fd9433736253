"""A lazy table stays lazy: only cut points look at it, twice."""

import narwhals.stable.v2 as nw
import pytest
from engine_tables import END, customers_of, log_of

from crmlab import purchases, retention, rfm


@pytest.fixture
def looks(monkeypatch):
    """How often a lazy table has been computed through Narwhals."""
    collect, counted = nw.LazyFrame.collect, []

    def counting(frame, *args, **kwargs):
        counted.append(frame)
        return collect(frame, *args, **kwargs)

    monkeypatch.setattr(nw.LazyFrame, "collect", counting)
    return counted


def test_tables_segments_and_cohorts_are_put_off(lazy_engine, looks):
    given = lazy_engine.make(log_of(100))
    rfm.table(given, END, merge="D")
    purchases.summarize(given, END)
    retention.cohort_retention(given, END)
    scored = lazy_engine.make(rfm.score(customers_of(100)))
    rfm.segment(scored)
    rfm.weighted_total(scored, [1, 1, 1])
    rfm.bin_sizes(scored)
    assert not looks


@pytest.mark.parametrize("function", [rfm.cut_points, rfm.score])
def test_cut_points_take_two_looks(lazy_engine, looks, function):
    function(lazy_engine.make(customers_of(100)))
    assert len(looks) == 2


def test_polars_runs_nothing_before_it_is_asked():
    polars = pytest.importorskip("polars")

    def spoiled(frame):
        raise AssertionError("computed too early")

    lazy = polars.from_pandas(log_of(100)).lazy().map_batches(spoiled)
    answers = (rfm.table(lazy, END), purchases.summarize(lazy, END), retention.cohort_retention(lazy, END))
    assert all(isinstance(answer, polars.LazyFrame) for answer in answers)
    for answer in answers:
        with pytest.raises(Exception, match="computed too early"):
            answer.collect()
