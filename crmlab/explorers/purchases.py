"""Explorers of buying behaviour."""

from crmlab import purchases
from crmlab.explorers.engine import Explorer
from crmlab.figures.purchases import Base, Silence

CDNOW = {"r": "0.2426", "alpha": "4.4135", "a": "0.7929", "b": "2.4258"}  # Fader, Hardie & Lee (2005)

EXPLORERS = [
    Explorer(
        "purchases-customer",
        purchases.outlook,
        Silence,
        start={"frequency": 2, "recency": 30, "T": 39, "t": 39},
        fixed=CDNOW,
        presets={
            "purchases-paper": {"recency": 30.43, "T": 38.86},
            "purchases-often": {"frequency": 12, "recency": 20, "T": 39},
            "purchases-seldom": {"frequency": 1, "recency": 20, "T": 39},
        },
    ),
    Explorer(
        "purchases-base",
        purchases.base_forecast,
        Base,
        start={"weeks": 39},
        fixed={
            "log": "datasets.load_cdnow()",
            "observation_end": '"1997-09-30"',
            "customer_id": '"customer_id"',
            "date": '"date"',
            "amount": '"amount"',
        },
        presets={"purchases-five-weeks": {"weeks": 5}, "purchases-christmas": {"weeks": 12}},
    ),
]
