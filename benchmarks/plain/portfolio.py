"""Plain cells beside the explorers of the portfolio."""

PLAIN = {
    "portfolio-lorenz": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from crmlab import datasets, portfolio, rfm

values = rfm.table(datasets.load_cdnow(), as_of="1998-06-30")["revenue"]

def picture(share=0.2):
    curve = portfolio.lorenz(values)
    top = portfolio.top_share(values, share)
    fig, ax = plt.subplots(figsize=(7.2, 3.8))
    ax.plot(curve["customer_share"], curve["value_share"], label="Lorenz curve")
    ax.plot([0, 1], [0, 1], "--", color="grey", label="all customers equal")
    ax.plot([1 - share], [1 - top], "D", color="orange", ms=9, label="the best begin here")
    ax.set(xlabel="share of the customers, from the smallest", ylabel="share of the value", ylim=(0, 1))
    ax.legend()
    plt.show()
    print(f"the best {share:.0%} bring {top:.1%}; Gini {portfolio.gini(values):.3f}")

interact(picture, share=(0.05, 0.95, 0.01))
""",
    "portfolio-pyramid": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from crmlab import datasets, portfolio, rfm

values = rfm.table(datasets.load_cdnow(), as_of="1998-06-30")["revenue"]

def picture(shares_vip=0.01, shares_main=0.19, shares_ordinary=0.30):
    rest = round(1 - shares_vip - shares_main - shares_ordinary, 10)
    tiers = portfolio.pyramid(values, [shares_vip, shares_main, shares_ordinary, rest])
    at = np.arange(4)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(at - 0.19, tiers["customers"] / len(values), 0.36, color="lightgrey", edgecolor="grey",
           label="share of the customers")
    ax.bar(at + 0.19, tiers["value_share"], 0.36, label="share of the value")
    ax.set_xticks(at, ["VIP", "main", "ordinary", "small"])
    ax.set_ylim(0, 1)
    ax.legend()
    plt.show()

interact(picture, shares_vip=(0.01, 0.33, 0.01), shares_main=(0.01, 0.33, 0.01),
         shares_ordinary=(0.01, 0.33, 0.01))
""",
    "portfolio-matrix": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from crmlab import datasets, portfolio

firm = datasets.make_logistics(120, seed=1)
current = firm.payments.groupby("customer_id")["amount"].sum() / 1000
potential = (1 / firm.contracts.set_index("customer_id")["share_of_wallet"] - 1) * current
corners = {"I": (0.02, 0.03), "II": (0.02, 0.97), "III": (0.98, 0.03), "IV": (0.98, 0.97)}

def picture(current_cut=110, potential_cut=110):
    cell = portfolio.value_matrix(current, potential, current_cut, potential_cut)
    fig, ax = plt.subplots(figsize=(7.2, 4.2))
    ax.loglog(current, potential, "o", ms=4)
    ax.axvline(current_cut, color="orange")
    ax.axhline(potential_cut, color="orange")
    for name, (x, y) in corners.items():
        ax.text(x, y, f"{name}: {(cell == name).sum()}", transform=ax.transAxes,
                ha="left" if x < 0.5 else "right", va="center")
    ax.set(xlabel="current value", ylabel="potential", xlim=(0.5, 5e4), ylim=(0.2, 2e5))
    plt.show()

interact(picture, current_cut=(100, 1000, 10), potential_cut=(100, 1000, 10))
""",
    "portfolio-discount": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from crmlab import portfolio

def picture(list_price=100, unit_cost=80, discount=0.15):
    none_left = max(1 - unit_cost / list_price, 0)
    across = np.linspace(0, min(max(0.3, 1.1 * discount, 1.1 * none_left), 0.95), 24)
    margin = portfolio.discounted_margin(list_price, unit_cost, discount)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(across, portfolio.discounted_margin(list_price, unit_cost, across), "o-", ms=4, label="margin")
    ax.plot([discount], [margin], "D", color="orange", ms=9, label="discount asked about")
    ax.plot([none_left], [0], "P", color="tab:red", ms=9, label="nothing is left")
    ax.set(xlabel="discount off the list price", ylabel="margin as a share of the price paid")
    ax.legend()
    plt.show()
    print(f"{margin:.2%} of the price is left")

interact(picture, list_price=(100, 1000, 10), unit_cost=(50, 500, 10), discount=(0, 0.3, 0.01))
""",
    "portfolio-whale": """
import matplotlib.pyplot as plt
from ipywidgets import interact
from crmlab import datasets, portfolio

firm = datasets.make_logistics(300, seed=4)
rows = firm.shipments.merge(firm.contracts)
rows = rows.query("start < '2025-01-01' <= date").query("end.isna()").groupby("customer_id")
sales, direct = rows["amount"].sum(), rows["cost"].sum()
hours, days = 12 * rows["service_hours"].first(), rows["payment_days"].first()

def picture(hourly_cost=120, rate=0.08):
    profit = portfolio.customer_profit(sales, direct, hours, hourly_cost, days, rate)
    whale, before = portfolio.whale_curve(profit), portfolio.whale_curve(sales - direct)
    top = whale.loc[whale["value_share"].idxmax()]
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(whale["customer_share"], whale["value_share"], label="profit")
    ax.plot(before["customer_share"], before["value_share"], color="orange", label="margin")
    ax.plot(*top, "D", color="tab:red", ms=9, label="from here on customers lose money")
    ax.set(xlabel="share of the customers, from the best", ylabel="share of the sum of all")
    ax.legend()
    plt.show()
    print(f"{(profit < 0).sum()} customers lose money")

interact(picture, hourly_cost=(50, 300, 10), rate=(0, 0.2, 0.01))
""",
}
