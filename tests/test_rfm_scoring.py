"""From a table to scores and segments, worked out by hand."""

import itertools
import re

import numpy as np
import pytest
from rfm_logs import CELLS, assert_is_one_sentence, customers, rows, scored_of

from crmlab import rfm
from crmlab.declared import names
from crmlab.rfm import RULES, Rule

# From a table to scores


def test_scores_by_hand():
    ten = customers(list(range(10, 110, 10)), orders=list(range(1, 11)), revenue=[5] * 10)
    assert rfm.cut_points(ten).to_dict("list") == {
        "boundary": [1, 2, 3, 4],
        "recency_days": pytest.approx([28, 46, 64, 82]),
        "orders": pytest.approx([2.8, 4.6, 6.4, 8.2]),
        "revenue": [5, 5, 5, 5],
    }
    scored = rfm.score(ten)
    assert scored["r_score"].tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert scored["f_score"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert scored["m_score"].tolist() == [1] * 10
    assert scored["rfm_score"].tolist() == [
        "511",
        "511",
        "421",
        "421",
        "331",
        "331",
        "241",
        "241",
        "151",
        "151",
    ]


def test_a_value_at_a_cut_belongs_below_it_in_every_measure():
    five = customers([0, 1, 2, 3, 4], orders=[0, 1, 2, 3, 4], revenue=[0, 1, 2, 3, 4])
    assert rfm.cut_points(five, bins=4)["orders"].tolist() == [1, 2, 3]
    scored = rfm.score(five, bins=4)
    assert scored["f_score"].tolist() == scored["m_score"].tolist() == [1, 1, 2, 3, 4]
    assert scored["r_score"].tolist() == [4, 4, 3, 2, 1]


def test_a_quantile_that_falls_on_a_value_is_exactly_this_value():
    for bins, steps in itertools.product(range(2, 10), (1, 7, 49, 343)):
        values = (np.arange(bins * steps + 1) / 10).tolist()
        cuts = rfm.cut_points(customers(values), bins)["recency_days"].tolist()
        assert cuts == [values[k * steps] for k in range(1, bins)]


def test_equal_values_are_cut_apart_only_by_spreading():
    equal = customers([7, 7, 7, 7], orders=[2, 2, 2, 2], revenue=[1, 9, 1, 9])
    assert rfm.score(equal, bins=2)["rfm_score"].tolist() == ["211", "212", "211", "212"]
    assert rfm.score(equal, bins=2, ties="spread")["rfm_score"].tolist() == ["111", "112", "221", "222"]


def test_one_customer_alone_can_be_scored():
    for ties in ("same", "spread"):
        assert rfm.score(customers([3]), ties=ties)["rfm_score"].tolist() == ["511"]
        assert len(rfm.cut_points(customers([3]), ties=ties)) == 4


def test_the_sizes_of_the_bins_show_which_have_collapsed():
    sizes = rfm.bin_sizes(rfm.score(customers([1, 2, 3, 4], orders=[1, 1, 1, 5]), bins=3), bins=3)
    assert rows(sizes) == [(1, 1, 3, 4), (2, 1, 0, 0), (3, 2, 1, 0)]


@pytest.mark.parametrize("function", [rfm.score, rfm.cut_points], ids=lambda f: f.__name__)
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"bins": 10}, "bins must be between 2 and 9; got 10."),
        ({"bins": 1}, "bins must be between 2 and 9; got 1."),
        ({"bins": 4.5}, "bins must be a whole number; got 4.5."),
        ({"bins": [3, 5]}, "bins must be one number; got a list of 2."),
        ({"ties": "first"}, "ties must be 'same' or 'spread'; got 'first' (str)."),
        ({"table": 5}, "table must be a table (a DataFrame); got 5 (int)."),
        ({"table": customers([])}, "table is empty; at least one row is needed."),
        ({"table": customers([1]).drop(columns="orders")}, "table has no column 'orders'; its columns are"),
        ({"table": customers([1, -1])}, "recency_days[1] must be at least 0; got -1."),
        ({"table": customers([1, np.nan])}, "recency_days[1] must be a number; it is missing."),
        ({"table": customers([1, 2], orders=[1.5, 2])}, "orders[0] must be a whole number; got 1.5."),
        ({"table": customers([1, 2], revenue=[1, np.inf])}, "revenue[1] must be finite; got inf."),
        ({"table": customers([1, 2], revenue=[1, None])}, "revenue[1] must be a number; it is missing."),
        ({"table": customers(["1", "2"])}, "recency_days[0] must be a number; got '1' (str)."),
    ],
    ids=str,
)
def test_what_cannot_be_scored_is_refused_in_one_sentence(function, arguments, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}") as refusal:
        function(**{"table": customers([1, 2, 3])} | arguments)
    assert_is_one_sentence(refusal.value)


# Segments


def test_each_of_the_125_cells_falls_to_exactly_one_rule():
    for cell in CELLS:
        assert sum(rule.covers(cell) for rule in RULES) == 1, cell


def test_the_order_of_the_rules_does_not_matter():
    assert rfm.segment(scored_of(CELLS), RULES[::-1]).equals(rfm.segment(scored_of(CELLS)))


def test_the_best_cell_is_a_champion_and_the_worst_one_sleeps():
    given = rfm.segment(scored_of([(5, 5, 5), (1, 1, 1), (5, 1, 1), (1, 5, 5), (3, 1, 5)]))
    assert given["segment"].tolist() == ["champions", "sleeping", "newcomers", "at_risk", "big_spenders"]
    assert given["rule"].tolist()[:3] == ["R 4–5, F 4–5, M 4–5", "R 1–2, F 1–3, M 1–3", "R 4–5, F 1, M 1–3"]


def test_every_segment_has_its_name_in_both_languages_and_no_name_is_left_over():
    assert {rule.segment for rule in RULES} == set(names.vocabulary("segments"))


def test_own_rules_may_have_any_number_of_bins_and_leave_measures_open():
    rules = [Rule("mail", r=(2, 3)), Rule("wait", r=(1, 1), m=(1, 2)), Rule("call", r=[1, 1], m=[3, 3])]
    given = rfm.segment(scored_of([(3, 1, 1), (1, 3, 2), (1, 3, 3)]), rules)
    assert given["segment"].tolist() == ["mail", "wait", "call"]
    assert given["rule"].tolist() == ["R 2–3", "R 1, M 1–2", "R 1, M 3"]
    assert rfm.segment(scored_of([(9, 9, 9)]), [Rule("all")])["rule"].tolist() == ["any"]


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (RULES[1:], "rules must cover each cell once; no rule covers 444."),
        ([Rule("a", r=(2, 3)), Rule("b", r=(1, 1), f=(2, 3))], "rules must cover each cell once; no"),
        (
            [Rule("a", r=(1, 2)), Rule("b", r=(2, 3))],
            "rules must cover each cell once; 211 falls to a (R 1–2) and to b (R 2–3).",
        ),
        ([], "rules must be a list of rfm.Rule; got [] (list)."),
        ({"champions": (4, 5)}, "rules must be a list of rfm.Rule; got"),
        (["champions"], "rules must be a list of rfm.Rule; got"),
        ([Rule("low", r=(1, 2)), Rule("high", r=(3, 4))], "r_score[1] must be between 1 and 4, as"),
    ],
    ids=lambda part: part[:40] if isinstance(part, str) else "",
)  # fmt: skip
def test_rules_with_holes_or_overlaps_are_refused_with_a_cell(rules, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(sentence)}") as refusal:
        rfm.segment(scored_of([(1, 1, 1), (5, 1, 1)]), rules)
    assert_is_one_sentence(refusal.value)


@pytest.mark.parametrize("ends", [(5, 4), (0, 5), (1, 10), (1.0, 5.0), (1,), 5, "15", (True, True)], ids=str)
def test_a_rule_needs_a_lowest_and_a_highest_score(ends):
    with pytest.raises(
        ValueError, match=r"^f must be the lowest and the highest score, such as \(4, 5\); got "
    ):
        Rule("x", f=ends)
    with pytest.raises(ValueError, match=r"^segment must be a name, such as 'champions'; got "):
        Rule("")


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        ([(1, 1, 1), (1, 0, 1)], "f_score[1] must be between 1 and 9; got 0."),
        ([(1, 1, 2.5)], "m_score[0] must be a whole number; got 2.5."),
        ([(1, 1, 6)], "m_score[0] must be between 1 and 5, as"),
    ],
)
def test_what_is_no_score_is_refused(scores, sentence):
    for function in (rfm.segment, rfm.bin_sizes):
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
            function(scored_of(scores))
