"""What the simulated customers make of the service: they complain, they lose or gain goodwill, they leave."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.datasets.logistics.deliveries import BAD_MONTH, LAST_DAY, MONTHS, month_of

CAUSES = np.array(["late", "damaged", "wrong invoice", "no answer"], dtype=object)
DESKS = np.array(["account manager", "service desk", "driver"], dtype=object)
COMPENSATION = np.array([0.1, 0.5, 0.05, 0])  # share of the price, by cause
# how much more a customer complains, and how much less he leaves, with each kind of bond
VOICE = {"financial": 1, "social": 1.4, "structural": 1.6}
EXIT = {"financial": 1, "social": 0.7, "structural": 0.4}
USUAL_FAILURES = 0.07
NOTICE = 2  # months from the decision to leave to the end of the contract
RUNNING = MONTHS + NOTICE  # the last month of a contract that nobody has ended


def draw_complaints(
    rng: np.random.Generator, contracts: pd.DataFrame, shipments: pd.DataFrame
) -> pd.DataFrame:
    """Draw the complaints about shipments, by date; ``shipment`` is the row of `shipments`."""
    shipment, cause = _voiced(rng, contracts, shipments)
    about = shipments.iloc[shipment]
    wait = 7 + rng.gamma(2, 7, len(shipment)).astype(np.int64)
    date = about["date"].to_numpy().astype("datetime64[D]") + about["actual_days"].to_numpy() + wait
    overloaded = np.isin(month_of(date), (BAD_MONTH, BAD_MONTH + 1, BAD_MONTH + 2))
    days = np.ceil(np.exp(rng.normal(np.log(5), 0.8, len(shipment))))
    resolved = rng.random(len(shipment)) < np.where(overloaded, 0.45, 0.65)
    resolved &= date + days.astype(np.int64) <= LAST_DAY
    offered = about["amount"].to_numpy() * COMPENSATION[cause] * rng.uniform(0.5, 1.5, len(shipment))
    complaints = pd.DataFrame(
        {
            "customer_id": about["customer_id"].to_numpy(),
            "date": date.astype("datetime64[ns]"),
            "cause": CAUSES[cause],
            "voiced_to": DESKS[rng.choice(3, len(shipment), p=[0.3, 0.5, 0.2])],
            "resolved": resolved,
            "days_to_resolve": np.where(resolved, days, np.nan),
            "compensation": np.where(resolved, offered, 0).round(2),
            "shipment": shipment,
        }
    )
    complaints = complaints[date <= LAST_DAY]
    return complaints.sort_values(["date", "shipment"], ignore_index=True)


def live(
    rng: np.random.Generator, contracts: pd.DataFrame, shipments: pd.DataFrame, complaints: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Return the satisfaction of each customer in each month, and the last month of his contract.

    Satisfaction is 0 for the usual service.
    """
    disposition = rng.normal(0, 0.4, len(contracts))
    first_month = contracts["first_month"].to_numpy()
    shipped, experience = _experience(len(contracts), shipments)
    handling = _handling(len(contracts), shipments, complaints)
    goodwill, last_month = np.zeros(len(contracts)), np.full(len(contracts), RUNNING)
    satisfaction = np.zeros((len(contracts), MONTHS))
    for month in range(MONTHS):
        goodwill += np.where(shipped[:, month], 0.3 * (experience[:, month] - goodwill), 0)
        goodwill += handling[:, month]
        satisfaction[:, month] = disposition + goodwill
        chance = chance_of_leaving(contracts, satisfaction[:, month], month)
        free = (first_month <= month) & (last_month == RUNNING)
        leaves = free & (rng.random(len(contracts)) < chance)
        last_month[leaves] = month + NOTICE
    return satisfaction, last_month


def chance_of_leaving(contracts: pd.DataFrame, satisfaction: np.ndarray, month: int) -> np.ndarray:
    """Return with what chance each customer would decide in a month to leave, if he has not yet."""
    chance = 0.008 * np.exp(-1.8 * satisfaction) * contracts["bond"].map(EXIT).to_numpy()
    return chance * np.where(month - contracts["first_month"].to_numpy() < 12, 1.5, 1)


def _voiced(
    rng: np.random.Generator, contracts: pd.DataFrame, shipments: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Draw which failures are told to the firm: rows of `shipments`, and the number of the cause."""
    late, damaged = ~shipments["on_time"].to_numpy(), shipments["damaged"].to_numpy()
    days_late = (shipments["actual_days"] - shipments["promised_days"]).to_numpy()
    unseen = rng.random(len(shipments))  # failures that no other table shows
    happened = [damaged, late, unseen < 0.004, unseen < 0.008]
    cause = np.select(happened, [1, 0, 2, 3], default=-1)
    chance = np.select(happened, [0.3, 0.04 + 0.02 * (days_late - 1), 0.5, 0.3], default=0.0)
    talkative = contracts["bond"].map(VOICE).to_numpy()[shipments["customer"]]
    chance = np.minimum(chance * talkative, 0.9)
    rows = np.flatnonzero(rng.random(len(shipments)) < chance)
    return rows, cause[rows]


def _experience(customers: int, shipments: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return, by customer and month, whether something was shipped and how well it went (0 is usual)."""
    cell = (shipments["customer"] * MONTHS + shipments["month"]).to_numpy()
    failed = ~shipments["on_time"].to_numpy() | shipments["damaged"].to_numpy()
    number, failures = _counted(customers, cell), _counted(customers, cell, failed)
    share = (failures + USUAL_FAILURES) / (number + 1)  # one late shipment is not yet a bad firm
    return number > 0, -8 * (share - USUAL_FAILURES)


def _handling(customers: int, shipments: pd.DataFrame, complaints: pd.DataFrame) -> np.ndarray:
    """Return what the handling of a month's complaints does to goodwill, by customer and month."""
    quick = complaints["days_to_resolve"].to_numpy() <= 7
    effect = np.select([quick, complaints["resolved"].to_numpy()], [0.2, 0.1], default=-0.2)
    customer = shipments["customer"].to_numpy()[complaints["shipment"]]
    cell = customer * MONTHS + month_of(complaints["date"].to_numpy())
    return _counted(customers, cell, effect) / np.maximum(_counted(customers, cell), 1)


def _counted(customers: int, cell: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """Return the number, or the sum of the weights, in each cell of a table of customers by months."""
    return counted(cell, weights, least=customers * MONTHS).reshape(customers, MONTHS)
