"""Keeping customers: how many leave and why, who may be next, whom to win back, and why delight fades."""

from crmlab.retention.churn import churn_causes, churn_rate, cohort_retention
from crmlab.retention.contracts import monthly_churn, survival_curve
from crmlab.retention.expectations import expectation_path, within_limit
from crmlab.retention.revenue import monthly_fees, revenue_retention
from crmlab.retention.studies import FilmStudy, film_study
from crmlab.retention.winback import (
    SIGNALS,
    WarningQuality,
    early_warning,
    warning_quality,
    winback_plan,
)

__all__ = [
    "SIGNALS",
    "FilmStudy",
    "WarningQuality",
    "churn_causes",
    "churn_rate",
    "cohort_retention",
    "early_warning",
    "expectation_path",
    "film_study",
    "monthly_churn",
    "monthly_fees",
    "revenue_retention",
    "survival_curve",
    "warning_quality",
    "winback_plan",
    "within_limit",
]
