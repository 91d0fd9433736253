"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of complaints."""

PLAIN = {
    "complaints-voice": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def kept(customers, voice, resolved, quick, rates):
    silent, unresolved, slow, fast = rates
    helped = (1 - quick) * slow + quick * fast
    return customers * ((1 - voice) * silent + voice * ((1 - resolved) * unresolved + resolved * helped))

def picture(dissatisfied=1000, voice_rate=0.1, resolved=0.65, quick=1.0,
            rates_silent=0.09, rates_unresolved=0.19, rates_resolved=0.54, rates_quick=0.82):
    rates = rates_silent, rates_unresolved, rates_resolved, rates_quick
    voice = np.linspace(0, 1, 21)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    for label, one, two in [
        ("all resolved quickly", 1, 1), ("resolved as set", resolved, quick), ("none resolved", 0, 0)
    ]:
        ax.plot(100 * voice, kept(dissatisfied, voice, one, two, rates), "o-", ms=3, label=label)
    ax.plot(100 * voice_rate, kept(dissatisfied, voice_rate, resolved, quick, rates), "D", ms=9, label="now")
    ax.set_xlabel("dissatisfied customers who complain (%)")
    ax.set_ylabel("customers kept")
    ax.set_ylim(0)
    fig.legend(loc="upper center", ncols=4)
    plt.show()

share = (0.05, 0.95, 0.01)
interact(picture, dissatisfied=(100, 2000, 50), voice_rate=(0.05, 0.7, 0.01), resolved=(0.3, 0.9, 0.01),
         quick=(0.05, 1, 0.01), rates_silent=share, rates_unresolved=share, rates_resolved=share,
         rates_quick=share)
""",
    "complaints-iceberg": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

rates = [0.04, 0.05, 0.08, 0.10, 0.30, 0.31, 0.50, 0.69]

def picture(complaints=100, voice_rate=0.1):
    silent = complaints / np.array([*rates, voice_rate]) - complaints
    at = np.arange(9)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(at, complaints, 0.7, color="tab:orange", edgecolor="grey", label="told the firm")
    ax.bar(at, -silent, 0.7, color="tab:blue", edgecolor="grey", label="silent")
    ax.axhline(0, linestyle=":")
    ax.set_xticks(at, [*(f"{rate:.0%}" for rate in rates), "now"])
    ax.yaxis.set_major_formatter(lambda value, place: f"{abs(value):,.0f}")
    ax.set_xlabel("dissatisfied customers who complain (%)")
    ax.set_ylabel("customers: told above, silent below")
    fig.legend(loc="upper center", ncols=2)
    plt.show()

interact(picture, complaints=(10, 200, 10), voice_rate=(0.05, 0.7, 0.01))
""",
    "complaints-pyramid": """
import matplotlib.pyplot as plt
from ipywidgets import interact

def picture(number=20, layers_voice=0.08, layers_counted=0.375):
    counted = layers_voice * layers_counted
    shares = [counted, layers_voice - counted, 1 - layers_voice]
    numbers = [number * share / shares[0] for share in shares]
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    layers = ["counted by the firm", "told the front line only", "silent"]
    bars = ax.barh(layers, numbers, 0.7, color=["tab:orange", "lightgrey", "tab:blue"], edgecolor="grey")
    texts = [f"{n:,.1f} = {share:.1%}" for n, share in zip(numbers, shares)]
    ax.bar_label(bars, texts, padding=4)
    ax.axhline(0.5, linestyle=":")
    ax.invert_yaxis()
    ax.margins(x=0.3)
    ax.set_xlabel("customers")
    fig.tight_layout()
    plt.show()

interact(picture, number=(1, 1000), layers_voice=(0.04, 1, 0.005), layers_counted=(0.04, 1, 0.005))
""",
    "complaints-market-loss": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(complaints=100, voice_rate=0.1, resolved=0.65, loss_per_customer=2000):
    percent = np.arange(5, 101, 5)
    asked = complaints / (percent / 100)
    silent = (asked - complaints) * loss_per_customer
    unresolved = complaints * (1 - resolved) * loss_per_customer
    kept = (asked - complaints) * 0.09 + complaints * ((1 - resolved) * 0.19 + resolved * 0.54)
    now = (complaints / voice_rate - complaints) * loss_per_customer + unresolved
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(percent, np.full(len(percent), unresolved), 3.6, label="unresolved complaints")
    ax.bar(percent, silent, 3.6, bottom=unresolved, color="lightgrey", label="silent customers")
    ax.plot(percent, (asked - kept) * loss_per_customer, "go-", ms=3, label="in all, with TARP's rates")
    ax.plot(100 * voice_rate, now, "D", color="orange", ms=9, label="now")
    ax.set_xlabel("dissatisfied customers who complain (%)")
    ax.set_ylabel("loss")
    ax.legend()
    plt.show()

interact(picture, complaints=(10, 200, 10), voice_rate=(0.05, 0.7, 0.01), resolved=(0.3, 0.9, 0.01),
         loss_per_customer=(500, 6000, 100))
""",
    "complaints-recovery": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def kept(voice, resolved, quick):
    helped = (1 - quick) * 0.54 + quick * 0.82
    return 1000 * ((1 - voice) * 0.09 + voice * ((1 - resolved) * 0.19 + resolved * helped))

def picture(kept_before_voice=0.1, kept_before_resolved=0.65, kept_before_quick=0.0,
            kept_after_voice=0.1, kept_after_resolved=0.65, kept_after_quick=1.0,
            value=1000, cost=20_000):
    before = kept(kept_before_voice, kept_before_resolved, kept_before_quick)
    after = kept(kept_after_voice, kept_after_resolved, kept_after_quick)
    worth = (after - before) * value
    costs = np.linspace(0, 1.1 * max(worth, cost), 11)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(costs, worth - costs, "o-", ms=3, label="gain")
    ax.plot(cost, worth - cost, "D", ms=9, label="now")
    if worth > 0:
        ax.plot(worth, 0, "s", ms=9, label="most it may cost")
    ax.set_xlabel("cost of the measure")
    ax.set_ylabel("gain")
    fig.legend(loc="upper center", ncols=3)
    plt.show()

share = (0, 1, 0.01)
interact(picture, kept_before_voice=share, kept_before_resolved=share, kept_before_quick=share,
         kept_after_voice=share, kept_after_resolved=share, kept_after_quick=share, value=(500, 6000, 100),
         cost=(10_000, 200_000, 10_000))
""",
}
