"""What the simulated customers answer when they are asked, and when they pay."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crmlab.counting import repeated
from crmlab.datasets.logistics.deliveries import LAST_DAY, MONTHS, last_day

WAVES = np.arange(5, MONTHS, 6)  # at the end of each June and December
DIMENSIONS = pd.DataFrame(
    [
        ("tangibles", 4, 5.3, 0.1, 5.3, 1.4),
        ("reliability", 5, 5.5, 1.0, 6.4, 0.8),
        ("responsiveness", 4, 5.2, 0.6, 6.0, 1.1),
        ("assurance", 4, 5.4, 0.5, 5.9, 1.2),
        ("empathy", 5, 4.9, 0.3, 5.5, 1.4),
    ],
    columns=["dimension", "items", "perceived", "by_satisfaction", "expected", "tolerance"],
)
OUTCOMES = pd.DataFrame(
    [
        ("overall", 7.4, 1.5, 0.8, 1, 10),
        ("against_expectations", 7.0, 1.5, 0.9, 1, 10),
        ("against_ideal", 6.6, 1.3, 1.0, 1, 10),
        ("recommend", 7.3, 1.8, 1.2, 0, 10),
    ],
    columns=["question", "usual", "by_satisfaction", "spread", "low", "high"],
)


def draw_survey(
    rng: np.random.Generator, contracts: pd.DataFrame, satisfaction: np.ndarray, last_month: np.ndarray
) -> pd.DataFrame:
    """Draw the answers of each wave: who has a contract is asked, about 60 % answer."""
    running = (contracts["first_month"].to_numpy()[:, None] <= WAVES) & (last_month[:, None] >= WAVES)
    wave, customer = np.nonzero((running & (rng.random(running.shape) < 0.6)).T)
    felt = satisfaction[customer, WAVES[wave]]
    answers = pd.concat([_service_quality(rng, felt), _outcomes(rng, felt)], axis=1)
    skips = rng.random(len(felt)) < 0.2
    answers = answers.mask(skips[:, None] & (rng.random(answers.shape) < 0.1))
    answers.insert(0, "customer_id", contracts["customer_id"].to_numpy()[customer])
    answers.insert(1, "date", last_day(WAVES[wave]).astype("datetime64[ns]"))
    return answers


def draw_payments(rng: np.random.Generator, contracts: pd.DataFrame, shipments: pd.DataFrame) -> pd.DataFrame:
    """Draw one invoice for each customer and month with shipments, and the day on which it was paid."""
    amount = shipments.groupby(["month", "customer"])["amount"].sum().round(2)
    month, customer = (amount.index.get_level_values(level).to_numpy() for level in ("month", "customer"))
    size = contracts["monthly_shipments"].to_numpy()
    habit = rng.gamma(1.5, 6, len(contracts)) * np.where(size >= np.quantile(size, 0.9), 1.8, 1)
    issued = last_day(month)
    due = issued + contracts["payment_days"].to_numpy()[customer]
    paid = due + rng.exponential(habit[customer]).astype(np.int64) - 2
    return pd.DataFrame(
        {
            "invoice_id": [f"I{number:06d}" for number in range(1, len(amount) + 1)],
            "customer_id": contracts["customer_id"].to_numpy()[customer],
            "date": issued.astype("datetime64[ns]"),
            "due": due.astype("datetime64[ns]"),
            "paid": np.where(paid <= LAST_DAY, paid, np.datetime64("NaT")).astype("datetime64[ns]"),
            "amount": amount.to_numpy(),
        }
    )


def _service_quality(rng: np.random.Generator, felt: np.ndarray) -> pd.DataFrame:
    """Draw from 1 to 7: 22 perceptions, 22 expectations, what is adequate and desired in each dimension."""
    style = rng.normal(0, 0.4, len(felt))[:, None]  # some people tick high, whatever is asked
    of_dimension = repeated(DIMENSIONS.index, DIMENSIONS["items"])
    perceived = DIMENSIONS["perceived"].to_numpy() + np.outer(felt, DIMENSIONS["by_satisfaction"]) + style
    expected = DIMENSIONS["expected"].to_numpy() + style
    perceived, expected = (rng.normal(view, 0.5)[:, of_dimension] for view in (perceived, expected))
    blocks = {"P{:02d}": _ticked(rng, perceived, 0.6), "E{:02d}": _ticked(rng, expected, 0.6)}
    best = DIMENSIONS["expected"].to_numpy() + 0.2 + style
    desired = _ticked(rng, best, 0.5)
    adequate = _ticked(rng, best - DIMENSIONS["tolerance"].to_numpy(), 0.5)
    zone = {"adequate_{}": np.minimum(adequate, desired), "desired_{}": desired}
    numbered = {
        mark.format(i + 1): block[:, i] for mark, block in blocks.items() for i in range(len(of_dimension))
    }
    named = {
        mark.format(name): zone[mark][:, i] for mark in zone for i, name in DIMENSIONS["dimension"].items()
    }
    return pd.DataFrame(numbered | named)


def _outcomes(rng: np.random.Generator, felt: np.ndarray) -> pd.DataFrame:
    """Draw the three answers of the satisfaction index (1 to 10) and the recommendation (0 to 10)."""
    mood = rng.normal(0, 0.7, len(felt))[:, None]
    usual = OUTCOMES["usual"].to_numpy() + np.outer(felt, OUTCOMES["by_satisfaction"]) + mood
    spread, low, high = (OUTCOMES[column].to_numpy() for column in ("spread", "low", "high"))
    return pd.DataFrame(_ticked(rng, usual, spread, low, high), columns=OUTCOMES["question"].tolist())


def _ticked(
    rng: np.random.Generator, usual: np.ndarray, spread: float, low: float = 1, high: float = 7
) -> np.ndarray:
    """Draw answers around the usual ones, rounded to the boxes of the scale."""
    return np.clip(np.round(rng.normal(usual, spread)), low, high)
