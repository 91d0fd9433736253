"""What tests put into a calculator, read from its declared quantities: no range stands here again."""

import datetime
import importlib
import itertools
import math
import re
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st

import crmlab
from crmlab.declared.calculators import Record
from crmlab.declared.quantities import Choice, Flag, Kind, Quantity
from crmlab.declared.tables import Day, Named, Table
from crmlab.explorers.controls import flat, together

GIVEN = "given"  # stands for "not None" in a variant


def topic_modules():
    """The modules and packages that offer calculators, found by reading: importing all would load Jupyter."""
    package = Path(crmlab.__file__).parent
    declares = re.compile(r"^@calculator\b", re.MULTILINE)
    found = (path for path in package.rglob("*.py") if declares.search(path.read_text(encoding="utf-8")))
    topics = {path.relative_to(package).with_suffix("").parts[0] for path in found}
    return [importlib.import_module(f"crmlab.{topic}") for topic in sorted(topics)]


def calculators_of(module):
    """The calculators that a module defines, by name."""
    return {
        name: function
        for name, function in vars(module).items()
        if hasattr(function, "parameters") and function.__module__ == module.__name__
    }


CALCULATORS = [c for module in topic_modules() for c in calculators_of(module).values()]
# All but the one that takes ten seconds to measure how fast this machine is
QUICK = [calculator for calculator in CALCULATORS if calculator.__module__ != "crmlab.scaling"]
# Those whose arguments are single numbers, lists of numbers and words, so that any of them can be drawn
DRAWN = [
    calculator
    for calculator in QUICK
    if all(isinstance(p.quantity, Quantity | Choice | Named) for p in calculator.parameters.values())
]
NUMERIC = [calculator for calculator in DRAWN if isinstance(calculator.result, Quantity)]
SHOWN_IN_NUMBERS = [calculator for calculator in DRAWN if isinstance(calculator.result, Quantity | Record)]


def is_number(parameter):
    return isinstance(parameter.quantity, Quantity)


def is_single(parameter):
    return is_number(parameter) and not parameter.quantity.series


def example(parameter, source):
    """A legal argument for a parameter of any kind."""
    kind = parameter.quantity
    if isinstance(kind, Table):
        columns = {name: _column(quantity, source) for name, quantity in kind.columns.items()}
        log = {"customer_id": list("ABCABC"), "date": ["2024-03-01"] * 6, "amount": [5.0] * 6}
        contract = {
            "start_date": log["date"],
            "end_date": ["2024-05-10", None] * 3,
            "monthly_fee": log["amount"],
        }
        return pd.DataFrame(columns or log | contract)
    if isinstance(kind, Day):
        return datetime.date(2024, 6, 30)
    return kind.draw(source) if isinstance(kind, Kind) else parameter.default


def _column(quantity, source):
    return [quantity.draw(source) if quantity else "ABCDEF"[row] for row in range(6)]


def words(parameter):
    """The values of a parameter that takes one of a few words, or True and False."""
    if isinstance(parameter.quantity, Flag):
        return [False, True]
    return list(parameter.quantity.options) if isinstance(parameter.quantity, Choice) else []


def variants(calculator):
    """Every combination of words, and of None or something where None is allowed."""
    choices = {
        name: words(p) or ([None, GIVEN] if p.optional else []) for name, p in calculator.parameters.items()
    }
    choices = {name: values for name, values in choices.items() if values}
    return [
        dict(zip(choices, combination, strict=True)) for combination in itertools.product(*choices.values())
    ]


def label(calculator, variant=None):
    name = f"{calculator.__module__.removeprefix('crmlab.')}.{calculator.__name__}"
    return name + "".join(f" {key}={value}" for key, value in (variant or {}).items())


def typical(quantity):
    """Values met in practice, drawn as the course draws them."""
    return st.randoms(use_true_random=False).map(quantity.draw)


def allowed(quantity):
    """All allowed values; where there is no end, far beyond the typical ones."""
    if isinstance(quantity, Named):
        return st.fixed_dictionaries(
            {key: allowed(quantity.quantity) for key in quantity.keys or ("one", "two")}
        )
    far = 1000 * max(map(abs, quantity.typical))
    low = quantity.low if math.isfinite(quantity.low) else -far
    high = quantity.high if math.isfinite(quantity.high) else far
    one = st.integers(int(low), int(high)) if quantity.whole else st.floats(low, high)
    return st.lists(one, min_size=1, max_size=quantity.series[1]) if quantity.series else one


def arguments(calculator, values=typical, **fixed):
    """Arguments by name; *fixed* holds a variant or what one test wants to keep."""
    strategies = {}
    for name, parameter in calculator.parameters.items():
        if fixed.get(name, GIVEN) is not GIVEN:
            strategies[name] = st.just(fixed[name])
        elif words(parameter):
            strategies[name] = st.sampled_from(words(parameter))
        else:
            strategies[name] = values(parameter.quantity)
    return st.fixed_dictionaries(strategies)


def quantity(calculator, name):
    """The quantity of one parameter."""
    return calculator.parameters[name].quantity


def states(explorer, values=typical):
    """States of an explorer's controls."""

    def one(parameter):
        if words(parameter):
            return st.sampled_from(words(parameter))
        if isinstance(parameter.quantity, Named):
            keys = together(explorer.first_values())[parameter.name]
            return st.fixed_dictionaries({key: values(parameter.quantity.quantity) for key in keys})
        number = values(parameter.quantity)
        return st.none() | number if parameter.optional else number

    controls = {name: one(parameter) for name, parameter in explorer.parameters.items()}
    return st.fixed_dictionaries(controls).map(flat)
