"""What several tasks on service gaps share."""

from typing import Annotated

from crmlab.declared.quantities import Quantity

GapLevel = Annotated[float, Quantity("", -6, 6, typical=(-2, 0.5), step=0.1, format=".3f")]
TWO_DECIMALS = 0.005  # what an answer may lose that is rounded as the assignment allows

INSIDE = (1, 2, 3, 4)
NUMBERS_OF_GAPS = {number: (f"gap_{number}", f"gap {number}", str(number)) for number in INSIDE}
LEVELS = ("expected", "understood", "specified", "delivered", "promised", "perceived")
