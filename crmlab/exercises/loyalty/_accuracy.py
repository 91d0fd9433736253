"""What the accuracy of a warning says, and how precise it must be for offers to pay."""

from typing import Annotated

from crmlab.declared.quantities import Cost, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.loyalty.precision import BaseRate, FalseAlarms, Recall

Rare = Annotated[BaseRate, typical(0.03, 0.12)]
Kept = Annotated[Share, typical(0.15, 0.4, 0.05)]
Worth = Annotated[Cost, typical(1500, 5000, 100)]
OfferCost = Annotated[Cost, typical(80, 300, 10)]


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
        "shares_of_two_groups": Mistake(
            "Your accuracy adds or multiplies shares of different groups. Take each of its own group: recall "
            "of the share base_rate, 1 − false_alarms of the share 1 − base_rate, and add.",
            [
                _accuracy(lambda base, recall, alarms: recall + 1 - alarms),
                _accuracy(lambda base, recall, alarms: recall * (1 - alarms)),
                _accuracy(lambda base, recall, alarms: base * recall + 1 - alarms),
            ],
        ),
        "customers_for_share": Mistake(
            "You give how many customers are judged rightly. Asked is their share of all customers.",
            [
                part(accuracy=lambda right, customers: right["accuracy"] * customers),
                part(nobody=lambda right, customers: right["nobody"] * customers),
            ],
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
            [part(nobody=0), part(nobody=1)],
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
        "needed_in_yuan": Mistake(
            "Your needed is in yuan. Asked is a share of the flagged: offer_cost, divided by what an offer "
            "to a leaver brings.",
            [
                _needed(lambda kept, value, cost: kept * value - cost),
                _needed(lambda kept, value, cost: kept * value),
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
