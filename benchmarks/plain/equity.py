"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of customer equity."""

PLAIN = {
    "equity-magazine": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(size=1000, first_margin=5, later_margin=45,
            retention="0.6, 0.65, 0.7, 0.75, 0.78, 0.79, 0.8, 0.8, 0.8", rate=0.15, when=["start", "end"]):
    kept = np.cumprod([1.0, *map(float, retention.split(","))])
    year = np.arange(1, len(kept) + 1)
    profit = size * kept * np.where(year == 1, first_margin, later_margin)
    worth = profit / (1 + rate) ** (year - (when == "start"))
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(year, profit, color="lightgrey", edgecolor="grey", label="profit of the year")
    ax.bar(year, worth, edgecolor="grey", label="worth today")
    ax.set_xlabel("year")
    ax.set_ylabel("profit of the cohort")
    ax.set_title(f"Profit {profit.sum():,.2f}, worth {worth.sum():,.2f} today")
    ax.legend()
    plt.show()

interact(picture, size=(500, 5000, 100), first_margin=(5, 50, 5), later_margin=(20, 100, 5),
         rate=(0.02, 0.2, 0.01))
""",
    "equity-response": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def reached(outlay, current_outlay, current_share, ceiling):
    return ceiling * (1 - (1 - current_share / ceiling) ** (outlay / current_outlay))

def picture(outlay=20, current_outlay=10, current_share=0.2, ceiling=0.4):
    across = np.linspace(0, 1.2 * max(outlay, current_outlay), 25)
    known = current_outlay, current_share, ceiling
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(across, reached(across, *known), "o-", ms=4, label="share reached")
    ax.axhline(ceiling, color="orange", label="ceiling")
    ax.plot(outlay, reached(outlay, *known), "D", color="orange", ms=9, label="spending asked about")
    ax.plot(current_outlay, current_share, "s", color="tab:red", ms=9, label="spending now")
    ax.set_xlabel("spending a head")
    ax.set_ylabel("share won or kept")
    ax.set_ylim(0, 1)
    fig.legend(loc="upper center", ncols=4)
    plt.show()

interact(picture, outlay=(0, 50), current_outlay=(5, 30), current_share=(0.05, 0.3, 0.01),
         ceiling=(0.4, 0.9, 0.01))
""",
    "equity-optimum": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from scipy.optimize import minimize_scalar

def picture(margin=100, rate=0.1, acquisition_outlay=10, acquired_share=0.1, acquisition_ceiling=0.3,
            retention_outlay=10, retained_share=0.6, retention_ceiling=0.9):
    def reached(outlay, now, share, ceiling):
        return ceiling * (1 - (1 - share / ceiling) ** (outlay / now))

    def kept(outlay):
        return reached(outlay, retention_outlay, retained_share, retention_ceiling)

    def won(outlay):
        return reached(outlay, acquisition_outlay, acquired_share, acquisition_ceiling)

    def later(outlay):
        return (margin * kept(outlay) - outlay) / (1 + rate - kept(outlay))

    keep = minimize_scalar(lambda outlay: -later(outlay), bounds=(0, 500), method="bounded").x
    win = minimize_scalar(lambda o: o - won(o) * (margin + later(keep)), bounds=(0, 500), method="bounded").x
    outlay = np.linspace(0, 1.2 * max(keep, win, retention_outlay, acquisition_outlay), 21)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(outlay, kept(outlay), "o-", ms=4, label="customers kept")
    ax.plot(outlay, won(outlay), "s-", color="orange", ms=4, label="prospects won")
    ax.plot([keep, win], [kept(keep), won(win)], "D", color="orange", ms=9, label="best spending")
    now = retention_outlay, acquisition_outlay
    ax.plot(now, [retained_share, acquired_share], "s", color="tab:red", ms=9, label="spending now")
    ax.set_xlabel("spending a head")
    ax.set_ylabel("share won or kept")
    ax.set_ylim(0, 1)
    fig.legend(loc="upper center", ncols=4)
    plt.show()

interact(picture, margin=(50, 300, 10), rate=(0.02, 0.2, 0.01), acquisition_outlay=(5, 30),
         acquired_share=(0.05, 0.25, 0.01), acquisition_ceiling=(0.3, 0.5, 0.01), retention_outlay=(5, 40),
         retained_share=(0.4, 0.7, 0.01), retention_ceiling=(0.75, 0.95, 0.01))
""",
    "equity-sifting": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(size=1000, first_margin=5, later_margin=45, first=0.6, difference=0.3, rate=0.15,
            when=["start", "end"]):
    n = np.arange(9)
    mixed = (first * (1 - difference) + difference * n) / (1 - difference + difference * n)
    alike = np.full(9, first)

    def worth(rates):
        kept = np.cumprod([1.0, *rates])
        year = np.arange(1, len(kept) + 1)
        profit = size * kept * np.where(year == 1, first_margin, later_margin)
        return (profit / (1 + rate) ** (year - (when == "start"))).sum()

    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(n + 1, mixed, "o-", ms=4, label="renewals of a mixed cohort")
    ax.plot(n + 1, alike, "s-", color="orange", ms=4, label="if all were alike")
    ax.set_xlabel("renewal")
    ax.set_ylabel("share who renew")
    ax.set_ylim(0, 1)
    ax.set_title(f"Worth {worth(mixed):,.2f} today; {worth(alike):,.2f} if all were alike")
    ax.legend()
    plt.show()

interact(picture, size=(500, 5000, 100), first_margin=(5, 50, 5), later_margin=(20, 100, 5),
         first=(0, 0.95, 0.005), difference=(0, 0.95, 0.005), rate=(0.02, 0.2, 0.01))
""",
    "equity-switching": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(our_value=6, our_brand=6, our_relationship=6, their_value=6, their_brand=6, their_relationship=6,
            value_weight=0.4, brand_weight=0.3, relationship_weight=0.3, margin=100, rate=0.1, years=10,
            inertia=1):
    weights = np.array([value_weight, brand_weight, relationship_weight])
    gap = weights @ np.array([our_value - their_value, our_brand - their_brand,
                              our_relationship - their_relationship])
    repeat, switch = 1 / (1 + np.exp(-(gap + inertia))), 1 / (1 + np.exp(-(gap - inertia)))
    share = [np.array([1.0, 0.0])]
    for _ in range(years):
        share.append(share[-1] * repeat + (1 - share[-1]) * switch)
    share = np.array(share)
    year = np.arange(years + 1)
    worth = (margin * share[1:] / (1 + rate) ** year[1:, None]).sum(axis=0)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(year, share[:, 0], "o-", ms=4, label="of our customers")
    ax.plot(year, share[:, 1], "s-", color="orange", ms=4, label="of the rival's customers")
    ax.set_xlabel("year")
    ax.set_ylabel("share who choose us")
    ax.set_ylim(0, 1)
    ax.set_title(f"One of ours is worth {worth[0]:,.2f} to us, one of theirs {worth[1]:,.2f}")
    ax.legend()
    plt.show()

mark = (2, 9, 0.5)
weight = (0.1, 0.9, 0.1)
interact(picture, our_value=mark, our_brand=mark, our_relationship=mark, their_value=mark, their_brand=mark,
         their_relationship=mark, value_weight=weight, brand_weight=weight, relationship_weight=weight,
         margin=(50, 500, 10), rate=(0.02, 0.2, 0.01), years=(1, 20), inertia=(0, 3, 0.1))
""",
}
