"""The grain of wheat: what is lost, what is eaten, what is sown, and what is there next year."""

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Count, Quantity, Share, typical

Stock = Annotated[float, Quantity("", 0, typical=(200, 900), step=10)]
Lose = Annotated[Share, typical(0.08, 0.25)]
Sow = Annotated[Share, typical(0.2, 0.5)]
Crop = Annotated[float, Quantity("", 0, typical=(3, 6), step=0.5)]
Goal = Annotated[float, Quantity("multiple", 0, typical=(1.8, 3.6), step=0.1)]
ROWS = 5


def harvests(stock: Stock, lose: Lose, sow: Sow, crop: Crop) -> pd.DataFrame:
    """Return for five years what is there at the beginning, what is eaten and what is sown."""
    return table_of(stock, (1 - lose) * sow, (1 - lose) * (1 - sow), lambda stock, sown: crop * sown)


def table_of(stock, sown, eaten, next_stock) -> pd.DataFrame:
    """Return the table of these shares; *next_stock* makes the next stock of a stock and its seed."""
    stocks = [stock]
    while len(stocks) < ROWS:
        stocks.append(next_stock(stocks[-1], sown * stocks[-1]))
    stocks = np.array(stocks)
    return pd.DataFrame(
        {"year": np.arange(1, ROWS + 1), "stock": stocks, "eaten": eaten * stocks, "sown": sown * stocks}
    )


def to_reach(
    lose: Lose, sow: Sow, crop: Crop, goal: Goal, goal_year: Annotated[Count, typical(4, 7)]
) -> dict[str, float | bool]:
    """Return which share must be sown so that the stock grows to the goal by a year, and whether it is."""
    needed = goal ** (1 / (goal_year - 1)) / (crop * (1 - lose))
    return {"needed": needed, "enough": sow >= needed}
