"""Customers with equal values: who parts them is told so, whichever way the list is sorted."""

import numpy as np
import pandas as pd
import pytest

from crmlab.exercises.finding import find_check
from crmlab.exercises.judging import judge
from crmlab.exercises.own_numbers import inputs_of
from crmlab.sandbox.asking import ask

TASK, EQUAL = find_check("portfolio-abc-equal")


def letters(before, first_cut, second_cut):
    return ["A" if share < first_cut else "B" if share < second_cut else "C" for share in before]


def by_series(values):
    s = pd.Series(values).sort_values(ascending=False)
    return ((s.cumsum() - s) / s.sum()).sort_index()


def by_table(values):
    t = pd.DataFrame({"value": values}).sort_values("value")[::-1]
    return (t["value"].cumsum().shift().fillna(0) / t["value"].sum()).sort_index()


def by_places(values):
    order = np.argsort(values)[::-1]
    sorted_values = np.array(values)[order]
    before = np.empty(len(values))
    before[order] = (np.cumsum(sorted_values) - sorted_values) / sum(values)
    return before


def by_loop(values):
    before, so_far = {}, 0
    for place in sorted(range(len(values)), key=lambda place: values[place], reverse=True):
        before[place] = so_far / sum(values)
        so_far += values[place]
    return [before[place] for place in range(len(values))]


def told(function):
    return judge(EQUAL, [ask(function, inputs) for inputs in inputs_of(TASK, EQUAL)])


@pytest.mark.parametrize("sort", [by_series, by_table, by_places, by_loop])
def test_who_parts_customers_of_equal_value_is_told_so(sort):
    found = told(lambda values, first_cut, second_cut: letters(sort(values), first_cut, second_cut))
    assert found.id == "portfolio-abc-equal:equal-ones-parted"


def test_who_also_leaves_them_in_the_order_of_the_sorted_list_is_told_both():
    def classes(values, first_cut, second_cut):
        return sorted(letters(by_series(values), first_cut, second_cut))

    found = told(classes)
    assert found.id == "portfolio-abc-equal:order-of-the-sorted-list-and-parted"


def test_who_looks_up_the_first_place_of_a_value_in_the_sorted_list_is_right():
    def classes(values, first_cut, second_cut):
        ordered = sorted(values, reverse=True)
        before = [sum(ordered[: ordered.index(value)]) / sum(values) for value in values]
        return letters(before, first_cut, second_cut)

    assert told(classes).right
