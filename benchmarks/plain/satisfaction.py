"""Plain cells beside the explorers of satisfaction."""

PLAIN = {
    "satisfaction-ratio": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from crmlab import satisfaction

def picture(perceived=4.0, expected=2.0, band=0.05):
    judged = satisfaction.index(perceived, expected, band)
    difference = perceived - expected
    ends = np.array([0, 12])
    fig, ax = plt.subplots(figsize=(7.2, 3.8))
    ax.plot(ends, judged.ratio * ends, label="equally good by ratio")
    ax.plot(ends, difference + ends, "--", color="tab:red", label="equally good by difference")
    ax.plot(ends, ends, ":", color="grey", label="as expected")
    ax.plot([expected], [perceived], "D", color="orange", ms=9, label="this offer")
    ax.plot([6], [9], "s", color="grey", ms=9, label="other offer")
    ax.set(xlabel="expected level", ylabel="perceived level", xlim=(0, 12), ylim=(0, 12))
    ax.legend()
    plt.show()
    print(f"ratio {judged.ratio:.2f} ({judged.verdict}), difference {difference:.2f}")
    print("other offer: ratio 1.50, difference 3.00")

interact(picture, perceived=(2, 10, 0.5), expected=(2, 10, 0.5), band=(0, 0.2, 0.05))
""",
}
