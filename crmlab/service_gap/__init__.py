"""Service quality: what customers perceive against what they expected, and where the difference comes from.

`gaps` and `servqual` compare 22 answers on perceived service with 22 on expected service; `gap_intervals`
says how sure the result is, `zone_of_tolerance` whether a level is still acceptable, `gap_model` and
`diagnose` where inside the firm it is lost. The rest looks at the encounter itself, at chains of steps and
at queues. Perceived comes before expected everywhere.
"""

from crmlab.service_gap.processes import (
    ServiceCycle,
    chain_reliability,
    service_cycle,
    service_profit_chain,
    waiting_times,
)
from crmlab.service_gap.quality import (
    DIMENSIONS,
    Servqual,
    gap_intervals,
    gaps,
    servqual,
)
from crmlab.service_gap.zones import GapModel, Zone, diagnose, gap_model, zone_of_tolerance

__all__ = [
    "DIMENSIONS",
    "GapModel",
    "ServiceCycle",
    "Servqual",
    "Zone",
    "chain_reliability",
    "diagnose",
    "gap_intervals",
    "gap_model",
    "gaps",
    "service_cycle",
    "service_profit_chain",
    "servqual",
    "waiting_times",
    "zone_of_tolerance",
]
