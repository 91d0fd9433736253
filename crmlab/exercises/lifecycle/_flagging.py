"""Who is flagged by a risk score, and the ways to count others in their place."""

from collections.abc import Callable

from crmlab.exercises.declaring import part


def reach(risks, cut) -> int:
    return sum(risk >= cut for risk in risks)


def of_all(counted: Callable[..., int]) -> Callable[..., float]:
    """Return a formula for those who are counted, as a share of all customers."""
    return lambda risk_left, risk_stayed, cut: (
        counted(risk_left, risk_stayed, cut) / (len(risk_left) + len(risk_stayed))
    )


def found(risk_left, risk_stayed, cut):
    return reach(risk_left, cut)


def flagged(risk_left, risk_stayed, cut):
    return reach(risk_left, cut) + reach(risk_stayed, cut)


def judged_rightly(risk_left, risk_stayed, cut):
    return reach(risk_left, cut) + len(risk_stayed) - reach(risk_stayed, cut)


def flagged_by(is_low: Callable[[float, float], bool]) -> part:
    """Return the mistake of flagging whose risk is low."""

    def precision(risk_left, risk_stayed, cut):
        left, stayed = (sum(is_low(risk, cut) for risk in risks) for risks in (risk_left, risk_stayed))
        return left / max(left + stayed, 1)

    def recall(risk_left, cut):
        return sum(is_low(risk, cut) for risk in risk_left) / len(risk_left)

    return part(precision=precision, recall=recall)
