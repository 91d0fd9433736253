"""Service as a process: chains of steps, queues, and chains of effects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
import pandas as pd

from crmlab.declared.calculators import calculator
from crmlab.declared.quantities import Quantity, Share, typical
from crmlab.declared.tables import Named, Table
from crmlab.errors import BadValueError
from crmlab.language import said, to_say

Probabilities = Annotated[
    list[float], Quantity("share", 0, 1, typical=(0.9, 1), step=0.01, format=".1%", series=(3, 8))
]
Minutes = Annotated[float, Quantity("minutes", 0, typical=(1, 20), step=1, format=",.1f")]
PerHour = Annotated[float, Quantity("per_hour", 0, 1e6, typical=(20, 60), step=5, format=",.1f")]
Counters = Annotated[int, Quantity("", 1, 1000, typical=(7, 12), format=",.0f", whole=True)]
Measure = Annotated[float, Quantity("", 0, typical=(10, 100), step=5, format=",.2f")]
Change = Annotated[float, Quantity("share", typical=(-0.5, 0.5), step=0.01, format=".1%")]
Elasticity = Annotated[float, Quantity("", -100, 100, typical=(0.2, 1.2), step=0.1, format=".2f")]


@dataclass(frozen=True)
class ServiceCycle:
    """What a customer meets on his way round the service cycle.

    Attributes
    ----------
    minutes : float
        Time of all steps together.
    reliability : float
        Probability that no step fails.
    failure : float
        Probability that at least one step fails.
    bottleneck : str
        The step that takes longest, the first of several.
    """

    minutes: Minutes
    reliability: Share
    failure: Share
    bottleneck: str


@calculator
def chain_reliability(probabilities: Probabilities) -> Share:
    """Probability that a chain of steps holds, when every step must and they fail independently.

    Formula::

        reliability = prod(probabilities)

    References
    ----------
    Series system; standard.

    Examples
    --------
    Ten steps that each go right 99 times in 100:

    >>> round(chain_reliability([0.99] * 10), 4)
    0.9044
    """
    return np.prod(probabilities)


@calculator
def service_cycle(
    steps: Annotated[pd.DataFrame, Table(step=None, minutes=Minutes, probability=Share)],
) -> ServiceCycle:
    """Time, reliability and slowest step of a service cycle, the chain of contacts a customer passes.

    Formula::

        minutes = sum(minutes)
        reliability = prod(probability)
        failure = 1 - reliability

    References
    ----------
    Cycle of service, after Albrecht & Zemke (1985) [published]; product of probabilities; standard.

    Examples
    --------
    >>> import pandas as pd
    >>> steps = pd.DataFrame({
    ...     "step": ["park", "choose", "pay"], "minutes": [4, 25, 6], "probability": [0.95, 0.99, 0.98],
    ... })
    >>> cycle = service_cycle(steps)
    >>> cycle.minutes, round(cycle.reliability, 4), round(cycle.failure, 4), cycle.bottleneck
    (35.0, 0.9217, 0.0783, 'choose')
    """
    minutes = steps["minutes"].to_numpy(dtype=float)
    reliability = chain_reliability(steps["probability"].to_numpy(dtype=float))
    slowest = steps["step"].iloc[int(np.argmax(minutes))]
    return ServiceCycle(minutes.sum(), reliability, 1 - reliability, slowest)


@calculator
def waiting_times(
    arrivals: PerHour, served: Annotated[PerHour, typical(10, 20)], servers: Counters
) -> Annotated[
    pd.DataFrame,
    Table(servers=Counters, utilisation=Share, share_waiting=Share, minutes=Minutes, waiting=Measure),
]:
    """Compute the wait at a counter for each number of servers that can keep up.

    Customers come at random, stand in one line, and are served by whoever is free; service times vary as
    the exponential distribution does. ``minutes`` is the mean wait of all customers before service,
    ``waiting`` the mean number in line.

    Formula::

        load = arrivals / served
        utilisation = load / servers
        minutes = 60 * share_waiting / (servers * served - arrivals)
        waiting = arrivals * minutes / 60

    References
    ----------
    Queue M/M/c; the share of customers who wait is Erlang's C (1917); standard.

    Examples
    --------
    >>> print(waiting_times(arrivals=50, served=20, servers=5).round(3).to_string(index=False))
     servers  utilisation  share_waiting  minutes  waiting
           3        0.833          0.702    4.213    3.511
           4        0.625          0.320    0.640    0.533
           5        0.500          0.130    0.156    0.130
    """
    if arrivals >= servers * served:
        sentence = to_say(
            "arrivals must be less than servers · served, {served:g} an hour, "
            "or the line grows without end; got {arrivals:g}."
        )
        raise BadValueError(said(sentence, served=servers * served, arrivals=arrivals))
    rows, load, lost = [], arrivals / served, 1.0  # lost: Erlang's B, by its recursion
    for number in range(1, servers + 1):
        lost = load * lost / (number + load * lost)
        if load < number:
            share_waiting = lost / (1 - load / number * (1 - lost))
            hours = share_waiting / (number * served - arrivals)
            rows.append((number, load / number, share_waiting, 60 * hours, arrivals * hours))
    return pd.DataFrame(rows, columns=["servers", "utilisation", "share_waiting", "minutes", "waiting"])


@calculator
def service_profit_chain(
    change: Annotated[Change, typical(0.01, 0.1)],
    elasticities: Annotated[object, Named(Elasticity)],
) -> Annotated[pd.DataFrame, Table(link=None, elasticity=Elasticity, change=Change)]:
    """Follow a change at the head of the service-profit chain down its links.

    An elasticity says by how many per cent a link moves when the link before it moves by one; for small
    changes those up to a link multiply. How large they are has to be measured: the model does not say.

    Formula::

        effect = change * prod(elasticities)

    References
    ----------
    Service-profit chain: Heskett, Jones, Loveman, Sasser & Schlesinger (1994) [published]; elasticities in
    a chain multiply; standard.

    Examples
    --------
    >>> links = {"staff satisfaction": 0.8, "customer satisfaction": 0.5, "loyalty": 0.9, "profit": 1.5}
    >>> print(service_profit_chain(0.05, links).to_string(index=False))
                     link  elasticity  change
       staff satisfaction         0.8   0.040
    customer satisfaction         0.5   0.020
                  loyalty         0.9   0.018
                   profit         1.5   0.027
    """
    effects = change * elasticities.to_numpy().cumprod()
    links = {"link": elasticities.index, "elasticity": elasticities.to_numpy()}
    return pd.DataFrame(links | {"change": effects})
