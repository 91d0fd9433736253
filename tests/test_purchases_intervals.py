"""How sure forecasts are: intervals that hold the truth as often as they say, and a spread that is right."""

import importlib.util
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from bad_values import ALL
from scipy.integrate import quad
from scipy.stats import chi2, gamma, nbinom

import crmlab
from crmlab.datasets import load_cdnow
from crmlab.figures.transform import transform_picture
from crmlab.purchases import (
    BetaGeoNBD,
    GammaGamma,
    ModifiedBetaGeoNBD,
    ParetoNBD,
    count_intervals,
    load_model,
    mean_intervals,
    parameter_intervals,
    probability_transform,
    summarize,
    total_interval,
)
from crmlab.purchases.ahead import Ahead, most_reached

_path = Path(__file__).parents[1] / "benchmarks" / "coverage.py"
_spec = importlib.util.spec_from_file_location("coverage_of_intervals", _path)
coverage = sys.modules["coverage_of_intervals"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(coverage)

KINDS = (BetaGeoNBD, ModifiedBetaGeoNBD, ParetoNBD)
EACH = pytest.mark.parametrize("kind", KINDS)
FORECASTS = (mean_intervals, total_interval, count_intervals)
ASKS = pytest.mark.parametrize("ask", FORECASTS)


@pytest.fixture(scope="module")
def cdnow():
    return coverage.of_cdnow()


@pytest.fixture(scope="module")
def fitted(cdnow):
    return {kind: kind().fit(cdnow.table) for kind in KINDS}


def known(kind):
    return coverage.of(kind, coverage.TRUTH[kind])


# The distribution of a customer's purchases


def chance(kind, n, t, x, t_x, T):  # noqa: N803
    """P(n purchases or more) by the library, of one history."""
    table = pd.DataFrame({"customer_id": [1], "frequency": [x], "recency": [t_x], "T": [T]})
    return Ahead.of(known(kind), table, t).reached_by()(np.array([float(n)]))[0]


@EACH
@pytest.mark.parametrize("history", [(0, 0, 30), (2, 20, 30), (9, 25.5, 26)])
def test_chances_of_n_purchases_add_up_to_the_mean_and_the_variance(kind, history):
    """Σ P(n or more) is the mean, which has its own formula; Σ (2n − 1) P(n or more) the mean square."""
    chances = np.array([chance(kind, n, 39, *history) for n in range(1, 120)])
    mean = known(kind).predict(39, *history)
    assert chances.sum() == pytest.approx(mean, rel=1e-6)
    table = pd.DataFrame([[1, *history]], columns=["customer_id", "frequency", "recency", "T"])
    variance = (2 * np.arange(1, 120) - 1) @ chances - mean**2
    assert Ahead.of(known(kind), table, 39).variance()[0] == pytest.approx(variance, rel=1e-5)


def test_chances_of_n_purchases_are_those_of_an_integral_over_rates():
    """Pareto/NBD, by an integral over the time that a customer stays, of a negative binomial distribution."""
    r, alpha, s, beta = coverage.TRUTH[ParetoNBD]
    x, t_x, age, t, n = 3, 20.0, 30.0, 39.0, 4

    def more(u):
        return nbinom.sf(n - 1, r + x, (alpha + age) / (alpha + age + u))

    left = quad(lambda u: s * (beta + age) ** s / (beta + age + u) ** (s + 1) * more(u), 0, t)[0]
    stays = ((beta + age) / (beta + age + t)) ** s * more(t)
    alive = known(ParetoNBD).probability_alive(x, t_x, age)
    assert chance(ParetoNBD, n, t, x, t_x, age) == pytest.approx(alive * (left + stays), rel=1e-9)


def test_chances_of_a_new_customer_are_those_of_simulated_ones():
    """BG/NBD, 200,000 new customers drawn as the model has them."""
    source, (r, alpha, a, b) = np.random.default_rng(3), coverage.TRUTH[BetaGeoNBD]
    size = 200_000
    rate, leaves = source.gamma(r, 1 / alpha, size), source.beta(a, b, size)
    bought = np.minimum(source.poisson(rate * 39), source.geometric(leaves))  # he leaves after that many
    for n in (1, 2, 5):
        assert chance(BetaGeoNBD, n, 39, 0, 0, 0) == pytest.approx((bought >= n).mean(), abs=0.004)


def test_the_largest_number_that_is_reached_is_found_however_large():
    def reached(n):
        return 0.5 ** (n / np.array([1.0, 10.0, 1e6]))

    assert most_reached(reached, 0.5, 3).tolist() == [1, 10, 1_000_000]
    assert most_reached(reached, 0.9, 3).tolist() == [0, 1, 152_003]


# Intervals


@EACH
def test_intervals_of_simulated_shops_hold_the_truth_about_as_often_as_they_say(kind):
    """Forty shops of 1,000 customers; `python benchmarks/coverage.py` takes 400 and narrower bounds."""
    found = coverage.coverage(kind, range(40), 1000, seed=5)
    parts = found.drop(["counts", "mass"])
    assert parts.between(0.75, 1).all(), parts
    assert parts.mean() == pytest.approx(0.9, abs=0.06)
    assert found["counts"] == pytest.approx(found["mass"], abs=0.01)
    assert 0.9 <= found["mass"] < 0.98


def test_an_interval_of_parameters_ends_where_the_likelihood_has_fallen_by_the_quantile(cdnow, fitted):
    """The model fitted anew with the parameter held there, by an optimiser that is not ours."""
    from scipy.optimize import minimize

    model = fitted[BetaGeoNBD]
    intervals = parameter_intervals(model, cdnow.table, 0.95).set_index("parameter")
    given = {name: cdnow.table[name].to_numpy(dtype=float) for name in ("frequency", "recency", "T")}
    for name, end in (("r", "low"), ("b", "high")):
        number = model._names.index(name)

        def depth(others, number=number, held=intervals.loc[name, end]):
            return -robust_log_likelihood(np.insert(np.exp(others), number, held), given)

        start = np.delete(np.log(list(model.params_.values())), number)
        found = minimize(depth, start, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-6})
        assert 2 * (model.log_likelihood_ + found.fun) == pytest.approx(chi2.ppf(0.95, 1), abs=0.02)


def robust_log_likelihood(params, given):
    """Log-likelihood of Fader, Hardie & Lee (2005), equation 6."""
    from scipy.special import betaln, gammaln

    r, alpha, a, b = params
    x, t_x, age = given["frequency"], given["recency"], given["T"]
    stays = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + age)
    left = np.where(x > 0, betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b), -np.inf)
    left = left - (r + x) * np.log(alpha + t_x)
    return float(np.sum(gammaln(r + x) - gammaln(r) + r * np.log(alpha) + np.logaddexp(stays, left)))


@EACH
def test_the_interval_of_a_mean_is_that_of_many_drawn_parameters(cdnow, fitted, kind):
    """2,000 parameters drawn around the estimate: the delta method takes their logarithms for a plane."""
    model, table = fitted[kind], cdnow.table.iloc[:40]
    place, covariance = np.log(model._values()), np.array(model._found().covariance)
    draws = np.exp(np.random.default_rng(1).multivariate_normal(place, covariance, 2000))
    ahead = Ahead.of(model, table, 39)
    spread = np.log([ahead.expected(params) for params in draws]).std(axis=0)[ahead.which]
    means = mean_intervals(model, table, 39)
    np.testing.assert_allclose(np.log(means["high"] / means["low"]) / 2 / 1.6449, spread, rtol=0.12)
    np.testing.assert_allclose(means["expected"], model.predict(39, table))


@EACH
def test_a_count_interval_is_as_short_as_its_mass_allows(cdnow, fitted, kind):
    counts = count_intervals(fitted[kind], cdnow.table, 39, level=0.8)
    assert (counts["mass"] >= 0.8 - 1e-12).all() and (counts["low"] <= counts["high"]).all()
    assert counts["customer_id"].tolist() == cdnow.table["customer_id"].tolist()
    wide = count_intervals(fitted[kind], cdnow.table, 39, level=0.99)
    assert (wide["low"] <= counts["low"]).all() and (wide["high"] >= counts["high"]).all()


def test_counts_of_cdnow_are_held_about_as_often_as_their_mass_says(cdnow, fitted):
    """A real log, by no model: measured, not aimed at."""
    held = coverage.held(fitted[BetaGeoNBD], cdnow)
    assert held["mass"] == pytest.approx(0.960, abs=5e-4)
    assert held["counts"] == pytest.approx(0.947, abs=5e-4)


def test_a_total_says_what_is_owed_to_parameters_and_what_to_chance(cdnow, fitted):
    model = fitted[ParetoNBD]
    total = total_interval(model, cdnow.table, 39)
    assert total.expected == pytest.approx(model.predict(39, cdnow.table).sum())
    spread = np.hypot(total.by_parameters, total.by_chance)
    limits = gamma.ppf([0.05, 0.95], total.expected**2 / spread**2, scale=spread**2 / total.expected)
    assert [total.low, total.high] == limits.round().tolist()
    twice = total_interval(model, pd.concat([cdnow.table] * 2), 39)
    assert twice.by_parameters == pytest.approx(2 * total.by_parameters)
    assert twice.by_chance == pytest.approx(2**0.5 * total.by_chance)


def test_nothing_is_bought_in_no_time(cdnow, fitted):
    model = fitted[BetaGeoNBD]
    assert (mean_intervals(model, cdnow.table, 0)[["expected", "low", "high"]] == 0).all(axis=None)
    total = total_interval(model, cdnow.table, 0)
    assert (total.expected, total.low, total.high) == (0, 0, 0)
    counts = count_intervals(model, cdnow.table, 0)
    assert (counts[["low", "high"]] == 0).all(axis=None) and (counts["mass"] == 1).all()


def test_a_loaded_model_is_as_sure_as_the_one_that_was_saved(tmp_path, cdnow, fitted):
    for model in fitted.values():
        model.save(tmp_path / "model.json")
        loaded = load_model(tmp_path / "model.json")
        assert total_interval(loaded, cdnow.table, 39) == total_interval(model, cdnow.table, 39)
        pd.testing.assert_frame_equal(
            parameter_intervals(loaded, cdnow.table), parameter_intervals(model, cdnow.table)
        )


def test_a_parameter_that_the_data_do_not_determine_has_no_interval_and_the_reason_is_said():
    table = pd.DataFrame({"customer_id": range(4), "frequency": [0, 0, 1, 0], "recency": [0, 0, 3.0, 0]})
    table["T"] = [10.0, 10, 10, 9]
    model = BetaGeoNBD().fit(table)
    intervals = parameter_intervals(model, table).set_index("parameter")
    for name in model._names:
        is_known = name not in {*model.undetermined_, *model._found().at_limit}
        assert intervals.loc[name, ["low", "high"]].notna().all() == is_known
        assert intervals.loc[name, "why_none"] == ("" if is_known else model.diagnosis_)
    assert model.undetermined_
