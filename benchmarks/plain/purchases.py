"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of buying behaviour."""

PLAIN = {
    "purchases-customer": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from scipy.special import hyp2f1

r, alpha, a, b = 0.2426, 4.4135, 0.7929, 2.4258

def outlook(x, t_x, T, t):
    alive = 1 / (1 + a / (b + x - 1) * ((alpha + T) / (alpha + t_x)) ** (r + x))
    never = ((alpha + T) / (alpha + T + t)) ** (r + x)
    never *= hyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + T + t))
    return alive, alive * (a + b + x - 1) / (a - 1) * (1 - never)

def picture(frequency=2, recency=30, T=39, t=39):
    weeks = np.linspace(0, 52, 53)
    alive, purchases = outlook(frequency, recency, recency + weeks, t)
    alive_now, purchases_now = outlook(frequency, recency, T, t)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(weeks, alive, label="still a customer")
    ax.plot(T - recency, alive_now, "o", color="tab:blue", ms=9, label="today")
    ax.set_xlabel("weeks since the last purchase")
    ax.set_ylabel("still a customer")
    ax.set_ylim(0, 1.02)
    right = ax.twinx()
    right.plot(weeks, purchases, "--", color="orange", label="expected purchases")
    right.plot(T - recency, purchases_now, "o", color="orange", ms=9)
    right.set_ylabel("expected purchases")
    right.set_ylim(0)
    fig.legend(loc="upper center", ncols=3)
    plt.show()

interact(picture, frequency=(1, 20), recency=(1, 35), T=(35, 78), t=(1, 52))
""",
    "purchases-base": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

from crmlab import datasets, purchases

log = datasets.load_cdnow()
known = purchases.summarize(log, "1997-09-30")
model = purchases.BetaGeoNBD().fit(known)

def picture(weeks=39):
    ahead = np.arange(weeks + 1)
    days = np.datetime64("1997-09-30") + 7 * ahead
    bought = [purchases.summarize(log, day)["frequency"].sum() for day in days]
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(ahead, [model.predict(t, known).sum() for t in ahead], "--", label="forecast of the model")
    ax.plot(ahead, np.array(bought) - known["frequency"].sum(), label="bought")
    ax.plot(ahead, ahead * (known["frequency"] / known["T"]).sum(), ":", label="at the same pace")
    ax.set_xlabel("weeks ahead")
    ax.set_ylabel("purchases of all customers so far")
    fig.legend(loc="upper center", ncols=3)
    plt.show()

interact(picture, weeks=(1, 39))
""",
}
