"""How the simulated customers were won, who joined the programme, why they left, and what is true of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crmlab.counting import counted
from crmlab.datasets.logistics.deliveries import MONTHS, first_day, last_day, month_of
from crmlab.datasets.logistics.reactions import NOTICE, chance_of_leaving

# what a contact costs, how often it wins a customer, and whom: by logarithm of size, by satisfaction
CHANNELS = pd.DataFrame(
    [
        ("recommendation", 120, 0.50, 0.2, 0.0, 1.5),
        ("sales visit", 400, 0.20, 0.3, 0.2, 0.0),
        ("trade fair", 250, 0.12, 0.2, 0.0, 0.0),
        ("online advertising", 60, 0.04, 0.2, -0.3, -1.5),
        ("tender", 900, 0.25, 0.1, 0.6, -0.5),
    ],
    columns=["channel", "contact_cost", "success", "usual", "by_size", "by_satisfaction"],
)
CAMPAIGNS = {"trade fair": "fair", "online advertising": "online"}

LAUNCH, CLOSED = 12, 30  # the programme takes members from January 2024 to June 2025
KEEPS = 0.75  # a member decides to leave this many times as often as he would outside of it
REWARD = 0.01  # of what a member ships

REASONS = np.array(["service", "price", "rival", "closed down"], dtype=object)
STATED = np.array([*REASONS, "none given"], dtype=object)
# by true reason: with what chance which is stated; who is polite blames the price
SAYS = np.array(
    [[0.50, 0.35, 0, 0, 0.15], [0, 0.95, 0, 0, 0.05], [0, 0.30, 0.60, 0, 0.10], [0, 0, 0, 0.95, 0.05]]
)
RETURNS = np.array([0.25, 0.30, 0.15, 0.02])  # by true reason, the usual chance to win a customer back


def draw_winning(rng: np.random.Generator, contracts: pd.DataFrame, satisfaction: np.ndarray) -> pd.DataFrame:
    """Draw by which channel each customer was won, after how many contacts, at what cost."""
    felt, size = satisfaction.mean(axis=1), np.log(contracts["monthly_shipments"].to_numpy())
    tilt = np.outer(size, CHANNELS["by_size"]) + np.outer(felt, CHANNELS["by_satisfaction"])
    channel = _chosen(rng, np.log(CHANNELS["usual"].to_numpy()) + tilt)
    contacts = rng.geometric(CHANNELS["success"].to_numpy()[channel])
    each = CHANNELS["contact_cost"].to_numpy()[channel] * np.exp(rng.normal(0, 0.2, len(contracts)))
    names = CHANNELS["channel"].to_numpy(dtype=object)[channel]
    campaigns = pd.Series(names).map(CAMPAIGNS)
    years = contracts["start"].dt.year.astype(str)
    return pd.DataFrame(
        {
            "customer_id": contracts["customer_id"],
            "date": contracts["start"],
            "channel": names,
            "campaign": (campaigns + " " + years).where(campaigns.notna(), "none"),
            "contacts": contacts,
            "cost": (contacts * each).round(2),
        }
    )


def draw_programme(
    rng: np.random.Generator,
    contracts: pd.DataFrame,
    shipments: pd.DataFrame,
    satisfaction: np.ndarray,
    last_month: np.ndarray,
) -> pd.DataFrame:
    """Draw who joined the programme, by date; ``customer`` is a number for the simulation only.

    The content and the large join: those who would have stayed anyway.
    """
    month = np.arange(LAUNCH, CLOSED)
    eager = 0.5 + 0.2 * np.log(contracts["monthly_shipments"].to_numpy())
    chance = 0.025 * np.exp(1.8 * satisfaction[:, month]) * eager[:, None]
    free = contracts["first_month"].to_numpy()[:, None] <= month
    free &= month < last_month[:, None] - NOTICE  # who has decided to leave does not join
    joins = free & (rng.random(chance.shape) < chance)
    customer = np.flatnonzero(joins.any(axis=1))
    joined = first_day(month[joins[customer].argmax(axis=1)]) + rng.integers(0, 28, len(customer))
    day = np.full(len(contracts), np.datetime64("2100-01-01"))
    day[customer] = joined
    inside = shipments["date"].to_numpy() >= day[shipments["customer"]]
    shipped = counted(shipments["customer"], shipments["amount"] * inside, least=len(contracts))
    redeemed = rng.beta(4, 4, len(customer))
    programme = pd.DataFrame(
        {
            "customer_id": contracts["customer_id"].to_numpy()[customer],
            "joined": joined.astype("datetime64[ns]"),
            "rewards": (REWARD * redeemed * shipped[customer]).round(2),
            "customer": customer,
        }
    )
    return programme.sort_values(["joined", "customer"], ignore_index=True)


def draw_truth(
    rng: np.random.Generator,
    contracts: pd.DataFrame,
    satisfaction: np.ndarray,
    last_month: np.ndarray,
    programme: pd.DataFrame,
) -> pd.DataFrame:
    """Draw what no manager sees: feelings, chances, true reasons, and what would have been."""
    customers = np.arange(len(contracts))
    chances = [chance_of_leaving(contracts, satisfaction[:, month], month) for month in range(MONTHS)]
    chance = np.minimum(np.column_stack(chances), 1)
    decided = np.minimum(last_month - NOTICE, MONTHS - 1)
    felt = satisfaction[customers, decided]
    left = last_month < MONTHS
    size = np.log(contracts["monthly_shipments"].to_numpy())
    zero = np.zeros(len(contracts))
    reason = _chosen(rng, np.stack([0.4 * size - 2.5 * felt, 0.6 - 0.4 * size, zero, zero - 0.8], axis=1))
    back = (RETURNS[reason] * np.exp(rng.normal(0, 0.3, len(contracts)))).clip(0, 0.9)
    return pd.DataFrame(
        {
            "customer_id": contracts["customer_id"],
            "satisfaction": felt.round(3),
            "leaving_chance": chance[customers, decided].round(5),
            "would_stay_without_programme": ~left & ~_kept(rng, chance, programme),
            "reason": np.where(left, REASONS[reason], "stays"),
            "return_chance": np.where(left, back.round(3), np.nan),
        }
    )


def draw_leaving(
    rng: np.random.Generator, contracts: pd.DataFrame, last_month: np.ndarray, truth: pd.DataFrame
) -> pd.DataFrame:
    """Draw what those say who leave, by the date on which the contract ends."""
    customer = np.flatnonzero(last_month < MONTHS)
    true = (truth["reason"].to_numpy()[customer][:, None] == REASONS).argmax(axis=1)
    stated = (rng.random(len(customer))[:, None] > SAYS[true].cumsum(axis=1)[:, :-1]).sum(axis=1)
    leaving = pd.DataFrame(
        {
            "customer_id": contracts["customer_id"].to_numpy()[customer],
            "date": last_day(last_month[customer]).astype("datetime64[ns]"),
            "reason": STATED[stated],
        }
    )
    return leaving.sort_values(["date", "customer_id"], ignore_index=True)


def _kept(rng: np.random.Generator, chance: np.ndarray, programme: pd.DataFrame) -> np.ndarray:
    """Draw which members would have left by the end of 2025 if there were no programme.

    A member's chance has the programme in it already; without it, it would be higher, month for month.
    """
    joined = np.full(len(chance), MONTHS)
    joined[programme["customer"]] = month_of(programme["joined"].to_numpy())
    month = np.arange(MONTHS - NOTICE)  # who decides later is still there at the end
    chance = chance[:, month].clip(max=0.99)
    more = (chance / KEEPS - chance) / (1 - chance)
    would_leave = rng.random(more.shape) < more
    return (would_leave & (month > joined[:, None])).any(axis=1)


def _chosen(rng: np.random.Generator, appeal: np.ndarray) -> np.ndarray:
    """Draw one column of each row, with chances that go with the exponential of its appeal."""
    return (appeal + rng.gumbel(size=appeal.shape)).argmax(axis=1)
