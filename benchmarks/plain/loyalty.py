"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of loyalty."""

PLAIN = {
    "loyalty-index": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(indicators_repeat_purchase=6, indicators_spending=5, indicators_tolerance=4,
            indicators_choice_time=2, indicators_price_sensitivity=3, indicators_rival_attention=2,
            indicators_share_of_need=3, indicators_brand_attention=4, measures=["behaviour", "share"]):
    if measures == "behaviour":
        good = {"repeat\\npurchase": indicators_repeat_purchase, "spending": indicators_spending,
                "tolerance of\\nmishaps": indicators_tolerance}
    else:
        good = {"repeat\\npurchase": indicators_repeat_purchase,
                "share of\\nthe need": indicators_share_of_need,
                "attention to\\nour brand": indicators_brand_attention}
    bad = {"time to\\nchoose\\n(reversed)": indicators_choice_time,
           "price\\nsensitivity\\n(reversed)": indicators_price_sensitivity,
           "attention to\\nrivals\\n(reversed)": indicators_rival_attention}
    fig, ax = plt.subplots(figsize=(7.6, 3.8))
    ax.bar(range(6), 100 / 6, color="lightgrey", edgecolor="grey", label="possible")
    earned = [100 / 6 * (rating - 1) / 6 for rating in good.values()]
    ax.bar(range(3), earned, edgecolor="grey", label="earned")
    earned = [100 / 6 * (7 - rating) / 6 for rating in bad.values()]
    ax.bar(range(3, 6), earned, color="orange", edgecolor="grey", hatch="//", label="earned, reversed")
    ax.set_xticks(range(6), [*good, *bad])
    ax.set_xlabel("measure of loyalty")
    ax.set_ylabel("points of the index")
    fig.legend(loc="upper center", ncols=3)
    fig.tight_layout(rect=(0, 0, 1, 0.93))
    plt.show()

rating = (1, 7)
interact(picture, indicators_repeat_purchase=rating, indicators_spending=rating, indicators_tolerance=rating,
         indicators_choice_time=rating, indicators_price_sensitivity=rating,
         indicators_rival_attention=rating, indicators_share_of_need=rating,
         indicators_brand_attention=rating)
""",
    "value-winback": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

who = ["C0280", "C0101", "C0162", "C0212", "C0217", "C0027", "C0087", "C0123"]
reason = ["service", "price", "price", "price", "price", "price", "rival", "service"]
sales = np.array([578_200.22, 333_135.25, 146_130.93, 132_385.72,
                  129_687.79, 125_479.65, 101_339.35, 81_409.10])
brought = np.array([-46_910.51, 55_008.67, 34_975.01, 39_458.72,
                    22_294.87, 26_826.97, 26_557.74, 11_547.36])

def picture(left_service=0.25, left_price=0.3, left_rival=0.15, second_life=1.5, cost=600):
    returns = {"service": left_service, "price": left_price, "rival": left_rival}
    chance = np.array([returns[one] for one in reason])
    payoff = second_life * (brought - np.where(np.array(reason) == "price", 0.05 * sales, 0))
    gain = chance * payoff - cost
    fig, ax = plt.subplots(figsize=(7.6, 3.8))
    for pays, colour, hatch, label in [(True, "tab:blue", "", "worth a visit"),
                                       (False, "orange", "//", "not worth a visit")]:
        shown = (gain > 0) == pays
        ax.bar(np.arange(8)[shown], gain[shown], color=colour, edgecolor="grey", hatch=hatch, label=label)
    ax.axhline(0, color="grey")
    ax.set_xticks(range(8), who)
    ax.set_xlabel("customer who left, by last year's sales")
    ax.set_ylabel("gain to expect from a visit")
    fig.legend(loc="upper center", ncols=2)
    plt.show()

share = (0.02, 0.6, 0.01)
interact(picture, left_service=share, left_price=share, left_rival=share, second_life=(0.5, 5, 0.25),
         cost=(0, 3000, 50))
""",
}
