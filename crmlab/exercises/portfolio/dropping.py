"""Customers who lose money: what parting with them changes, and what a fee changes."""

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.portfolio import _plans
from crmlab.exercises.portfolio._plans import changed_by_charging as _charge
from crmlab.exercises.portfolio._plans import changed_by_dropping as _drop
from crmlab.language import to_say

REREAD = to_say("lesson 08, “What dropping saves”")
HINTS = {
    "": (
        "Compare each plan with going on as now. What goes away, what comes in, and what stays as it is?",
        "Parting saves the share freed of the hours, and loses the whole margin. With the fee, who stays "
        "pays it and goes on as before, and who leaves takes his margin along.",
        "drop = customers · (freed · service_hours · hourly_cost − margin); "
        "charge = customers · ((1 − leave) · fee − leave · margin). Compare both with each other, "
        "and with 0.",
    ),
    "border": (
        "At the border the plan changes nothing: what it brings and what it loses are equal.",
        "Take one customer: all customers are alike. Write the two sides down, with the share unknown.",
        "share · service_hours · hourly_cost = margin; and (1 − share) · fee = share · margin. Solve each "
        "for the share.",
    ),
}

change = AnswerCheck(
    "you know what each plan changes, and which to take",
    _plans.plans,
    tolerance=1,
    between=(-200_000, 350_000),
    apart=lambda **own: [*map(_plans.plans(**own).get, ("drop", "charge")), 0],
    decides={"do": to_say("drop with charge, and the larger one with 0")},
    words={
        "do": {
            "drop": ("part", "dropping"),
            "charge": ("fee", "charging"),
            "keep": ("neither", "none", "nothing", "keeping"),
        }
    },
    mistakes={
        "full_cost_saved": Mistake(
            "You let all hours go away. Only the share freed of them is saved; the others are paid for as "
            "before.",
            [
                _drop(lambda many, margin, cost, freed: many * (cost - margin)),
                _drop(lambda many, margin, cost, freed: many * cost),
            ],
            "an allocated cost is taken for a saving",
        ),
        "margin_not_lost": Mistake(
            "You forget that the margin goes away with the customers. Take it off what is saved.",
            _drop(lambda many, margin, cost, freed: many * freed * cost),
        ),
        "share_of_the_loss": Mistake(
            "You take the share freed of the whole loss. It is a share of the hours; the margin is "
            "lost in full.",
            [
                _drop(lambda many, margin, cost, freed: many * freed * (cost - margin)),
                _drop(lambda many, margin, cost, freed: many * freed * (margin - cost)),
            ],
        ),
        "hours_that_stay": Mistake(
            "You count the hours that stay. Saved are those that go away, the share freed.",
            [
                _drop(lambda many, margin, cost, freed: many * ((1 - freed) * cost - margin)),
                _drop(lambda many, margin, cost, freed: -many * (1 - freed) * cost),
                _drop(lambda many, margin, cost, freed: many * (margin - (1 - freed) * cost)),
            ],
        ),
        "part_of_the_margin_lost": Mistake(
            "You lose only a part of the margin. When they go, all their margin is gone; freed is a share "
            "of the cost of the hours.",
            _drop(lambda many, margin, cost, freed: many * (freed * cost - (1 - freed) * margin)),
        ),
        "profit_of_the_customers": Mistake(
            "You give what the customers leave as things stand. Asked is what changes when they go.",
            _drop(lambda many, margin, cost, freed: many * (margin - cost)),
        ),
        "nothing_saved": Mistake(
            "You save nothing. The share freed of the hours goes away with the customers.",
            _drop(lambda many, margin, cost, freed: -many * margin),
        ),
        "hours_as_yuan": Mistake(
            "You take hours for yuan. Each of them costs hourly_cost: multiply.",
            part(
                drop=lambda customers, margin, service_hours, freed: (
                    customers * (freed * service_hours - margin)
                )
            ),
        ),
        "one_hour": Mistake(
            "You save the cost of one hour with each customer. He takes service_hours: multiply.",
            part(
                drop=lambda customers, margin, hourly_cost, freed: customers * (freed * hourly_cost - margin)
            ),
        ),
        "one_customer": Mistake(
            "You give what changes with one customer. Multiply by customers.",
            [
                part(drop=lambda right, customers: right["drop"] / customers),
                part(charge=lambda right, customers: right["charge"] / customers),
            ],
        ),
        "one_margin": Mistake(
            "You set the hours of all customers against the margin of one. Multiply both by customers.",
            _drop(lambda many, margin, cost, freed: many * freed * cost - margin),
        ),
        "one_customers_hours": Mistake(
            "You set the margin of all customers against the hours of one. Multiply both by customers.",
            _drop(lambda many, margin, cost, freed: freed * cost - many * margin),
        ),
        "everybody_pays": Mistake(
            "In your charge everybody pays the fee. Who leaves pays none: 1 − leave pay it.",
            [
                _charge(lambda customers, fee: customers * fee),
                _charge(lambda customers, fee, leave, margin: customers * (fee - leave * margin)),
            ],
        ),
        "leavers_margin_forgotten": Mistake(
            "You forget what the leavers take along. With them goes their margin: take leave · margin off.",
            _charge(lambda customers, fee, leave: customers * (1 - leave) * fee),
            "a fee is reckoned with those who stay alone",
        ),
        "leavers_pay": Mistake(
            "You let those pay who leave. The fee comes from those who stay, the share 1 − leave.",
            [
                _charge(lambda customers, fee, leave: customers * leave * fee),
                _charge(
                    lambda customers, fee, leave, margin: customers * (leave * fee - (1 - leave) * margin)
                ),
                _charge(lambda customers, fee, leave, margin: customers * leave * (fee - margin)),
            ],
        ),
        "whole_margin_lost": Mistake(
            "You lose the margin of all customers to the fee. Only those who leave, the share leave, take "
            "theirs along.",
            [
                _charge(lambda customers, fee, leave, margin: customers * ((1 - leave) * fee - margin)),
                _charge(lambda customers, fee, leave, margin: customers * (fee - margin)),
            ],
        ),
        "margin_of_who_stays_lost": Mistake(
            "You lose the margin of those who stay. They go on as before; who leaves takes his margin along.",
            _charge(lambda customers, fee, leave, margin: customers * (1 - leave) * (fee - margin)),
        ),
        "fee_of_leavers_lost": Mistake(
            "You take the fee of the leavers off twice. They pay none, which 1 − leave says already; lost "
            "with them is their margin alone.",
            _charge(
                lambda customers, fee, leave, margin: customers * ((1 - leave) * fee - leave * (margin + fee))
            ),
        ),
        "hours_saved_by_the_fee": Mistake(
            "You let hours go away with those who leave because of the fee. In this task they stay.",
            [
                _charge(
                    lambda right, customers, leave, freed, service_hours, hourly_cost: (
                        right["charge"] + customers * leave * freed * service_hours * hourly_cost
                    )
                ),
                _charge(
                    lambda right, customers, leave, service_hours, hourly_cost: (
                        right["charge"] + customers * leave * service_hours * hourly_cost
                    )
                ),
            ],
        ),
        "margin_of_who_stays_added": Mistake(
            "You count the margin of those who stay. It comes with and without the fee; asked is "
            "what changes.",
            [
                _charge(
                    lambda customers, fee, leave, margin: (
                        customers * ((1 - leave) * (fee + margin) - leave * margin)
                    )
                ),
                _charge(lambda customers, fee, leave, margin: customers * (1 - leave) * (fee + margin)),
            ],
            "what is left is taken for what changes",
        ),
        "profit_with_the_fee": Mistake(
            "You give what is left with the fee after all hours. Asked is what changes: the hours are the "
            "same with and without the fee.",
            [
                _charge(
                    lambda right, customers, service_hours, hourly_cost: (
                        right["charge"] - customers * service_hours * hourly_cost
                    )
                ),
                _charge(
                    lambda customers, fee, leave, margin, service_hours, hourly_cost: (
                        customers * (1 - leave) * (fee + margin - service_hours * hourly_cost)
                    )
                ),
                _charge(
                    lambda customers, fee, leave, margin, service_hours, hourly_cost: (
                        customers * ((1 - leave) * (fee + margin) - service_hours * hourly_cost)
                    )
                ),
            ],
        ),
        "margin_gained": Mistake(
            "You add the margin of those who leave. It is lost: take it off.",
            _charge(lambda right, customers, leave, margin: right["charge"] + 2 * customers * leave * margin),
        ),
    },
)


shares = AnswerCheck(
    "you know from which share on each plan pays",
    _plans.borders,
    tolerance=0.0005,
    between=(0, 1),
    mistakes={
        "upside_down": Mistake(
            "Your hours_away divides the cost of the hours by the margin. What is lost is the margin: so it "
            "must be that part of the cost, margin / (service_hours · hourly_cost).",
            part(hours_away=lambda margin, service_hours, hourly_cost: service_hours * hourly_cost / margin),
        ),
        "share_that_may_stay": Mistake(
            "Your hours_away is the share that may stay. Asked is the share that must go away.",
            part(hours_away=lambda right: 1 - right["hours_away"]),
        ),
        "hours_without_cost": Mistake(
            "You divide by hours or by the cost of one hour. Divide the margin by what all hours of a "
            "customer cost: service_hours · hourly_cost.",
            [
                part(hours_away=lambda margin, service_hours: margin / service_hours),
                part(hours_away=lambda margin, hourly_cost: margin / hourly_cost),
            ],
        ),
        "all_customers_on_one_side": Mistake(
            "You multiply only one side by customers. Take one customer on both sides, or all on both.",
            [
                part(hours_away=lambda right, customers: right["hours_away"] * customers),
                part(hours_away=lambda right, customers: right["hours_away"] / customers),
            ],
        ),
        "fee_by_margin": Mistake(
            "You divide the fee by the margin. Who leaves takes his margin along and pays no fee: divide "
            "by fee + margin.",
            part(leaving=lambda fee, margin: fee / margin),
            "that the leavers do not pay is forgotten",
        ),
        "margin_by_fee": Mistake(
            "You divide by the fee. Solve (1 − share) · fee = share · margin for the share.",
            part(leaving=lambda fee, margin: margin / fee),
        ),
        "share_who_stay": Mistake(
            "Your leaving is the share who must stay. Asked is the share who leave.",
            part(leaving=lambda right: 1 - right["leaving"]),
        ),
        "hours_in_the_fee": Mistake(
            "You put the cost of the hours into the border of the fee. Nobody's hours go away there: it is a "
            "question of fee and margin.",
            [
                part(
                    leaving=lambda fee, margin, service_hours, hourly_cost: (
                        fee / (fee + service_hours * hourly_cost)
                    )
                ),
                part(leaving=lambda fee, service_hours, hourly_cost: fee / (service_hours * hourly_cost)),
            ],
        ),
    },
)
