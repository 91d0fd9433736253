"""Right answers in unusual shapes: as callables of every kind, with results of every kind."""

from __future__ import annotations

from textwrap import dedent

from catalogue.frame import Case, messy
from catalogue.messy import finished

GIVEN = "margin, retention, rate, years=None"
ENDLESS = "margin * retention / (1 + rate - retention)"
FINITE = "sum(margin * (retention / (1 + rate)) ** t for t in range(1, years + 1))"
VALUE = f"{ENDLESS} if years is None else {FINITE}"
PRESENT = "sum(flow / (1 + rate) ** t for t, flow in enumerate(flows))"


def answered(name: str, about: str, **answers: str) -> Case:
    """Return the case of a finished notebook with some answers in another shape."""
    return messy(
        name, about, finished(**{task: dedent(source).strip("\n") for task, source in answers.items()})
    )


CALLABLES = [
    answered(
        "answer-as-lambda",
        "A lambda is called like any function.",
        clv_value=f"lifetime_value = lambda {GIVEN}: {VALUE}",
    ),
    answered(
        "answer-as-partial",
        "functools.partial of a helper has neither a name nor a source.",
        clv_value=f"""
            import functools

            def worth(timing, {GIVEN}):
                return {VALUE}

            lifetime_value = functools.partial(worth, "end")
        """,
    ),
    answered(
        "answer-as-object-with-call",
        "The answer is an instance of a class with __call__.",
        clv_value=f"""
            class LifetimeValue:
                def __call__(self, {GIVEN}):
                    return {VALUE}

            lifetime_value = LifetimeValue()
        """,
    ),
    answered(
        "answer-as-bound-method",
        "The answer is a method of an object.",
        clv_value=f"""
            class Calculator:
                def value(self, {GIVEN}):
                    return {VALUE}

            lifetime_value = Calculator().value
        """,
    ),
    answered(
        "answer-as-staticmethod",
        "A staticmethod object can be called since Python 3.10.",
        clv_value=f"""
            @staticmethod
            def lifetime_value({GIVEN}):
                return {VALUE}
        """,
    ),
    answered(
        "answer-with-lru-cache",
        "A cached function is an object written in C.",
        clv_value=f"""
            from functools import lru_cache

            @lru_cache(maxsize=None)
            def lifetime_value({GIVEN}):
                return {VALUE}
        """,
    ),
    answered(
        "answer-with-a-decorator-of-his-own",
        "A decorator without functools.wraps hides name and signature, and prints every call.",
        clv_value=f"""
            def loud(function):
                def wrapper(*args, **kwargs):
                    print(function.__name__, args)
                    return function(*args, **kwargs)
                return wrapper

            @loud
            def lifetime_value({GIVEN}):
                return {VALUE}
        """,
    ),
    answered(
        "answer-with-np-vectorize",
        "np.vectorize gives arrays without dimensions for single numbers.",
        clv_value=f"""
            @np.vectorize
            def lifetime_value({GIVEN}):
                return {VALUE}
        """,
    ),
    answered(
        "answer-in-chinese",
        "Function, parameters and variables have Chinese names; the asked name is given to it afterwards.",
        clv_present="""
            def 现值(现金流, 贴现率):
                总和 = 0
                for 年, 金额 in enumerate(现金流):
                    总和 += 金额 / (1 + 贴现率) ** 年
                return 总和

            present_value = 现值
        """,
    ),
    answered(
        "answer-with-star-arguments",
        "The parameters are taken as *args, so that no signature can be read.",
        clv_present=f"""
            def present_value(*args):
                flows, rate = args
                return {PRESENT}
        """,
    ),
    answered(
        "answer-with-other-parameters",
        "The parameters have other names, and one with a default is added at the end.",
        clv_present="""
            def present_value(payments, i, digits=8):
                return round(sum(p / (1 + i) ** t for t, p in enumerate(payments)), digits)
        """,
    ),
    answered(
        "answer-with-types-and-dataclass",
        "Annotations, typing and a frozen dataclass: what a tidy student writes.",
        clv_value=f"""
            from __future__ import annotations
            from dataclasses import dataclass
            from typing import Optional

            @dataclass(frozen=True)
            class Customer:
                margin: float
                retention: float

                def at(self, t: int, rate: float) -> float:
                    return self.margin * (self.retention / (1 + rate)) ** t

            def lifetime_value(
                margin: float, retention: float, rate: float, years: Optional[int] = None
            ) -> float:
                customer = Customer(margin, retention)
                if years is None:
                    return {ENDLESS}
                return sum(customer.at(t, rate) for t in range(1, years + 1))
        """,
    ),
    answered(
        "answer-that-calls-itself",
        "Year by year by recursion: the name must lead to the function in the fork, too.",
        clv_value=f"""
            def lifetime_value({GIVEN}):
                if years is None:
                    return {ENDLESS}
                if years == 0:
                    return 0
                later = lifetime_value(margin, retention, rate, years - 1)
                return retention / (1 + rate) * (margin + later)
        """,
    ),
]

RESULTS = [
    answered(
        "numpy-numbers-returned",
        "np.float64 and np.int64 come back instead of float and int.",
        clv_value=f"""
            def lifetime_value({GIVEN}):
                return np.float64({VALUE})
        """,
        clv_payback="""
            def payback_year(acquisition_cost, profits):
                reached = np.cumsum(profits) >= acquisition_cost
                return np.argmax(reached) + 1 if reached.any() else None
        """,
    ),
    answered(
        "array-and-series-of-one-returned",
        "An array and a Series of one number come back.",
        clv_present=f"""
            def present_value(flows, rate):
                return np.array([{PRESENT}])
        """,
        clv_value=f"""
            def lifetime_value({GIVEN}):
                return pd.Series([{VALUE}])
        """,
    ),
    answered(
        "fraction-and-decimal-returned",
        "The student works with Fraction and Decimal to avoid rounding.",
        clv_present="""
            from decimal import Decimal

            def present_value(flows, rate):
                factor = 1 + Decimal(str(rate))
                return sum(Decimal(str(flow)) / factor**t for t, flow in enumerate(flows))
        """,
        clv_value=f"""
            from fractions import Fraction

            def lifetime_value({GIVEN}):
                margin, retention, rate = (Fraction(str(x)) for x in (margin, retention, rate))
                return {VALUE}
        """,
    ),
    answered(
        "rounded-result",
        "The result is rounded to cents, as the try-it line shows it.",
        clv_value=f"""
            def lifetime_value({GIVEN}):
                return round({VALUE}, 2)
        """,
    ),
    answered(
        "none-by-falling-off-the-end",
        "Nothing is returned where the cost is never reached, which is None.",
        clv_payback="""
            def payback_year(acquisition_cost, profits):
                for year in range(1, len(profits) + 1):
                    if sum(profits[:year]) >= acquisition_cost:
                        return year
        """,
    ),
    answered(
        "whole-number-as-float",
        "The year comes back as 2.0.",
        clv_payback="""
            def payback_year(acquisition_cost, profits):
                for year, total in enumerate(np.cumsum(profits), 1):
                    if total >= acquisition_cost:
                        return float(year)
        """,
    ),
    answered(
        "generator-as-helper",
        "A generator function yields the years and the answer adds them up.",
        clv_value=f"""
            def years_of(margin, factor):
                while True:
                    margin *= factor
                    yield margin

            def lifetime_value({GIVEN}):
                from itertools import islice
                if years is None:
                    return {ENDLESS}
                return sum(islice(years_of(margin, retention / (1 + rate)), years))
        """,
    ),
]

CASES = CALLABLES + RESULTS
