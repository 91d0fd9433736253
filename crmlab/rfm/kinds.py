"""What the columns of RFM tables are."""

from __future__ import annotations

from typing import Annotated, Any

from crmlab.declared.logs import AMOUNT
from crmlab.declared.quantities import Choice, Count, Days, Quantity
from crmlab.declared.tables import Day
from crmlab.frames import Frame, LogFrame
from crmlab.rfm.rules import MOST_BINS

Amount = Annotated[float, AMOUNT]
Bins = Annotated[int, Quantity("", 2, MOST_BINS, typical=(2, MOST_BINS), format=".0f", whole=True)]
Score = Annotated[int, Quantity("", 1, MOST_BINS, typical=(1, 5), format=".0f", whole=True)]
Ties = Annotated[str, Choice(("same", "spread"))]
Window = Annotated[int, Quantity("days", 1, 3650, typical=(14, 90), format=",.0f", whole=True)]
Merge = Annotated[str, Choice(("D",))]
AsOf = Annotated[Any, Day()]

MEASURES = {"recency_days": Days, "orders": Count, "revenue": Amount}
SCORES = {"r_score": Score, "f_score": Score, "m_score": Score}
AnyLog = Annotated[Any, LogFrame()]
RfmTable = Annotated[Any, Frame(**MEASURES)]
ScoredTable = Annotated[Any, Frame(**SCORES)]
