"""The models of buying behaviour: the papers' numbers, the formulas by other means, what must always hold."""

import re
import warnings

import numpy as np
import pandas as pd
import pytest
from bad_values import ALL
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import betaln, gammaln, hyp2f1
from scipy.stats import nbinom

from crmlab.datasets import load_cdnow
from crmlab.purchases import (
    BetaGeoNBD,
    GammaGamma,
    ModifiedBetaGeoNBD,
    ParetoNBD,
    ShiftedBetaGeometric,
    outlook,
    summarize,
)

REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]
KINDS = (BetaGeoNBD, ModifiedBetaGeoNBD, ParetoNBD)
BUYING = pytest.mark.parametrize("model", KINDS)
EVERY = pytest.mark.parametrize("model", [*KINDS, GammaGamma, ShiftedBetaGeometric])


@pytest.fixture(scope="module")
def cdnow():
    return summarize(load_cdnow(), observation_end="1997-09-30")


@pytest.fixture(scope="module")
def fitted(cdnow):
    models = {model: model().fit(cdnow) for model in (*KINDS, GammaGamma)}
    return models | {ShiftedBetaGeometric: ShiftedBetaGeometric().fit(REGULAR)}


def params(model):
    return list(model.params_.values())


# Published numbers


def test_bg_nbd_on_cdnow_is_that_of_the_paper(fitted, cdnow):
    """Fader, Hardie & Lee (2005), table 2, and their note on the model in Excel."""
    model = fitted[BetaGeoNBD]
    assert model.params_ == pytest.approx({"r": 0.2426, "alpha": 4.4135, "a": 0.7929, "b": 2.4258}, abs=2e-4)
    assert model.log_likelihood_ == pytest.approx(-9582.43, abs=0.005)
    assert model.aic_ == pytest.approx(2 * 4 + 2 * 9582.43, abs=0.01)
    errors = {"r": 0.0126, "alpha": 0.378, "a": 0.186, "b": 0.705}
    assert model.standard_errors_ == pytest.approx(errors, abs=5e-4)
    assert model.expected_purchases(39) == pytest.approx(1.1950, abs=5e-5)
    assert model.predict(39, 2, 30.43, 38.86) == pytest.approx(1.226, abs=5e-4)
    assert model.diagnosis_ == "" and model.undetermined_ == ()
    # 1,653.42 is what the parameters printed in the paper give; all digits give 1,653.41
    assert model.predict(39, cdnow).sum() == pytest.approx(1653.41, abs=0.005)


def test_pareto_nbd_on_cdnow_is_that_of_the_paper(fitted):
    """Fader, Hardie & Lee (2005), table 2; the last two numbers after the vignette of the R package BTYD."""
    model = fitted[ParetoNBD]
    rounded = {name: round(value, 3) for name, value in model.params_.items()}
    assert rounded == {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}
    assert model.log_likelihood_ == pytest.approx(-9594.98, abs=0.005)
    assert model.diagnosis_ == ""
    assert model.expected_purchases(52) == pytest.approx(1.4734, abs=5e-4)
    assert model.predict(52, 26, 30.86, 31) == pytest.approx(25.46, abs=0.005)
    assert model.probability_alive(26, 30.86, 31) == pytest.approx(0.9979, abs=5e-5)


def test_mbg_nbd_on_cdnow_is_that_of_another_program(fitted, cdnow):
    """The parameters in the tests of `lifetimes`; likelihood and expected purchases, as they are written."""
    model = fitted[ModifiedBetaGeoNBD]
    rounded = {name: round(value, 3) for name, value in model.params_.items()}
    assert rounded == {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}
    assert model.diagnosis_ == ""
    r, alpha, a, b = params(model)
    x, t_x, age = (cdnow[column].to_numpy(dtype=float) for column in ("frequency", "recency", "T"))
    weeks = np.array([0.1429, 3.0, 39.0, 780.0])
    of_stayers = (alpha / (alpha + weeks)) ** r * hyp2f1(r, b + 1, a + b, weeks / (alpha + weeks))
    np.testing.assert_allclose(model.expected_purchases(weeks), b / (a - 1) * (1 - of_stayers))
    stayed = betaln(a, b + x + 1) - betaln(a, b) - (r + x) * np.log(alpha + age)
    left = betaln(a + 1, b + x) - betaln(a, b) - (r + x) * np.log(alpha + t_x)
    of_all = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + np.logaddexp(stayed, left)
    assert model.log_likelihood_ == pytest.approx(of_all.sum(), abs=1e-6)
    np.testing.assert_allclose(model.probability_alive(cdnow), np.exp(stayed - np.logaddexp(stayed, left)))


def test_mbg_nbd_forecasts_what_its_simulated_customers_buy():
    """Customers who live as the model says: alive and buying after week 20, by their history until then."""
    source, customers, r, alpha, a, b = np.random.default_rng(5), 100_000, 0.9, 6.0, 0.8, 1.6
    rate, leaves = source.gamma(r, 1 / alpha, customers), source.beta(a, b, customers)
    times = np.cumsum(source.exponential(1 / rate, (60, customers)), axis=0)
    buys = np.cumprod(source.random((60, customers)) >= leaves, axis=0).astype(bool)  # still there for it
    until, later = buys & (times <= 20), (buys & (times > 20) & (times <= 50)).sum(axis=0)
    x, t_x = until.sum(axis=0), np.where(until, times, 0).max(axis=0)
    model = of(ModifiedBetaGeoNBD, r, alpha, a, b)
    forecast = model.predict(30, x, t_x, 20)
    for some in (x == 0, x == 1, x > 1):
        luck = 4 * later[some].std() / some.sum() ** 0.5
        assert later[some].mean() == pytest.approx(forecast[some].mean(), abs=luck)
    everybody = (buys & (times <= 50)).sum(axis=0)
    assert everybody.mean() == pytest.approx(model.expected_purchases(50), rel=0.02)


def test_gamma_gamma_on_cdnow_is_that_of_the_note(fitted, cdnow):
    model = fitted[GammaGamma]
    assert {name: round(v, 2) for name, v in model.params_.items()} == {"p": 6.25, "q": 3.74, "gamma": 15.44}
    assert model.log_likelihood_ == pytest.approx(-4055.92, abs=0.005)
    assert round(model.population_mean_, 2) == 35.17
    assert model.predict(cdnow)[:3].round(2).tolist() == [24.65, 18.91, 35.17]
    assert model.diagnosis_ == ""


def test_shifted_beta_geometric_is_that_of_the_paper(fitted):
    """Fader & Hardie (2007): the segment "Regular", fitted to its first seven years."""
    model = fitted[ShiftedBetaGeometric]
    assert {name: round(value, 3) for name, value in model.params_.items()} == {"alpha": 0.704, "beta": 1.182}
    assert model.log_likelihood_ == pytest.approx(-1680.265, abs=5e-4)
    assert model.diagnosis_ == ""


# The formulas, by other means

EXTREME = [0.02, 0.3, 0.7, 0.999, 1.0, 1.001, 4.0, 60.0]
SOME = st.sampled_from(EXTREME)
HISTORIES = st.lists(
    st.tuples(st.integers(0, 12), st.floats(0, 1), st.floats(0.05, 60)), min_size=1, max_size=6
).map(lambda rows: [(x, share * age if x else 0.0, age) for x, share, age in rows])


def of(model, *values):
    """A model with given parameters, as a fit would leave it."""
    found = model()
    found._values = lambda: np.array(values, dtype=float)
    return found


def left_in_pareto_nbd(r, alpha, s, beta, x, t_x, today):
    """Odds of having left: the integral over the moment, by an adaptive rule."""

    def density(age):
        return (
            ((alpha + today) / (alpha + age)) ** (r + x)
            * ((beta + today) / (beta + age)) ** s
            * s
            / (beta + age)
        )

    points = t_x + (today - t_x) * np.array([1e-6, 1e-4, 1e-3, 1e-2, 0.1])
    return quad(density, t_x, today, points=points, limit=400, epsrel=1e-10)[0]


@given(SOME, SOME, SOME, SOME, HISTORIES)
def test_the_few_points_of_pareto_nbd_give_the_whole_integral(r, alpha, s, beta, histories):
    for x, t_x, age in histories:
        expected = 1 / (1 + left_in_pareto_nbd(r, alpha, s, beta, x, t_x, age))
        assert of(ParetoNBD, r, alpha, s, beta).probability_alive(x, t_x, age) == pytest.approx(
            expected, rel=1e-6
        )


def test_pareto_nbd_agrees_with_the_two_hypergeometric_functions_of_the_paper(cdnow, fitted):
    def one_term(age):
        z = abs(alpha - beta) / (max(alpha, beta) + age)
        second = s + 1 if alpha >= beta else r + x
        return hyp2f1(r + s + x, second, r + s + x + 1, z) / (max(alpha, beta) + age) ** (r + s + x)

    x, t_x, age = (cdnow[column].to_numpy(dtype=float) for column in ("frequency", "recency", "T"))
    for model in (fitted[ParetoNBD], of(ParetoNBD, 0.6, 14.0, 0.5, 9.0)):
        r, alpha, s, beta = model._values()
        alive = (alpha + age) ** -(r + x) * (beta + age) ** -s
        left = s / (r + s + x) * (one_term(t_x) - one_term(age))
        np.testing.assert_allclose(model.probability_alive(x, t_x, age), alive / (alive + left), rtol=1e-8)
        if model is fitted[ParetoNBD]:
            constant = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
            assert np.sum(constant + np.log(alive + left)) == pytest.approx(model.log_likelihood_, abs=1e-6)


@given(SOME, SOME, SOME, SOME, st.integers(0, 12), st.floats(0.1, 100), st.floats(0.01, 100))
def test_expected_purchases_of_bg_nbd_count_one_possible_purchase_after_the_other(r, alpha, a, b, x, age, t):
    """The j-th comes if he would buy so often, were he to stay, and has stayed after all before."""
    model = of(BetaGeoNBD, r, alpha, a, b)
    probability = (alpha + age) / (alpha + age + t)
    before = np.arange(nbinom.ppf(1 - 1e-12, r + x, probability) + 1)
    stays = np.exp(betaln(a, b + x + before) - betaln(a, b + x))
    expected = nbinom.sf(before, r + x, probability) @ stays
    purchases = model._purchases_if_alive(model._values(), *map(np.atleast_1d, (t, float(x), age)))
    assert purchases[0] == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_bg_nbd_agrees_with_the_hypergeometric_function_of_the_paper(cdnow, fitted):
    r, alpha, a, b = params(fitted[BetaGeoNBD])
    x, t_x, age = (cdnow[column].to_numpy(dtype=float) for column in ("frequency", "recency", "T"))
    z = 39 / (alpha + age + 39)
    still = 1 - ((alpha + age) / (alpha + age + 39)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, z)
    odds = np.where(x > 0, a / (b + np.maximum(x, 1) - 1) * ((alpha + age) / (alpha + t_x)) ** (r + x), 0)
    expected = (a + b + x - 1) / (a - 1) * still / (1 + odds)
    np.testing.assert_allclose(fitted[BetaGeoNBD].predict(39, cdnow), expected, rtol=1e-9)
    np.testing.assert_allclose(fitted[BetaGeoNBD].probability_alive(cdnow), 1 / (1 + odds), rtol=1e-12)


@BUYING
@given(st.integers(0, 30), st.floats(0, 1), st.floats(0.1, 100))
def test_in_the_next_moment_who_is_alive_buys_at_his_expected_rate(model, fitted, x, share, age):
    found, t_x = fitted[model], share * age if x else 0.0
    rate = (found.params_["r"] + x) / (found.params_["alpha"] + age)
    expected = found.probability_alive(x, t_x, age) * rate
    assert found.predict(1e-6, x, t_x, age) / 1e-6 == pytest.approx(expected, rel=1e-5, abs=1e-12)


@given(SOME, SOME, SOME, st.integers(1, 30), st.floats(0.1, 500))
def test_the_expected_spend_lies_between_the_mean_of_all_and_his_own(p, q, gamma, x, mean):
    model = of(GammaGamma, p, q + 1, gamma)
    low, high = sorted([model.population_mean_, mean])
    assert low * (1 - 1e-12) <= model.predict(x, mean) <= high * (1 + 1e-12)
    assert model.predict(0, 0) == model.population_mean_


@given(SOME, SOME, st.integers(0, 40))
def test_the_share_left_is_the_product_of_all_retention_rates(alpha, beta, years):
    model = of(ShiftedBetaGeometric, alpha, beta)
    left = model.predict(np.arange(years + 1))
    assert left[0] == 1.0
    np.testing.assert_allclose(
        left[1:], np.cumprod(model.retention(np.arange(1, years + 1))) if years else [], rtol=1e-9
    )
    assert np.all(np.diff(model.retention(np.arange(1, 10))) > 0)  # those who leave easily have left
    assert left[-1] == pytest.approx(np.exp(betaln(alpha, beta + years) - betaln(alpha, beta)), rel=1e-9)


@BUYING
@pytest.mark.parametrize(
    "place", [(0.5, 4, 0.8, 2.4), (0.02, 0.1, 3, 0.3), (5, 60, 0.01, 20), (0.3, 20, 2, 5)]
)
def test_the_gradient_is_that_of_the_likelihood(model, place, cdnow):
    from crmlab.purchases.histories import different_histories

    buyers = different_histories(cdnow["frequency"], cdnow["recency"], cdnow["T"])
    with np.errstate(divide="ignore"):
        assert_gradient(lambda params: model._log_likelihood(params, buyers), place)


@pytest.mark.parametrize("place", [(6, 4, 15), (0.1, 1.1, 300), (40, 2, 1)])
def test_the_gradient_of_gamma_gamma_is_that_of_its_likelihood(place, cdnow):
    from crmlab.purchases.gamma_gamma import _log_likelihood, _Spending

    again = cdnow[cdnow["frequency"] > 0]
    spending = _Spending.of(
        again["frequency"].to_numpy(float), again["monetary_value"].to_numpy(), np.ones(len(again))
    )
    assert_gradient(lambda params: _log_likelihood(params, spending), place)


def assert_gradient(log_likelihood, place):
    place = np.array(place, dtype=float)
    slope = log_likelihood(place)[1]
    for number, unit in enumerate(np.eye(len(place))):
        step = 1e-5 * place * unit
        rise = log_likelihood(place + step)[0] - log_likelihood(place - step)[0]
        assert slope[number] == pytest.approx(rise / (2 * step.sum()), rel=1e-3, abs=1e-4)


# One customer


@given(SOME, SOME, SOME, SOME, st.integers(0, 30), st.floats(0, 1), st.floats(0.1, 100), st.floats(0, 300))
def test_the_outlook_for_one_customer_is_that_of_the_model(r, alpha, a, b, x, share, age, t):
    model, t_x = of(BetaGeoNBD, r, alpha, a, b), share * age if x else 0.0
    found = outlook(x, t_x, age, t, r, alpha, a, b)
    assert found.alive == pytest.approx(model.probability_alive(x, t_x, age), rel=1e-12)
    assert found.purchases == pytest.approx(model.predict(t, x, t_x, age), abs=6e-7)
    assert type(found.alive) is type(found.purchases) is float


def test_the_outlook_without_parameters_is_that_for_a_customer_of_cdnow(fitted):
    found = outlook(2, 30.43, 38.86, 39)
    assert found.alive == pytest.approx(fitted[BetaGeoNBD].probability_alive(2, 30.43, 38.86), abs=5e-5)
    assert found.purchases == pytest.approx(1.226, abs=5e-4)  # the authors' note on the model in Excel


def test_who_has_not_bought_again_cannot_have_left():
    assert outlook(0, 0, [0, 39, 400], 39).alive.tolist() == [1, 1, 1]


def test_of_equal_silence_the_frequent_buyer_has_more_probably_left():
    seldom, often = (outlook(count, 20, [20, 39], 39).alive for count in (1, 12))
    assert often[0] > seldom[0] and often[1] < seldom[1]


def test_an_outlook_is_refused_where_the_history_cannot_be():
    assert refusal(outlook, 2, 40, 39, 39) == "recency must be at most T, 39; got 40."
    assert refusal(outlook, 0, 5, 39, 39) == "recency must be 0 where frequency is 0; got 5."
    assert refusal(outlook, 2, 30, 39, 39, alpha=0).startswith("alpha must be between 1e-09 and")
    assert refusal(outlook, 2, 30, 39, 39, r=[0.2, 0.3]) == "r must be one number; got a list of 2."


# What the data may look like


@BUYING
def test_counts_stand_for_as_many_customers(model, cdnow):
    few = cdnow.head(300)
    together = few.groupby(["frequency", "recency", "T"], as_index=False).size()
    columns = [together[name] for name in ("frequency", "recency", "T")]
    one, other = model().fit(few), model().fit(*columns, counts=together["size"])
    assert params(other) == pytest.approx(params(one), rel=1e-6)
    assert other.log_likelihood_ == pytest.approx(one.log_likelihood_, rel=1e-12)
    assert repr(other) == repr(one)
    with_nobody = model().fit(*[[*column, 1] for column in columns], counts=[*together["size"], 0])
    assert params(with_nobody) == pytest.approx(params(one), rel=1e-6)


def test_counts_of_spending_stand_for_as_many_customers(cdnow):
    again = cdnow[cdnow["frequency"] > 0].head(100)
    twice = pd.concat([again, again])
    counted = GammaGamma().fit(again["frequency"], again["monetary_value"], counts=[2] * len(again))
    assert params(counted) == pytest.approx(params(GammaGamma().fit(twice)), rel=1e-6)


@BUYING
@pytest.mark.parametrize("unit", ["D", "M", "Y"])
def test_the_unit_of_time_changes_only_what_is_measured_in_it(model, unit, fitted):
    other = model().fit(summarize(load_cdnow(), "1997-09-30", unit=unit))
    weeks = {"D": 7, "M": 7 / 30.4375, "Y": 7 / 365.25}[unit]
    for name, value in fitted[model].params_.items():
        scale = weeks if name in ("alpha", "beta") else 1
        assert other.params_[name] == pytest.approx(value * scale, rel=1e-4)
    # the paper's likelihood is a density, so it knows the unit
    assert other.log_likelihood_ + 2457 * np.log(weeks) == pytest.approx(
        fitted[model].log_likelihood_, abs=1e-6
    )
    if unit == "D" and model is BetaGeoNBD:
        assert other.params_["alpha"] == pytest.approx(30.895, abs=5e-4)


def test_the_unit_of_money_changes_only_gamma(fitted, cdnow):
    cents = GammaGamma().fit(cdnow.assign(monetary_value=100 * cdnow["monetary_value"]))
    p, q, gamma = params(fitted[GammaGamma])
    assert params(cents) == pytest.approx([p, q, 100 * gamma], rel=1e-5)


@BUYING
def test_histories_may_come_in_any_shape_and_order(model, cdnow):
    few = cdnow.head(200)
    columns = [few[name] for name in ("frequency", "recency", "T")]
    found = model().fit(few)
    shapes = [
        list,
        np.array,
        tuple,
        lambda c: pd.Series(c.to_numpy(), index=range(7, 207)),
        lambda c: c.astype(object),
    ]
    for shape in shapes:
        same = model().fit(*map(shape, columns))
        assert same.params_ == found.params_
        np.testing.assert_array_equal(same.predict(39, *map(shape, columns)), found.predict(39, few))
    backwards = model().fit(few[::-1])
    assert params(backwards) == pytest.approx(params(found), rel=1e-3)
    by_name = model().fit(T=columns[2], recency=columns[1], frequency=columns[0])
    assert by_name.params_ == found.params_


@BUYING
def test_arrays_give_what_single_numbers_give_one_by_one(model, fitted, cdnow):
    found, few = fitted[model], cdnow.head(20)
    for t in (0, 1, 39, 400):
        one_by_one = [
            found.predict(t, x, t_x, age) for x, t_x, age in few[["frequency", "recency", "T"]].to_numpy()
        ]
        assert all(type(number) is float for number in one_by_one)
        np.testing.assert_allclose(found.predict(t, few), one_by_one, rtol=1e-8)
    grid = found.predict([[1], [2], [3]], few)
    assert grid.shape == (3, 20)
    np.testing.assert_allclose(grid[1], found.predict(2, few), rtol=1e-8)
    assert found.predict([1, 2], 3, 10, 20).shape == (2,)


@BUYING
@given(st.integers(0, 30), st.floats(0, 1), st.floats(0.1, 100), st.floats(0, 300))
def test_predictions_are_what_they_can_be(model, fitted, x, share, age, t):
    found, t_x = fitted[model], share * age if x else 0.0
    alive, expected = found.probability_alive(x, t_x, age), found.predict(t, x, t_x, age)
    assert 0 <= alive <= 1
    assert 0 <= expected <= alive * t * (found.params_["r"] + x) / found.params_["alpha"] * (1 + 1e-9)
    assert found.predict(0, x, t_x, age) == 0
    assert expected <= found.predict(t + 1, x, t_x, age)
    assert alive >= found.probability_alive(x, t_x, age + 5)  # a longer silence
    if x:
        assert alive <= found.probability_alive(x, age, age) + 1e-12  # has just bought


def test_no_parameters_make_a_prediction_fail():
    """The paper's formula divides by 0 at a = 1, and at a + b = 1 for a new customer."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for a, b in ((1.0, 2.0), (0.25, 0.75), (1e-4, 1e4), (1e4, 1e-4), (1e4, 1e4), (1e-4, 1e-4)):
            expected = of(BetaGeoNBD, 0.3, 5.0, a, b).predict([1, 39, 5000], 0, 0, 0)
            assert np.all(np.diff(expected) >= 0)
            assert np.all(expected <= 0.3 / 5.0 * np.array([1, 39, 5000]) * (1 + 1e-9))


def test_who_has_not_bought_again_cannot_have_left_in_bg_nbd_but_can_in_the_others(fitted):
    assert fitted[BetaGeoNBD].probability_alive(0, 0, 39) == 1.0
    assert fitted[ParetoNBD].probability_alive(0, 0, 39) < 0.7
    assert fitted[ModifiedBetaGeoNBD].probability_alive(0, 0, 39) < 0.4
    assert fitted[ModifiedBetaGeoNBD].probability_alive(0, 0, 0) < 0.7  # he may have left at once
    assert fitted[ParetoNBD].probability_alive(4, 39, 39) == 1.0


def test_a_new_customer_is_one_without_a_past(fitted):
    for model in KINDS:
        assert fitted[model].expected_purchases(39) == fitted[model].predict(39, 0, 0, 0)
        assert fitted[model].expected_purchases([1, 39]).shape == (2,)


@EVERY
def test_what_was_put_in_is_not_changed(model, cdnow):
    if model is ShiftedBetaGeometric:
        survivors = np.array(REGULAR)
        survivors.setflags(write=False)
        model().fit(survivors)
        return
    table = cdnow.head(100).copy()
    before = table.copy(deep=True)
    model().fit(table)
    pd.testing.assert_frame_equal(table, before)


@EVERY
def test_a_second_fit_forgets_the_first_and_fit_returns_the_model(model, cdnow, fitted):
    found = model()
    some, all_of_it = (REGULAR[:4], REGULAR) if model is ShiftedBetaGeometric else (cdnow.head(500), cdnow)
    assert found.fit(some) is found
    assert found.fit(all_of_it).params_ == fitted[model].params_
    found.params_["r"] = 0  # a copy
    assert found.params_ == fitted[model].params_


# What is refused, in one sentence


UNEQUAL = "Lists given together must be equally long; got "


def refusal(function, *arguments, **named):
    with pytest.raises((TypeError, ValueError)) as caught:
        function(*arguments, **named)
    sentence = str(caught.value)
    assert len(sentence.splitlines()) == 1 and len(sentence) <= 200 and sentence.endswith(".")
    assert caught.value._render_traceback_() == [sentence]
    return sentence


@BUYING
@pytest.mark.parametrize(
    ("frequency", "recency", "age", "sentence"),
    [
        ([1, 2], [5, 8], [9, 7], "recency[1] must be at most T, 7; got 8."),
        ([1, 0], [5, 8], [9, 9], "recency[1] must be 0 where frequency is 0; got 8."),
        ([1, -2], [5, 8], [9, 9], "frequency[1] must be between 0 and 1e+06; got -2."),
        ([1, 2.5], [5, 8], [9, 9], "frequency[1] must be a whole number; got 2.5."),
        ([1, 2], [5, np.nan], [9, 9], "recency[1] must be finite; got nan."),
        ([1, 2], [5, 8], [9, np.inf], "T[1] must be finite; got inf."),
        ([1, 2], [5, -8], [9, 9], "recency[1] must be between 0 and 1e+09; got -8."),
        ([1, 2], [5, 8], [9], UNEQUAL + "frequency 2, recency 2, T 1 values."),
        ([1, 2], [5], [9, 9], UNEQUAL + "frequency 2, recency 1, T 2 values."),
        ([], [], [], "frequency is empty; at least one number is needed."),
        ([0], [0], [0], "T must be above 0 for at least one customer; nobody has been observed yet."),
        (["a", "b"], [5, 8], [9, 9], "frequency[0] must be a number; got 'a' (str)."),
        ([1], None, [9], "recency is missing; give frequency, recency, T, or a table with these columns."),
        ([[1, 2]], [[5, 8]], [[9, 9]], "frequency must be one column of numbers; got a table."),
    ],
    ids=str,
)  # fmt: skip
def test_histories_that_cannot_be_are_refused(model, frequency, recency, age, sentence):
    assert refusal(model().fit, frequency, recency, age) == sentence


@BUYING
def test_tables_that_cannot_be_are_refused(model, cdnow, fitted):
    few = cdnow.head(5)
    assert (
        refusal(model().fit, few, [1] * 5)
        == "recency is a column of the table; give the table or the columns."
    )
    assert refusal(model().fit, few.drop(columns="T")).startswith(
        "the table has no column 'T'; its columns are"
    )
    assert refusal(model().fit, few, counts=[1, 2]) == "counts must be as many as frequency, 5; got 2."
    assert (
        refusal(model().fit, few, counts=[0] * 5) == "counts must be above 0 for at least one row; all are 0."
    )
    assert refusal(model().fit, few, counts=[1, 1, 1, 1, -1]).startswith("counts[4] must be between 0 and")
    found = fitted[model]
    assert refusal(found.predict, -1, few).startswith("t must be between 0 and")
    assert refusal(found.predict, [1, 2, 3], few).startswith(
        "Lists given together must be equally long; got t 3"
    )
    assert refusal(found.predict, 39, 3, 50, 39) == "recency must be at most T, 39; got 50."
    assert refusal(found.probability_alive, [1, 2], 5).startswith("T is missing; give frequency, recency, T")
    assert refusal(found.expected_purchases, "year") == "t must be a number; got 'year' (str)."


def test_spending_that_cannot_be_is_refused():
    fit = GammaGamma().fit
    assert (
        refusal(fit, [0, 0], [0, 0])
        == "frequency must be above 0 for at least one customer; nobody bought again."
    )
    assert (
        refusal(fit, [0, 2], [0, 0]) == "monetary_value[1] must be above 0 where frequency is above 0; got 0."
    )
    assert refusal(fit, [1, 2], [5, -8]).startswith("monetary_value[1] must be between 0 and")
    assert refusal(fit, [1, 2], [5]).startswith("Lists given together must be equally long; got frequency 2")
    assert refusal(fit, [1, 2]).startswith("monetary_value is missing")


@pytest.mark.parametrize(
    ("survivors", "sentence"),
    [
        ([1000], "survivors must hold the cohort and at least one later year; got one number."),
        ([0, 0], "survivors[0], the size of the cohort, must be above 0; got 0."),
        ([1000, 600, 650], "survivors[2] must be at most the 600 before it; got 650."),
        ([1.0, 0.631], "survivors[1] must be a whole number; got 0.631."),
        ([1000, -3], "survivors[1] must be between 0 and 1e+12; got -3."),
        (1000, "survivors must be a list of numbers in order; got 1000 (int)."),
    ],
    ids=str,
)
def test_cohorts_that_cannot_be_are_refused(survivors, sentence):
    assert refusal(ShiftedBetaGeometric().fit, survivors) == sentence


def test_years_are_whole_and_not_negative(fitted):
    model = fitted[ShiftedBetaGeometric]
    assert refusal(model.predict, 1.5) == "years must be a whole number; got 1.5."
    assert refusal(model.predict, -1).startswith("years must be between 0 and")
    assert refusal(model.retention, 0).startswith("years must be between 1 and")


@pytest.mark.parametrize("label", ALL)
def test_whatever_is_put_in_gets_an_answer_or_a_sentence(label, fitted):
    value = ALL[label]
    calls = [
        lambda: BetaGeoNBD().fit(value, [0] * 3, [3, 4, 5]),
        lambda: BetaGeoNBD().fit([0, 1, 2], value, [3, 4, 5]),
        lambda: ParetoNBD().fit([0, 1, 2], [0, 1, 2], value),
        lambda: GammaGamma().fit([1, 2, 3], value),
        lambda: ShiftedBetaGeometric().fit(value),
        lambda: fitted[BetaGeoNBD].predict(value, 2, 3, 4),
        lambda: fitted[ParetoNBD].probability_alive(2, 3, value),
        lambda: fitted[GammaGamma].predict(value, 3),
        lambda: fitted[ShiftedBetaGeometric].predict(value),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for call in calls:
            try:
                answer = call()
            except (TypeError, ValueError) as error:
                assert error._render_traceback_() == [str(error)]
                assert len(str(error).splitlines()) == 1 and str(error).endswith(".")
            else:
                assert hasattr(answer, "params_") or np.all(np.isfinite(answer))


@EVERY
def test_a_model_without_data_says_so(model):
    found = model()
    sentence = f"This {model.__name__} has seen no data yet; call fit first."
    arguments = {
        BetaGeoNBD: (1, 2, 3, 4),
        ModifiedBetaGeoNBD: (1, 2, 3, 4),
        ParetoNBD: (1, 2, 3, 4),
        GammaGamma: (1, 2),
        ShiftedBetaGeometric: (1,),
    }
    assert refusal(found.predict, *arguments[model]) == sentence
    for name in ("params_", "log_likelihood_", "standard_errors_", "aic_", "diagnosis_", "undetermined_"):
        assert refusal(getattr, found, name) == sentence
        assert not hasattr(found, name)
    assert repr(found) == f"{model.__name__}, not fitted yet."
    assert found._repr_html_().startswith(f"<p>{model.__name__}, not fitted yet.</p>")


# How a model is printed


def test_a_printed_model_shows_parameters_with_errors_likelihood_and_verdict(fitted):
    assert repr(fitted[BetaGeoNBD]).splitlines() == [
        "BetaGeoNBD, fitted to 2,357 customers; standard errors in brackets.",
        "  r          0.2426 (0.0126)",
        "  alpha      4.4136 (0.3782)",
        "  a          0.7929 (0.1857)",
        "  b          2.4259 (0.7054)",
        "Log-likelihood −9,582.43, AIC 19,172.86.",
        "The data determine all parameters.",
    ]
    assert "fitted to 946 customers" in repr(fitted[GammaGamma])
    assert "fitted to 1,000 customers" in repr(fitted[ShiftedBetaGeometric])


@EVERY
def test_a_model_in_a_notebook_says_what_its_text_says(model, fitted):
    html = fitted[model]._repr_html_()
    for word in re.findall(r"[^\s()]+", repr(fitted[model])):
        assert word in html


def test_a_model_is_printed_in_chinese(fitted, chinese):
    assert "数据足以确定所有参数。" in repr(fitted[BetaGeoNBD])


@pytest.mark.parametrize("unit", ["D", "W", "M", "Y"])
@pytest.mark.parametrize("lines", [3, 40, 400])
def test_what_a_fit_finds_goes_into_the_outlook(unit, lines):
    source = np.random.default_rng(lines)
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(source.integers(0, 300, lines), unit="D")
    log = pd.DataFrame({"customer_id": source.integers(0, lines // 3, lines), "date": days, "amount": 5.0})
    customers = summarize(log, "2024-12-31", unit)
    model = BetaGeoNBD().fit(customers)
    history = {name: customers[name] for name in ("frequency", "recency", "T")}
    alive = outlook(**history, t=4, **model.params_).alive
    assert alive == pytest.approx(model.probability_alive(customers))
