"""A class is graded once and for all: nobody is lost with a worker, nobody pays for another."""

import itertools
import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from graders import (
    ASSIGNMENT,
    OURS,
    breaks_down,
    by_hash,
    dies_at_die,
    dies_once,
    half_written,
    raises_at_raise,
)
from walled import settled

from crmlab.errors import BadValueError
from crmlab.grading.classes.spreading import GAVE_UP, grade_class
from crmlab.grading.classes.workers import Here
from crmlab.grading.results import NOT_SANDBOXED, Limits, Submission

CLASS = [Submission(f"学生 {number}", b"answers %d" % number, "clv.ipynb") for number in range(12)]
DIES = Submission("s[1]", b"die", "clv.ipynb")


needs_locks = pytest.mark.skipif(sys.platform == "win32", reason="no locks of files")


@pytest.fixture
def graded(tmp_path, monkeypatch):
    """Return who was graded by which calls so far."""
    log = tmp_path / "graded.txt"
    monkeypatch.setenv("GRADED", str(log))
    return lambda: log.read_text(encoding="utf-8").split("\n")[:-1] if log.exists() else []


def results(cache, submissions=CLASS, assignment=ASSIGNMENT, grade=by_hash, executor=None, **options):
    executor = None if options.get("workers") else executor or Here()
    found = grade_class(assignment, submissions, cache=cache, grade=grade, executor=executor, **options)
    return {result.student: result for result in found}


def digests(found):
    return {student: result.digest for student, result in found.items()}


def test_nobody_gets_other_points_because_of_the_order_or_the_number_of_workers(tmp_path):
    expected = digests(results(tmp_path / "0"))
    assert set(expected) == {one.student for one in CLASS}
    with ThreadPoolExecutor(3) as threads:
        ways = [{"executor": threads}, {"workers": 1}, {"workers": 3}]
        for number, way in enumerate(ways, 1):
            assert digests(results(tmp_path / str(number), CLASS[::-1], **way)) == expected


def test_a_second_run_grades_nobody_again(tmp_path, graded):
    first = results(tmp_path / "cache")
    assert (results(tmp_path / "cache"), len(graded())) == (first, len(CLASS))


@pytest.mark.parametrize(
    "changed",
    [
        {"key": b"another"},
        {"level": NOT_SANDBOXED},
        {"limits": Limits(cell=1)},
        {"files": {"prices.csv": b"1"}},
        {"release": ASSIGNMENT.release.replace("clv", "CLV", 1)},
    ],
)
def test_no_result_of_another_version_of_the_assignment_is_taken_for_one_of_this(tmp_path, graded, changed):
    for assignment in (ASSIGNMENT, replace(ASSIGNMENT, **changed)):
        results(tmp_path / "cache", CLASS[:1], assignment)
    assert len(graded()) == 2


def test_who_hands_in_again_is_graded_again_and_only_the_last_result_is_kept(tmp_path, graded):
    again = replace(CLASS[0], content=b"better")
    for submission in (CLASS[0], again, again):
        results(tmp_path / "cache", [submission])
    assert len(graded()) == 2
    assert len(list((tmp_path / "cache").rglob("*.json"))) == 1


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\x00", None])
def test_a_damaged_file_of_the_cache_costs_nobody_anything(tmp_path, graded, damage):
    first = digests(results(tmp_path / "cache", CLASS[:1]))
    (file,) = (tmp_path / "cache").rglob("*.json")
    file.write_bytes(file.read_bytes()[:-40] if damage is None else damage)
    assert (digests(results(tmp_path / "cache", CLASS[:1])), len(graded())) == (first, 2)


@needs_locks
@pytest.mark.parametrize("dies", [False, True])
def test_what_another_run_is_keeping_of_the_same_student_stays_as_long_as_that_run_lives(tmp_path, dies):
    results(tmp_path / "cache", CLASS[:1])
    (file,) = (tmp_path / "cache").rglob("*.json")
    with half_written(file.with_name("theirs.json")) as (writer, draft):
        if dies:
            writer.kill()
            writer.wait()
        results(tmp_path / "cache", [replace(CLASS[0], content=b"better")])
        assert draft.exists() is not dies
        writer.communicate(b"\n")
    assert writer.returncode == (-signal.SIGKILL if dies else 0)
    assert file.with_name("theirs.json").exists() is not dies


def test_another_version_of_the_library_grades_anew(tmp_path, graded, monkeypatch):
    from crmlab.grading.classes import keeping

    results(tmp_path / "cache", CLASS[:1])
    monkeypatch.setattr(keeping, "_sources", lambda: "changed")
    results(tmp_path / "cache", CLASS[:1])
    assert len(graded()) == 2


def test_memory_does_not_grow_with_the_class(tmp_path):
    taken = itertools.count()

    def endless():
        while True:
            yield Submission(f"s{next(taken)}", b"", "")

    with ThreadPoolExecutor(2) as threads:
        found = grade_class(ASSIGNMENT, endless(), cache=tmp_path, executor=threads, workers=2, grade=by_hash)
        assert len(list(itertools.islice(found, 50))) == 50
        found.close()
    assert next(taken) < 60


def test_a_worker_that_dies_takes_nobody_with_it_and_its_student_is_left_to_a_person(tmp_path):
    found = results(tmp_path, [*CLASS[:3], DIES, *CLASS[3:]], grade=dies_at_die, workers=2)
    lost = found.pop(DIES.student)
    assert digests(found) == digests(results(tmp_path / "other"))
    assert (lost.reason, set(lost.scores.values())) == (GAVE_UP, {None})
    assert GAVE_UP in lost.notebook


def test_a_worker_that_dies_by_accident_costs_nobody_anything(tmp_path, graded):
    found = results(tmp_path / "cache", [*CLASS[:2], DIES, *CLASS[2:]], grade=dies_once, workers=2)
    assert not any(result.reason for result in found.values())
    assert digests(found) == digests(results(tmp_path / "other", [*CLASS, DIES]))


def test_a_mistake_of_ours_costs_one_student_nothing_but_time_and_is_tried_again_next_time(tmp_path, graded):
    wrong = Submission("O'Neil", b"raise", "clv.ipynb")
    found = results(tmp_path / "cache", [wrong, *CLASS], grade=raises_at_raise)
    assert [result.student for result in found.values() if result.reason] == ["O'Neil"]
    assert not results(tmp_path / "cache", [wrong], grade=by_hash)["O'Neil"].reason


@pytest.mark.parametrize("workers", [None, 2])
def test_an_error_of_ours_is_told_to_the_instructor_with_its_student_and_to_nobody_else(tmp_path, workers):
    broken = [Submission(f"s {content.decode()}", content, "clv.ipynb") for content in OURS]
    found = results(tmp_path / "cache", [*broken, *CLASS], grade=breaks_down, workers=workers)
    for one in broken:
        lost, said = found.pop(one.student), OURS[one.content][1]
        (told,) = lost.remarks
        assert told.startswith(f"crmlab itself broke down, with {said}") and len(told) < 400
        assert (lost.reason, set(lost.scores.values())) == (GAVE_UP, {None})
        assert said not in lost.notebook and GAVE_UP in lost.notebook
    assert digests(found) == digests(results(tmp_path / "other"))


def test_a_result_that_cannot_be_kept_counts_all_the_same_and_says_so(tmp_path, monkeypatch):
    def full(file, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("crmlab.grading.classes.keeping.write_whole", full)
    found = results(tmp_path, CLASS[:1])[CLASS[0].student]
    assert "No space left on device" in found.remarks[0]
    assert not found.reason and set(found.scores.values()) <= {0.0, 1.0}


def test_fewer_than_one_worker_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(BadValueError, match="workers must be 1 or more; got 0"):
        list(grade_class(ASSIGNMENT, CLASS, cache=tmp_path, workers=0, grade=by_hash))


def test_a_script_that_lacks_its_guard_is_told_so_instead_of_going_on_for_hours(tmp_path):
    script = tmp_path / "bare.py"
    script.write_text(SCRIPT.replace('if __name__ == "__main__":', "if True:"), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, script, tmp_path / "cache"], env=environment, capture_output=True, encoding="utf-8"
    )
    assert 'put what it does under if __name__ == "__main__"' in done.stderr


SCRIPT = """
import signal, sys, time
from pathlib import Path
from graders import ASSIGNMENT, by_hash
from crmlab.grading.results import Submission
from crmlab.grading.classes.spreading import grade_class

def slow(assignment, submission):
    print("at work", flush=True)
    time.sleep(600)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a job was begun with &
    one = Submission("anna", b"", "")
    list(grade_class(ASSIGNMENT, [one] * 2, cache=Path(sys.argv[1]), workers=2, grade=slow))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_a_run_that_is_stopped(tmp_path, end):
    script = tmp_path / "slow.py"
    script.write_text(SCRIPT, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, script, tmp_path / "cache"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        for _ in range(2):
            assert run.stdout.readline() == b"at work\n"
        workers = _children(run.pid)
        assert len(workers) >= 2
        run.send_signal(end)
        run.stdout.read()  # until no process is left that could write to it
    assert run.returncode != 0  # it was stopped, and did not come to its end
    assert settled(set(), lambda: {worker for worker in workers if Path("/proc", worker).exists()}) == set()


def _children(process):
    listed = Path(f"/proc/{process}/task/{process}/children")
    if not listed.exists():
        pytest.skip("this system does not list the children of a process")
    return listed.read_text(encoding="ascii").split()


@pytest.mark.slow
def test_a_cluster_grades_like_one_computer_and_survives_the_loss_of_a_worker(tmp_path):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: no cluster to try")
    expected = digests(results(tmp_path / "here"))
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = grade_class(
            ASSIGNMENT, [*CLASS, DIES], cache=tmp_path / "there", executor=client.get_executor(),
            workers=2, grade=dies_at_die,
        )  # fmt: skip
        got = {result.student: result for result in found}
    assert got.pop(DIES.student).reason == GAVE_UP
    assert digests(got) == expected


def test_a_result_that_is_kept_is_the_one_that_was_found(tmp_path):
    (first,) = results(tmp_path, CLASS[:1]).values()
    (again,) = results(tmp_path, CLASS[:1]).values()
    assert json.loads(again.as_json()) == json.loads(first.as_json())


def test_a_result_that_the_clock_has_touched_is_not_kept_for_the_next_run(tmp_path):
    def cut(assignment, submission):
        return replace(by_hash(assignment, submission), cut_off=True)

    with ThreadPoolExecutor(1) as threads:
        list(grade_class(ASSIGNMENT, CLASS[:1], cache=tmp_path, executor=threads, workers=1, grade=cut))
    assert list(tmp_path.rglob("*.json")) == []
