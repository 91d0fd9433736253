"""The firm: a game of decisions, in which all that the course has taught is used at once."""

from crmlab.firm.decisions import BUDGET, PRICES, REPORTS, Rule, whom
from crmlab.firm.playing import Firm
from crmlab.firm.scoring import Result

__all__ = ["BUDGET", "PRICES", "REPORTS", "Firm", "Result", "Rule", "whom"]
