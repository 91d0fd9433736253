"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of relationships."""

PLAIN = {
    "relationships-kotler-grid": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

levels = [["accountable", "proactive", "partnership"], ["reactive", "accountable", "proactive"],
          ["basic", "reactive", "accountable"]]

def picture(customers=200, margin=300, few=50, many=1000, low_margin=100, high_margin=500):
    across = int(customers > few) + int(customers >= many)
    up = int(margin > low_margin) + int(margin >= high_margin)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    for x in range(3):
        for y in range(3):
            sure = (x, y) in [(0, 2), (2, 0)]
            ax.add_patch(plt.Rectangle((x, y), 1, 1, fc="lightgrey" if sure else "white", ec="grey"))
            evidence = "(source document)" if sure else "(reconstructed)"
            ax.text(x + 0.5, y + 0.5, levels[x][y] + "\\n" + evidence, ha="center", va="center")
    ax.add_patch(plt.Rectangle((across, up), 1, 1, fc="none", ec="tab:blue", lw=4))
    x = np.interp(customers, [0, few, many, 20000], [0.08, 1, 2, 2.92])
    middle = high_margin - low_margin
    y = np.interp(margin, [low_margin - middle, low_margin, high_margin, high_margin + middle],
                  [0.08, 1, 2, 2.92])
    ax.plot(x, y, "D", color="orange", ms=9, label="this group of customers")
    ax.set_xticks([1, 2], [few, many])
    ax.set_yticks([1, 2], [low_margin, high_margin])
    ax.set_xlabel("number of customers")
    ax.set_ylabel("yearly margin of each")
    fig.legend(loc="upper center")
    plt.show()

interact(picture, customers=(1, 20000), margin=(0, 1000, 10), few=(10, 100, 10), many=(1000, 10000, 1000),
         low_margin=(50, 200, 10), high_margin=(300, 800, 10))
""",
    "relationships-switchers": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(acquisition_cost=700, switchers=0.4, stayer_margin=60, stayer_churn=0.02, switcher_margin=12,
            switcher_churn=0.1, months=24):
    month = np.arange(months)
    stayer = np.sum(stayer_margin * (1 - stayer_churn) ** month)
    switcher = np.sum(switcher_margin * (1 - switcher_churn) ** month)
    share = np.linspace(0, 1, 21)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(share, (1 - share) * stayer + share * switcher, "o-", ms=4, label="brought on average")
    ax.plot(share, acquisition_cost + 0 * share, "s--", color="orange", ms=4, label="cost of winning")
    value = (1 - switchers) * stayer + switchers * switcher
    ax.plot(switchers, value, "D", color="orange", ms=9, label="your share")
    even = (stayer - acquisition_cost) / (stayer - switcher)
    if 0 <= even <= 1:
        ax.plot(even, acquisition_cost, "P", color="tab:red", ms=9, label="break-even")
    ax.set_ylim(0)
    ax.set_xlabel("share of switchers")
    ax.set_ylabel("yuan a newcomer")
    fig.legend(loc="upper center", ncols=2)
    plt.show()

interact(picture, acquisition_cost=(100, 1500, 50), switchers=(0.05, 0.95, 0.01), stayer_margin=(10, 100, 2),
         stayer_churn=(0.01, 0.2, 0.01), switcher_margin=(10, 100, 2), switcher_churn=(0.01, 0.2, 0.01),
         months=(12, 36))
""",
    "relationships-funnel": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

stages = ["reached", "enquiries", "talks", "offers", "sales"]

def picture(stages_enquiries=0.4, stages_talks=0.5, stages_offers=0.6, stages_sales=0.25):
    rates = [stages_enquiries, stages_talks, stages_offers, stages_sales]
    people = [10000]
    for rate in rates:
        people.append(round(people[-1] * rate))
    worst = 1 + np.argmin(rates)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(range(5), people, color="lightgrey", edgecolor="grey", label="people")
    ax.bar(worst, people[worst], color="orange", edgecolor="grey", hatch="//", label="bottleneck")
    shares = [""] + [f" ({rate:.0%})" for rate in rates]
    ax.set_xticks(range(5), [f"{s}\\n{n:,}{share}" for s, n, share in zip(stages, people, shares)])
    ax.set_xlabel("stage, and share of the stage before")
    ax.set_ylabel("people")
    fig.legend(loc="upper center", ncols=2)
    plt.show()

rate = (0.1, 0.9, 0.05)
interact(picture, stages_enquiries=rate, stages_talks=rate, stages_offers=rate, stages_sales=rate)
""",
    "relationships-contacts": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from scipy.stats import binom

def picture(success_rate=0.15, attempts=5, needed=1):
    number = np.arange(1, 31)
    chance = binom.sf(needed - 1, number, success_rate)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(number, chance, "o-", ms=4, label="chance of success")
    ax.plot(attempts, chance[attempts - 1], "D", color="orange", ms=9, label="present number")
    enough = number[chance >= 0.9][:1]
    ax.plot(enough, chance[enough - 1], "s", color="tab:red", ms=9, label="first number with 90 %")
    ax.set_ylim(0, 1.05)
    ax.set_xlabel("number of contacts")
    ax.set_ylabel("chance of success")
    fig.legend(loc="upper center", ncols=3)
    plt.show()

interact(picture, success_rate=(0.05, 0.95, 0.01), attempts=(3, 12), needed=(1, 4))
""",
}
