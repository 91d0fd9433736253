"""Tasks of simulated students: a function and a number; those with parts stand beside it."""

from __future__ import annotations

from _ideas_tables import NEEDED, TABLE
from _ideas_varied import Task

# --- a function: the lifetime value in some years -----------------------------------------------------------

_HEAD = """def lifetime_value(margin, retention, rate, years=None):
    if years is None:
        return margin * retention / (1 + rate - retention)
"""


def _sum(term: str, first: str = "1", end: str = "years + 1") -> dict[str, str]:
    return {"term": term, "first": first, "end": end}


_FULL = "margin * retention ** t / (1 + rate) ** t"
FINITE = Task(
    "clv-value-finite",
    "clv-value",
    {
        "first_margin_certain": _sum(_FULL, "0", "years"),
        "one_payment_short": _sum(_FULL, "1", "years"),
        "lifetime_not_discounted": _sum("margin * retention ** t"),
        "nobody_leaves": _sum("margin / (1 + rate) ** t"),
        "churn_for_retention": _sum("margin * (1 - retention) ** t / (1 + rate) ** t"),
        "everybody_there_in_the_first_year": _sum("margin * retention ** (t - 1) / (1 + rate) ** t"),
        "retention_only_once": _sum("margin * retention / (1 + rate) ** t"),
        "first_year_not_discounted": _sum("margin * retention ** t / (1 + rate) ** (t - 1)"),
        "same_number_leaves": _sum("margin * max(0, 1 - t * (1 - retention)) / (1 + rate) ** t"),
        "later_money_worth_more": _sum("margin * retention ** t * (1 + rate) ** t"),
        "rate_taken_off": _sum("margin * retention ** t * (1 - rate) ** t"),
        "simple_interest": _sum("margin * retention ** t / (1 + rate * t)"),
        "discounted_as_a_whole": _sum("margin * retention ** t / (1 + rate) ** years"),
        "first_year_alone": _sum(_FULL, "1", "2"),
        "last_year_alone": _sum(_FULL, "years", "years + 1"),
    },
    (
        _HEAD
        + """\
    total = 0
    for t in range({first}, {end}):
        total += {term}
    return total""",
        _HEAD
        + """\
    total = 0.0
    t = {first}
    while t < {end}:
        total = total + {term}
        t = t + 1
    return round(total, 2)""",
        _HEAD + "    return sum({term} for t in range({first}, {end}))",
        _HEAD
        + """\
    total = []
    for t in range({first}, {end}):
        total.append({term})
    return [sum(total)]""",
        _HEAD
        + """\
    t = np.arange({first}, {end})
    total = {term_all} + 0 * t
    return np.sum(total)""",
        _HEAD
        + """\
    t = pd.Series(range({first}, {end}))
    total = t.map(lambda t: {term})
    return total.sum()""",
        _HEAD
        + """\
    def total(t):
        return {term}
    return float(sum(map(total, range({first}, {end}))))""",
    ),
    frozenset({"total"}),
)

# --- a number: what the customer is worth without the contract ----------------------------------------------


def _customer(
    first: str = "given['first_purchase']",
    factor: str = "1 / (1 + rate) ** t",
    begin: str = "1",
    end: str = "given['years'] + 1",
    rest: str = "- given['acquisition_cost']",
    weight: str = "1",
) -> dict[str, str]:
    return {
        "first": first,
        "factor": factor,
        "begin": begin,
        "end": end,
        "rest": f"0 {rest}",
        "weight": weight,
    }


_CONTRACT = "+ given['addon'] * sum(1 / (1 + rate) ** u for u in range(given['years'] + 1))"
BASE = Task(
    "clv-offer-base",
    "clv-offer",
    {
        "acquisition_cost_forgotten": _customer(rest=""),
        "last_yearly_payment_missing": _customer(end="given['years']"),
        "first_purchase_discounted": _customer(first="given['first_purchase'] / (1 + rate)"),
        "yearly_payments_not_discounted": _customer(factor="1"),
        "contract_counted": _customer(rest="- given['acquisition_cost'] " + _CONTRACT),
        "price_cut_taken_off": _customer(rest="- given['acquisition_cost'] - given['price_cut']"),
        "acquisition_cost_added": _customer(rest="+ given['acquisition_cost']"),
        "one_yearly_payment_too_many": _customer(begin="0"),
        "yearly_payments_at_the_start": _customer(begin="0", end="given['years']"),
        "first_purchase_forgotten": _customer(first="0"),
        "yearly_payments_discounted_alike": _customer(factor="1 / (1 + rate) ** given['years']"),
        "one_yearly_payment_alone": _customer(end="2"),
        "everything_discounted": _customer(weight="1 / (1 + rate)"),
    },
    (
        """\
rate = given['rate']
total = {first}
for t in range({begin}, {end}):
    total += given['yearly'] * {factor}
total = (total + {rest}) * {weight}
base_value = total""",
        """\
rate = given['rate']
parts = [{factor} for t in range({begin}, {end})]
total = {first} + given['yearly'] * sum(parts) + {rest}
base_value = total * {weight}""",
        """\
rate = given['rate']
t = np.arange({begin}, {end})
parts = {factor_all} + 0 * t
total = {rest} + {first}
base_value = (total + (parts * given['yearly']).sum()) * {weight}""",
        """\
rate = given['rate']
parts = pd.DataFrame({{'t': range({begin}, {end})}})
parts['pays'] = parts['t'].map(lambda t: given['yearly'] * {factor})
total = parts['pays'].sum()
base_value = {weight} * (total + {first} + {rest})""",
        """\
rate = given['rate']
total = {rest}
t = {begin}
while t < {end}:
    total = total + given['yearly'] * {factor}
    t += 1
base_value = {weight} * ({first} + total)""",
    ),
    frozenset({"rate", "total", "parts"}),
    "base_value",
    (
        "{0}",
        "round({0}, 2)",
        "float({0})",
        "[{0}]",
        "pd.Series([{0}])",
        "np.round({0}, 2)",
        "np.array([{0}])",
    ),
    "addon = given['addon'] * sum(1 / (1 + given['rate']) ** h for h in range(given['years'] + 1))",
)

TASKS = (FINITE, BASE, TABLE, NEEDED)
