"""What the simulated firm does for a customer besides the transport, and what it could sell him."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crmlab.counting import counted, repeated
from crmlab.datasets.logistics.deliveries import INDUSTRIES, MONTHS, month_of

YEARS = MONTHS // 12
FIRST_YEAR = 2023
# in the order in which they are listed; what one of each costs the firm
ACTIVITIES = {"order": 60, "special delivery": 650, "call": 45, "invoice": 60, "return": 480}


def draw_activities(
    rng: np.random.Generator,
    contracts: pd.DataFrame,
    shipments: pd.DataFrame,
    complaints: pd.DataFrame,
    last_month: np.ndarray,
) -> pd.DataFrame:
    """Draw how often each activity was done, by customer, year and activity."""
    customers = len(contracts)
    running = _months_running(contracts, last_month)
    in_year = (shipments["customer"] * YEARS + shipments["month"] // 12).to_numpy()
    shipped = _counted(in_year, customers)
    damaged = _counted(in_year[shipments["damaged"].to_numpy()], customers)
    months = np.unique((shipments["customer"] * MONTHS + shipments["month"]).to_numpy())
    complained = contracts.index[contracts["customer_id"].searchsorted(complaints["customer_id"])]
    complaint_year = month_of(complaints["date"].to_numpy()) // 12
    effort = _effort(contracts)[:, None]
    one_by_one = rng.beta(2, 2, (customers, 1))  # the share of shipments that are ordered singly
    number = {
        "order": np.maximum(rng.binomial(shipped, one_by_one), np.minimum(shipped, 1)),
        "special delivery": rng.binomial(shipped, np.minimum(0.015 * effort, 0.35)),
        "call": rng.poisson(0.6 * effort * running)
        + _counted(complained.to_numpy() * YEARS + complaint_year, customers),
        "invoice": _counted(months // 12, customers),
        "return": rng.binomial(damaged, 0.6) + rng.binomial(shipped - damaged, 0.004),
    }
    customer, year = np.nonzero(running)
    kinds = len(ACTIVITIES)
    return pd.DataFrame(
        {
            "customer_id": repeated(contracts["customer_id"].to_numpy()[customer], kinds),
            "year": repeated(FIRST_YEAR + year, kinds),
            "activity": np.tile(np.array([*ACTIVITIES], dtype=object), len(customer)),
            "number": np.stack([number[one] for one in ACTIVITIES], axis=-1)[customer, year].ravel(),
            "unit_cost": np.tile(np.array([*ACTIVITIES.values()], dtype=float), len(customer)),
        }
    )


def draw_potential(
    rng: np.random.Generator, contracts: pd.DataFrame, shipments: pd.DataFrame
) -> pd.DataFrame:
    """Draw what each customer spends on transport a year, with whomever, and how fast that grows."""
    number = counted(shipments["customer"], least=len(contracts))
    amount = counted(shipments["customer"], shipments["amount"], least=len(contracts))
    a_shipment = np.where(number > 0, amount / np.maximum(number, 1), amount.sum() / max(number.sum(), 1))
    sales = 12 * contracts["monthly_shipments"].to_numpy() * a_shipment
    share = contracts["share_of_wallet"].to_numpy()
    usual = contracts["industry"].map(INDUSTRIES.set_index("industry")["growth"]).to_numpy()
    growth = usual + rng.normal(0, 0.06, len(contracts))
    return pd.DataFrame(
        {
            "customer_id": contracts["customer_id"],
            "spending": (sales / share / 100).round() * 100,
            "share_of_wallet": share,
            "growth": growth.round(3),
        }
    )


def _effort(contracts: pd.DataFrame) -> np.ndarray:
    """Return how much more service a customer takes than others of his size (1 is usual)."""
    return contracts["service_hours"].to_numpy() / (
        1 + 0.4 * contracts["monthly_shipments"].to_numpy() ** 0.9
    )


def _months_running(contracts: pd.DataFrame, last_month: np.ndarray) -> np.ndarray:
    """Return for how many months of each year a contract ran."""
    month = np.arange(MONTHS)
    running = (contracts["first_month"].to_numpy()[:, None] <= month) & (month <= last_month[:, None])
    return running.reshape(len(contracts), YEARS, 12).sum(axis=2)


def _counted(cell: np.ndarray, customers: int) -> np.ndarray:
    return counted(cell, least=customers * YEARS).reshape(customers, YEARS)
