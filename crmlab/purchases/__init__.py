"""Buying behaviour: who buys again, when, for how much, and what that is worth.

`summarize` turns a purchase log into one row a customer. `BetaGeoNBD`, `ModifiedBetaGeoNBD` and `ParetoNBD`
say how often customers will buy and whether they are still there, `GammaGamma` how much they will spend, and
`lifetime_value` puts these together. `outlook` shows for one customer how that follows from his history,
`base_forecast` for all customers together how many purchases lie ahead.
`ShiftedBetaGeometric` is for contracts: how many subscribers stay.
"""

from crmlab.purchases.base import base_forecast
from crmlab.purchases.beta_geo import BetaGeoNBD, ModifiedBetaGeoNBD
from crmlab.purchases.gamma_gamma import GammaGamma
from crmlab.purchases.outlook import Outlook, outlook
from crmlab.purchases.pareto import ParetoNBD
from crmlab.purchases.shifted_beta import ShiftedBetaGeometric
from crmlab.purchases.summary import summarize
from crmlab.purchases.value import LifetimeValue, lifetime_value

__all__ = [
    "BetaGeoNBD",
    "GammaGamma",
    "LifetimeValue",
    "ModifiedBetaGeoNBD",
    "Outlook",
    "ParetoNBD",
    "ShiftedBetaGeometric",
    "base_forecast",
    "lifetime_value",
    "outlook",
    "summarize",
]

for _name in __all__:  # known by its topic, whichever file it stands in
    globals()[_name].__module__ = __name__
