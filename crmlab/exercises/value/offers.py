"""Our offer and a cheaper one, with numbers of one's own: two forms of value, and what each is for."""

import math
from typing import Any, NamedTuple

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.value import _offered
from crmlab.exercises.value._numbers import HourWorth
from crmlab.language import to_say

REREAD = to_say("lesson 04, “Money on time, energy and mind” and “Difference or ratio”")
HINTS = {
    "": (
        "What does each offer cost the shipper in all? The price is one part; what is the other?",
        "time is minutes / 60 · hour. costs is price + time. "
        "A sum that is part of the price is in it already.",
        "difference is benefits − costs, ratio is benefits / costs. A list of two numbers makes a column: "
        "first ours, then cheaper.",
    ),
    "choice": (
        "What is scarce for the first shipper, and what for the second: shipments or money?",
        "Whoever buys once wants the most in yuan. Whoever can go on until his money is spent wants the "
        "most for each yuan.",
        "Each yuan that the second one gives brings ratio yuan. "
        "So what do all available yuan bring, less "
        "these yuan themselves?",
    ),
}

table = AnswerCheck(
    "the table shows both forms of the value of both offers",
    _offered.offer_table,
    between=(0, 700),
    mistakes={
        "hours_for_money": Mistake(
            "Your time is in hours. Multiply them by what an hour is worth: then they are yuan.",
            _offered.with_time(lambda minutes, hour: minutes / 60),
            "time is counted, but not valued",
        ),
        "minutes_times_an_hour": Mistake(
            "You multiply minutes by what an hour is worth. Divide by 60 first: then they are hours.",
            _offered.with_time(lambda minutes, hour: minutes * hour),
            "minutes and hours are the most common mix-up of units",
        ),
        "minutes_as_time": Mistake(
            "Your time is in minutes. Asked is what it is worth in yuan: minutes / 60 · hour.",
            _offered.with_time(lambda minutes, hour: minutes),
        ),
        "turned_into_hours_wrongly": Mistake(
            "Your time is not minutes / 60 · hour. 90 minutes are 90 / 60 = 1.5 hours, each worth hour.",
            [
                _offered.with_time(lambda minutes, hour: hour / minutes),
                _offered.with_time(lambda minutes, hour: 60 / minutes * hour),
                _offered.with_time(lambda minutes, hour: minutes / 100 * hour),
                _offered.with_time(lambda minutes, hour: minutes * 60 * hour),
            ],
        ),
        "minutes_beyond_ours": Mistake(
            "You count only the minutes that go beyond ours. Each offer has its own time: "
            "take all its minutes.",
            part(
                time=lambda right: right["time"] - right["time"][0],
                costs=lambda right: right["costs"] - right["time"][0],
            ),
        ),
        "whole_hours": Mistake(
            "Your time is in whole hours. Keep their decimals: 90 minutes are 1.5 hours.",
            [
                _offered.with_time(lambda minutes, hour: minutes // 60 * hour),
                _offered.with_time(lambda minutes, hour: math.ceil(minutes / 60) * hour),
            ],
        ),
        "price_for_all_costs": Mistake(
            "Your costs are the price alone. The time of the shipper is a cost of his, too.",
            _offered.with_costs(lambda price, time, unloading: price),
            "the price is what everybody sees",
        ),
        "unloading_counted_twice": Mistake(
            "You add unloading to the price. It is a part of our price, and so it is counted twice.",
            [
                _offered.with_costs_alone(lambda price, time, unloading: price + time + unloading),
                _offered.with_costs_alone(lambda price, time, unloading: price + unloading),
                _offered.with_costs_alone(lambda price, time, unloading: price + time + unloading.max()),
            ],
            "a part of the price is easily counted once more",
        ),
        "unloading_taken_off": Mistake(
            "You take unloading off our price. The shipper pays the whole price, unloading included.",
            [
                _offered.with_costs_alone(lambda price, time, unloading: price + time - unloading),
                _offered.with_costs_alone(lambda price, time, unloading: price - unloading),
                _offered.with_costs_alone(lambda price, time, unloading: price + time - unloading.max()),
            ],
        ),
        "unloading_for_the_cheaper_one": Mistake(
            "You add unloading to the costs of the cheaper offer. "
            "It is a part of our price; there, the shipper "
            "unloads himself, and his minutes count that.",
            _offered.with_costs_alone(
                lambda price, time, unloading: price + time + unloading[::-1].to_numpy()
            ),
        ),
        "unloading_in_the_difference": Mistake(
            "Your difference is too high by unloading. Our price has it, and our_benefits has all that the "
            "shipper gets: neither add it nor take it off.",
            part(difference=lambda right, unloading: right["difference"] + [unloading, 0]),
        ),
        "price_left_out": Mistake(
            "Your costs are the time alone. The price is a cost, too: add both.",
            _offered.with_costs(lambda price, time, unloading: time),
        ),
        "time_taken_off": Mistake(
            "You take the time off the price. It is a cost, too: add it.",
            _offered.with_costs(lambda price, time, unloading: price - time),
        ),
        "forms_exchanged": Mistake(
            "You exchanged the two forms: a difference is what is left, a ratio is a quotient.",
            part(difference=lambda right: right["ratio"], ratio=lambda right: right["difference"]),
        ),
        "ratio_upside_down": Mistake(
            "Your ratio is costs by benefits. What he gets for each yuan is benefits / costs.",
            part(ratio=lambda right: 1 / right["ratio"]),
        ),
        "gain_for_ratio": Mistake(
            "Your ratio is the difference divided by the costs. Asked is benefits / costs, which is 1 more.",
            part(ratio=lambda right: right["ratio"] - 1),
            "a return on costs is a usual measure, too",
        ),
        "share_of_the_benefits": Mistake(
            "Your ratio is the difference divided by the benefits. Asked is benefits / costs.",
            part(ratio=lambda right: 1 - 1 / right["ratio"]),
        ),
        "one_offer_less_the_other": Mistake(
            "Your difference compares the two offers. Each offer has its own: its benefits less its costs.",
            [
                _offered.with_difference(lambda each: each[0] - each[1]),
                _offered.with_difference(lambda each: [each[0] - each[1], each[1] - each[0]]),
            ],
        ),
        "difference_of_price": Mistake(
            "Your difference takes off the price alone. Take off all costs, the time included.",
            part(difference=lambda right: right["difference"] + right["time"]),
        ),
        "ratio_of_price": Mistake(
            "Your ratio divides by the price alone. Divide by all costs, the time included.",
            part(ratio=lambda right: right["ratio"] * right["costs"] / (right["costs"] - right["time"])),
        ),
        "costs_less_benefits": Mistake(
            "Your difference is costs less benefits. Take off the costs from the benefits.",
            part(difference=lambda right: -right["difference"]),
        ),
    },
)


def chosen(
    our_benefits: _offered.OurBenefits,
    our_price: _offered.OurPrice,
    our_minutes: _offered.OurMinutes,
    cheaper_benefits: _offered.CheaperBenefits,
    cheaper_price: _offered.CheaperPrice,
    cheaper_minutes: _offered.CheaperMinutes,
    hour: HourWorth,
    available: _offered.Available,
) -> dict[str, Any]:
    """Return the offer for one shipment, the offer for all available yuan, and what these deliver."""
    once, often = _ranked(locals())
    return {"once": once.name, "often": often.name, "delivered": available * (often.ratio - 1)}


class _Offer(NamedTuple):
    """What one shipment with an offer costs the shipper, and what he has of it."""

    name: str
    price: float
    costs: float
    difference: float
    ratio: float


def _offer_of(own: dict[str, Any], name: str, key: str) -> _Offer:
    price, benefits = own[f"{key}_price"], own[f"{key}_benefits"]
    costs = price + own[f"{key}_minutes"] / 60 * own["hour"]
    return _Offer(name, price, costs, benefits - costs, benefits / costs)


def _ranked(own: dict[str, Any]) -> tuple[_Offer, _Offer]:
    """Return the offer with the larger difference, and the one with the higher ratio."""
    both = _offer_of(own, "ours", "our"), _offer_of(own, "cheaper", "cheaper")
    return max(both, key=lambda offer: offer.difference), max(both, key=lambda offer: offer.ratio)


def _whole_shipments(how):
    """Return what a whole number of shipments delivers."""

    def delivered(available, **own):
        _, often = _ranked(own)
        return how(available / often.costs) * often.difference

    return delivered


def _by_price(available, **own):
    _, often = _ranked(own)
    return available / often.price * often.difference


def _unloading_added(available, unloading, **own):
    """Return what is delivered if unloading were a further cost of this offer."""
    _, often = _ranked(own)
    return available / (often.costs + unloading) * (often.difference - unloading)


decision = AnswerCheck(
    "each shipper gets the offer that delivers most to him",
    chosen,
    tolerance=0.5,  # whole yuan are as good
    between=(100, 15_000),
    decides={
        "once": to_say("the difference of both offers"),
        "often": to_say("the ratio of both offers"),
    },
    words={"once": {"ours": ("our",), "cheaper": ()}, "often": {"ours": ("our",), "cheaper": ()}},
    mistakes={
        "ratio_for_one_shipment": Mistake(
            "The offer that you put under once leaves less from a single shipment, though it costs less and "
            "has the higher ratio. Who buys once is left with the difference: compare that.",
            part(once=lambda **own: _ranked(own)[1].name),
            "a ratio looks like the better measure, because it is free of size",
        ),
        "difference_for_many": Mistake(
            "For the second shipper you choose the offer with the larger difference. "
            "Its costs are higher, so he can buy fewer: compare what each yuan brings.",
            part(often=lambda **own: _ranked(own)[0].name),
        ),
        "given_not_taken_off": Mistake(
            "You give all benefits. The available yuan are what he gives for them: subtract them.",
            part(delivered=lambda right, available: right["delivered"] + available),
            "what comes out is easily taken for what is gained",
        ),
        "given_taken_off_twice": Mistake(
            "You take the available yuan off twice. The difference of a shipment has its costs taken off "
            "already.",
            part(delivered=lambda right, available: right["delivered"] - available),
        ),
        "unloading_added": Mistake(
            "You add unloading to the costs. Our price has it already, and the cheaper carrier asks nothing "
            "for it.",
            part(delivered=_unloading_added),
        ),
        "whole_shipments_only": Mistake(
            "You count whole shipments only. The task lets parts of a shipment count.",
            [part(delivered=_whole_shipments(math.floor)), part(delivered=_whole_shipments(math.ceil))],
        ),
        "spent_on_ours": Mistake(
            "You spend the available yuan on the offer that brings less for each yuan. Take the other one.",
            part(delivered=lambda available, **own: available * (_ranked(own)[0].ratio - 1)),
        ),
        "how_many_shipments": Mistake(
            "You give how many shipments the available yuan pay for. Asked is the value that these deliver.",
            part(delivered=lambda available, **own: available / _ranked(own)[1].costs),
        ),
        "a_ratio": Mistake(
            "You give what each yuan brings. Asked is what all available yuan deliver.",
            part(delivered=lambda right, available: right["delivered"] / available + 1),
        ),
        "yuan_for_shipments": Mistake(
            "You multiply the difference by yuan. First find how many shipments the yuan pay for.",
            part(delivered=lambda available, **own: available * _ranked(own)[1].difference),
        ),
        "more_than_the_other": Mistake(
            "You give by how much one offer delivers more than the other. Asked is all that it delivers.",
            part(
                delivered=lambda available, **own: (
                    available * (_ranked(own)[1].ratio - _ranked(own)[0].ratio)
                ),
            ),
        ),
        "delivered_by_one": Mistake(
            "You give what one shipment delivers. The available yuan pay for several of them.",
            part(delivered=lambda **own: _ranked(own)[1].difference),
        ),
        "delivered_by_one_of_ours": Mistake(
            "You give what one shipment with the other offer delivers. "
            "Asked is what all available yuan deliver.",
            part(delivered=lambda **own: _ranked(own)[0].difference),
        ),
        "price_alone": Mistake(
            "You divide by the price alone. The available yuan are for his time, too: divide by all costs.",
            part(delivered=_by_price),
        ),
    },
)
