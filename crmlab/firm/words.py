"""The words of the board and of the game's pictures, in the language in use."""

from __future__ import annotations

from crmlab.declared import names
from crmlab.language import said, to_say

_NAMES = {
    "small": to_say("small"),
    "middle": to_say("middle"),
    "large": to_say("large"),
    "online": to_say("online"),
    "fairs": to_say("trade fairs"),
    "partners": to_say("partners"),
    "customers": to_say("customers"),
    "survey": to_say("survey"),
    "complaints": to_say("complaints"),
    "cohorts": to_say("cohorts"),
    "winning": to_say("winning"),
    "keeping": to_say("keeping"),
    "service": to_say("service"),
    "recovery": to_say("recovery"),
    "promise": to_say("promise"),
    "call": to_say("call"),
    "write": to_say("write to"),
    "manage": to_say("give a manager"),
}
_COLUMNS = {
    "customer_id": to_say("customer"),
    "segment": to_say("segment"),
    "channel": to_say("channel"),
    "tenure": to_say("quarters as a customer"),
    "recency": to_say("quarters without an order"),
    "orders": to_say("orders in a year"),
    "sales": to_say("sales in a year"),
    "margin": to_say("margin in a year"),
    "profit": to_say("profit in a year"),
    "complaints": to_say("complaints in a year"),
    "in_vain": to_say("complaints in vain"),
    "satisfaction": to_say("satisfaction"),
    "expectation": to_say("expectation"),
    "answers": to_say("answers"),
    "quarter": to_say("quarter"),
}
_MISTAKES = {
    "sales_for_profit": to_say("sales taken for profit"),
    "largest_for_key_account": to_say("managers for the largest"),
    "averages": to_say("all segments alike"),
    "saving_everybody": to_say("holding everybody"),
    "reports_unused": to_say("reports not used"),
    "promise_above_delivery": to_say("promise above delivery"),
    "winning_into_a_leak": to_say("winning into a leak"),
    "dropping_the_silent": to_say("silent customers dropped"),
    "cheapest_customers": to_say("cheapest customers"),
    "letters_worn_out": to_say("letters worn out"),
}


def name_of(key: str) -> str:
    """Return what a segment, a channel, a report or a part of a decision is called."""
    return said(_NAMES[key])


def column(key: str) -> str:
    """Return the head of a column of a report."""
    return said(_COLUMNS[key])


def mistake(key: str) -> str:
    """Return a mistake in few words."""
    return said(_MISTAKES[key])


def cell(value: str) -> str:
    """Return a cell that is a word, such as a segment, as it is read."""
    return said(_NAMES[value]) if value in _NAMES else value


def money(amount: float) -> str:
    """Write an amount with the sign of its currency."""
    return names.measured("money", f"{amount:,.0f}".replace("-", "−"))
