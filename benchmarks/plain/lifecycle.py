"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of the life cycle."""

PLAIN = {
    "lifecycle-leaky-bucket": """
import matplotlib.pyplot as plt
from ipywidgets import interact

def picture(customers=800, churn=0.2, acquired=50, years=20):
    stayed, lost, base = [], [], customers
    for _ in range(years):
        lost.append(-churn * base)
        stayed.append(base - churn * base)
        base = stayed[-1] + acquired
    year = range(1, years + 1)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(year, stayed, color="lightgrey", edgecolor="grey", label="stayed")
    ax.bar(year, acquired, bottom=stayed, edgecolor="grey", label="won")
    ax.bar(year, lost, color="tab:red", edgecolor="grey", label="lost (below zero)")
    ax.plot(year, [acquired / churn] * years, "o-", color="orange", ms=4, label="level where it settles")
    ax.set_xlabel("year")
    ax.set_ylabel("customers")
    fig.legend(loc="upper center", ncols=4)
    plt.show()

interact(picture, customers=(100, 1000, 10), churn=(0.05, 0.4, 0.01), acquired=(10, 100, 5), years=(3, 20))
""",
    "lifecycle-survival": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(customers=100, churn=0.1, years=15):
    year = np.arange(years + 1)
    gone = 1 / churn
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(year, customers * (1 - churn) ** year, "o-", ms=4, label="geometric")
    ax.plot(year, customers * np.maximum(0, 1 - churn * year), "s-", color="tab:red", ms=4, label="linear")
    if gone <= years:
        left = customers * (1 - churn) ** gone
        ax.plot(gone, left, "D", color="orange", ms=9, label="left when linear is 0")
    ax.set_xlabel("year")
    ax.set_ylabel("customers")
    ax.set_ylim(0)
    fig.legend(loc="upper center", ncols=3)
    plt.show()

interact(picture, customers=(100, 1000, 10), churn=(0.05, 0.4, 0.01), years=(3, 15))
""",
    "lifecycle-profit": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(level_exploration=2, level_formation=2, level_stability=3, level_decline=1, base_profit=100,
            drivers_growth=120, drivers_savings=40, drivers_referrals=60, drivers_price=-50,
            acquisition_cost=200):
    ends = np.cumsum([0, level_exploration, level_formation, level_stability, level_decline])
    year = np.arange(ends[-1] + 1)
    level = np.where(year == 0, 0, np.interp(year - 0.5, ends, [0, 0.1, 0.8, 1, 0.3]))
    parts = {
        "acquisition": np.where(year == 0, -acquisition_cost, 0),
        "base profit": np.where(year == 0, 0, base_profit),
        "more purchases": level * drivers_growth,
        "lower costs": level * drivers_savings,
        "referrals": level * drivers_referrals,
        "price": level * drivers_price,
    }
    fig, ax = plt.subplots(figsize=(7.6, 3.9))
    above, below = np.zeros(len(year)), np.zeros(len(year))
    for (name, money), hatch in zip(parts.items(), ["", "", "", "//", "..", "xx"]):
        bottom = np.where(money >= 0, above, below)
        ax.bar(year, money, bottom=bottom, edgecolor="grey", hatch=hatch, label=name)
        above += np.maximum(money, 0)
        below += np.minimum(money, 0)
    ax.set_xlabel("year of the relationship")
    ax.set_ylabel("profit of the year")
    right = ax.twinx()
    right.plot(year, sum(parts.values()).cumsum(), "o-", color="black", ms=4)
    right.set_ylabel("running total (line)")
    fig.legend(loc="upper center", ncols=6, fontsize=8)
    plt.show()

stage, driver = (1, 4), (10, 150, 10)
interact(picture, level_exploration=stage, level_formation=stage, level_stability=stage, level_decline=stage,
         base_profit=(100, 1000, 10), drivers_growth=driver, drivers_savings=driver, drivers_referrals=driver,
         drivers_price=(-50, 150, 10), acquisition_cost=(50, 500, 10))
""",
}
