"""What a card for members brings, when those who take one were good customers before."""

from crmlab import loyalty
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.loyalty import _card
from crmlab.exercises.loyalty._card import (
    After,
    Before,
    MarginShare,
    Members,
    OthersAfter,
    OthersBefore,
    Points,
    Used,
    added,
)
from crmlab.language import to_say

REREAD = to_say("lesson 13, “Members were more content before”")
HINTS = {
    "": (
        "What would the members have bought without the card? They bought more than the others before they "
        "had it, too.",
        "extra is what changed with the members, less what changed with the others. Of this, the firm earns "
        "the margin; the points are given on all that members buy.",
        "gain = members · (margin_share · extra − reward_rate · redemption · after_members).",
    ),
    "border": (
        "At the border the margin on what members buy in addition pays just for the points on all they buy.",
        "Let a member buy 1 yuan without the card and 1 + x with it. Then margin_share · x = "
        "reward_rate · redemption · (1 + x). Solve for x.",
        "For the other one, write the gain of one member with the share unknown: "
        "margin_share · extra = reward_rate · used_share · after_members.",
    ),
}


def card(
    members: Members,
    before_members: Before,
    after_members: After,
    before_others: OthersBefore,
    after_others: OthersAfter,
    reward_rate: Points,
    redemption: Used,
    margin_share: MarginShare,
) -> dict[str, float | bool]:
    """Return by how much a member buys more because of the card, what the card gains, whether to go on."""
    extra = added(before_members, after_members, before_others, after_others)
    without = after_members - extra
    found = loyalty.programme_return(
        members, without, reward_rate, redemption, extra=extra / without, margin_share=margin_share
    )
    return {"extra": extra, "gain": float(found.gain), "go_on": bool(found.gain > 0)}


def _with_extra(*formulas) -> list[part]:
    """Return the answers in which something else is added by the card."""
    return [
        part(
            extra=lambda before_members, after_members, before_others, after_others, formula=formula: formula(
                before_members, after_members, before_others, after_others
            )
        )
        for formula in formulas
    ]


def _with_gain(*formulas) -> list[part]:
    """Return the answers with another gain, of the members, the extra, what they buy, reward and margin."""
    return [
        part(
            gain=lambda right, members, after_members, reward_rate, redemption, margin_share, formula=one: (
                formula(members, right["extra"], after_members, reward_rate * redemption, margin_share)
            )
        )
        for one in formulas
    ]


def _gain_of_points(formula) -> part:
    """Return the answer in which points are given on another amount."""

    def gain(right, members, before_members, after_members, reward_rate, redemption, margin_share):
        points = reward_rate * redemption * formula(before_members, after_members)
        return members * (margin_share * right["extra"] - points)

    return part(gain=gain)


def _gain_of_extra(formula) -> part:
    """Return the answer in which the gain rests on another extra."""

    def gain(members, before_members, after_members, after_others, reward_rate, redemption, margin_share):
        extra = formula(before_members, after_members, after_others)
        return members * (margin_share * extra - reward_rate * redemption * after_members)

    return part(gain=gain)


effect = AnswerCheck(
    "you know what the card adds, what it gains, and whether to go on",
    card,
    tolerance=0.5,
    between=(-90_000, 180_000),
    apart=lambda **own: (card(**own)["gain"], 0),
    decides={"go_on": to_say("gain with 0")},
    mistakes={
        "members_against_others": Mistake(
            "You compare members with the others after the card. Members bought more before they had it, "
            "too: compare how much each group changed.",
            _with_extra(lambda bm, am, bo, ao: am - ao),
            "members are compared with non-members",
        ),
        "before_and_after_alone": Mistake(
            "You compare the members with themselves before. The others buy more than before as well, "
            "without a card: take off what changed with them.",
            _with_extra(lambda bm, am, bo, ao: am - bm),
            "what would have changed anyway is counted",
        ),
        "difference_before": Mistake(
            "You give by how much members bought more before the card. Asked is what changed because of it.",
            _with_extra(lambda bm, am, bo, ao: bm - bo),
        ),
        "changes_added": Mistake(
            "You add the change of the others. Without the card the members would have changed as they did: "
            "take it off.",
            _with_extra(lambda bm, am, bo, ao: (am - bm) + (ao - bo)),
        ),
        "change_of_the_others": Mistake(
            "You give what changed with the others. That comes without a card: take it off what changed "
            "with the members.",
            _with_extra(lambda bm, am, bo, ao: ao - bo),
        ),
        "growth_in_percent": Mistake(
            "You let the members grow by the same share as the others. In this task they would have changed "
            "by as many *yuan* as the others.",
            _with_extra(lambda bm, am, bo, ao: am - bm * ao / bo),
        ),
        "share_for_yuan": Mistake(
            "Your extra is a share. Asked are yuan for each member.",
            _with_extra(lambda bm, am, bo, ao: ((am - bm) - (ao - bo)) / bm),
        ),
        "extra_of_all_members": Mistake(
            "Your extra is that of all members together. Asked is that of one member.",
            part(extra=lambda right, members: right["extra"] * members),
        ),
        "bought_for_extra": Mistake(
            "You give what a member buys. Asked is how much of it comes from the card.",
            _with_extra(lambda bm, am, bo, ao: am),
        ),
        "revenue_for_margin": Mistake(
            "You count what members buy in addition as gain. Only the margin on it, the share margin_share, "
            "is left to the firm.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * (extra - reward * after),
                lambda many, extra, after, reward, margin: many * (extra - reward * extra),
                lambda many, extra, after, reward, margin: many * extra,
            ),
            "revenue is taken for margin",
        ),
        "points_on_the_extra_alone": Mistake(
            "You pay points on what members buy in addition. They get points on all that they buy, also on "
            "what they would have bought anyway.",
            [
                *_with_gain(lambda many, extra, after, reward, margin: many * (margin - reward) * extra),
                _gain_of_points(lambda bm, am: am - bm),
            ],
            "the reward is counted on the extra sales only",
        ),
        "points_without_the_extra": Mistake(
            "You leave the additional sales out of the points. Members get points on all that they buy after "
            "they have the card: after_members.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * (margin * extra - reward * (after - extra)),
            ),
        ),
        "points_of_the_year_before": Mistake(
            "You give points on what members bought in the year before. They get them on what they buy with "
            "the card alone: after_members.",
            [_gain_of_points(lambda bm, am: bm), _gain_of_points(lambda bm, am: bm + am)],
        ),
        "redemption_divided": Mistake(
            "You divide by redemption. Only this share of the points is used, and costs: multiply by it.",
            part(
                gain=lambda right, members, after_members, reward_rate, redemption, margin_share: (
                    members * (margin_share * right["extra"] - reward_rate / redemption * after_members)
                )
            ),
        ),
        "all_points_cost": Mistake(
            "You pay for all points. Only the share redemption of them is ever used, and costs.",
            part(
                gain=lambda right, members, after_members, reward_rate, margin_share: (
                    members * (margin_share * right["extra"] - reward_rate * after_members)
                )
            ),
            "points that nobody uses are counted as a cost",
        ),
        "unused_points_cost": Mistake(
            "You pay for the points that are not used. Those cost that are used: the share redemption.",
            part(
                gain=lambda right, members, after_members, reward_rate, redemption, margin_share: (
                    members * (margin_share * right["extra"] - reward_rate * (1 - redemption) * after_members)
                )
            ),
        ),
        "points_cost_nothing": Mistake(
            "You leave the points out. Those that are used cost reward_rate · redemption of all that "
            "members buy: take it off.",
            _with_gain(lambda many, extra, after, reward, margin: many * margin * extra),
        ),
        "points_on_the_margin": Mistake(
            "You count the points at cost of goods, or on the margin. In this task a yuan of points costs "
            "the firm a yuan: reward_rate · redemption · after_members.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * margin * (extra - reward * after),
                lambda many, extra, after, reward, margin: many * margin * extra * (1 - reward),
                lambda many, extra, after, reward, margin: (
                    many * (margin * extra - (1 - margin) * reward * after)
                ),
            ),
        ),
        "margin_on_all_sales": Mistake(
            "You count the margin on all that members buy. Most of it would have come without the card: "
            "count the margin on extra alone.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * (margin - reward) * after,
                lambda many, extra, after, reward, margin: many * margin * after,
            ),
            "sales that would have come anyway are credited to the card",
        ),
        "one_member": Mistake(
            "You give what one member gains. Asked are all members together: multiply.",
            _with_gain(lambda many, extra, after, reward, margin: margin * extra - reward * after),
        ),
        "points_of_one_member": Mistake(
            "You set the points of one member against the margin of all. Multiply both by members.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * margin * extra - reward * after,
                lambda many, extra, after, reward, margin: margin * extra - many * reward * after,
            ),
        ),
        "points_added": Mistake(
            "You add the points. They are a cost: take them off.",
            _with_gain(lambda many, extra, after, reward, margin: many * (margin * extra + reward * after)),
        ),
        "gain_from_members_against_others": Mistake(
            "Your gain rests on another extra than the right one. Use what the card adds for one member: the "
            "change of the members less that of the others.",
            [
                _gain_of_extra(lambda bm, am, ao: am - ao),
                _gain_of_extra(lambda bm, am, ao: am - bm),
            ],
        ),
    },
)

shares = _card.shares
