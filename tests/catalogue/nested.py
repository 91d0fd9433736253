"""What stands deep in itself or grows without end: Python, Markdown, JSON, numbers, patterns."""

from __future__ import annotations

from catalogue.frame import Case, hostile, messy, to_bytes
from catalogue.messy import finished
from catalogue.sheets import tricks

PYTHON = {
    "brackets": "(" * 90_000,
    "closed-brackets": "(" * 90 + "1" + ")" * 90,
    "square-brackets": "[" * 90_000,
    "signs": "-" * 90_000 + "1",
    "sum": "1" + "+1" * 45_000,
    "negations": "not " * 20_000 + "1",
    "functions": "lambda: " * 10_000 + "1",
    "choices": "1 if 1 else " * 8_000 + "1",
    "comparisons": "1" + "<1" * 40_000,
    "attributes": "a" + ".a" * 45_000,
    "items": "a" + "[0]" * 30_000,
    "calls": "a" + "()" * 45_000,
    "targets": "a = " * 20_000 + "1",
    "texts-with-values": "f'{" * 20_000,
    "long-text-with-values": "f'" + "{1}" * 30_000 + "'",
    "blocks": "".join(f"{' ' * depth}if 1:\n" for depth in range(300)) + " " * 300 + "pass",
    "digits": "9" * 90_000,
}
MARKDOWN = {
    "quotes": "> " * 9_000,
    "brackets": "[" * 19_000,
    "stars": "*" * 19_000,
    "lists": "".join(f"{' ' * 2 * depth}- a\n" for depth in range(130)),
    "emphasis": "*a **b " * 2_700,
    "formulas": "$$a" * 6_000,
}
FAST = ("brackets", "sum", "functions", "quotes", "emphasis")  # the kinds that differ most

BOMBS = r"""
=== power-of-powers
The answer is a number that no memory holds.
def lifetime_value(margin, retention, rate, years=None):
    return 10**10**8

=== number-of-a-million-digits
The answer is a number of a million digits, as one and as a text.
def lifetime_value(margin, retention, rate, years=None):
    return 1 << 3_000_000 if years is None else "9" * 900_000

=== text-with-values-that-grows
A text with values is as wide as no memory.
def lifetime_value(margin, retention, rate, years=None):
    return f"{margin:>{10**10}}"

=== pattern-bomb-in-the-call
A pattern needs more steps than there are atoms, in the checked function.
import re

def lifetime_value(margin, retention, rate, years=None):
    return re.match(r"(a|a?)+$", "a" * 60 + "b")
"""


def tried(name: str, source: str) -> Case:
    """Return the case of a right notebook that tries something out that is deep in itself."""
    about = "Python stands deep in itself in a cell for trying out."
    stock = "" if name in FAST else "slow"
    return messy(f"python-of-{name}", about, finished(clv_value_try=source), stock=stock)


def answered(name: str, source: str) -> Case:
    """Return the case of such an answer."""
    about = "Python stands deep in itself in an answer."
    return hostile(f"answer-of-{name}", about, f"lifetime_value = {source}", stock="slow")


def named(name: str, source: str) -> Case:
    """Return the case of such a name."""
    about = "Python stands deep in itself where the name is given, which is read and not run."
    return messy(f"me-of-{name}", about, finished(clv_me=f"me = {source}"), said="me", stock="slow")


def written(name: str, text: str) -> Case:
    """Return the case of Markdown that stands deep in itself, in the open answer."""
    about = "Markdown stands deep in itself in the open answer."
    stock = "" if name in FAST else "slow"
    return messy(f"markdown-of-{name}", about, finished(clv_claim=text), stock=stock)


def deep_metadata(levels: int) -> bytes:
    """Return a notebook whose metadata are deep."""
    whole = to_bytes(finished()).decode()
    return whole.replace('"nbformat":', f'"deep": {"[" * levels}{"]" * levels}, "nbformat":', 1).encode()


CASES = [
    *(tried(*one) for one in PYTHON.items()),
    *(answered(*one) for one in PYTHON.items()),
    *(named(name, PYTHON[name]) for name in ("brackets", "sum", "signs", "digits", "long-text-with-values")),
    *(written(*one) for one in MARKDOWN.items()),
    Case(
        "metadata-100000-levels-deep", "No notebook is like that.", deep_metadata(100_000), (), said="it is"
    ),
    *tricks(BOMBS, stock="slow"),
]
