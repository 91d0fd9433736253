"""The quantities and the rule that several tasks on retention share."""

from typing import Annotated

from crmlab.declared.quantities import Quantity, Share, typical

Level = Annotated[float, Quantity("", typical=(4, 6), step=0.5, format=",.2f")]
Levels = Annotated[list[float], Quantity("", typical=(6, 9.5), step=0.5, format=",.2f", series=(4, 6))]
Satisfactions = Annotated[list[float], Quantity("", format=",.2f", series=(4, 6))]
Adaptation = Annotated[Share, typical(0.15, 0.4, 0.05)]


def expectations(perceived, expected, adaptation):
    """Return what is expected each time: it moves after the time, by a share of the difference."""
    levels = [expected]
    for level in perceived[:-1]:
        levels.append(levels[-1] + adaptation * (level - levels[-1]))
    return levels


def differences(perceived, expected):
    """Return perceived less expected, time by time."""
    return [p - e for p, e in zip(perceived, expected, strict=True)]
