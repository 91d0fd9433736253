"""Where the time of a run goes, by layer and by topic: `pytest -p shares`, as `make test` does."""

import re
from collections import Counter

from crmlab import TOPICS

LAYERS = {
    "tests/browser/": "browser",
    "tests/catalogue/": "grading",
    "tests/course/": "course",
    "tests/engines/": "engines",
    "tests/exercises/": "exercises",
    "tests/grading/": "grading",
    "tests/intake/": "intake",
    "tests/test_explorers": "explorers",
    "tests/test_figures": "explorers",
}
OTHERS = "calculators"
NO_TOPIC = "no topic"
TOPIC = re.compile(rf"(?<![a-z])({'|'.join(sorted(TOPICS, key=len, reverse=True))})(?![a-z])")


def layer_of(nodeid):
    return next((layer for start, layer in LAYERS.items() if nodeid.startswith(start)), OTHERS)


def topic_of(nodeid):
    """The topic that a test names in its file, or else in what it is run with."""
    module, _, test = nodeid.partition("::")
    for text in (module.replace("test_", ""), test.partition("[")[2].replace("-", " ")):
        if found := TOPIC.search(text):
            return found[1]
    return NO_TOPIC


def pytest_terminal_summary(terminalreporter):
    outcomes = terminalreporter.stats.values()
    reports = [report for found in outcomes for report in found if hasattr(report, "duration")]
    for name, share_of in (("layer", layer_of), ("topic", topic_of)):
        seconds, tests = Counter(), Counter()
        for report in reports:
            key = share_of(report.nodeid)
            seconds[key] += report.duration
            tests[key] += report.when == "call"
        terminalreporter.section(f"seconds by {name}, of all workers together")
        for key, spent in seconds.most_common():
            share = spent / seconds.total()
            terminalreporter.line(f"{spent:9.1f} s {share:6.1%} {tests[key]:6} tests  {key}")
