"""Whether an offer to all who are flagged pays, and how precise a warning must be for it."""

from typing import Annotated

from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.loyalty.precision import BaseRate, FalseAlarms, Recall
from crmlab.language import to_say

REREAD = to_say("lesson 13, “A warning is not a cause”")
HINTS = {
    "": (
        "Four groups: who leaves or stays, flagged or not. To whom does the offer go, and with whom can it "
        "change anything?",
        "flagged = customers · (base_rate · recall + (1 − base_rate) · false_alarms): all of them cost. A "
        "gain comes from the flagged leavers alone.",
        "gain = customers · base_rate · recall · kept_share · value − flagged · offer_cost.",
    ),
    "border": (
        "Judged rightly are the flagged who leave and those who stay without a flag. If nobody is flagged, "
        "who is judged rightly?",
        "For needed, take one offer: with the chance precision it reaches a leaver, and keeps him with "
        "kept_share.",
        "accuracy = base_rate · recall + (1 − base_rate) · (1 − false_alarms); "
        "needed · kept_share · value = offer_cost.",
    ),
}

Rare = Annotated[BaseRate, typical(0.03, 0.12)]
Kept = Annotated[Share, typical(0.15, 0.4, 0.05)]
Worth = Annotated[Cost, typical(1500, 5000, 100)]
OfferCost = Annotated[Cost, typical(80, 300, 10)]


def offers(
    customers: Annotated[Count, typical(1000, 5000, 500)],
    base_rate: Rare,
    recall: Recall,
    false_alarms: FalseAlarms,
    kept_share: Kept,
    value: Worth,
    offer_cost: OfferCost,
) -> dict[str, float | bool]:
    """Return how many are flagged, what an offer to all of them gains, and whether to make it."""
    found, alarms = customers * base_rate * recall, customers * (1 - base_rate) * false_alarms
    return _plan(found + alarms, found * kept_share * value - (found + alarms) * offer_cost)


def _plan(flagged: float, gain: float) -> dict[str, float | bool]:
    return {"flagged": flagged, "gain": gain, "do_it": gain > 0}


def _flagged(formula) -> part:
    return part(
        flagged=lambda customers, base_rate, recall, false_alarms: (
            customers * formula(base_rate, recall, false_alarms)
        )
    )


def _gain(*formulas) -> list[part]:
    """Return the answers with another gain, of leavers, flagged leavers, all flagged and the money."""
    return [
        part(
            gain=lambda right, customers, base_rate, recall, kept_share, value, offer_cost, formula=formula: (
                formula(customers * base_rate, recall, right["flagged"], kept_share, value, offer_cost)
            )
        )
        for formula in formulas
    ]


gain = AnswerCheck(
    "you know how many are flagged, what the offer gains, and whether to make it",
    offers,
    tolerance=0.5,
    between=(-500_000, 1_100_000),
    apart=lambda **own: (offers(**own)["gain"], 0),
    decides={"do_it": to_say("gain with 0")},
    mistakes={
        "leavers_for_flagged": Mistake(
            "Your flagged are leavers. The warning flags the share false_alarms of those who stay as well: "
            "add them.",
            [
                _flagged(lambda base, recall, alarms: base * recall),
                _flagged(lambda base, recall, alarms: base),
            ],
            "false alarms are easily forgotten",
        ),
        "alarms_of_all": Mistake(
            "You take the false alarms of all customers. They are a share of those who stay: "
            "(1 − base_rate) of all.",
            _flagged(lambda base, recall, alarms: base * recall + alarms),
        ),
        "recall_of_all": Mistake(
            "You take the recall of all customers. It is a share of those who leave: base_rate of all.",
            [
                _flagged(lambda base, recall, alarms: recall),
                _flagged(lambda base, recall, alarms: recall + alarms),
                _flagged(lambda base, recall, alarms: recall + (1 - base) * alarms),
            ],
        ),
        "all_leavers_flagged": Mistake(
            "You flag all who leave. The warning finds the share recall of them.",
            _flagged(lambda base, recall, alarms: base + (1 - base) * alarms),
        ),
        "false_alarms_alone": Mistake(
            "You count the false alarms alone. Flagged are leavers, too: add base_rate · recall.",
            [
                _flagged(lambda base, recall, alarms: (1 - base) * alarms),
                _flagged(lambda base, recall, alarms: alarms),
            ],
        ),
        "alarms_among_leavers": Mistake(
            "You take the false alarms of the leavers. They are a share of those who stay: multiply by "
            "1 − base_rate.",
            _flagged(lambda base, recall, alarms: base * (recall + alarms)),
        ),
        "not_flagged": Mistake(
            "You count those who are not flagged, or turn a share round. Flagged are the share recall of "
            "those who leave, and the share false_alarms of those who stay.",
            [
                _flagged(lambda base, recall, alarms: base * recall + (1 - base) * (1 - alarms)),
                _flagged(lambda base, recall, alarms: 1 - base * recall - (1 - base) * alarms),
                _flagged(lambda base, recall, alarms: base * (1 - recall) + (1 - base) * alarms),
            ],
        ),
        "share_for_number": Mistake(
            "Your flagged is a share. Asked is how many customers: multiply by customers.",
            part(flagged=lambda right, customers: right["flagged"] / customers),
        ),
        "false_alarms_cost_nothing": Mistake(
            "You pay for offers to leavers alone. Nobody knows beforehand who they are: pay for all flagged.",
            _gain(lambda leave, recall, flagged, kept, value, cost: leave * recall * (kept * value - cost)),
            "false alarms are easily forgotten",
        ),
        "everybody_flagged_would_leave": Mistake(
            "You count a gain for each flagged customer. Those who would have stayed anyway bring nothing "
            "new.",
            _gain(lambda leave, recall, flagged, kept, value, cost: flagged * (kept * value - cost)),
            "false alarms are easily forgotten",
        ),
        "every_offer_keeps": Mistake(
            "You count each flagged leaver as kept. The offer keeps the share kept_share of them.",
            _gain(
                lambda leave, recall, flagged, kept, value, cost: leave * recall * value - flagged * cost,
                lambda leave, recall, flagged, kept, value, cost: leave * recall * (value - cost),
            ),
        ),
        "all_leavers_reached": Mistake(
            "You count all who leave. The offer goes to the flagged alone: the share recall of the leavers.",
            _gain(
                lambda leave, recall, flagged, kept, value, cost: leave * kept * value - flagged * cost,
                lambda leave, recall, flagged, kept, value, cost: leave * (kept * value - cost),
            ),
        ),
        "cost_per_customer_kept": Mistake(
            "You pay only for the offers that keep somebody. Each flagged customer gets one, and each costs.",
            _gain(
                lambda leave, recall, flagged, kept, value, cost: leave * recall * kept * (value - cost),
                lambda leave, recall, flagged, kept, value, cost: (
                    leave * recall * kept * value - flagged * kept * cost
                ),
            ),
            "cost per call against cost per customer kept",
        ),
        "cost_left_out": Mistake(
            "You leave the offers out. Each flagged customer gets one: take flagged · offer_cost off.",
            _gain(lambda leave, recall, flagged, kept, value, cost: leave * recall * kept * value),
        ),
        "one_offer_paid": Mistake(
            "You take one offer off. Each flagged customer gets one: multiply offer_cost by flagged.",
            _gain(lambda leave, recall, flagged, kept, value, cost: leave * recall * kept * value - cost),
        ),
        "offer_to_everybody": Mistake(
            "You pay for an offer to each customer of the firm. It goes to those who are flagged.",
            part(
                gain=lambda customers, base_rate, recall, kept_share, value, offer_cost: (
                    customers * (base_rate * recall * kept_share * value - offer_cost)
                )
            ),
        ),
        "cost_added": Mistake(
            "You add the cost of the offers. It is paid: take it off.",
            _gain(
                lambda leave, recall, flagged, kept, value, cost: (
                    leave * recall * kept * value + flagged * cost
                )
            ),
        ),
        "one_flagged": Mistake(
            "You give what one offer gains on average. Asked are all of them together.",
            part(gain=lambda right: right["gain"] / right["flagged"]),
        ),
    },
)


def accuracies(
    base_rate: Rare,
    recall: Recall,
    false_alarms: FalseAlarms,
    kept_share: Kept,
    value: Worth,
    offer_cost: OfferCost,
) -> dict[str, float]:
    """Return who is judged rightly with flags and without, and the precision at which offers pay."""
    return {
        "accuracy": base_rate * recall + (1 - base_rate) * (1 - false_alarms),
        "nobody": 1 - base_rate,
        "needed": offer_cost / (kept_share * value),
    }


def _accuracy(formula) -> part:
    return part(accuracy=lambda base_rate, recall, false_alarms: formula(base_rate, recall, false_alarms))


def _needed(formula) -> part:
    return part(needed=lambda kept_share, value, offer_cost: formula(kept_share, value, offer_cost))


quality = AnswerCheck(
    "you know what accuracy says of a rare event, and how precise the warning must be",
    accuracies,
    tolerance=0.0001,
    between=(0, 1.5),
    mistakes={
        "stayers_forgotten": Mistake(
            "Your accuracy looks at the leavers alone. Judged rightly are also those who stay and get no "
            "flag.",
            [
                _accuracy(lambda base, recall, alarms: base * recall),
                _accuracy(lambda base, recall, alarms: recall),
            ],
        ),
        "leavers_forgotten": Mistake(
            "Your accuracy looks at those who stay alone. Judged rightly are also the leavers who are "
            "flagged.",
            [
                _accuracy(lambda base, recall, alarms: (1 - base) * (1 - alarms)),
                _accuracy(lambda base, recall, alarms: 1 - alarms),
            ],
        ),
        "flagged_for_right": Mistake(
            "Your accuracy is the share that is flagged. A flag on somebody who stays is wrong: count those "
            "who stay and get none.",
            _accuracy(lambda base, recall, alarms: base * recall + (1 - base) * alarms),
        ),
        "precision_for_accuracy": Mistake(
            "Your accuracy is the precision: a share of the flagged. Accuracy is a share of all customers.",
            _accuracy(lambda base, recall, alarms: base * recall / (base * recall + (1 - base) * alarms)),
            "accuracy and precision are exchanged",
        ),
        "judged_wrongly": Mistake(
            "Your accuracy is the share that is judged wrongly. Asked is the share judged rightly.",
            part(accuracy=lambda right: 1 - right["accuracy"]),
        ),
        "groups_alike": Mistake(
            "Your accuracy gives leavers and those who stay the same weight. Leavers are the share base_rate "
            "of all customers.",
            _accuracy(lambda base, recall, alarms: (recall + 1 - alarms) / 2),
            "the base rate is forgotten",
        ),
        "missed_counted": Mistake(
            "Your accuracy counts the leavers whom the warning misses as judged rightly. Count those it "
            "flags.",
            _accuracy(lambda base, recall, alarms: base * (1 - recall) + (1 - base) * (1 - alarms)),
        ),
        "nobody_is_wrong": Mistake(
            "Your nobody is the share that leaves. If nobody is flagged, these are judged wrongly, and all "
            "who stay are judged rightly.",
            part(nobody=lambda base_rate: base_rate),
        ),
        "nobody_is_zero": Mistake(
            "You give 0 or 1 for nobody. Without a flag all who stay are judged rightly: the share "
            "1 − base_rate.",
            [part(nobody=0.0), part(nobody=1.0)],
        ),
        "nobody_with_alarms": Mistake(
            "Your nobody still has flags in it. Nobody is flagged: recall and false_alarms play no part.",
            [
                part(nobody=lambda base_rate, false_alarms: (1 - base_rate) * (1 - false_alarms)),
                part(nobody=lambda false_alarms: 1 - false_alarms),
                part(nobody=lambda recall: 1 - recall),
            ],
        ),
        "needed_upside_down": Mistake(
            "Your needed is upside down. The dearer an offer, the more precise the warning must be: the cost "
            "stands above.",
            _needed(lambda kept, value, cost: kept * value / cost),
        ),
        "needed_without_kept": Mistake(
            "Your needed counts each leaver who gets an offer as kept. The offer keeps the share kept_share.",
            [
                _needed(lambda kept, value, cost: cost / value),
                _needed(lambda kept, value, cost: cost / ((1 - kept) * value)),
            ],
        ),
        "needed_times_kept": Mistake(
            "Your needed multiplies by kept_share. The fewer an offer keeps, the more precise the warning "
            "must be: divide by it.",
            _needed(lambda kept, value, cost: cost * kept / value),
        ),
        "needed_less_cost": Mistake(
            "Your needed takes the cost off what a kept customer is worth, or adds it. Every offer costs, "
            "also one that keeps nobody: needed · kept_share · value = offer_cost.",
            [
                _needed(lambda kept, value, cost: cost / (kept * value - cost)),
                _needed(lambda kept, value, cost: cost / (kept * (value - cost))),
                _needed(lambda kept, value, cost: cost / (kept * value + cost)),
            ],
        ),
        "needed_is_the_precision": Mistake(
            "Your needed is the precision that this warning has. Asked is the one from which on an offer "
            "pays.",
            part(
                needed=lambda base_rate, recall, false_alarms: (
                    base_rate * recall / (base_rate * recall + (1 - base_rate) * false_alarms)
                )
            ),
        ),
        "needed_share_of_all": Mistake(
            "Your needed has base_rate or recall in it. Precision is a share of the flagged already.",
            [
                part(needed=lambda right, base_rate: right["needed"] * base_rate),
                part(needed=lambda right, recall: right["needed"] / recall),
                part(needed=lambda right, base_rate, recall: right["needed"] / (base_rate * recall)),
            ],
        ),
    },
)
