"""Cells of customers and their names: the figures of the authors, and who is called what by whom."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmlab import portfolio
from crmlab.declared import names

NUMBERS = st.integers(-1000, 1000).map(float)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=30)
TRIPLES = st.lists(st.tuples(NUMBERS, NUMBERS, st.integers(0, 1000).map(float)), min_size=1, max_size=30)
SCHEMES = portfolio.classes()["scheme"].unique().tolist()


def columns(rows):
    return [list(column) for column in zip(*rows, strict=True)]


# Two measures, four cells


def test_the_four_cells_of_value_are_where_the_figure_has_them():
    cells = portfolio.value_matrix(current=[1, 1, 9, 9], potential=[1, 9, 1, 9])
    assert cells.tolist() == ["I", "II", "III", "IV"]


def test_the_four_cells_of_marcus_are_where_he_has_them():
    cells = portfolio.frequency_spend_matrix(orders=[9, 1, 9, 1], average=[9, 9, 1, 1])
    assert cells.tolist() == ["best", "spender", "frequent", "uncertain"]


def test_without_cuts_the_medians_are_taken_and_a_value_at_the_cut_is_high():
    current, potential = [1, 2, 3], [30, 20, 10]
    assert portfolio.value_matrix(current, potential).tolist() == ["II", "IV", "III"]
    assert portfolio.value_matrix(current, potential, 3, 10).tolist() == ["II", "II", "IV"]
    assert portfolio.frequency_spend_matrix([1, 2, 2], [5, 5, 9], 1.5, 5.5).tolist() == [
        "uncertain",
        "frequent",
        "best",
    ]


def test_means_as_cuts_are_moved_by_one_large_customer_and_medians_are_not():
    orders, average = [1, 2, 3, 4, 90], [10, 20, 30, 40, 900]
    assert portfolio.frequency_spend_matrix(orders, average).tolist().count("best") == 3
    by_means = portfolio.frequency_spend_matrix(orders, average, np.mean(orders), np.mean(average))
    assert by_means.tolist() == ["uncertain"] * 4 + ["best"]


def test_high_future_value_is_not_high_growth_potential():
    """The future value holds the present pattern, too: this customer stands in another cell."""
    current, growth = np.array([900, 800, 100, 50]), np.array([10, 200, 150, 20])
    by_growth = portfolio.value_matrix(current, growth)
    by_future = portfolio.value_matrix(current, current + growth)
    assert by_growth.tolist() == ["III", "IV", "II", "I"]
    assert by_future.tolist() == ["IV", "IV", "I", "I"]


@given(PAIRS, NUMBERS, NUMBERS)
def test_a_cell_says_on_which_side_of_the_cuts_a_customer_is(pairs, cut, other_cut):
    current, potential = columns(pairs)
    cells = portfolio.value_matrix(current, potential, cut, other_cut)
    expected = {(False, False): "I", (False, True): "II", (True, False): "III", (True, True): "IV"}
    assert cells.tolist() == [expected[one >= cut, other >= other_cut] for one, other in pairs]
    medians = portfolio.value_matrix(current, potential, np.median(current), np.median(potential))
    assert portfolio.value_matrix(current, potential).tolist() == medians.tolist()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (([1, 2], [1, 2, 3]), "potential must have a number for each customer, 2 as current has; got 3."),
        (([1, 2], [1, 2], [1, 2]), "current_cut must be one number; got a list of 2."),
        (([1, 2], [1, np.nan]), "potential[1] must be finite; got nan."),
        ((5, [1, 2]), "current must be a list of numbers in order; got 5 (int)."),
    ],
    ids=str,
)
def test_what_makes_no_cells_is_refused(arguments, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}$"):
        portfolio.value_matrix(*arguments)


# Peppers & Rogers


def test_low_is_not_below_zero():
    """A small customer who pays his way is not to be dropped with those who cost more than they bring."""
    types = portfolio.peppers_rogers([900, 30, 30], [950, 40, 40], cost_to_serve=[100, 10, 60])
    assert types.tolist()[1:] == ["other", "BZ"]
    assert portfolio.value_matrix([900, 30, 30], [50, 10, 10]).tolist()[1:] != ["other", "BZ"]


def test_who_could_pay_his_way_if_developed_is_not_below_zero():
    types = portfolio.peppers_rogers([900, 30, 300], [950, 500, 310], cost_to_serve=[100, 60, 50])
    assert types.tolist() == ["MVC", "MGC", "MVC"]


def test_if_nobody_pays_his_way_all_are_below_zero():
    assert portfolio.peppers_rogers([1, 2], [1, 2], [9, 9]).tolist() == ["BZ", "BZ"]


@given(TRIPLES, NUMBERS, NUMBERS)
def test_below_zero_depends_on_no_cut(rows, cut, other_cut):
    actual, strategic, cost = columns(rows)
    types = portfolio.peppers_rogers(actual, strategic, cost)
    with_cuts = portfolio.peppers_rogers(actual, strategic, cost, cut, other_cut)
    for (one, other, served), kind, again in zip(rows, types, with_cuts, strict=True):
        assert (kind == "BZ") == (again == "BZ") == (max(one, other) < served)
        if again != "BZ":
            growable = "MGC" if other - one >= other_cut else "other"
            assert again == ("MVC" if one - served >= cut else growable)


# Names


def test_every_class_that_a_calculator_gives_has_its_names():
    schemes = {
        portfolio.value_matrix: ["cells", "metals_figure", "metals_text", "clv_matrix"],
        portfolio.frequency_spend_matrix: ["marcus"],
        portfolio.peppers_rogers: ["peppers_rogers"],
        portfolio.tiers: ["pyramid", "metals_zeithaml"],
    }
    keys = portfolio.classes().groupby("scheme")["key"].agg(set)
    for calculator, of_calculator in schemes.items():
        for scheme in of_calculator:
            assert keys[scheme] == set(calculator.result.options), scheme
    assert keys["peppers_rogers_early"] == {"MVC", "MGC", "BZ"}
    assert set(sum(schemes.values(), ["peppers_rogers_early"])) == set(SCHEMES)


def test_one_cell_bears_the_names_that_its_authors_gave_it():
    third = {scheme: str(portfolio.class_names("III", scheme)[0]) for scheme in SCHEMES[:4]}
    assert third == {
        "cells": "high now, low later",
        "metals_figure": "silver",
        "metals_text": "platinum",
        "clv_matrix": "maintenance type",
    }
    assert portfolio.class_names(["MGC", "BZ"], "peppers_rogers_early").tolist() == [
        "second-tier customer (STC)",
        "below zero (BZ)",
    ]


def test_one_name_means_different_classes():
    platinum = portfolio.classes("platinum")
    assert platinum[["scheme", "key"]].to_numpy().tolist() == [
        ["metals_text", "III"],
        ["metals_zeithaml", "A"],
    ]
    gold = portfolio.classes(" Gold ").set_index("scheme")["key"]
    assert gold.to_dict() == {"metals_figure": "IV", "metals_text": "IV", "metals_zeithaml": "B"}
    assert portfolio.classes("优质型")["key"].tolist() == ["best"]
    assert portfolio.classes("diamond").empty


def test_the_tiers_of_the_pyramid_have_their_names():
    tiers = portfolio.tiers(range(1, 1001))[[999, 800, 600, 0]]
    names_of_tiers = ["VIP customers", "main customers", "ordinary customers", "small customers"]
    assert portfolio.class_names(tiers, "pyramid").tolist() == names_of_tiers


def test_names_follow_the_language(chinese):
    assert portfolio.class_names(["IV", "III"], "metals_text").tolist() == ["黄金客户", "白金客户"]
    assert portfolio.class_names("best", "marcus").tolist() == ["优质型"]


def test_names_come_in_the_shape_of_the_keys_as_a_column_of_a_table():
    table = pd.DataFrame({"key": portfolio.value_matrix([1, 9], [1, 9])})
    table["class"] = portfolio.class_names(table["key"], "clv_matrix")
    assert table["class"].tolist() == ["abandon type", "VIP type"]


def test_the_best_class_of_each_scheme_comes_first():
    first = portfolio.classes().drop_duplicates("scheme")["key"].tolist()
    assert first == ["IV", "IV", "IV", "IV", "A", "A", "best", "MVC", "MVC"]
    assert len(portfolio.classes()) == len(names.vocabulary("classes")) == 35


@pytest.mark.parametrize(
    ("keys", "scheme", "sentence"),
    [
        (["best"], "metals_text", "keys must be of IV, III, II, I in metals_text; got 'best' (str)."),
        (["A", 5], "pyramid", "keys must be of A, B, C, D in pyramid; got 5 (int)."),
        (["A"], "curry", "scheme must be one of cells, metals_figure, "),
        (["A"], None, "scheme must be one of cells, metals_figure, "),
    ],
)
def test_names_are_not_taken_from_a_scheme_of_other_classes(keys, scheme, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}") as refusal:
        portfolio.class_names(keys, scheme)
    assert refusal.value._render_traceback_() == [str(refusal.value)]


def test_a_name_must_be_a_word():
    with pytest.raises(TypeError, match=r"^name must be a word, such as 'gold'; got 5 \(int\)\.$"):
        portfolio.classes(5)
