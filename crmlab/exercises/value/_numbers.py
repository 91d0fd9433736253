"""Quantities that several tasks on customer value share."""

from typing import Annotated

from crmlab.declared.quantities import Cost, Quantity, Share, typical

Minutes = Annotated[float, Quantity("minutes", 0, typical=(10, 60), step=5, format=",.0f")]
HourWorth = Annotated[Cost, typical(25, 95, 5)]
PerHour = Annotated[float, Quantity("money", typical=(20, 200), step=5, format=",.2f")]
Chance = Annotated[Share, typical(0.15, 0.85, 0.05)]
LongFare = Annotated[Cost, typical(80, 120, 5)]
ShortFare = Annotated[Cost, typical(12, 20, 1)]
LongMinutes = Annotated[Minutes, typical(36, 50, 1)]
ShortMinutes = Annotated[Minutes, typical(8, 14, 1)]
Waiting = Annotated[Minutes, typical(15, 33, 1)]
