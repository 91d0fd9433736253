"""Whether an offer to all who are flagged pays, and how precise a warning must be for it."""

from typing import Annotated

from crmlab.declared.quantities import Count, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.loyalty import _accuracy
from crmlab.exercises.loyalty._accuracy import Kept, OfferCost, Rare, Worth
from crmlab.exercises.loyalty.precision import FalseAlarms, Recall
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
                lambda leave, recall, flagged, kept, value, cost: leave * value - flagged * cost,
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
        "false_alarms_alone_cost": Mistake(
            "You pay for the false alarms alone. Offers to leavers cost as well: each flagged customer gets "
            "one.",
            _gain(
                lambda leave, recall, flagged, kept, value, cost: (
                    leave * recall * kept * value - (flagged - leave * recall) * cost
                )
            ),
        ),
        "lost_ones_taken_off": Mistake(
            "You take off the worth of those whom the offer does not keep. They leave with and without an "
            "offer: what changes is the kept ones, and the cost.",
            _gain(
                lambda leave, recall, flagged, kept, value, cost: (
                    leave * recall * (2 * kept - 1) * value - flagged * cost
                )
            ),
            "what is lost anyway is counted against the offer",
        ),
        "one_flagged": Mistake(
            "You give what one offer gains on average. Asked are all of them together.",
            part(gain=lambda right: right["gain"] / right["flagged"]),
        ),
    },
)

quality = _accuracy.quality
