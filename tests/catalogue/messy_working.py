"""Right answers that do more than return a value: they print, warn, use their arguments up, use magics."""

from __future__ import annotations

from catalogue.frame import model_answers
from catalogue.messy_answers import ENDLESS, GIVEN, PRESENT, VALUE, answered

RIGHT = model_answers()["clv-value"]

IN_CALLS = [
    answered(
        "arguments-used-up",
        "The functions empty and change the lists that they are given: every call must get fresh ones.",
        clv_present="""
            def present_value(flows, rate):
                total, t = 0, 0
                while flows:
                    total += flows.pop(0) / (1 + rate) ** t
                    t += 1
                return total
        """,
        clv_payback="""
            def payback_year(acquisition_cost, profits):
                profits[0] -= acquisition_cost
                for n in range(1, len(profits)):
                    profits[n] += profits[n - 1]
                return next((n for n, total in enumerate(profits, 1) if total >= 0), None)
        """,
    ),
    answered(
        "insists-on-lists-and-whole-numbers",
        "The functions check the types of what they get: crossing into the sandbox must keep them.",
        clv_present=f"""
            def present_value(flows, rate):
                assert type(flows) is list and all(type(flow) in (int, float) for flow in flows)
                return {PRESENT}
        """,
        clv_value=f"""
            def lifetime_value({GIVEN}):
                assert years is None or type(years) is int
                return {VALUE}
        """,
    ),
    answered(
        "result-in-a-global-variable",
        "The function works with global variables and counts its calls.",
        clv_value=f"""
            calls = 0

            def lifetime_value({GIVEN}):
                global total, calls
                calls += 1
                if years is None:
                    return {ENDLESS}
                total = 0
                for t in range(1, years + 1):
                    total += margin * (retention / (1 + rate)) ** t
                return total
        """,
    ),
    answered(
        "prints-in-the-function",
        "The function prints every step and returns the result, too.",
        clv_value=f"""
            def lifetime_value({GIVEN}):
                for t in range(100):
                    print("year", t, "margin", margin)
                return {VALUE}
        """,
    ),
    answered(
        "warns-and-logs-in-the-function",
        "Warnings, logs and stderr: nbgrader gives no points to a graded cell that writes to stderr.",
        clv_value=f"""
            import logging
            import sys
            import warnings

            def lifetime_value({GIVEN}):
                logging.warning("lifetime_value of %s", margin)
                warnings.warn("endless" if years is None else "finite")
                print("working", file=sys.stderr)
                return {VALUE}
        """,
    ),
    answered(
        "log-of-zero-in-the-function",
        "NumPy warns of a division by zero on the way; the result is right all the same.",
        clv_present="""
            def present_value(flows, rate):
                np.log(np.array([rate, 0.0]))
                return float(np.dot(flows, (1 + rate) ** -np.arange(len(flows), dtype=float)))
        """,
    ),
    answered(
        "threads-in-the-function",
        "The years are computed by a pool of threads that is started in every call.",
        clv_value=f"""
            from concurrent.futures import ThreadPoolExecutor

            def lifetime_value({GIVEN}):
                if years is None:
                    return {ENDLESS}
                factor = retention / (1 + rate)
                with ThreadPoolExecutor(4) as pool:
                    return sum(pool.map(lambda t: margin * factor**t, range(1, years + 1)))
        """,
    ),
    answered(
        "random-with-a-seed-in-the-function",
        "A generator with a fixed seed is asked on the way.",
        clv_value=f"""
            import random

            random.seed(7)
            np.random.seed(7)

            def lifetime_value({GIVEN}):
                assert 0 <= random.random() < 1 and 0 <= np.random.rand() < 1
                return {VALUE}
        """,
    ),
    answered(
        "draws-in-the-function",
        "The function draws a figure in every call and closes none.",
        clv_value=f"""
            import matplotlib.pyplot as plt

            def lifetime_value({GIVEN}):
                if years:
                    plt.figure()
                    plt.plot([margin * retention**t for t in range(years)])
                    plt.show()
                return {VALUE}
        """,
    ),
    answered(
        "reads-his-own-file-in-the-function",
        "The function reads a file that its cell wrote beside the notebook.",
        clv_value=f"""
            import json

            with open("settings.json", "w", encoding="utf-8") as file:
                json.dump({{"first": 1}}, file)

            def lifetime_value({GIVEN}):
                with open("settings.json", encoding="utf-8") as file:
                    first = json.load(file)["first"]
                assert first == 1
                return {VALUE}
        """,
    ),
    answered(
        "slow-but-within-the-limit",
        "The function waits a tenth of a second in every call, which is no reason to stop it.",
        clv_value=f"""
            import time

            def lifetime_value({GIVEN}):
                time.sleep(0.1)
                return {VALUE}
        """,
    ),
]

# What stands in the answer cell before or behind the function.
AROUND = {
    "time-magic-in-the-answer": (
        "%%time runs the cell by itself; the function must be there afterwards.",
        f"%%time\n{RIGHT}",
    ),
    "capture-magic-in-the-answer": (
        "%%capture swallows the outputs of the cell that defines the function.",
        f"%%capture shown\n{RIGHT}\nprint(lifetime_value(100, 0.8, 0.1, 5))",
    ),
    "line-magics-in-the-answer": (
        "Line magics, a shell command and a question stand between the lines.",
        f"%matplotlib inline\n{RIGHT}\n%time lifetime_value(100, 0.8, 0.1, 5)\n!ls\n?lifetime_value",
    ),
    "await-in-the-answer": (
        "A top-level await stands before the function; Python alone could not compile the cell.",
        f"import asyncio\n\nawait asyncio.sleep(0)\n\n{RIGHT}",
    ),
    "installing-in-the-answer": (
        "A package is installed at the top of the answer, in every way; there is no network to wait for.",
        "import subprocess, sys\n%pip install seaborn\n!pip install seaborn\n%conda install seaborn\n"
        'subprocess.run([sys.executable, "-m", "pip", "install", "seaborn"])\n'
        f'subprocess.run("pip install seaborn", shell=True)\n{RIGHT}',
    ),
    "absent-modules-in-the-answer": (
        "Modules are imported that are not there, in every way; one of them is caught.",
        "import seaborn_of_tomorrow as sns, math\nfrom seaborn_of_tomorrow import x\n"
        "import seaborn_of_tomorrow.a.b\nfrom math import floor\n"
        "try:\n    import plotly_of_tomorrow\nexcept ImportError:\n    plotly = None\n"
        f"{RIGHT}\nfloor(math.pi)",
    ),
    "magic-import-in-the-answer": (
        "%load_ext of an extension that is absent stands behind the function.",
        f"{RIGHT}\n%load_ext no_such_extension",
    ),
    "error-behind-the-function": (
        "The last line of the answer cell fails, after the function is defined.",
        f"{RIGHT}\n\nlifetime_value(100, 0.8, 0.1, 'five')",
    ),
    "input-before-the-function": (
        "The cell asks for the Enter key before it defines the function; nobody is there to press it.",
        f'input("Press Enter to go on")\n\n{RIGHT}',
    ),
    "input-behind-the-function": (
        "The cell asks for numbers after it has defined the function.",
        f'{RIGHT}\n\nprint(lifetime_value(100, 0.8, float(input("rate? ")), 5))',
    ),
    "hints-and-working-in-the-answer": (
        "hint, explore and show are called before the function is defined: they must not fail.",
        'from crmlab import clv, explore, hint, show\n\nhint("clv-value")\n'
        "explore(clv.lifetime_value)\n"
        "show(clv.lifetime_value, margin=100, retention=0.8, rate=0.1, years=5)\n\n" + RIGHT,
    ),
    "unused-import-of-the-library": (
        "A withheld function is imported and never called: the import must go well.",
        f"from crmlab.clv import annuity_factor\n\n{RIGHT}",
    ),
    "library-imported-before-his-own": (
        "Everything of the topic is imported, the withheld function too; his own definition stands below.",
        f"from crmlab.clv import *\n\n{RIGHT}",
    ),
    "check-within-the-answer": (
        "The graded check is called in the answer cell, too.",
        f'{RIGHT}\n\ncheck("clv-value-finite", lifetime_value)\nprint("all right")',
    ),
    "async-function-unused": (
        "An async function and an async generator stand beside the answer, and are never awaited.",
        f"async def later():\n    yield 1\n\nasync def never():\n    return 2\n\nnever()\n\n{RIGHT}",
    ),
    "tabs-for-indentation": (
        "The answer is indented with tabs, the stub with spaces.",
        RIGHT.replace("    ", "\t"),
    ),
    "line-ends-of-windows": ("The answer has CRLF line ends.", RIGHT.replace("\n", "\r\n")),
    "form-feed-and-line-separator": (
        "A U+2028 stands in a comment and a form feed between two functions: str.splitlines breaks there.",
        f"# 先算\u2028 再写\n{RIGHT}\n\x0c\ndone = True",
    ),
}

CASES = IN_CALLS + [answered(name, about, clv_value=source) for name, (about, source) in AROUND.items()]
