"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of the foundations."""

PLAIN = {
    "relationships-wheat": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(growth_rate_grain_lost=0.2, growth_rate_grain_sown=0.25, years=5):
    factor = 4 * (1 - growth_rate_grain_lost) * growth_rate_grain_sown
    year = np.arange(years + 1)
    grains = 1000 * factor**year
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(year, grains, color="lightgrey", edgecolor="grey", label="grains in the barn")
    ax.plot(year, np.full(years + 1, 1000), "o-", ms=4, color="orange", label="at the beginning")
    ax.set_xlabel("year")
    ax.set_ylabel("grains")
    fig.legend(loc="upper center", ncols=2)
    plt.show()

share = (0.05, 0.5, 0.01)
interact(picture, growth_rate_grain_lost=share, growth_rate_grain_sown=share, years=(3, 10))
""",
    "relationships-cost-of-a-sale": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(success_rate_new=0.15, success_rate_existing=0.5, cost_per_contact_new=600,
            cost_per_contact_existing=100):
    contact = np.array([cost_per_contact_new, cost_per_contact_existing])
    attempts = 1 / np.array([success_rate_new, success_rate_existing])
    sale = attempts * contact
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar([0, 1], contact, color="tab:blue", edgecolor="grey", hatch="//", label="the contact that succeeds")
    ax.bar([0, 1], sale - contact, bottom=contact, color="lightgrey", edgecolor="grey",
           label="the contacts in vain")
    names = ["new customers", "existing customers"]
    ax.set_xticks([0, 1], [f"{n}\\n{a:,.1f} × ¥{c:,.0f}" for n, a, c in zip(names, attempts, contact)])
    ax.set_xlabel("who is asked, and contacts × cost of one")
    ax.set_ylabel("cost of a sale")
    fig.legend(loc="upper center", ncols=2)
    plt.show()

rate, cost = (0.05, 0.95, 0.01), (50, 1000, 50)
interact(picture, success_rate_new=rate, success_rate_existing=rate, cost_per_contact_new=cost,
         cost_per_contact_existing=cost)
""",
}
