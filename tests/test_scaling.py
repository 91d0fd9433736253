"""What more lines cost: a learner who compares sizes must see the same work on the same kind of log."""

import numpy as np
import pandas as pd
import pytest

from crmlab import datasets, purchases, scaling
from crmlab.declared import names
from crmlab.explorers import all_explorers, find
from crmlab.explorers.engine import Session


def test_a_log_has_as_many_lines_as_asked_for():
    for lines in (1, 999, 200_000):
        assert len(datasets.make_cdnow(lines)) == lines


def test_a_longer_log_begins_with_the_shorter_one_so_that_sizes_can_be_compared():
    short, long = datasets.make_cdnow(5_000), datasets.make_cdnow(200_000)
    pd.testing.assert_frame_equal(short, long.head(5_000))


def test_the_same_seed_draws_the_same_customers_and_another_seed_others():
    assert datasets.make_cdnow(1_000, seed=3).equals(datasets.make_cdnow(1_000, seed=3))
    assert not datasets.make_cdnow(1_000, seed=3).equals(datasets.make_cdnow(1_000, seed=4))


def test_simulated_customers_buy_about_as_the_real_ones_do():
    real, drawn = datasets.load_cdnow(sample=False), datasets.make_cdnow(200_000)
    for log in (real, drawn):
        assert log["date"].between("1997-01-01", "1998-06-30").all()
        first = log.groupby("customer_id")["date"].min()
        assert first.max() < pd.Timestamp("1997-03-27")
    per_customer = [len(log) / log["customer_id"].nunique() for log in (real, drawn)]
    assert per_customer[1] == pytest.approx(per_customer[0], rel=0.1)
    assert drawn["amount"].mean() == pytest.approx(real["amount"].mean(), rel=0.05)


def test_a_model_finds_the_numbers_that_the_simulated_shop_was_made_with():
    customers = purchases.summarize(datasets.make_cdnow(500_000), "1997-09-30", merge=None)
    found = purchases.BetaGeoNBD().fit(customers).params_
    assert found == pytest.approx({"r": 0.2426, "alpha": 4.4135, "a": 0.7929, "b": 2.4258}, rel=0.06)


def test_a_simulated_log_has_the_columns_and_types_of_the_real_one():
    real, drawn = datasets.load_cdnow(), datasets.make_cdnow(10)
    assert drawn.dtypes.to_dict() == real.dtypes.drop("quantity").to_dict()
    assert drawn["customer_id"].is_monotonic_increasing
    assert drawn.groupby("customer_id")["date"].is_monotonic_increasing.all()


@pytest.mark.parametrize("wrong", [0, -1, 1.5, 10**10])
def test_a_length_that_cannot_be_is_refused_in_a_sentence(wrong):
    with pytest.raises(ValueError, match=r"^lines must be .*; got .*\.$"):
        datasets.make_cdnow(wrong)


def test_measured_lengths_end_where_the_learner_asked():
    assert scaling.growth(4.5)["lines"].tolist() == [10_000, 31_623]
    assert scaling.growth(4.2)["lines"].tolist() == [10_000, 15_849]


def test_a_length_is_measured_once_so_that_the_curve_does_not_jump_under_the_slider():
    assert scaling.growth(4).equals(scaling.growth(4.5).head(1))


def test_memory_is_at_least_that_of_the_log_and_of_the_answer():
    log = datasets.make_cdnow(10_000)
    held = scaling.growth(4)["megabytes"].item()
    tables = (log, scaling._work(log))
    assert held * 1e6 >= sum(one.memory_usage(index=False).sum() for one in tables)
    assert np.isfinite(held)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_explorer_states_in_words_what_its_curves_show(language, chinese):
    names.set_language(language)
    session = Session(find("scaling-growth"))
    session.controls.values = {"magnitude": 4.5}
    page = session.render()
    row = scaling.growth(4.5).iloc[-1]
    assert f"{row['lines']:,.0f}" in page and f"{row['customers']:,.0f}" in page
    assert 'alt="' in page and "{" not in page.partition('alt="')[2].partition('"')[0]


def test_the_gallery_which_is_the_same_on_every_machine_has_no_measured_explorer():
    assert "scaling-growth" not in [explorer.name for explorer in all_explorers()]
