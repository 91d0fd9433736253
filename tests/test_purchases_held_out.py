"""A forecast that is held to account: what was expected, what happened, and how far apart they are."""

import datetime
import doctest
import inspect
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import crmlab
from crmlab.datasets import load_cdnow, load_complete_journey
from crmlab.purchases import (
    BetaGeoNBD,
    GammaGamma,
    ModifiedBetaGeoNBD,
    ParetoNBD,
    base_forecast,
    held_out_forecast,
    purchases_between,
    summarize,
)

SPLIT = "1997-09-30"
LINES = [
    ("Li", "2024-01-01", 10),
    ("Li", "2024-01-15", 10),
    ("Wu", "2024-01-03", 10),
    ("Hu", "2024-01-29", 10),
    ("Li", "2024-02-01 09:00", 10),
    ("Li", "2024-02-01 17:00", 10),
    ("Wu", "2024-02-02", -10),
    ("Li", "2024-02-14", 10),
    ("Xu", "2024-02-03", 10),
]


def log_of(lines):
    return pd.DataFrame(lines, columns=["customer_id", "date", "amount"])


@pytest.fixture(scope="module")
def held_out():
    return held_out_forecast(load_cdnow(), split=SPLIT)


@pytest.fixture(scope="module")
def small():
    return held_out_forecast(log_of(LINES), split="2024-01-31", models=[BetaGeoNBD])


# Published numbers


def test_purchases_by_number_of_purchases_are_those_of_another_program(held_out):
    """CDNOW as the walkthrough of the R package BTYD 2.4.3 prints it, to three digits and to six."""
    table = held_out.by_frequency
    assert table["frequency"].tolist() == ["0", "1", "2", "3", "4", "5", "6", "7+"]
    assert table["customers"].tolist() == [1411, 439, 214, 100, 62, 38, 29, 64]
    happened = [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375]
    assert table["bought"].tolist() == pytest.approx(happened, abs=1e-6)
    by_pareto = [0.138, 0.600, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403]
    assert table["ParetoNBD"].tolist() == pytest.approx(by_pareto, abs=1e-3)
    by_beta_geo = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036]
    assert table["BetaGeoNBD"].tolist() == pytest.approx(
        by_beta_geo, abs=2e-4
    )  # its search ended a little earlier


def test_the_total_of_cdnow_is_the_published_one_and_the_forecast_that_of_the_paper(held_out):
    """1,882 purchases in weeks 40 to 78; BG/NBD by the parameters of Fader, Hardie & Lee (2005)."""
    errors = held_out.errors.set_index("forecast")
    assert set(errors["bought"]) == {1882}
    assert errors["expected_purchases"]["BetaGeoNBD"] == pytest.approx(1653.41, abs=0.005)
    assert errors["total_error"]["BetaGeoNBD"] == pytest.approx(1653.41 / 1882 - 1, abs=1e-5)


def test_the_page_about_forecasting_prints_what_it_says():
    page = Path(crmlab.__file__).parent.parent / "docs" / "forecasting.md"
    done = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert done.attempted > 20 and not done.failed


# One way of counting


def test_the_weeks_are_those_of_the_forecast_of_the_base(held_out):
    base = base_forecast(load_cdnow(), SPLIT, weeks=39)
    path = held_out.over_time
    assert path["bought"].tolist() == base["bought"].tolist()
    assert path["BetaGeoNBD"].tolist() == pytest.approx(base["forecast"].tolist())
    assert path["same_pace"].tolist() == pytest.approx(base["same_pace"].tolist())
    assert path["day"].iloc[-1] == pd.Timestamp("1998-06-30")


def test_what_each_customer_bought_is_counted_as_the_table_of_the_models_counts_it(held_out):
    before, after = (summarize(load_cdnow(), day) for day in (SPLIT, "1998-06-30"))
    bought = after.set_index("customer_id")["frequency"] - before.set_index("customer_id")["frequency"]
    assert held_out.customers.set_index("customer_id")["bought"].tolist() == bought.tolist()


def test_a_day_counts_once_refunds_and_newcomers_do_not_and_the_last_week_is_cut_at_the_end(small):
    assert dict(small.customers[["customer_id", "bought"]].to_numpy()) == {"Li": 2, "Wu": 0, "Hu": 0}
    assert small.over_time["bought"].tolist() == [1, 2]
    assert small.over_time["day"].dt.day.tolist() == [7, 14]
    shorter = held_out_forecast(log_of(LINES), "2024-01-31", until="2024-02-10", models=[BetaGeoNBD])
    assert shorter.over_time["day"].dt.day.tolist() == [7, 10]
    assert shorter.customers["bought"].sum() == 1
    totals = shorter.customers[shorter.forecasts].sum()
    assert shorter.over_time[shorter.forecasts].iloc[-1].tolist() == pytest.approx(totals.tolist())


def test_the_unit_changes_the_parameters_and_no_forecast(held_out):
    in_days = held_out_forecast(load_cdnow(), SPLIT, models=BetaGeoNBD, unit="D")
    assert in_days.models["BetaGeoNBD"].params_["alpha"] == pytest.approx(7 * 4.4135, rel=1e-3)
    for name in ("BetaGeoNBD", "same_pace"):
        assert in_days.over_time[name].tolist() == pytest.approx(held_out.over_time[name].tolist(), rel=1e-4)


# Errors and the rule


def test_errors_are_those_that_one_computes_by_hand(small):
    errors = small.errors.set_index("forecast").loc["same_pace"]
    pace = np.array([1 / 30, 0, 0]) * 14  # Li bought again once in the 30 days since his first purchase
    assert errors["expected_purchases"] == pytest.approx(pace.sum())
    assert errors["mae"] == pytest.approx((2 - pace[0]) / 3)
    assert errors["rmse"] == pytest.approx(np.sqrt((2 - pace[0]) ** 2 / 3))
    assert errors["total_error"] == pytest.approx(pace.sum() / 2 - 1)
    assert errors["path_error"] == pytest.approx(((1 - pace[0] / 2) + (1 - pace[0] / 2)) / 2)


def test_deciles_hold_every_customer_once_with_the_highest_forecast_first(held_out):
    for name, tenths in held_out.by_decile.groupby("forecast"):
        assert tenths["decile"].tolist() == list(range(1, 11))
        assert tenths["customers"].sum() == 2357 and tenths["customers"].between(235, 236).all()
        assert tenths["bought"].sum() == 1882
        assert tenths["expected_purchases"].is_monotonic_decreasing
        assert tenths["expected_purchases"].sum() == pytest.approx(held_out.customers[name].sum())


def test_the_model_that_made_the_purchases_beats_the_same_pace():
    """An oracle by simulation: customers of a BG/NBD with the parameters of CDNOW, seed 24."""
    draw = np.random.default_rng(24)
    lines, start = [], pd.Timestamp("2024-01-01")
    for customer in range(1500):
        rate, leaving, week = draw.gamma(0.243, 1 / 4.414), draw.beta(0.793, 2.426), draw.uniform(0, 12)
        lines.append((customer, start + pd.Timedelta(weeks=week), 10))
        while (week := week + draw.exponential(1 / rate)) < 78:
            lines.append((customer, start + pd.Timedelta(weeks=week), 10))
            if draw.random() < leaving:
                break
    end = start + pd.Timedelta(weeks=78)
    held_out = held_out_forecast(log_of(lines), split=start + pd.Timedelta(weeks=39), until=end)
    errors = held_out.errors.set_index("forecast")
    assert abs(errors["total_error"]["BetaGeoNBD"]) < 0.1
    assert "BetaGeoNBD" in {held_out.best, *held_out.as_good}
    assert "same_pace" not in {held_out.best, *held_out.as_good}


def test_models_that_the_log_does_not_tell_apart_are_called_as_good(held_out):
    assert held_out.best == "ParetoNBD"
    assert held_out.as_good == ["BetaGeoNBD", "ModifiedBetaGeoNBD"]
    assert "As good: BetaGeoNBD, ModifiedBetaGeoNBD" in str(held_out)
    assert "1,666 purchases (−11.5%)" in str(held_out)


def test_where_customers_just_go_on_as_before_nobody_is_told_to_buy_a_model():
    """Households of the Complete Journey in the summer: a difference of a hundredth is none."""
    log = load_complete_journey()
    log = log[log["customer_id"] < 250]
    held_out = held_out_forecast(log, split="2017-06-30", until="2017-09-30", models=[BetaGeoNBD])
    assert "same_pace" in {held_out.best, *held_out.as_good}
    assert "the same pace" in str(held_out)


# What is asked, and what is refused


def test_without_days_the_models_see_two_thirds_of_the_log(held_out):
    default = held_out_forecast(log_of(LINES), models=[BetaGeoNBD])
    assert (default.split, default.until) == (datetime.date(2024, 1, 30), datetime.date(2024, 2, 14))
    assert default.forecasts == ["BetaGeoNBD", "same_pace"]
    assert list(held_out.models) == ["BetaGeoNBD", "ModifiedBetaGeoNBD", "ParetoNBD"]


def test_a_log_under_other_names_and_of_another_engine_is_the_same_log(small):
    polars = pytest.importorskip("polars")
    log = log_of(LINES).assign(date=lambda log: pd.to_datetime(log["date"], format="ISO8601"))
    renamed = polars.from_pandas(log).rename({"customer_id": "who", "date": "when", "amount": "paid"})
    same = held_out_forecast(
        renamed, "2024-01-31", models=[BetaGeoNBD], customer_id="who", date="when", amount="paid"
    )
    pd.testing.assert_frame_equal(same.over_time, small.over_time)


def test_where_nobody_bought_again_shares_are_missing_and_the_rest_stands():
    quiet = held_out_forecast(log_of(LINES), "2024-02-14", until="2024-03-14", models=[BetaGeoNBD])
    assert quiet.errors[["total_error", "path_error"]].isna().all(axis=None)
    assert quiet.errors["rmse"].notna().all()
    assert "0 purchases" in str(quiet) and "nan" not in quiet._repr_html_().lower()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"split": "2024-02-14"}, "until must be after split, 2024-02-14; got 2024-02-14."),
        ({"split": "2023-12-31"}, "log has no purchase until split, 2023-12-31."),
        ({"split": "soon"}, "split must be"),
        ({"until": 3}, "until must be"),
        ({"unit": "Q"}, "unit must be"),
        ({"models": []}, "models must be a list of BetaGeoNBD"),
        ({"models": "BetaGeoNBD"}, "models must be a list of BetaGeoNBD"),
        ({"models": [BetaGeoNBD()]}, "models must be a list of BetaGeoNBD"),
        ({"models": [GammaGamma]}, "models must be a list of BetaGeoNBD"),
        ({"models": None}, "models must be a list of BetaGeoNBD"),
        ({"log": 7}, "log must be a table"),
        ({"log": log_of([])}, "log is empty"),
        ({"amount": "paid"}, "log has no column 'paid'"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence(wrong, sentence):
    with pytest.raises((TypeError, ValueError)) as refused:
        held_out_forecast(**({"log": log_of(LINES), "split": "2024-01-31", "models": [BetaGeoNBD]} | wrong))
    assert str(refused.value).startswith(sentence)
    assert len(str(refused.value).splitlines()) == 1


def test_a_notebook_shows_the_sentence_and_the_four_tables_in_both_languages(held_out):
    page = held_out._repr_html_()
    assert page.count("<table") == 4 and "−11.5%" in page
    crmlab.set_language("zh")
    try:
        page = held_out._repr_html_()
        assert "误差最小的是 ParetoNBD" in page and "均方根误差" in page and "保持原速" in page
    finally:
        crmlab.set_language("en")


def test_a_picture_shows_what_the_tables_say_and_says_it_in_words(held_out):
    figure = crmlab.picture(held_out)
    over_time, by_frequency, by_decile = figure.axes
    lines = {line.get_label(): line.get_ydata() for line in over_time.lines}
    assert lines["bought"][-1] == 1882 and lines["at the same pace"][-1] == pytest.approx(2930.1, abs=0.05)
    assert {line.get_label() for line in by_frequency.lines} == {"bought", *held_out.models}
    bought = [bar.get_height() for bar in by_decile.containers[1]]
    assert sum(bought) == 1882 and len(bought) == 10
    assert figure.words.startswith("Three pictures") and "1,666 purchases (−11.5%)" in figure.words
    assert f"{len(held_out.customers):,}" in figure._repr_html_()


# Forecast by dates


@pytest.fixture(scope="module")
def cdnow():
    return summarize(load_cdnow(), SPLIT)


@pytest.mark.parametrize("kind", [BetaGeoNBD, ModifiedBetaGeoNBD, ParetoNBD])
def test_windows_of_days_add_up_to_the_forecast_of_the_whole(cdnow, held_out, kind):
    model = held_out.models[kind.__name__]
    first = purchases_between(model, cdnow, SPLIT, "1997-10-01", "1997-12-31", unit="W")
    second = purchases_between(model, cdnow, SPLIT, "1998-01-01", "1998-06-30", unit="W")
    whole = model.predict(39, cdnow)
    assert (first["purchases"] + second["purchases"]).tolist() == pytest.approx(whole.tolist())
    assert first["customer_id"].tolist() == cdnow["customer_id"].tolist()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first_day": SPLIT}, "first_day must be after observation_end, 1997-09-30; got 1997-09-30."),
        ({"last_day": "1997-11-30"}, "last_day must not be before first_day, 1997-12-01; got 1997-11-30."),
        ({"last_day": "later"}, "last_day must be"),
        ({"unit": None}, "unit is missing; this model was not saved with the unit of its data."),
        ({"unit": "Q"}, "unit must be"),
        ({"model": GammaGamma()}, "model must be a BetaGeoNBD"),
        ({"model": ParetoNBD()}, "This ParetoNBD has seen no data yet; call fit first."),
        ({"table": [1]}, "table must be a table of summarize"),
    ],
)
def test_days_that_cannot_be_forecast_are_refused_in_one_sentence(cdnow, held_out, wrong, sentence):
    asked = {"model": held_out.models["ParetoNBD"], "table": cdnow, "observation_end": SPLIT, "unit": "W"}
    days = {"first_day": "1997-12-01", "last_day": "1997-12-31"}
    with pytest.raises((TypeError, ValueError)) as refused:
        purchases_between(**(asked | days | wrong))
    assert str(refused.value).startswith(sentence)


def test_the_module_names_no_argument_that_it_does_not_explain():
    for function in (held_out_forecast, purchases_between):
        entries = inspect.getdoc(function).split("Parameters\n")[1].split("Returns\n")[0]
        assert all(name in entries for name in inspect.signature(function).parameters)
