"""BG/NBD with covariates: held to plain BG/NBD, to another optimiser, and to a simulation."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import check_grad, minimize
from scipy.special import gammaln

from crmlab import set_language
from crmlab.datasets import load_cdnow
from crmlab.purchases import BetaGeoNBD, CovariateBetaGeoNBD, load_model, summarize
from crmlab.purchases.covariates import _log_likelihood

TRUE = {"r": 0.8, "alpha": 5.0, "a": 0.8, "b": 2.5, "alpha_z": 0.5, "a_z": 0.7, "b_z": -0.3}


@pytest.fixture(scope="module")
def cdnow():
    log = load_cdnow()
    first = log.drop_duplicates("customer_id").set_index("customer_id")["amount"]
    customers = summarize(log, observation_end="1997-09-30")
    return customers.assign(first=customers["customer_id"].map(first) / 100, index=customers.index % 7)


def simulated(customers, params, seed=1, weeks=52.0):
    """Return histories of customers, half of whom have a z of 1, who buy and leave as the model says."""
    source = np.random.default_rng(seed)
    r, alpha, a, b, alpha_z, a_z, b_z = params.values()
    z = np.arange(customers) % 2
    rate = source.gamma(r, np.exp(alpha_z * z) / alpha)
    leaves = source.beta(a * np.exp(a_z * z), b * np.exp(b_z * z))
    x, t_x, now, stays = (
        np.zeros(customers),
        np.zeros(customers),
        np.zeros(customers),
        np.full(customers, True),
    )
    while stays.any():
        now += source.exponential(1 / rate)
        stays &= now <= weeks
        x[stays], t_x[stays] = x[stays] + 1, now[stays]
        stays &= source.random(customers) > leaves
    return pd.DataFrame({"frequency": x.astype(int), "recency": t_x, "T": weeks, "z": z})


def plainly(place, x, t_x, T, z):  # noqa: N803
    """The likelihood of the note, written down customer by customer, in which nothing is saved."""
    r, alpha, a, b = np.exp(place[:4])
    alpha, a, b = alpha * np.exp(-place[4] * z), a * np.exp(place[5] * z), b * np.exp(place[6] * z)
    first = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    second = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    third = (alpha + T) ** -(r + x)
    left = np.where(x > 0, a / (b + np.maximum(x, 1) - 1) * (alpha + t_x) ** -(r + x), 0)
    return -np.sum(first + second + np.log(third + left))


def test_the_fit_is_the_maximum_that_another_optimiser_finds():
    customers = simulated(1500, TRUE)
    model = CovariateBetaGeoNBD("z").fit(customers)
    columns = [customers[name].to_numpy(float) for name in ("frequency", "recency", "T", "z")]
    start = np.array([0, 1, 0, 1, 0, 0, 0])
    found = minimize(plainly, start, args=tuple(columns), method="BFGS", options={"gtol": 1e-4})
    assert model.log_likelihood_ == pytest.approx(-found.fun, abs=1e-3)
    values = list(model.params_.values())
    assert [*np.log(values[:4]), *values[4:]] == pytest.approx(list(found.x), abs=0.01)


def test_what_was_put_into_a_simulation_comes_out_within_its_errors():
    model = CovariateBetaGeoNBD(["z"]).fit(simulated(20_000, TRUE, seed=7))
    for name, value in TRUE.items():
        assert abs(model.params_[name] - value) < 3 * model.standard_errors_[name], name


def test_the_slope_is_that_of_the_likelihood_also_of_who_never_came_back(cdnow):
    some = cdnow.head(200)
    columns = [some[name].to_numpy(float) for name in ("frequency", "recency", "T")]
    columns = (*columns, some[["first", "index"]].to_numpy(float), np.ones(200))
    at = np.array([0.3, 4.0, 0.7, 2.2, 1.2, 0.9, 1.1, 1.3, 0.8, 1.05])
    with np.errstate(divide="ignore"):  # as in a fit: who never came back had no chance to leave
        error = check_grad(
            lambda p: _log_likelihood(p, *columns)[0], lambda p: _log_likelihood(p, *columns)[1], at
        )
    assert error < 1e-3


def test_a_covariate_that_tells_nothing_leaves_the_model_without_it(cdnow):
    twice = pd.concat([cdnow.assign(z=True), cdnow.assign(z=False)], ignore_index=True)
    model = CovariateBetaGeoNBD("z").fit(twice, counts=[1] * len(cdnow) + [1] * len(cdnow))
    alone = BetaGeoNBD().fit(cdnow)
    *base, alpha_z, a_z, b_z = model.params_.values()
    assert base == pytest.approx(list(alone.params_.values()), rel=1e-3)
    assert (alpha_z, a_z, b_z) == pytest.approx((0, 0, 0), abs=1e-3)
    assert model.log_likelihood_ == pytest.approx(2 * alone.log_likelihood_, abs=1e-3)
    assert model.predict(39, twice)[: len(cdnow)] == pytest.approx(alone.predict(39, cdnow), rel=1e-3)


def test_customers_are_forecast_by_the_model_that_their_covariates_give():
    customers = simulated(3000, TRUE)
    model = CovariateBetaGeoNBD("z").fit(customers)
    r, alpha, a, b, alpha_z, a_z, b_z = model.params_.values()
    of_one = BetaGeoNBD()
    of_one._fitted = model._fitted.__class__(
        {"r": r, "alpha": alpha * np.exp(-alpha_z), "a": a * np.exp(a_z), "b": b * np.exp(b_z)},
        *({}, 0.0, (), (), "", {}),
    )
    with_z = customers[customers["z"] == 1].reset_index(drop=True)
    ahead, alive = model.predict(26, customers), model.probability_alive(customers)
    assert ahead[customers["z"] == 1] == pytest.approx(of_one.predict(26, with_z))
    assert alive[customers["z"] == 1] == pytest.approx(of_one.probability_alive(with_z))
    new = pd.DataFrame({"frequency": [0, 0], "recency": [0, 0], "T": [0, 0], "z": [0, 1]})
    assert model.predict([13, 26], new)[1] == pytest.approx(of_one.expected_purchases(26))


def test_the_unit_of_time_and_of_a_covariate_changes_nothing_else(cdnow):
    model = CovariateBetaGeoNBD("first").fit(cdnow)
    in_days = cdnow.assign(recency=7 * cdnow["recency"], T=7 * cdnow["T"], first=100 * cdnow["first"])
    other = CovariateBetaGeoNBD("first").fit(in_days)
    assert other.params_["alpha"] == pytest.approx(7 * model.params_["alpha"], rel=1e-3)
    assert other.params_["alpha_first"] == pytest.approx(model.params_["alpha_first"] / 100, rel=1e-3)
    assert other.predict(70, in_days) == pytest.approx(model.predict(10, cdnow), rel=1e-3)
    assert "alpha_first" in repr(model)
    assert model._repr_html_().count("<tr>") == 7


def test_a_model_with_covariates_is_kept_with_their_names_and_signs(cdnow, tmp_path):
    model = CovariateBetaGeoNBD(["first", "index"]).fit(cdnow)
    assert min(model.params_.values()) < 0
    model.save(tmp_path / "model.json", unit="W")
    loaded = load_model(tmp_path / "model.json")
    assert loaded.covariates == ("first", "index")
    assert loaded.predict(39, cdnow) == pytest.approx(model.predict(39, cdnow), rel=1e-12)


BAD = {
    "covariates must be names of columns; got 3.": lambda of: CovariateBetaGeoNBD(3),
    "covariates must name one column or several, each of them once.": lambda of: CovariateBetaGeoNBD(
        ["first", "first"]
    ),
    "customers has no column 'channel'": lambda of: CovariateBetaGeoNBD("channel").fit(of),
    "the table has no column 'frequency'": lambda of: CovariateBetaGeoNBD("first").fit(of[["first"]]),
    "customers must be a table with the columns frequency, recency, T, first; got list": lambda of: (
        CovariateBetaGeoNBD("first").fit([1, 2])
    ),
    "first[0] must be a number; got 'web'": lambda of: CovariateBetaGeoNBD("first").fit(
        of.assign(first="web")
    ),
    "first[2] must be a number; it is missing": lambda of: CovariateBetaGeoNBD("first").fit(
        of.assign(first=of["first"].where(of.index != 2))
    ),
    "first must tell customers apart": lambda of: CovariateBetaGeoNBD("first").fit(of.assign(first=4)),
    "twice must tell customers apart": lambda of: CovariateBetaGeoNBD(["first", "twice"]).fit(
        of.assign(twice=2 * of["first"] + 1)
    ),
    "T must be above 0": lambda of: CovariateBetaGeoNBD("first").fit(of.assign(frequency=0, recency=0, T=0)),
    "call fit first": lambda of: CovariateBetaGeoNBD("first").predict(1, of),
    "t must be between 0 and 1e+09; got -1": lambda of: CovariateBetaGeoNBD("first").fit(of).predict(-1, of),
    "Lists given together must be equally long": lambda of: (
        CovariateBetaGeoNBD("first").fit(of).predict([1, 2, 3], of)
    ),
}


@pytest.mark.parametrize("sentence", BAD)
def test_what_cannot_be_fitted_is_told_in_one_sentence(sentence, cdnow):
    with pytest.raises((TypeError, ValueError)) as caught:
        BAD[sentence](cdnow.head(300))
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_chinese_reader_is_told_in_chinese(cdnow):
    set_language("zh")
    try:
        with pytest.raises(ValueError, match="first.*客户"):
            CovariateBetaGeoNBD("first").fit(cdnow.assign(first=4))
    finally:
        set_language("en")
