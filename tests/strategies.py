"""What tests put into a calculator, read from its declared quantities: no range stands here again."""

import importlib
import itertools
import math
import pkgutil

from hypothesis import strategies as st

import crmlab
from crmlab.quantities import Choice, Flag, Quantity

GIVEN = "given"  # stands for "not None" in a variant


def topic_modules():
    """Every module of crmlab itself, without its packages and its command."""
    found = [module.name for module in pkgutil.iter_modules(crmlab.__path__) if not module.ispkg]
    return [importlib.import_module(f"crmlab.{name}") for name in found if name not in {"cli", "__main__"}]


def calculators_of(module):
    """The calculators that a module defines, by name."""
    return {
        name: function
        for name, function in vars(module).items()
        if hasattr(function, "parameters") and function.__module__ == module.__name__
    }


CALCULATORS = [c for module in topic_modules() for c in calculators_of(module).values()]
# Those that work on numbers alone, so that arguments can be drawn
NUMERIC = [
    calculator
    for calculator in CALCULATORS
    if all(isinstance(p.quantity, Quantity | Choice) for p in calculator.parameters.values())
    and isinstance(calculator.result, Quantity)
]


def is_number(parameter):
    return isinstance(parameter.quantity, Quantity)


def is_single(parameter):
    return is_number(parameter) and not parameter.quantity.series


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
        elif is_number(parameter):
            strategies[name] = values(parameter.quantity)
        else:
            strategies[name] = st.sampled_from(words(parameter))
    return st.fixed_dictionaries(strategies)


def quantity(calculator, name):
    """The quantity of one parameter."""
    return calculator.parameters[name].quantity


def states(explorer, values=typical):
    """States of an explorer's controls."""

    def one(parameter):
        if not is_number(parameter):
            return st.sampled_from(words(parameter))
        number = values(parameter.quantity)
        return st.none() | number if parameter.optional else number

    parameters = explorer.calculator.parameters
    return st.fixed_dictionaries({name: one(parameters[name]) for name in explorer.first_values()})
