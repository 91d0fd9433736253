"""Service quality: what customers perceive against what they expected, and where the difference comes from.

`gaps` and `servqual` compare 22 answers on perceived service with 22 on expected service; `gap_intervals`
says how sure the result is, `zone_of_tolerance` whether a level is still acceptable, `gap_model` and
`diagnose` where inside the firm it is lost. The rest looks at the encounter itself: chains of steps,
queues, contact points, incidents. Perceived comes before expected everywhere.
"""

from crmlab.service_gap.encounters import incident_table, touchpoint_priority
from crmlab.service_gap.processes import (
    ServiceCycle,
    chain_reliability,
    relative_change,
    service_cycle,
    service_profit_chain,
    waiting_times,
)
from crmlab.service_gap.quality import (
    DETERMINANTS,
    DIMENSIONS,
    Servqual,
    gap_intervals,
    gaps,
    merge_determinants,
    servqual,
)
from crmlab.service_gap.zones import GapModel, Zone, diagnose, gap_model, zone_of_tolerance

__all__ = [
    "DETERMINANTS",
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
    "incident_table",
    "merge_determinants",
    "relative_change",
    "service_cycle",
    "service_profit_chain",
    "servqual",
    "touchpoint_priority",
    "waiting_times",
    "zone_of_tolerance",
]
