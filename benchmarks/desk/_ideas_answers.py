"""Answers of simulated students: a known mistake each, in code that differs from student to student."""

from __future__ import annotations

import ast
import random
from collections.abc import Mapping
from dataclasses import dataclass

_NAMES = [
    "x",
    "val",
    "tmp",
    "s",
    "res",
    "acc",
    "k",
    "n",
    "j",
    "a",
    "q",
    "w",
    "cur",
    "out",
    "summe",
    "jahr",
] + ["zhi", "nian", "part1", "my_value", "i2", "v", "helper", "z0", "aux", "cost_now", "yy", "dd", "pp"]


@dataclass(frozen=True)
class Task:
    """A task: its graded cell, its answer cell, its mistakes, and the ways in which one is written.

    The values of a mistake fill the ways; `final` is the name that is graded.
    """

    check: str
    cell: str
    mistakes: Mapping[str, Mapping[str, str]]
    ways: tuple[str, ...]
    local: frozenset[str]
    final: str = ""
    shapes: tuple[str, ...] = ()
    after: str = ""


def code_for(task: Task, mistake: str, source: random.Random) -> str:
    """Return code that makes a mistake."""
    parts = {name: f"({text})" for name, text in task.mistakes[mistake].items()}
    way = source.choice(task.ways)
    parts |= {f"{name}_all": text.replace("max(", "np.maximum(") for name, text in parts.items()}
    code = _varied(way.format(**parts), task.local, source)
    if task.final:
        code += f"\n{task.final} = {source.choice(task.shapes).format(task.final)}"
    return "\n".join(filter(None, [code, task.after]))


def _varied(code: str, local: frozenset[str], source: random.Random) -> str:
    tree = _Exchanged(source).visit(ast.parse(code))
    tree = _Temporaries(source).visit(tree)
    names = dict(zip(sorted(local), source.sample(_NAMES, len(local)), strict=True))
    tree = _Renamed(names if source.random() < 0.7 else {}).visit(tree)
    lines = ast.unparse(ast.fix_missing_locations(tree)).splitlines()
    for _ in range(source.randrange(3)):
        lines.insert(0, source.choice(["# my answer", "print('begin')", "checked = []", "import math"]))
    return "\n".join(lines)


class _Exchanged(ast.NodeTransformer):
    """Exchange operands, and write a division by a power as a product with a negative one."""

    def __init__(self, source: random.Random) -> None:
        self._source = source

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:  # noqa: N802
        self.generic_visit(node)
        by_power = isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Pow)
        if isinstance(node.op, ast.Div) and by_power and self._source.random() < 0.3:
            less = ast.UnaryOp(ast.USub(), node.right.right)
            node = ast.BinOp(node.left, ast.Mult(), ast.BinOp(node.right.left, ast.Pow(), less))
        if isinstance(node.op, ast.Add | ast.Mult) and self._source.random() < 0.4:
            node.left, node.right = node.right, node.left
        return node


class _Temporaries(ast.NodeTransformer):
    """Compute the left of an outermost operation a line before."""

    def __init__(self, source: random.Random) -> None:
        self._source, self._number = source, 0

    def visit(self, node: ast.AST) -> ast.AST | list[ast.AST]:
        self.generic_visit(node)
        is_split = isinstance(node, ast.Assign | ast.AugAssign | ast.Return)
        if not (is_split and isinstance(node.value, ast.BinOp) and self._source.random() < 0.5):
            return node
        self._number += 1
        name = f"step{self._number}"
        before = ast.Assign([ast.Name(name, ast.Store())], node.value.left)
        node.value.left = ast.Name(name, ast.Load())
        return [before, node]


class _Renamed(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:  # noqa: N802
        node.id = self._names.get(node.id, node.id)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:  # noqa: N802
        node.name = self._names.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = self._names.get(node.arg, node.arg)
        return node


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

# --- a table: who stays, what he brings, what that is worth -------------------------------------------------


def _columns(
    staying: str = "keep ** year",
    margin: str = "mine['margin'] * staying",
    worth: str = "margin / (1 + rate) ** year",
    end: str = "mine['years'] + 1",
) -> dict[str, str]:
    return {"staying": staying, "margin": margin, "worth": worth, "end": end}


TABLE = Task(
    "clv-table-years",
    "clv-table",
    {
        "everybody_there_in_year_one": _columns("keep ** (year - 1)"),
        "table_not_discounted": _columns(worth="margin"),
        "last_year_missing": _columns(end="mine['years']"),
        "first_year_not_discounted": _columns(worth="margin / (1 + rate) ** (year - 1)"),
        "staying_the_same_every_year": _columns("keep + 0 * year"),
        "same_margin_every_year": _columns(margin="mine['margin'] + 0 * year"),
        "discounted_once": _columns(worth="margin / (1 + rate)"),
        "leavers_counted_twice": _columns(worth="margin * staying / (1 + rate) ** year"),
        "same_number_leaves": _columns("max(0, 1 - year * (1 - keep))"),
        "margin_discounted": _columns(
            margin="mine['margin'] * staying / (1 + rate) ** year", worth="margin + 0 * year"
        ),
        "leavers_forgotten": _columns(worth="mine['margin'] / (1 + rate) ** year"),
        "rate_taken_off": _columns(worth="margin * (1 - rate) ** year"),
        "simple_interest": _columns(worth="margin / (1 + rate * year)"),
        "later_money_worth_more": _columns(worth="margin * (1 + rate) ** year"),
    },
    (
        """\
keep = mine['retention']
rate = mine['rate']
year = np.arange(1, {end})
staying = {staying_all}
margin = {margin_all}
worth = {worth_all}
table = pd.DataFrame({{'year': year, 'staying': staying, 'margin': margin, 'present_value': worth}})""",
        """\
keep = mine['retention']
rate = mine['rate']
rows = []
for year in range(1, {end}):
    staying = {staying}
    margin = {margin}
    worth = {worth}
    rows.append({{'year': year, 'staying': staying, 'margin': margin, 'present_value': worth}})
table = pd.DataFrame(rows)""",
        """\
keep = mine['retention']
rate = mine['rate']
rows = {{'year': [], 'staying': [], 'margin': [], 'present_value': []}}
for year in range(1, {end}):
    staying = {staying}
    margin = {margin}
    rows['present_value'].append({worth})
    rows['year'].append(year)
    rows['staying'].append(staying)
    rows['margin'].append(margin)
table = pd.DataFrame(rows)""",
        """\
rate = mine['rate']
keep = mine['retention']
table = pd.DataFrame({{'year': range(1, {end})}})
year = table['year']
staying = {staying_all}
table['staying'] = staying
margin = {margin_all}
table['margin'] = margin
table['present_value'] = {worth_all}""",
    ),
    frozenset({"keep", "rate", "staying", "rows", "worth"}),
    "table",
    (
        "{0}",
        "{0}.iloc[::-1]",
        "{0}[['present_value', 'margin', 'year', 'staying']]",
        "{0}.round(6)",
        "{0}.to_dict('list')",
        "{0}.set_index('year')",
        "{0}.to_dict('records')",
        "{0}.assign(total={0}['present_value'].cumsum())",
    ),
)

# --- a dictionary with a decision: which retention pays the cost back ---------------------------------------

_NEEDED: dict[str, str] = {
    "needed_not_discounted": "cost / (margin + cost)",
    "mean_life": "1 - margin / cost",
    "first_margin_certain": "1 + rate - margin / cost",
    "revenue_for_margin": "cost * (1 + rate) / (firm['revenue'] + cost)",
    "brackets_missing": "cost * (1 + rate) / margin + cost",
    "first_margin_now": "(1 + rate) * (1 - margin / cost)",
    "one_year_alone": "cost * (1 + rate) / margin",
    "cost_of_one_divided_again": "cost * (1 + rate) / (firm['customers'] * margin + cost)",
    "margin_of_all": "firm['customers'] * cost * (1 + rate) / (margin + firm['customers'] * cost)",
    "value_of_today": "margin * firm['retention'] / (1 + rate - firm['retention'])",
}
NEEDED = Task(
    "clv-needed-retention",
    "clv-needed",
    {name: {"needed": formula} for name, formula in _NEEDED.items()},
    (
        """\
cost = firm['acquisition_cost']
margin = firm['margin']
rate = firm['rate']
answer = {needed}
turned = {{'needed': answer, 'win': firm['retention'] > answer}}""",
        """\
cost, margin, rate = firm['acquisition_cost'], firm['margin'], firm['rate']
answer = {{}}
answer['needed'] = {needed}
answer['win'] = bool(answer['needed'] < firm['retention'])
turned = answer""",
        """\
def answer(cost, margin, rate):
    return {needed}
answer = answer(firm['acquisition_cost'], firm['margin'], firm['rate'])
turned = dict(win=not firm['retention'] <= answer, needed=round(answer, 4))""",
    ),
    frozenset({"answer", "cost", "margin", "rate"}),
    "turned",
    ("{0}", "pd.Series({0})", "dict({0})"),
)
TASKS = (FINITE, BASE, TABLE, NEEDED)
