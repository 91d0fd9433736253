"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of key accounts."""

PLAIN = {
    "portfolio-key-accounts": """
import matplotlib.pyplot as plt
from crmlab import datasets
from ipywidgets import interact

firm = datasets.make_logistics(300, seed=4)
shipped = firm.shipments[firm.shipments["date"] >= "2025-01-01"].groupby("customer_id")
deeds = firm.activities[firm.activities["year"] == 2025]
accounts = firm.contracts.set_index("customer_id").query("start < '2025-01-01' and end.isna()")
accounts["size"], accounts["fit"] = shipped["amount"].sum(), shipped["on_time"].mean()
accounts["growth"] = firm.potential.set_index("customer_id")["growth"]
served = (deeds["number"] * deeds["unit_cost"]).groupby(deeds["customer_id"]).sum()
waiting = 0.08 * accounts["size"] * accounts["payment_days"] / 365
accounts["profit"] = accounts["size"] - shipped["cost"].sum() - served - waiting
among = [accounts[name].rank(ascending=False) <= 10 for name in ["size", "profit"]]
twelve = accounts[among[0] | among[1]].set_index("name")[["size", "profit", "growth", "fit"]]
standard = (twelve - twelve.mean()) / twelve.std(ddof=0)

def picture(size=2, profit=4, growth=2, fit=2):
    weights = [size, profit, growth, fit]
    index = (standard * weights).sum(axis=1) / sum(weights)
    index = index.sort_values(ascending=False)
    fig, ax = plt.subplots(figsize=(7.2, 4))
    ax.bar(index.index[:5], index[:5], label="first five")
    ax.bar(index.index[5:], index[5:], color="lightgrey", edgecolor="grey", label="others")
    ax.set_xticks(range(12), [name.split()[0] for name in index.index], rotation=35)
    ax.set_ylabel("index")
    fig.legend(loc="upper center", ncols=2)
    plt.show()

points = (0, 10, 1)
interact(picture, size=points, profit=points, growth=points, fit=points)
""",
}
