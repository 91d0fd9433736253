"""A simulated third-party-logistics firm, whose tables hang together."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from crmlab.datasets.logistics.answers import draw_payments, draw_survey
from crmlab.datasets.logistics.deliveries import MONTHS, draw_contracts, draw_shipments, last_day
from crmlab.datasets.logistics.reactions import draw_complaints, live
from crmlab.datasets.logistics.served import draw_activities, draw_potential
from crmlab.datasets.logistics.won_and_lost import draw_leaving, draw_programme, draw_truth, draw_winning
from crmlab.declared.quantities import Quantity, brief
from crmlab.errors import BadTypeError
from crmlab.language import said

__all__ = ["Logistics", "make_logistics"]

_CUSTOMERS = Quantity("", 10, 5000, typical=(100, 1000), format=",.0f", whole=True)
_SEED = Quantity("", 0, 999_999, typical=(0, 100), format=".0f", whole=True)


@dataclass(frozen=True, eq=False, repr=False)
class Logistics:
    """The books of the simulated firm, January 2023 to December 2025; money in yuan.

    All tables share ``customer_id`` ("C0001"); dates are days.

    Attributes
    ----------
    contracts : pandas.DataFrame
        One line a customer: ``customer_id``, ``name`` (invented), ``industry``, ``start``, ``end`` (NaT while
        the contract runs), ``main_lane``, ``monthly_shipments`` (agreed), ``price`` (a tonne-kilometre),
        ``payment_days`` (agreed), ``service_hours`` (of the account team, a month), ``bond`` ("financial",
        "social" or "structural"), ``share_of_wallet`` (our share of the customer's spending on transport).
    shipments : pandas.DataFrame
        One line a shipment, by date: ``shipment_id``, ``customer_id``, ``date``, ``lane``, ``hub``,
        ``tonnes``, ``amount`` (price), ``cost`` (direct), ``promised_days``, ``actual_days``, ``on_time``,
        ``damaged``.
    survey : pandas.DataFrame
        One line an answered questionnaire, at the end of each June and December: ``customer_id``, ``date``;
        from 1 to 7 the perceptions ``P01`` … ``P22``, the expectations ``E01`` … ``E22``, and
        ``adequate_…`` and ``desired_…`` for each of the five dimensions; from 1 to 10 ``overall``,
        ``against_expectations``, ``against_ideal``; from 0 to 10 ``recommend``. NaN: question skipped.
    complaints : pandas.DataFrame
        One line a complaint, by date: ``complaint_id``, ``customer_id``, ``date``, ``shipment_id``,
        ``cause``, ``voiced_to``, ``resolved``, ``days_to_resolve`` (NaN if not resolved), ``compensation``.
    payments : pandas.DataFrame
        One line an invoice, for a customer's shipments of a month: ``invoice_id``, ``customer_id``, ``date``
        (the month's last day), ``due``, ``paid`` (NaT if open at the end of 2025), ``amount``.
    winning : pandas.DataFrame
        One line a customer: ``customer_id``, ``date`` (of the contract), ``channel``, ``campaign`` ("fair
        2021", "online 2024", "none"), ``contacts`` (until the contract, with those in vain), ``cost``.
    programme : pandas.DataFrame
        One line a member of the loyalty programme, by date: ``customer_id``, ``joined``, ``rewards`` (what
        he was given until the end of 2025).
    activities : pandas.DataFrame
        Five lines for each year in which a contract ran: ``customer_id``, ``year``, ``activity`` ("order",
        "special delivery", "call", "invoice", "return"), ``number``, ``unit_cost`` (what one costs).
    potential : pandas.DataFrame
        One line a customer: ``customer_id``, ``spending`` (on transport, a year, with whomever),
        ``share_of_wallet`` (ours of it), ``growth`` (of the spending, a year).
    leaving : pandas.DataFrame
        One line a contract that ended, by date: ``customer_id``, ``date``, ``reason`` (the one that was
        stated: "service", "price", "rival", "closed down" or "none given").
    truth : pandas.DataFrame
        What no manager sees. One line a customer: ``customer_id``; ``satisfaction`` (0 is usual) and
        ``leaving_chance`` (of the month), when he decided to leave, else at the end of 2025;
        ``would_stay_without_programme`` (until then), ``reason`` (the true one; "stays"), ``return_chance``
        (of winning him back; NaN for those who stay).
    """

    contracts: pd.DataFrame
    shipments: pd.DataFrame
    survey: pd.DataFrame
    complaints: pd.DataFrame
    payments: pd.DataFrame
    winning: pd.DataFrame
    programme: pd.DataFrame
    activities: pd.DataFrame
    potential: pd.DataFrame
    leaving: pd.DataFrame
    truth: pd.DataFrame

    def __repr__(self) -> str:
        """Say how many lines each table has."""
        sizes = (f"{part.name}: {len(getattr(self, part.name)):,}" for part in fields(self))
        return f"Logistics({', '.join(sizes)})"


def make_logistics(customers: int, seed: int) -> Logistics:
    """Simulate a third-party-logistics firm whose bad month shows in survey, complaints and churn.

    Nothing here was observed: every number is drawn by the rules below, and the names are invented. The rules
    are ours [invented for the exercise], so that what an analysis finds can be compared with what was put in;
    they say nothing about real firms. The same *customers* and *seed* give the same tables as long as NumPy
    is of the same version.

    Parameters
    ----------
    customers : int
        Number of contracts, between 10 and 5000.
    seed : int
        Which firm of this size, between 0 and 999999.

    Returns
    -------
    Logistics
        Eleven tables that are yours to change.

    Raises
    ------
    TypeError
        If an argument is not one number.
    ValueError
        If a number is not whole or out of range.

    Notes
    -----
    *Customers.* Shipments a month follow a Pareto distribution (exponent 1.1) between 1 and 300, one customer
    drawn from each of its equal slices. 70 % of contracts began up to five years before 2023, the others on
    the first of a month until June 2025. A tonne-kilometre costs the customer about 0.55, less 3 % for each
    e-fold of size; a shipment 60 yuan more. Service takes about 1 + 0.4 · size^0.9 hours a month. 18 % of
    customers are demanding: they pay 13 % less for a tonne-kilometre and take five times the hours, so that
    some large accounts cost more than they bring. The bond goes one step up (financial, social, structural)
    with a chance of 40 %, and one with 0.1 · ln(1 + size). The share of wallet (beta, mean 0.57) has to do
    with nothing else.

    *Shipments.* Their number is Poisson around the agreed one times the month's season (0.7 in February, 1.2
    in November), so that a very small customer may ship nothing. 60 % take the main lane, the others a mix of
    the six lanes that differs by customer. What a shipment weighs depends on the industry. It costs the firm
    60 yuan and about 0.40 a tonne-kilometre. 6 % are late, for some customers more than for others, and 1.6
    times as many in November and December; by 1, 2, 3 … days, each half as likely. 0.8 % are damaged, 3 % of
    the late ones. On lanes of several days 20 % of the punctual ones come a day early.

    *The bad month.* In June 2024 the hub in Wuhan fails: 70 % of what goes through it is late, by four days
    on average. Three of the six lanes go through Wuhan; customers on the others are there to compare with.

    *Satisfaction* is in no table. It is a customer's disposition (normal, standard deviation 0.4) plus
    goodwill. Each month with shipments moves goodwill by 30 % of the way to 8 · (0.07 − share of late or
    damaged shipments); to the share, one usual shipment is added. Complaints move it by 0.2 if resolved
    within a week, 0.1 if later, −0.2 if not (the mean, if there are several in a month).

    *Complaints.* A late shipment is complained about with a chance of 4 %, and 2 % more for each further day;
    a damaged one with 30 %. 0.4 % of shipments have a wrong invoice (50 %) and 0.4 % an unanswered question
    (30 %), which no other table shows. A social bond raises the chance 1.4-fold, a structural one 1.6-fold.
    The complaint comes three weeks after the delivery, on average. 65 % are resolved, in five days (median);
    45 % from June to August 2024, when the desk is overloaded. Resolved ones are compensated with about 50 %
    of the price for damage, 10 % for delay, 5 % for a wrong invoice.

    *Leaving.* Each month a customer decides to leave with a chance of 0.8 % · exp(−1.8 · satisfaction), times
    0.7 with a social and 0.4 with a structural bond, times 1.5 in the first year. Two months later the
    contract ends. So the failure shows in the survey of June, in the complaints of July, and in the
    contracts that end from August on.

    *Survey.* In each wave 60 % of the customers answer. Perceptions rise with satisfaction by 1 in
    reliability, 0.6 in responsiveness, 0.5 in assurance, 0.3 in empathy, 0.1 in tangibles; expectations do
    not. Items 1–4 are tangibles, 5–9 reliability, 10–13 responsiveness, 14–17 assurance, 18–22 empathy.
    Some people tick higher than others throughout (standard deviation 0.4), everybody has a view of each
    dimension (0.5), the rest is chance (0.6). A fifth of them skip a tenth of the questions. The usual
    answers stand in ``DIMENSIONS`` and ``OUTCOMES`` of `crmlab.datasets.logistics.answers`.

    *Payments.* Delays are exponential, with a mean that differs by customer (gamma, mean 9 days; 16 for the
    largest tenth), less two days. They have nothing to do with satisfaction.

    *Winning.* Five channels differ in what a contact costs (60 yuan online, 900 for a tender) and in how
    often it wins a customer (4 % online, 50 % after a recommendation). Who is recommended is more content
    than others, who comes by advertising less, and tenders bring the large.

    *The programme* takes members from January 2024 to June 2025. The content and the large join: each month
    with a chance of 2.5 % · exp(1.8 · satisfaction) · (0.5 + 0.2 · ln size). It keeps few: a member decides
    to leave three quarters as often as he would without it, and the chance above has this in it already. So
    members leave far less than others, and most of that is who they are. It gives 1 % of what is shipped,
    of which about half is redeemed.

    *Activities.* What a customer takes goes with the hours of service that he takes for his size. A share of
    the shipments that differs by customer (mean 50 %) is ordered singly. 1.5 % are special deliveries, for
    the demanding some 8 %. Calls are complaints and 0.6 others a month. 60 % of what is damaged comes back.

    *Potential.* Spending is our usual sales of a year divided by the share of the wallet. It grows by 10 % a
    year in electronics, 6 in chemicals, 5 in food and drink, 2 elsewhere (standard deviation 6).

    *Reasons.* Who is discontent leaves for the service, the small leave for the price more often than the
    large; others find a rival or close down. A third of those whom the service drove away say that it was
    the price.

    Examples
    --------
    >>> from crmlab.datasets import make_logistics
    >>> firm = make_logistics(customers=200, seed=1)
    >>> len(firm.shipments), len(firm.complaints), len(firm.leaving)
    (21796, 245, 60)
    >>> month = firm.shipments["date"].dt.strftime("%Y-%m")
    >>> on_time = firm.shipments.groupby(month)["on_time"].mean()
    >>> print(on_time["2024-05":"2024-07"].round(2).to_dict())
    {'2024-05': 0.93, '2024-06': 0.67, '2024-07': 0.95}
    """
    drawn = _drawn(_one("customers", customers, _CUSTOMERS), _one("seed", seed, _SEED))
    return Logistics(*(getattr(drawn, part.name).copy() for part in fields(drawn)))


@functools.lru_cache(maxsize=1)  # an explorer asks for one firm in each of its arguments
def _drawn(customers: int, seed: int) -> Logistics:
    rng = np.random.default_rng(seed)
    contracts = draw_contracts(rng, customers)
    planned = draw_shipments(rng, contracts)
    complaints = draw_complaints(rng, contracts, planned)
    satisfaction, last_month = live(rng, contracts, planned, complaints)
    survey = draw_survey(rng, contracts, satisfaction, last_month)
    shipments, complaints = _until_the_end(planned, complaints, last_month)
    payments = draw_payments(rng, contracts, shipments)
    # from here on each table has a generator of its own: a new one leaves the others as they are
    winning, joining, serving, guessing, knowing, asking = _generators(seed, 6)
    programme = draw_programme(joining, contracts, shipments, satisfaction, last_month)
    truth = draw_truth(knowing, contracts, satisfaction, last_month, programme)
    tables = (
        draw_winning(winning, contracts, satisfaction),
        programme.drop(columns="customer"),
        draw_activities(serving, contracts, shipments, complaints, last_month),
        draw_potential(guessing, contracts, shipments),
        draw_leaving(asking, contracts, last_month, truth),
        truth,
    )
    end = np.where(last_month < MONTHS, last_day(last_month), np.datetime64("NaT"))
    contracts.insert(4, "end", end.astype("datetime64[ns]"))
    return Logistics(
        contracts.drop(columns="first_month"),
        shipments.drop(columns=["customer", "month"]),
        survey,
        complaints.drop(columns="shipment"),
        payments,
        *tables,
    )


def _generators(seed: int, count: int) -> list[np.random.Generator]:
    return [np.random.default_rng(one) for one in np.random.SeedSequence(seed).spawn(count)]


def _until_the_end(
    planned: pd.DataFrame, complaints: pd.DataFrame, last_month: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what was shipped before the contracts ended, and the complaints about it, with their ids."""
    shipped = (planned["month"] <= last_month[planned["customer"]]).to_numpy()
    ids = np.array([f"S{number:07d}" for number in shipped.cumsum()], dtype=object)
    shipments = planned[shipped].reset_index(drop=True)
    shipments.insert(0, "shipment_id", ids[shipped])
    complaints = complaints[shipped[complaints["shipment"]]].reset_index(drop=True)
    complaints.insert(0, "complaint_id", [f"K{number:05d}" for number in range(1, len(complaints) + 1)])
    complaints.insert(3, "shipment_id", ids[complaints["shipment"]])
    return shipments, complaints


def _one(name: str, value: object, quantity: Quantity) -> int:
    """Return one whole number, or raise one clear sentence about *name*."""
    number = quantity.validate(name, value)
    if not isinstance(number, int):
        raise BadTypeError(said("{name} must be one number; got {got}.", name=name, got=brief(value)))
    return number
