"""From a log to the models' table, and from models to money: by hand, on CDNOW, and what must always hold."""

import inspect
import re
from dataclasses import is_dataclass

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmlab import purchases, show
from crmlab.datasets import load_cdnow
from crmlab.purchases import BetaGeoNBD, GammaGamma, ParetoNBD, lifetime_value, summarize

LINES = [
    ("Wu", "2024-01-10", 80),
    ("Li", "2024-01-05 09:00", 100),
    ("Li", "2024-01-05 18:00", 7),
    ("Li", "2024-01-26", 50),
    ("Li", "2024-01-26", 20),
    ("Wu", "2024-01-11", -80),
    ("Hu", "2024-02-02", 0.1),
    ("Li", "2024-02-16", 30),
    ("Hu", "2024-02-17", 999),
]
END = "2024-02-16"
END_OF_CDNOW = "1997-09-30"
COLUMNS = ["customer_id", "frequency", "recency", "T", "monetary_value"]
DAYS = {"D": 1, "W": 7, "M": 30.4375, "Y": 365.25}


def log_of(lines, **columns):
    return pd.DataFrame(lines, columns=["customer_id", "date", "amount"]).rename(columns=columns)


def rows(table):
    return list(table.itertuples(index=False, name=None))


def assert_is_one_sentence(error):
    sentence = str(error)
    assert len(sentence.splitlines()) == 1
    assert sentence.endswith(".")
    assert error._render_traceback_() == [sentence]


@pytest.fixture(scope="module")
def cdnow():
    return summarize(load_cdnow(), observation_end=END_OF_CDNOW)


# From a log to a table


def test_a_table_by_hand():
    table = summarize(log_of(LINES), END)
    assert table.columns.tolist() == COLUMNS
    assert rows(table) == [("Wu", 0, 0.0, 37 / 7, 0.0), ("Li", 2, 6.0, 6.0, 50.0), ("Hu", 0, 0.0, 2.0, 0.0)]


def test_each_line_can_be_a_purchase_and_then_only_the_very_first_is_no_repeat():
    wu, li, hu = rows(summarize(log_of(LINES), END, merge=None))
    assert li == ("Li", 4, 6.0, 6.0, (7 + 50 + 20 + 30) / 4)
    assert (wu[1], hu[1]) == (0, 0)
    later_first = log_of([LINES[3], LINES[2], LINES[1]])
    assert rows(summarize(later_first, END, merge=None)) == [("Li", 2, 3.0, 6.0, (100 + 50) / 2)]


@pytest.mark.parametrize("unit", DAYS)
def test_the_unit_changes_nothing_but_the_unit(unit):
    table, days = (summarize(log_of(LINES), END, unit=u) for u in (unit, "D"))
    for column in ("recency", "T"):
        np.testing.assert_allclose(table[column] * DAYS[unit], days[column], rtol=1e-12)
    unchanged = ["customer_id", "frequency", "monetary_value"]
    pd.testing.assert_frame_equal(table[unchanged], days[unchanged])


def test_later_lines_do_not_count_and_the_whole_last_day_does():
    log = log_of([("a", "2024-01-01", 5), ("a", "2024-01-08 23:59", 7), ("a", "2024-01-09", 9)])
    for end in ("2024-01-08", "2024-01-08T09:00", pd.Timestamp("2024-01-08"), np.datetime64("2024-01-08")):
        assert rows(summarize(log, end)) == [("a", 1, 1.0, 1.0, 7.0)]


def test_a_refund_is_no_purchase_and_no_sign_of_life_and_takes_nothing_away():
    log = log_of([("b", "2024-01-01", -5), ("a", "2024-01-01", 50), ("a", "2024-01-08", 30)])
    refunds = log_of([("a", "2024-01-08", -30), ("a", "2024-01-15", -50), ("c", "2024-01-02", -1)])
    assert rows(summarize(pd.concat([log, refunds]), "2024-01-22")) == [("a", 1, 1.0, 3.0, 30.0)]


def test_a_purchase_for_nothing_counts_as_the_papers_count():
    log = log_of([("a", "2024-01-01", 0), ("a", "2024-01-08", 0), ("a", "2024-01-15", 10)])
    assert rows(summarize(log, "2024-01-15")) == [("a", 2, 2.0, 2.0, 5.0)]


@pytest.mark.parametrize(
    "ids", [[7, 7, 3], ["b", "b", "a"], [("x", 1), ("x", 1), "y"], [2.5, 2.5, "z"]], ids=str
)
def test_ids_stay_what_they_are_in_the_order_of_first_appearance(ids):
    days = ["2024-01-08", "2024-01-01", "2024-01-01"]
    table = summarize(pd.DataFrame({"customer_id": ids, "date": days, "amount": 1}), "2024-01-08")
    assert table["customer_id"].tolist() == [ids[0], ids[2]]
    assert table["frequency"].tolist() == [1, 0]


def test_columns_may_have_other_names():
    renamed = log_of(LINES, customer_id="who", date="day", amount="spent")
    table = summarize(renamed, END, customer_id="who", date="day", amount="spent")
    pd.testing.assert_frame_equal(table, summarize(log_of(LINES), END))


@pytest.mark.parametrize(
    "kind", ["datetime64[s]", "datetime64[ns]", "datetime64[ns, Asia/Shanghai]", "dates", "category"]
)
def test_dates_may_be_of_any_kind(kind):
    log = log_of(LINES)
    dates = pd.to_datetime(log["date"], format="ISO8601")
    if kind == "dates":
        log["date"] = dates.dt.date
    elif kind == "category":
        log["customer_id"] = log["customer_id"].astype("category")
    elif "Asia" in kind:
        log["date"] = dates.dt.tz_localize("Asia/Shanghai")
    else:
        log["date"] = dates.astype(kind)
    table = summarize(log, END).astype({"customer_id": object})
    expected = summarize(log_of(LINES), END).astype({"customer_id": object})
    pd.testing.assert_frame_equal(table, expected)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"observation_end": "2024-01-01"}, "log has no purchase until observation_end, 2024-01-01."),
        ({"observation_end": 2024}, "observation_end must be a date such as '1997-09-30'; got 2024 (int)."),
        ({"unit": "w"}, "unit must be 'D' or 'W' or 'M' or 'Y'; got 'w' (str)."),
        ({"merge": "W"}, "merge must be 'D'; got 'W' (str)."),
        ({"amount": "money"}, "log has no column 'money'; its columns are 'customer_id', 'date', 'amount'."),
        ({"log": log_of(LINES).assign(amount=np.nan)}, "amount[0] must be a number; it is missing."),
        ({"log": log_of(LINES[5:6])}, "log has no purchase until observation_end, 2024-02-16."),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)  # fmt: skip
def test_what_is_no_log_is_refused_in_one_sentence(change, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}$") as refusal:
        summarize(**{"log": log_of(LINES), "observation_end": END} | change)
    assert_is_one_sentence(refusal.value)


LOGS = st.lists(
    st.tuples(
        st.sampled_from("abcdef"),
        st.integers(0, 60).map(lambda day: str(np.datetime64("2024-01-01") + day)),
        st.integers(-200, 5000).map(lambda cents: cents / 100),
    ),
    min_size=1,
    max_size=40,
).map(log_of)


def by_hand(log, end, merge):
    """One customer after the other, as nobody would do it with a large log."""
    counted = log[(log["date"] <= end) & (log["amount"] >= 0)]
    for customer in dict.fromkeys(counted["customer_id"]):
        mine = counted[counted["customer_id"] == customer].sort_values("date", kind="stable")
        purchases = mine.groupby("date")["amount"].sum() if merge else mine.set_index("date")["amount"]
        days = purchases.index.to_numpy(dtype="datetime64[D]")
        age = (np.array([days[-1], np.datetime64(end)]) - days[0]).astype(int) / 7
        yield customer, len(days) - 1, *age, purchases.iloc[1:].mean() if len(days) > 1 else 0.0


@given(LOGS, st.integers(0, 60), st.sampled_from(["D", None]), st.randoms(use_true_random=False))
def test_a_table_says_of_each_customer_what_his_lines_say(log, day, merge, source):
    end = str(np.datetime64("2024-01-01") + day)
    expected = list(by_hand(log, end, merge))
    if not expected:
        with pytest.raises(ValueError, match="^log has no purchase"):
            summarize(log, end)
        return
    before = log.copy(deep=True)
    for (customer, *numbers), (wanted, *others) in zip(
        rows(summarize(log, end, merge=merge)), expected, strict=True
    ):
        assert customer == wanted
        assert numbers == pytest.approx(others, abs=1e-6)
    pd.testing.assert_frame_equal(log, before)
    if merge:
        shuffled = log.sample(frac=1, random_state=source.randrange(1000))
        assert set(rows(summarize(shuffled, end))) == set(rows(summarize(log, end)))


def test_the_counts_of_the_cdnow_sample(cdnow):
    assert (len(cdnow), cdnow["frequency"].sum(), (cdnow["frequency"] > 0).sum()) == (2357, 2457, 946)
    at_the_end = summarize(load_cdnow(), "1998-06-30")
    assert len(at_the_end) + at_the_end["frequency"].sum() == 6696  # customer-days
    assert at_the_end["frequency"].sum() - cdnow["frequency"].sum() == 1882  # in the holdout weeks
    assert at_the_end["customer_id"].tolist() == load_cdnow()["customer_id"].unique().tolist()


def test_merging_by_whole_weeks_is_the_trap_that_the_docstring_says(cdnow):
    def week(dates):
        return dates.dt.to_period("W").dt.start_time

    log = load_cdnow()
    end = week(pd.Series(pd.to_datetime(["1997-09-30"])))[0]
    coarse = summarize(log.assign(date=week(log["date"])), end)
    assert cdnow["frequency"].sum() - coarse["frequency"].sum() == 209
    params = BetaGeoNBD().fit(coarse).params_
    assert params == pytest.approx({"r": 0.2909, "alpha": 6.8521, "a": 0.6652, "b": 2.3203}, abs=6e-5)
    assert "209 of 2,457" in summarize.__doc__


def test_the_working_names_the_day_and_the_unit():
    text = show(summarize, log_of(LINES), END).text
    assert "end of the observation (observation_end) = 2024-02-16\n" in text
    assert "unit of time (unit) = 'W'\n" in text


# From models to money


@pytest.fixture(scope="module")
def models(cdnow):
    return BetaGeoNBD().fit(cdnow), GammaGamma().fit(cdnow)


def test_value_is_purchases_times_spend_times_margin_discounted(cdnow, models):
    few = cdnow.head(40)
    buying, spending = models
    value = lifetime_value(buying, spending, few, margin_share=0.3, horizon=3, rate=0.1, unit="Y")
    until = [buying.predict(k, few) for k in range(4)]
    expected = sum((until[k] - until[k - 1]) / 1.1**k for k in (1, 2, 3)) * spending.predict(few) * 0.3
    np.testing.assert_allclose(value.table["future"], expected, rtol=1e-12)
    np.testing.assert_allclose(value.table["purchases"], until[3], rtol=1e-12)
    np.testing.assert_allclose(
        value.table["past"], few["frequency"] * few["monetary_value"] * 0.3, rtol=1e-12
    )
    assert value.future == pytest.approx(expected.sum())
    assert value.table["customer_id"].tolist() == few["customer_id"].tolist()


def test_the_rate_is_a_rate_per_year_whatever_the_unit(cdnow, models):
    few = cdnow.head(40)
    for unit, periods in (("D", 1461), ("W", 52), ("M", 48), ("Y", 4)):
        with_rate, without = (
            lifetime_value(*models, few, 1, periods, rate, unit).table for rate in (0.21, 0.0)
        )
        last = (np.diff([models[0].predict(t, few) for t in (periods - 1, periods)], axis=0))[0]
        years = periods * DAYS[unit] / 365.25
        shorter = [lifetime_value(*models, few, 1, periods - 1, rate, unit).table for rate in (0.21, 0.0)]
        np.testing.assert_allclose(
            without["future"] - shorter[1]["future"], last * without["spend"], atol=1e-9
        )
        discounted = last * without["spend"] / 1.21**years
        np.testing.assert_allclose(with_rate["future"] - shorter[0]["future"], discounted, atol=1e-9)


def test_value_in_days_weeks_and_months_is_nearly_the_same():
    found = {}
    for unit, periods in (("D", 364), ("W", 52)):
        table = summarize(load_cdnow(), "1997-09-30", unit=unit)
        value = lifetime_value(
            ParetoNBD().fit(table), GammaGamma().fit(table), table, 0.3, periods, 0.1, unit
        )
        found[unit] = (value.past, value.table["purchases"].sum(), value.future)
    assert found["D"][:2] == pytest.approx(found["W"][:2], rel=1e-6)
    assert 1 < found["D"][2] / found["W"][2] < 1.002  # discounted from the end of the day, not of the week


def test_a_later_end_and_a_higher_margin_are_worth_more_and_a_higher_rate_less(cdnow, models):
    def future(margin_share=0.3, horizon=26, rate=0.1):
        return lifetime_value(*models, cdnow, margin_share, horizon, rate, "W").future

    assert future(horizon=52) > future() > future(rate=0.2)
    assert future(margin_share=0.6) == pytest.approx(2 * future())
    assert future(margin_share=0) == 0
    assert future(rate=-0.1) > future(rate=0)


def test_a_printed_value_names_its_assumptions_in_both_languages(models, cdnow):
    value = lifetime_value(*models, cdnow, margin_share=0.3, horizon=52, rate=0.1, unit="M")
    for part in ("2,357 customers", "52 months of 30.4375 days", "30.0%", "10.0%", f"{value.future:,.2f}"):
        assert part in str(value)
    assert str(value) in value._repr_html_()
    assert (value.margin_share, value.horizon, value.rate, value.unit) == (0.3, 52, 0.1, "M")


def test_a_printed_value_in_chinese(models, cdnow, chinese):
    assert "52 周" in str(lifetime_value(*models, cdnow, 0.3, 52, 0.1, "W"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"model": 3}, "model must be a BetaGeoNBD, a ModifiedBetaGeoNBD or a ParetoNBD; got 3 (int)."),
        ({"spend_model": None}, "spend_model must be a GammaGamma; got None (NoneType)."),
        ({"model": BetaGeoNBD()}, "This BetaGeoNBD has seen no data yet; call fit first."),
        ({"spend_model": GammaGamma()}, "This GammaGamma has seen no data yet; call fit first."),
        ({"table": [1, 2]}, "table must be a table of summarize; got [1, 2] (list)."),
        ({"table": pd.DataFrame({"frequency": [1]})}, "the table has no column 'monetary_value'"),
        ({"margin_share": 30}, "margin_share must be between 0 and 1 (write 10 % as 0.10); got 30."),
        ({"margin_share": [0.1, 0.2]}, "margin_share must be one number; got a list of 2."),
        ({"horizon": 0}, "horizon must be between 1 and 10000; got 0."),
        ({"horizon": 2.5}, "horizon must be a whole number; got 2.5."),
        ({"rate": 10}, "rate must be between -0.99 and 1 (write 10 % as 0.10); got 10."),
        ({"unit": "weeks"}, "unit must be 'D' or 'W' or 'M' or 'Y'; got 'weeks' (str)."),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)  # fmt: skip
def test_a_value_without_sense_is_refused_in_one_sentence(change, sentence, models, cdnow):
    given = dict(zip(("model", "spend_model"), models, strict=True))
    given |= {"table": cdnow, "margin_share": 0.3, "horizon": 5, "rate": 0.1, "unit": "W"} | change
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}") as refusal:
        lifetime_value(**given)
    assert_is_one_sentence(refusal.value)


# The docstrings


@pytest.mark.parametrize("name", purchases.__all__)
def test_every_public_name_is_documented_in_full(name):
    public = getattr(purchases, name)
    assert public.__module__ == "crmlab.purchases"
    documented = [public, *(m for key, m in inspect.getmembers(public) if callable(m) and key[0] != "_")]
    for thing in documented if inspect.isclass(public) else [public]:
        assert re.match(r"[A-Z].*\.\n", thing.__doc__)
    if not is_dataclass(public):
        headings = re.findall(r"^ *(\w+)\n *-+$", inspect.getdoc(public), flags=re.MULTILINE)
        assert headings[-3:] == ["Raises", "References", "Examples"]
        assert "[published]" in public.__doc__


# All customers together


def test_the_forecast_of_the_base_is_the_sum_over_its_customers_and_what_they_bought_by_the_same_count(cdnow):
    path = purchases.base_forecast(load_cdnow(), END_OF_CDNOW, weeks=39).set_index("week")
    model, later = BetaGeoNBD().fit(cdnow), summarize(load_cdnow(), observation_end="1998-03-24")
    assert path["forecast"][25] == pytest.approx(model.predict(25, cdnow).sum())
    assert path["bought"][25] == (later["frequency"] - cdnow["frequency"]).sum()
    assert path["same_pace"][25] == pytest.approx(25 * (cdnow["frequency"] / cdnow["T"]).sum())


def test_who_comes_first_after_the_observation_is_no_customer_of_the_base_and_a_day_counts_once():
    later = [("Xu", "2024-02-20", 5), ("Li", "2024-02-23 10:00", 5), ("Li", "2024-02-23 17:00", 5)]
    path = purchases.base_forecast(log_of([*LINES, *later]), END, weeks=2)
    assert path["bought"].tolist() == [2, 2]  # Hu on the first day, Li on the seventh
    assert purchases.base_forecast(log_of(LINES), END, weeks=1)["bought"].tolist() == [1]
