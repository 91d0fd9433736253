"""What several tasks on service gaps share."""

from typing import Annotated

from crmlab.declared.quantities import Quantity

GapLevel = Annotated[float, Quantity("", -6, 6, typical=(-2, 0.5), step=0.1, format=".3f")]
