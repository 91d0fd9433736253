"""The quantities that several tasks on complaints ask for."""

from typing import Annotated

from crmlab.declared.quantities import Choice, Money, Quantity, Share, typical

Voice = Annotated[Share, typical(0.05, 0.6, 0.05)]
Resolved = Annotated[Share, typical(0.3, 0.8, 0.05)]
Quick = Annotated[Share, typical(0.2, 0.8, 0.05)]
Value = Annotated[Money, typical(1000, 6000, 100)]
Customers = Annotated[float, Quantity("customers", 0, typical=(200, 2000), step=100, format=",.1f")]
Size = Annotated[str, Choice(("minor", "major"))]
