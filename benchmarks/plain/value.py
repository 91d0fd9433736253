"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of customer value."""

PLAIN = {
    "value-offers": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(benefits_product=80, benefits_service=20, benefits_personnel=10, benefits_image=10,
            costs_money=70, costs_time=10, costs_energy=10, costs_psychic=10):
    benefits = benefits_product + benefits_service + benefits_personnel + benefits_image
    costs = costs_money + costs_time + costs_energy + costs_psychic
    across = np.linspace(0, 1.2 * max(costs, 18), 12)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(across, benefits - costs + across, "o-", ms=4, label="same difference as yours")
    ax.plot(across, benefits / costs * across, "s-", color="orange", ms=4, label="same ratio as yours")
    ax.plot(costs, benefits, "D", color="orange", ms=9, label="your offer")
    ax.plot(18, 24, "s", color="tab:red", ms=9, label="rival: 24 for 18")
    ax.set_xlabel("all costs")
    ax.set_ylabel("all benefits")
    fig.legend(loc="upper center", ncols=2)
    plt.show()

interact(picture, benefits_product=(50, 500, 10), benefits_service=(20, 500, 10),
         benefits_personnel=(10, 500, 10), benefits_image=(10, 500, 10),
         costs_money=(20, 200, 10), costs_time=(10, 200, 10),
         costs_energy=(10, 200, 10), costs_psychic=(10, 200, 10))
""",
    "value-map": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(benefits=180, costs=120, rival_benefits=110, rival_costs=60):
    across = np.linspace(0, 1.2 * max(costs, rival_costs), 12)
    difference, ratio = benefits - costs + across, benefits / costs * across
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.fill_between(across, difference, ratio, color="lightgrey", label="here the two forms disagree")
    ax.plot(across, difference, "o-", ms=4, label="same difference as yours")
    ax.plot(across, ratio, "s-", color="orange", ms=4, label="same ratio as yours")
    ax.plot(costs, benefits, "D", color="orange", ms=9, label="your offer")
    ax.plot(rival_costs, rival_benefits, "P", color="tab:red", ms=9, label="the rival's offer")
    ax.set_xlabel("all costs")
    ax.set_ylabel("all benefits")
    needed = max(benefits, costs + rival_benefits - rival_costs, costs * rival_benefits / rival_costs)
    ax.set_title(f"Benefits that are missing: {needed - benefits:,.2f}")
    fig.legend(loc="upper center", ncols=3)
    plt.show()

interact(picture, benefits=(40, 200), costs=(40, 200), rival_benefits=(40, 200),
         rival_costs=(40, 200))
""",
    "value-improvement": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(margin=100, retention=0.8, gain=0.05, rate=0.1):
    before = margin * retention / (1 + rate - retention)
    multiple = (retention + gain) / (1 + rate - retention - gain)
    highest = margin - before / multiple
    spending = np.linspace(0, margin, 11)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(spending, (margin - spending) * multiple, "o-", ms=4, label="with the improvement")
    ax.axhline(before, color="orange", label="without it")
    ax.plot(highest, before, "D", color="orange", ms=9, label="most that it may cost")
    ax.set_xlabel("spending a year")
    ax.set_ylabel("worth to the firm")
    ax.set_title(f"At most {highest:,.2f} a year")
    fig.legend(loc="upper center", ncols=3)
    plt.show()

interact(picture, margin=(50, 500, 10), retention=(0.5, 0.85, 0.01), gain=(0.01, 0.05, 0.01),
         rate=(0.02, 0.2, 0.01))
""",
}
