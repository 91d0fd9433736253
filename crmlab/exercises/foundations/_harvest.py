"""The grain of wheat: what is eaten, what is lost, what is sown, and what is there next year."""

from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.quantities import Count, Quantity, Share, typical
from crmlab.errors import BadValueError

Stock = Annotated[float, Quantity("", 0, typical=(200, 900), step=10)]
Eat = Annotated[Share, typical(0.5, 0.75)]
Lose = Annotated[Share, typical(0.05, 0.15)]
Crop = Annotated[float, Quantity("", 0, typical=(2.5, 6), step=0.5)]
Goal = Annotated[float, Quantity("multiple", 0, typical=(1.4, 3), step=0.1)]
ROWS = 5


def harvests(stock: Stock, eat: Eat, lose: Lose, crop: Crop) -> pd.DataFrame:
    """Return for five years what is there at the beginning, what is eaten and what is sown."""
    return table_of(stock, eat, 1 - eat - lose, lambda stock, sown: crop * sown)


def table_of(stock, eat, sow, next_stock) -> pd.DataFrame:
    """Return the table when *next_stock* makes of a stock and of what is sown the stock of the next year."""
    stocks = [stock]
    while len(stocks) < ROWS:
        stocks.append(next_stock(stocks[-1], sow * stocks[-1]))
    stocks = np.array(stocks)
    return pd.DataFrame(
        {"year": np.arange(1, ROWS + 1), "stock": stocks, "eaten": eat * stocks, "sown": sow * stocks}
    )


def to_reach(lose: Lose, crop: Crop, goal: Goal, by: Annotated[Count, typical(4, 7)]) -> dict[str, float]:
    """Return which share must be sown and may be eaten, so that the stock grows to the goal by a year."""
    sow = goal ** (1 / (by - 1)) / crop
    if 1 - lose - sow < 0.05:
        raise BadValueError("something must be left to eat.")
    return {"sow": sow, "eat": 1 - lose - sow}
