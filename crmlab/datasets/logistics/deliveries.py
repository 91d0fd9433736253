"""The simulated firm: its calendar, its lanes, its contracts, and what it ships for them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crmlab.counting import repeated

MONTHS = 36  # counted from 0, January 2023, to 35, December 2025
LAST_DAY = np.datetime64("2025-12-31")
BAD_MONTH = 17  # June 2024
BAD_HUB = "Wuhan"

# shipments of a month against the usual number: quiet at the Spring Festival, busy before the year ends
SEASON = np.array([0.95, 0.7, 1, 1, 1, 1, 0.95, 0.95, 1.05, 1.05, 1.2, 1.15])
PEAK = (10, 11)  # November and December, when more is late

LANES = pd.DataFrame(
    [
        ("Shanghai–Nanjing", "Shanghai", 300, 1),
        ("Shanghai–Beijing", "Shanghai", 1200, 3),
        ("Shanghai–Guangzhou", "Shanghai", 1450, 3),
        ("Shanghai–Changsha", "Wuhan", 1050, 3),
        ("Shanghai–Chongqing", "Wuhan", 1700, 4),
        ("Shanghai–Chengdu", "Wuhan", 1950, 4),
    ],
    columns=["lane", "hub", "km", "promised_days"],
)
INDUSTRIES = pd.DataFrame(
    [
        ("electronics", "Electronics", 0.22, 1.5, 0.10),
        ("food and drink", "Foods", 0.22, 4.0, 0.05),
        ("car parts", "Motor Parts", 0.18, 3.0, 0.02),
        ("chemicals", "Chemicals", 0.14, 6.0, 0.06),
        ("fashion", "Textiles", 0.14, 1.2, 0.02),
        ("furniture", "Furniture", 0.10, 2.5, 0.02),
    ],
    columns=["industry", "word", "share", "tonnes", "growth"],
)
BONDS = np.array(["financial", "social", "structural"], dtype=object)
SYLLABLES = ["an", "bao", "chen", "da", "fu", "guang", "hai", "jin", "kang"]
SYLLABLES += ["li", "ming", "ning", "rong", "shan", "tai", "wei", "xin", "yuan"]


def first_day(month: np.ndarray) -> np.ndarray:
    """Return the first day of months counted from January 2023."""
    return (np.datetime64("2023-01", "M") + month).astype("datetime64[D]")


def last_day(month: np.ndarray) -> np.ndarray:
    """Return the last day of months counted from January 2023."""
    return first_day(month + 1) - 1


def month_of(day: np.ndarray) -> np.ndarray:
    """Return the month of days, counted from January 2023."""
    return (day.astype("datetime64[M]") - np.datetime64("2023-01", "M")).astype(np.int64)


def draw_contracts(rng: np.random.Generator, customers: int) -> pd.DataFrame:
    """Draw the customers and what was agreed with them; ``first_month`` is for the simulation only."""
    size = _sizes(rng, customers)
    industry = rng.choice(len(INDUSTRIES), customers, p=INDUSTRIES["share"])
    first_month = np.where(rng.random(customers) < 0.7, -rng.integers(1, 61, customers), 0)
    first_month = np.where(first_month < 0, first_month, rng.integers(0, 30, customers))
    demanding = rng.random(customers) < 0.18
    price = 0.55 * size**-0.03 * np.exp(rng.normal(0, 0.07, customers)) * np.where(demanding, 0.87, 1)
    hours = (1 + 0.4 * size**0.9) * np.exp(rng.normal(0, 0.5, customers)) * np.where(demanding, 5, 1)
    bond = (rng.random(customers) < 0.4).astype(np.int64) + (rng.random(customers) < 0.1 * np.log(1 + size))
    return pd.DataFrame(
        {
            "customer_id": [f"C{number:04d}" for number in range(1, customers + 1)],
            "name": _names(rng, INDUSTRIES["word"].to_numpy(dtype=object)[industry]),
            "industry": INDUSTRIES["industry"].to_numpy(dtype=object)[industry],
            "start": first_day(first_month).astype("datetime64[ns]"),
            "main_lane": LANES["lane"].to_numpy(dtype=object)[rng.integers(0, len(LANES), customers)],
            "monthly_shipments": size.round(1),
            "price": price.round(3),
            "payment_days": rng.choice([30, 45, 60], customers),
            "service_hours": hours.round(1),
            "bond": BONDS[bond],
            "share_of_wallet": rng.beta(4, 3, customers).round(2),
            "first_month": first_month,
        }
    )


def draw_shipments(rng: np.random.Generator, contracts: pd.DataFrame) -> pd.DataFrame:
    """Draw what each customer would ship until the end of 2025 if nobody left, by date.

    ``customer`` and ``month`` are numbers for the simulation only.
    """
    months = np.arange(MONTHS)
    running = months >= contracts["first_month"].to_numpy()[:, None]
    usual = contracts["monthly_shipments"].to_numpy()[:, None] * SEASON[months % 12]
    number = rng.poisson(usual * running).ravel()
    customer, month = (repeated(index.ravel(), number) for index in np.indices(usual.shape))
    days = (last_day(month) - first_day(month)).astype(np.int64) + 1
    date = first_day(month) + np.floor(rng.random(len(month)) * days).astype(np.int64)
    order = np.lexsort((customer, date))
    customer, month = customer[order], month[order]
    lane = _lanes(rng, contracts, customer)
    return pd.DataFrame(
        {
            "customer_id": contracts["customer_id"].to_numpy(dtype=object)[customer],
            "date": date[order].astype("datetime64[ns]"),
            "lane": LANES["lane"].to_numpy(dtype=object)[lane],
            "hub": LANES["hub"].to_numpy(dtype=object)[lane],
            **_freight(rng, contracts, customer, lane),
            **_service(rng, len(contracts), customer, month, lane),
            "customer": customer,
            "month": month,
        }
    )


def _sizes(rng: np.random.Generator, customers: int) -> np.ndarray:
    """Draw shipments a month: a bounded Pareto distribution, one customer in each of its equal slices."""
    below = (rng.permutation(customers) + rng.random(customers)) / customers
    exponent, largest = 1.1, 300
    return (1 - below * (1 - largest**-exponent)) ** (-1 / exponent)


def _names(rng: np.random.Generator, words: np.ndarray) -> list[str]:
    """Invent a name for each customer, no two alike."""
    base = len(SYLLABLES)
    parts = np.unravel_index(rng.permutation(base**3)[: len(words)], (base, base, base))
    heads = ["".join(SYLLABLES[part] for part in three).capitalize() for three in zip(*parts, strict=True)]
    return [f"{head} {word}" for head, word in zip(heads, words, strict=True)]


def _lanes(rng: np.random.Generator, contracts: pd.DataFrame, customer: np.ndarray) -> np.ndarray:
    """Draw a lane for each shipment: the customer's main lane for 60 %, a mix of his own for the rest."""
    main = contracts["main_lane"].to_numpy()[:, None] == LANES["lane"].to_numpy()
    mix = 0.6 * main + 0.4 * rng.dirichlet(np.ones(len(LANES)), len(contracts))
    at_most = mix.cumsum(axis=1)[:, :-1]  # the last lane takes what is left
    return (rng.random(len(customer))[:, None] > at_most[customer]).sum(axis=1)


def _freight(
    rng: np.random.Generator, contracts: pd.DataFrame, customer: np.ndarray, lane: np.ndarray
) -> dict[str, np.ndarray]:
    """Draw what each shipment weighs, brings and costs."""
    usual = contracts["industry"].map(INDUSTRIES.set_index("industry")["tonnes"]).to_numpy()
    usual = usual * contracts["monthly_shipments"].to_numpy() ** 0.1
    tonnes = (usual[customer] * np.exp(rng.normal(0, 0.4, len(customer)))).round(2).clip(0.05)
    tonne_km = tonnes * LANES["km"].to_numpy()[lane]
    cost = 60 + 0.4 * tonne_km * np.exp(rng.normal(0, 0.08, len(customer)))
    amount = 60 + contracts["price"].to_numpy()[customer] * tonne_km
    return {"tonnes": tonnes, "amount": amount.round(2), "cost": cost.round(2)}


def _service(
    rng: np.random.Generator, customers: int, customer: np.ndarray, month: np.ndarray, lane: np.ndarray
) -> dict[str, np.ndarray]:
    """Draw how each shipment arrived."""
    bad_luck = np.exp(rng.normal(0, 0.3, customers))  # some customers' goods are late more often than others'
    chance = 0.06 * bad_luck[customer] * np.where(np.isin(month % 12, PEAK), 1.6, 1)
    failing = (month == BAD_MONTH) & (LANES["hub"] == BAD_HUB).to_numpy()[lane]
    late = rng.random(len(lane)) < np.where(failing, 0.7, chance)
    days_late = rng.geometric(np.where(failing, 0.25, 0.5))
    promised = LANES["promised_days"].to_numpy()[lane]
    early = (rng.random(len(lane)) < 0.2) & (promised > 1)
    return {
        "promised_days": promised,
        "actual_days": promised + np.where(late, days_late, -early.astype(np.int64)),
        "on_time": ~late,
        "damaged": rng.random(len(lane)) < np.where(late, 0.03, 0.008),
    }
