"""One set of packages, written down three times: pyproject.toml, requirements.lock, environment.yml agree."""

import ast
import itertools
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import MatchSpec

import crmlab
from crmlab.declared import authored

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]

# conda-forge's matplotlib pulls in Qt; its matplotlib-base is what the name means on the Python index
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
CONDA_NAMES |= {f"jupyter-{part}": f"jupyter_{part}" for part in ("client", "core", "server")}

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {"linux": ("Linux", "posix"), "darwin": ("Darwin", "posix"), "win32": ("Windows", "nt")}

# What `import crmlab` must not load: seconds of waiting, or packages that a calculator's user may not have
HEAVY = (
    "IPython",
    "duckdb",
    "ipywidgets",
    "jupyterlab",
    "matplotlib",
    "narwhals",
    "nbgrader",
    "polars",
    "scipy",
)

# Written in pieces, or this file would find itself
HOSTS = map("".join, itertools.product(("pypi", "pythonhosted", "anaconda", "npmjs"), (".org", ".com")))
ADDRESSES = [*map(re.escape, HOSTS), r"https?://\S+/simple\b", "file:" + "//"]
REGISTRY = re.compile("|".join(ADDRESSES))
MACHINE_PATH = re.compile(r"(?<![\w.~})-])/(?:home|Users|root|work|tmp)/\w|\b[A-Za-z]:\\{1,2}Users\\")


def run(*command, cwd=ROOT, env=None):
    """Run a command that must succeed and give back what it printed."""
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, f"{shlex.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


def tracked():
    """Files that git knows and that are there (a deleted one may still be in the index)."""
    # safe.directory: a container often runs as somebody else than the owner of the checkout
    names = run("git", "-c", "safe.directory=*", "ls-files", "-z").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def built(*folders):
    """The notebooks that `make build` made there; no folder may be empty."""
    found = [sorted((ROOT / folder).glob("**/*.ipynb")) for folder in folders]
    assert all(found), f"run `make build`: no notebook in one of {folders}"
    return [path for path in itertools.chain(*found) if ".ipynb_checkpoints" not in path.parts]


def direct_requirements():
    """Core and all extras, as in pyproject.toml."""
    groups = [PROJECT["dependencies"], *EXTRAS.values()]
    return [Requirement(line) for line in itertools.chain.from_iterable(groups)]


def lock_entries():
    """Each requirement of the lock with its hashes, one string an entry; comments are left out."""
    lines = [line for line in LOCK.splitlines() if not line.lstrip().startswith("#")]
    return [entry for entry in "\n".join(lines).replace("\\\n", " ").splitlines() if entry.strip()]


def pins():
    """Name → requirements of the lock; a package may be pinned twice, for different Pythons."""
    found = {}
    for entry in lock_entries():
        pin = Requirement(entry.partition("--hash=")[0])
        found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def pinned_version(pin):
    (specifier,) = pin.specifier
    assert specifier.operator == "==", f"the lock does not pin {pin}"
    return specifier.version


def environments():
    """Every Python and operating system that a student may bring."""
    for python, (platform, (system, os_name)) in itertools.product(PYTHONS, PLATFORMS.items()):
        yield default_environment() | {
            "python_version": python,
            "python_full_version": f"{python}.9",
            "sys_platform": platform,
            "platform_system": system,
            "os_name": os_name,
        }


def conda_specs():
    """Name → version range, in the words of environment.yml, read strictly as conda reads them."""
    specs = [MatchSpec(spec, strict=True) for spec in CONDA["dependencies"] if isinstance(spec, str)]
    return {spec.name.normalized: SpecifierSet(str(spec.version or "")) for spec in specs}


# --- the lock: the same versions for everybody --------------------------------------------------------------


@pytest.mark.parametrize("requirement", direct_requirements(), ids=str)
def test_make_lab_installs_a_version_inside_the_range_on_every_system(requirement):
    locked = pins().get(canonicalize_name(requirement.name), [])
    for pin in locked:
        assert requirement.specifier.contains(pinned_version(pin), prereleases=True)
    for environment in environments():
        if requirement.marker is None or requirement.marker.evaluate(environment):
            here = [pin for pin in locked if pin.marker is None or pin.marker.evaluate(environment)]
            python, platform = environment["python_version"], environment["sys_platform"]
            assert len(here) == 1, f"{len(here)} pins of {requirement.name} for {python} on {platform}"


def test_nobody_installs_a_package_that_was_swapped_on_the_way():
    for entry in lock_entries():
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), f"no hash: {entry}"


def test_the_lock_installs_from_whatever_registry_a_school_uses():
    assert "://" not in LOCK
    for option in ("index-url", "find-links", "trusted-host"):
        assert option not in LOCK
    assert not [entry for entry in lock_entries() if entry.startswith(("-", "/", "."))]


# --- environment.yml: the same set for conda users ----------------------------------------------------------


def test_conda_users_get_the_packages_and_ranges_of_the_others():
    expected = {"python": SpecifierSet(PROJECT["requires-python"]), "pip": SpecifierSet()}
    for requirement in map(Requirement, [*PROJECT["dependencies"], *EXTRAS["lab"]]):
        name = canonicalize_name(requirement.name)
        expected[CONDA_NAMES.get(name, name)] = requirement.specifier
    assert conda_specs() == expected


def test_conda_names_no_package_twice():
    assert len(conda_specs()) == sum(isinstance(spec, str) for spec in CONDA["dependencies"])


def test_conda_users_get_nothing_from_the_paid_channel():
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]


def test_conda_env_create_ends_with_the_crmlab_of_the_clone():
    """pip refuses options such as --no-deps in the file that conda makes of these lines."""
    assert CONDA["dependencies"][-1] == {"pip": ["-e ."]}


# --- what a clone or a wheel carries ------------------------------------------------------------------------


def test_a_citation_names_the_version_that_was_used():
    assert CITATION["version"] == PROJECT["version"] == crmlab.__version__
    assert PROJECT["license"].split(" AND ")[0] in CITATION["license"]


def test_reference_managers_can_read_the_citation():
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION["type"] == "software"
    for key in ("message", "title", "abstract", "version"):
        assert isinstance(CITATION[key], str), key
    assert all("name" in author or "family-names" in author for author in CITATION["authors"])


def test_whoever_passes_the_course_on_finds_every_licence():
    for name in [*PROJECT["license-files"], "LICENSE-content.md"]:
        assert (ROOT / name).is_file(), name
    assert "creativecommons.org/licenses/by/4.0/" in (ROOT / "LICENSE-content.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return what `pip install` unpacks."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_a_wheel_carries_the_data_the_course_and_the_licences(wheel):
    packed = set(wheel.namelist())
    for name in ("sample.csv.gz", "master.csv.gz", "LICENSE", "README.md"):
        assert f"crmlab/data/cdnow/{name}" in packed
    for name in ("baskets.csv.gz", "README.md"):
        assert f"crmlab/data/complete_journey/{name}" in packed
    for name in PROJECT["license-files"]:
        assert [entry for entry in packed if entry.endswith(f".dist-info/licenses/{name}")], name
    for path in built("notebooks", "exercises"):
        assert f"crmlab/course/{path.relative_to(ROOT).as_posix()}" in packed


def test_a_wheel_has_what_is_read_when_a_course_runs_and_nothing_else_that_authors_write(wheel):
    packed = {
        name.rpartition("/")[2] for name in wheel.namelist() if name.startswith("crmlab/course/course/")
    }
    assert packed == {"topics.toml", "words.toml", "concepts.toml", "guesses.toml", "zh.toml"}


def test_a_wheel_tells_every_jupyter_of_its_environment_what_crmlab_lab_tells_its_own(wheel):
    settings = [name for name in wheel.namelist() if ".data/data/etc/" in name]
    read = {name.partition(".data/data/")[2]: json.loads(wheel.read(name)) for name in settings}
    extensions = read["etc/jupyter/jupyter_server_config.d/crmlab.json"]["ServerApp"]["jpserver_extensions"]
    named = [
        *extensions,
        *read["etc/ipython/ipython_kernel_config.json"]["InteractiveShellApp"]["extensions"],
    ]
    assert named == ["crmlab.desk.prompt_connection", "crmlab.desk.kernel"]
    assert all(f"{name.replace('.', '/')}.py" in wheel.namelist() for name in named)


WITHOUT_A_CLONE = """
import crmlab
from crmlab import answer, glossary, set_language
from crmlab.declared import authored
from crmlab.desk import cli
from crmlab.exercises.questions import find_guess
from pathlib import Path
assert Path(crmlab.__file__).parents[1] == Path.cwd(), crmlab.__file__
new = cli.put_what_is_missing(Path("my-course"))
print(glossary("churn").zh[0], answer("clv-lost", {"margin": "lost"}).summary, len(new) > 10)
print(*authored.with_assignment())
set_language("zh")
print(answer("clv-lost", {"margin": "lost"}).summary, find_guess("clv-later").asks[:5])
"""


def test_whoever_has_the_wheel_alone_has_the_whole_course(wheel, tmp_path):
    wheel.extractall(tmp_path)
    here = {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1", "XDG_DATA_HOME": str(tmp_path)}
    said = run(sys.executable, "-c", WITHOUT_A_CLONE, cwd=tmp_path, env=os.environ | here)
    assignments = " ".join(authored.with_assignment())
    assert said.splitlines() == ["客户流失率 1 of 5 right. True", assignments, "5 项中对了 1 项。 五年后你会"]


def test_the_course_works_on_other_machines_than_the_authors():
    """A path of one machine or the address of one registry is of no use to anybody else."""
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content:  # not a text
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
            if MACHINE_PATH.search(line) or REGISTRY.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert not found, "\n".join(found)


def test_import_crmlab_is_quick_and_needs_no_notebook():
    question = f"import sys, crmlab; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert run(sys.executable, "-c", question).strip() == "[]"


IMPORTS = f"""
import sys
from crmlab import {", ".join(crmlab.TOPICS)}
from crmlab.exercises.finding import tasks_of, topics
from crmlab.explorers import all_explorers
every = [tasks_of(topic) for topic in topics()], list(all_explorers())
print("scipy" in sys.modules)
"""


def test_nobody_waits_for_scipy_before_something_is_computed_with_it():
    assert run(sys.executable, "-c", IMPORTS).strip() == "False"


# --- the hooks: what happens when somebody commits ----------------------------------------------------------


def nbstripout_flags():
    (hook,) = [hook for repo in HOOKS for hook in repo["hooks"] if hook["id"] == "nbstripout"]
    return shlex.split(hook["entry"])[1:]


def test_committing_downloads_nothing_and_uses_the_locked_tools():
    run(sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml")
    assert [repo["repo"] for repo in HOOKS] == ["local"]
    for hook in HOOKS[0]["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/"), hook["id"]


def test_committing_a_notebook_loses_its_outputs_but_no_cell_id_and_no_points(tmp_path):
    grade = {"grade": True, "grade_id": "clv-value-endless", "locked": True, "points": 2, "solution": False}
    fields = grade | {"schema_version": 3, "task": False, "cell_type": "code"}
    stays = {
        "cell_type": "code",
        "id": "clv-value-endless",
        "metadata": {"nbgrader": fields, "tags": ["raises-exception"]},
        "source": ["check(answer)"],
    }
    output = {"output_type": "stream", "name": "stdout", "text": ["Not yet"]}
    cell = stays | {"execution_count": 7, "outputs": [output]}
    notebook = tmp_path / "clv.ipynb"
    content = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    notebook.write_text(json.dumps(content), encoding="utf-8")
    run(sys.executable, "-m", "nbstripout", *nbstripout_flags(), notebook)
    (kept,) = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    assert kept == stays | {"execution_count": None, "outputs": []}


def test_committing_leaves_built_notebooks_as_the_build_made_them(tmp_path):
    """Otherwise the hook and `make check` would undo each other's work for ever."""
    copies = {}
    for number, path in enumerate(built("notebooks", "solutions", "exercises")):
        copies[path] = tmp_path / f"{number}.ipynb"
        copies[path].write_bytes(path.read_bytes())
    run(sys.executable, "-m", "nbstripout", *nbstripout_flags(), *copies.values())
    assert [path.name for path in copies if copies[path].read_bytes() != path.read_bytes()] == []


def test_an_editor_offers_what_is_loaded_only_when_it_is_used():
    """Its completion reads imports that never run: the same names as the table that loads them."""
    whole = ast.parse(Path(crmlab.__file__).read_text(encoding="utf-8"))
    blocks = [
        one for one in whole.body if isinstance(one, ast.If) and ast.unparse(one.test) == "TYPE_CHECKING"
    ]
    imports = [one for block in blocks for one in block.body]
    offered = {name.name: one.module for one in imports for name in one.names}
    assert offered == crmlab._HOME
