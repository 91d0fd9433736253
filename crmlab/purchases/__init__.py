"""Buying behaviour: who buys again, when, for how much, and what that is worth.

`summarize` turns a purchase log into one row a customer. `BetaGeoNBD`, `ModifiedBetaGeoNBD` and `ParetoNBD`
say how often customers will buy and whether they are still there, `CovariateBetaGeoNBD` also by what else is
known of them, `GammaGamma` how much they will spend, and `lifetime_value` puts these together. `outlook`
shows for one customer how that follows from his history, `base_forecast` for all customers together how many
purchases lie ahead. `held_out_forecast` splits a log and shows what the models would have forecast beside
what happened; `purchases_between` forecasts by dates. The method ``save`` keeps a fitted model, `load_model`
gives it back. `parameter_intervals`, `mean_intervals`, `total_interval` and `count_intervals` say how sure
all that is, and `probability_transform` whether so much spread is what happened. `ShiftedBetaGeometric` is
for contracts: how many subscribers stay.
"""

from crmlab.purchases.base import base_forecast
from crmlab.purchases.beta_geo import BetaGeoNBD, ModifiedBetaGeoNBD
from crmlab.purchases.by_dates import purchases_between
from crmlab.purchases.comparison import HeldOutForecast
from crmlab.purchases.covariates import CovariateBetaGeoNBD
from crmlab.purchases.gamma_gamma import GammaGamma
from crmlab.purchases.held_out import held_out_forecast
from crmlab.purchases.intervals import (
    TotalInterval,
    count_intervals,
    mean_intervals,
    parameter_intervals,
    total_interval,
)
from crmlab.purchases.outlook import Outlook, outlook
from crmlab.purchases.pareto import ParetoNBD
from crmlab.purchases.saving import load_model
from crmlab.purchases.shifted_beta import ShiftedBetaGeometric
from crmlab.purchases.summary import summarize
from crmlab.purchases.transform import probability_transform
from crmlab.purchases.value import LifetimeValue, lifetime_value

__all__ = [
    "BetaGeoNBD",
    "CovariateBetaGeoNBD",
    "GammaGamma",
    "HeldOutForecast",
    "LifetimeValue",
    "ModifiedBetaGeoNBD",
    "Outlook",
    "ParetoNBD",
    "ShiftedBetaGeometric",
    "TotalInterval",
    "base_forecast",
    "count_intervals",
    "held_out_forecast",
    "lifetime_value",
    "load_model",
    "mean_intervals",
    "outlook",
    "parameter_intervals",
    "probability_transform",
    "purchases_between",
    "summarize",
    "total_interval",
]

for _name in __all__:  # known by its topic, whichever file it stands in
    globals()[_name].__module__ = __name__
