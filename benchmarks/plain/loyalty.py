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
}
