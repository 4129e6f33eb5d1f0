"""What helpers.batch.plan promises: a plan is right before anything starts, and its order is that of needs."""

import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.batch.plan import MANY, Plan, PlanError, Run, dependents, folder, load, load_all, needed

from .project import write_notebook, write_plan

PARAMETERS = """\
variant: str = "paper"  # name of the run's folder
year: int = 2022  # fiscal year
level: float = 0.95  # confidence, share
label: str = ""  # any words
"""

one_project = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def notebooks(project):
    for name in ("01_read", "05_regress"):
        write_notebook(project, name, PARAMETERS)


def plan_of(project, *runs: dict) -> Plan:
    return load(write_plan(project, yaml.safe_dump({"runs": list(runs)})))


def refusal(project, text: str) -> str:
    path = write_plan(project, text)
    with pytest.raises(PlanError) as refused:
        load(path)
    assert str(refused.value).startswith(f"{path}: ")
    return str(refused.value)


def test_a_plan_has_the_name_of_its_file_and_a_run_that_of_its_notebook_unless_it_has_its_own(project):
    text = """
    runs:
      - notebook: 05_regress
        name: 2021年
        parameters: {variant: 甲, year: 2021}
        needs: [01_read]
      - notebook: 01_read
    """
    folder_of_notebooks = project / "notebooks"
    assert load(write_plan(project, text, "robustness")) == Plan(
        "robustness",
        (
            Run("01_read", folder_of_notebooks / "01_read.ipynb", {}, ()),
            Run("2021年", folder_of_notebooks / "05_regress.ipynb", {"variant": "甲", "year": 2021}, ("01_read",)),
        ),
    )


def test_the_runs_of_a_plan_have_a_folder_of_their_own(project):
    assert folder(Plan("robustness", ())) == project / "runs" / "robustness"


def test_a_plan_that_is_not_there_is_refused_with_where_it_was_sought_and_those_that_are(project, monkeypatch):
    write_plan(project, "", "paper")
    write_plan(project, "", "multiverse")
    monkeypatch.chdir(project / "notebooks")
    with pytest.raises(PlanError) as refused:
        load("notebooks/plans/paper.yml")
    sought, home = project / "notebooks" / "notebooks" / "plans", project / "notebooks" / "plans"
    told = f"there is no such plan in {sought}; in {home}: multiverse.yml, paper.yml"
    assert str(refused.value) == f"notebooks/plans/paper.yml: {told}"


def test_values_other_than_the_papers_without_a_variant_are_refused_before_any_kernel_starts(project):
    cell = 'variant: str = "paper"  # where results are kept\nsample: str = "all"  # rows, one of: all, public'
    write_notebook(project, "05_kept", cell, "given.check()")
    told = "run 1: sample = 'public' without a variant would take the place of the paper's files"
    assert told in refusal(project, "runs: [{notebook: 05_kept, parameters: {sample: public}}]")
    for given_ in ("{sample: all}", "{sample: public, variant: mine}"):
        load(write_plan(project, f"runs: [{{notebook: 05_kept, parameters: {given_}}}]"))
    write_notebook(project, "05_kept", cell)
    load(write_plan(project, "runs: [{notebook: 05_kept, parameters: {sample: public}}]"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "expected a mapping with runs, needs, found None"),
        ("- 01_read", "expected a mapping with runs, needs, found ['01_read']"),
        ("runs: []", "runs: expected a list, found nothing"),
        ("runs: 01_read", "runs: expected a list, found '01_read'"),
        ("runs: [01_read]", "run 1: expected a mapping with notebook, name, parameters, needs, grid, include, exclude"),
        ("runs: [{name: a}]", "run 1: notebook: expected text"),
        ("runs: [{notebook: 1}]", "run 1: notebook: expected text (in quotes where YAML reads it otherwise), found 1"),
        (
            "runs: [{notebook: 01_read, name: no}]",
            "name: expected text (in quotes where YAML reads it otherwise), found False",
        ),
        ("runs: [{notebook: 01_read, name: ''}]", "names have letters"),
        ("runs: [{notebook: 01_read, needs: 01_read}]", "needs: expected a list, found '01_read'"),
        ("runs: [{notebook: 01_read, needs: [{a: b}]}]", "needs: expected names of runs, found {'a': 'b'}"),
        (
            "runs: [{notebook: 01_read, params: {}}]",
            "unknown key 'params', known are: notebook, name, parameters, needs",
        ),
        ("runs: [{notebook: 01_read, parameters:}]", "parameters: expected a mapping of names to values, found None"),
        ("jobs: 2\nruns: [{notebook: 01_read}]", "unknown key 'jobs', known are: runs"),
        ("runs: [{notebook: 1_read}]", "there is no notebook '1_read'; there are: 01_read, 05_regress"),
        ("runs: [{notebook: 01_read, parameters: {yeer: 1}}]", "yeer = 1: not declared"),
        ("runs: [", "not readable as YAML"),
        ("runs: \0", "not readable as YAML"),
        ("runs: [{notebook: 01_read}]\n---\nruns: []", "not readable as YAML"),
        ("runs: 2021-02-31", "not readable as YAML"),
        ("runs: !!bool maybe", "not readable as YAML"),
        ("runs: !!python/object/apply:os.mkdir [made]", "not readable as YAML"),
        ("[" * 10**5, "not readable as YAML"),
    ],
)
def test_what_is_no_plan_is_refused_with_what_was_expected(project, monkeypatch, text, complaint):
    monkeypatch.chdir(project)
    assert complaint in refusal(project, text)
    assert not (project / "made").exists()


def test_everything_wrong_with_the_runs_is_named_at_once(project):
    message = refusal(
        project,
        """
        runs:
          - {notebook: 01_read, parameters: {yeer: 2021}}
          - {notebook: 05_regress, name: a}
          - {notebook: missing}
          - {notebook: 05_regress, name: a}
        """,
    )
    for complaint in ("run 1: 01_read.ipynb", "yeer = 2021", "run 3: there is no notebook", "two runs are named 'a'"):
        assert complaint in message


@pytest.mark.parametrize("name", ["../x", "..", "/x", "a/b", "a\\b", ".a", "-a", "a b", "a%b", "a\nb", "a{b}", "~"])
def test_a_name_that_could_lead_elsewhere_is_refused(project, name):
    for entry in ({"notebook": "01_read", "name": name}, {"notebook": name}):
        told = "there is no notebook" if entry == {"notebook": "a/b"} else "names have letters"
        assert told in refusal(project, yaml.safe_dump({"runs": [entry]}))


def test_a_notebook_in_a_folder_is_named_with_it_and_its_run_by_its_own_name(project):
    place = project / "notebooks" / "methods" / "coverage.ipynb"
    place.parent.mkdir()
    place.write_bytes((project / "notebooks" / "01_read.ipynb").read_bytes())
    (run,) = plan_of(project, {"notebook": "methods/coverage"}).runs
    assert (run.notebook, run.name) == (place, "coverage")
    assert "there are: 01_read, 05_regress, methods/coverage" in refusal(project, "runs: [{notebook: methods/other}]")


@one_project
@given(name=st.text(max_size=300))
def test_any_name_is_refused_or_that_of_a_file_in_the_run_folder(project, name):
    try:
        (run,) = plan_of(project, {"notebook": "01_read", "name": name}).runs
    except PlanError:
        return
    place = paths.RUNS / "paper"
    place.mkdir(parents=True, exist_ok=True)
    made = place / f".{run.name}.part.ipynb"
    made.touch()
    assert made.resolve().parent == place.resolve()
    made.unlink()


def test_a_name_as_long_as_file_systems_take_leaves_room_for_the_endings(project):
    assert plan_of(project, {"notebook": "01_read", "name": "年" * 66}).runs[0].name == "年" * 66
    assert "at most 200 bytes, found 201" in refusal(project, f"runs: [{{notebook: 01_read, name: {'年' * 67}}}]")


@pytest.mark.parametrize("twins", [("a", "a"), ("A", "a"), ("Straße", "STRASSE"), ("\uac01", "\u1100\u1161\u11a8")])
def test_names_that_are_one_file_on_some_systems_are_given_twice(project, twins):
    runs = [{"notebook": "01_read", "name": each} for each in twins]
    assert "two runs are named" in refusal(project, yaml.safe_dump({"runs": runs}))


@pytest.mark.parametrize(
    ("needs", "complaint"),
    [
        ({"a": ["c"]}, "a needs 'c': no such run; the runs are: a, b"),
        ({"a": ["a"]}, "needs go round in a circle: a <- a"),
        ({"a": ["b"], "b": ["a"]}, "needs go round in a circle: "),
    ],
)
def test_needs_that_nothing_fills_or_that_go_round_in_a_circle_are_refused(project, needs, complaint):
    runs = [{"notebook": "01_read", "name": name, "needs": needs.get(name, [])} for name in "ab"]
    assert complaint in refusal(project, yaml.safe_dump({"runs": runs}))


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("variant: no", "variant = False: expected str, text, found bool: write it in quotes"),
        ("variant: 2022", "variant = 2022: expected str, text, found int: write it in quotes"),
        ("variant: 2022-01-01", "found date: write it in quotes"),
        ("variant: ", "variant = None: expected str"),
        ("year: 1e3", "year = '1e3': expected int, a whole number, found str"),
        ("year: 2022.0", "found float"),
        ("year: 010", "line 1: YAML reads 010 as another number: write it plainly or in quotes"),
        ("year: 1:30", "YAML reads 1:30 as another number"),
        ("level: 190:20:30.15", "YAML reads 190:20:30.15 as another number"),
        ("level: .inf", "expected float, a finite number"),
        ("year: 1, year: 2", "in the mapping at line 1, given twice: year"),
        ("1: 2", "1 = 2: not declared"),
        ("'x = 1; import os #': 1", "not declared"),
    ],
)
def test_values_that_yaml_takes_for_something_else_are_refused_by_the_annotation(project, written, complaint):
    assert complaint in refusal(project, f"runs: [{{notebook: 01_read, parameters: {{{written}}}}}]")


def test_numbers_that_yaml_leaves_as_text_are_read_by_the_annotation(project):
    text = "runs: [{notebook: 01_read, parameters: {year: 08, level: 1e3, variant: '08'}}]"
    (run,) = load(write_plan(project, text)).runs
    assert run.parameters == {"year": 8, "level": 1000.0, "variant": "08"}


@one_project
@given(label=st.text(), year=st.integers(), level=st.floats(allow_nan=False, allow_infinity=False))
def test_values_written_by_a_yaml_library_are_read_as_they_were(project, label, year, level):
    values = {"label": label, "year": year, "level": level}
    (run,) = plan_of(project, {"notebook": "01_read", "parameters": values}).runs
    assert run.parameters == values


def test_parameters_that_runs_share_may_be_written_once(project):
    text = """
    runs:
      - {notebook: 01_read, parameters: &common {year: 2021, level: 0.9}}
      - {notebook: 05_regress, parameters: {<<: *common, level: 0.99}}
    """
    assert [run.parameters for run in load(write_plan(project, text)).runs] == [
        {"year": 2021, "level": 0.9},
        {"year": 2021, "level": 0.99},
    ]


@pytest.mark.parametrize("bomb", ["runs: &a [*a]", "{aliases}", "{merges}"])
def test_aliases_that_grow_without_end_are_refused(project, bomb):
    aliases = ["runs:", "- &a0 [x]", *(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    merges = ["runs:", "- &a0 {x: 1}", *(f"- &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 30))]
    text = bomb.replace("{aliases}", "\n".join(aliases)).replace("{merges}", "\n".join(merges))
    assert "with its aliases written out it has more than 1000000 values" in refusal(project, text)


def own(name: str, needs: list[str]) -> dict:
    """A run with results of its own."""
    return {"notebook": "01_read", "name": name, "needs": needs, "parameters": {"variant": name}}


def needs_of(pairs: set[tuple[int, int]]) -> dict[str, list[str]]:
    """Needs without a circle: of two different numbers the greater needs the smaller."""
    return {str(run): [str(need) for need in range(run) if (run, need) in pairs] for run in range(6)}


graphs = st.builds(needs_of, st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5))))


@one_project
@given(needs=graphs, order=st.permutations([str(number) for number in range(6)]))
def test_each_run_comes_after_those_it_needs_in_whatever_order_they_are_written(project, needs, order):
    plan = plan_of(project, *(own(name, needs[name]) for name in order))
    names = [run.name for run in plan.runs]
    assert sorted(names) == sorted(order)
    for run in plan.runs:
        assert set(run.needs) == set(needs[run.name])
        assert set(run.needs) <= set(names[: names.index(run.name)])


@one_project
@given(needs=graphs)
def test_a_run_needs_another_where_the_other_has_it_among_its_dependents(project, needs):
    plan = plan_of(project, *(own(name, needs[name]) for name in needs))
    later = dependents(plan)
    for run in needs:
        assert needed(plan, run) == {run} | {other for other in needs if run in later[other]}


def test_needs_of_needs_count(project):
    needs = {"a": [], "b": ["a"], "c": ["b"], "d": ["a"]}
    plan = plan_of(project, *(own(name, needs[name]) for name in needs))
    assert needed(plan, "c") == {"a", "b", "c"}
    assert dependents(plan) == {"a": {"b", "c", "d"}, "b": {"c"}, "c": set(), "d": set()}


def test_a_run_that_the_plan_does_not_have_is_refused_with_those_it_has(project):
    plan = plan_of(project, {"notebook": "01_read"}, {"notebook": "05_regress"})
    with pytest.raises(
        PlanError, match=re.escape("plan paper has no run '02_check'; its runs are: 01_read, 05_regress")
    ):
        needed(plan, "02_check")


def test_a_grid_has_a_run_a_combination_named_after_its_values_with_results_of_its_own(project):
    text = """
    runs:
      - notebook: 05_regress
        name: each
        parameters: {share: no}
        needs: [01_read]
        grid: {year: [2021, 08], level: [0.9, 1e-2]}
        exclude: [{year: 8, level: 0.9}]
        include: [{year: 7, capped: yes}]
      - notebook: 01_read
    """
    write_notebook(
        project, "05_regress", PARAMETERS + "share: bool = True  # whether\ncapped: bool = False  # whether\n"
    )
    first, *runs = load(write_plan(project, text, "robust")).runs
    assert first.name == "01_read"
    found = {run.name: run.parameters for run in runs}
    assert found == {
        name: {"share": False, "variant": f"robust/{name}"} | own
        for name, own in {
            "each-2021-0.9": {"year": 2021, "level": 0.9},
            "each-2021-0.01": {"year": 2021, "level": 0.01},
            "each-8-0.01": {"year": 8, "level": 0.01},
            "each-7-true": {"year": 7, "capped": True},
        }.items()
    }
    assert {run.needs for run in runs} == {("01_read",)}


def test_a_need_of_a_grid_stands_for_all_its_runs(project):
    text = """
    runs:
      - {notebook: 05_regress, name: each, grid: {year: [1, 2]}}
      - {notebook: 01_read, needs: [each]}
    """
    assert load(write_plan(project, text)).runs[-1].needs == ("each-1", "each-2")


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("grid: {yeer: [1]}", "grid, yeer = 1: not declared in the notebook"),
        ("grid: {variant: [a]}", "variant: each run of a grid keeps its results under a variant of its own, PLAN/RUN"),
        ("grid: {year: [1]}, parameters: {variant: a}", "variant: each run of a grid keeps its results under"),
        ("grid: {year: [1, no]}", "grid, year = False: expected int, a whole number, found bool"),
        ("grid: {year: [1, 1e3]}", "grid, year = '1e3': expected int, a whole number, found str"),
        ("grid: {year: [1, 010]}", "line 1: YAML reads 010 as another number"),
        ("grid: {year: 2021}", "grid, year: expected a list of values, found 2021"),
        ("grid: {year: []}", "grid, year: expected a list of values, found []"),
        ("grid: {year: [8, 9, 08]}", "grid, year: given twice: 8"),
        ("grid: {}", "grid: expected a mapping of names to values, found {}"),
        ("grid: [year]", "grid: expected a mapping of names to values, found ['year']"),
        ("grid: {year: [1]}, parameters: {year: 2}", "grid, year: parameters fix it already"),
        ("exclude: [{year: 1}]", "exclude: expected a grid beside it, found none"),
        ("grid: {year: [1]}, exclude: {year: 1}", "exclude: expected a list, found {'year': 1}"),
        ("grid: {year: [1, 2]}, exclude: [{year: 3}]", "exclude 1, year = 3: expected a value of the grid: 1, 2"),
        ("grid: {year: [1]}, exclude: [{level: 1}]", "exclude 1, level: expected a name of the grid: year"),
        ("grid: {year: [1]}, exclude: [{}]", "exclude 1: expected a mapping of names to values, found {}"),
        ("grid: {year: [1]}, exclude: [year]", "exclude 1: expected a mapping of names to values, found 'year'"),
        ("grid: {year: [1]}, exclude: [{year: 1}]", "05_regress: exclude leaves no run of the grid"),
        ("grid: {year: [1]}, include: [{yeer: 1}]", "include 1, yeer = 1: not declared"),
        ("grid: {year: [1]}, include: [{year: 1}]", "two runs are named '05_regress-1'"),
    ],
)
def test_a_grid_that_is_not_as_the_notebook_has_it_is_refused_with_place_and_value(project, written, complaint):
    assert complaint in refusal(project, f"runs: [{{notebook: 05_regress, {written}}}]")


def test_everything_wrong_with_a_grid_is_named_at_once_with_what_is_declared(project):
    message = refusal(project, "runs: [{notebook: 05_regress, grid: {year: [a], level: [.inf], x: [1]}}]")
    for complaint in (
        "grid, year = 'a'",
        "grid, level = inf",
        "grid, x = 1",
        "declared are: variant (str), year (int)",
    ):
        assert complaint in message


def test_a_grid_of_a_million_is_refused_with_its_number_and_built_only_where_that_is_meant(project, monkeypatch):
    lists = f"{{year: {list(range(1000))}, level: {[each / 1000 for each in range(1000)]}}}"
    path = write_plan(project, f"runs: [{{notebook: 05_regress, grid: {lists}}}]")
    monkeypatch.setattr("helpers.batch.grid.points", lambda grid: pytest.fail("it was built"))
    with pytest.raises(PlanError, match=r"it has 1,000,000 runs, more than 10,000: say --yes where that is meant"):
        load(path)
    monkeypatch.undo()


def test_a_plan_of_many_runs_is_loaded_where_that_is_meant(project):
    text = f"runs: [{{notebook: 05_regress, grid: {{year: {list(range(MANY + 1))}}}}}]"
    path = write_plan(project, text)
    with pytest.raises(PlanError, match="it has 10,001 runs"):
        load(path)
    assert len(load(path, confirmed=True).runs) == MANY + 1


def test_a_message_on_many_runs_names_a_few(project):
    text = f"runs: [{{notebook: 05_regress, name: each, grid: {{year: {list(range(100))}}}}}]"
    with pytest.raises(PlanError, match=r"has no run 'x'; its runs are: each-0, .*each-19, \.\.\. \(100\)$"):
        needed(load(write_plan(project, text)), "x")


def plans(project, **needs: list[str]) -> None:
    for name, those in needs.items():
        write_plan(project, yaml.safe_dump({"needs": those, "runs": [{"notebook": "01_read"}]}), name)


def test_a_plan_comes_after_those_it_needs_near_and_far_and_reads_what_they_collected(project):
    plans(project, curve=["multiverse", "paper"], multiverse=["paper"], paper=[])
    found = load_all(project / "notebooks" / "plans" / "curve.yml")
    assert [plan.name for plan in found] == ["paper", "multiverse", "curve"]
    assert found[-1].runs[0].reads == tuple(paths.collected(name) for name in ("multiverse", "paper"))


@pytest.mark.parametrize(
    ("needs", "complaint"),
    [
        ({"a": ["b"], "b": ["a"]}, "a.yml: plans need one another in a circle: "),
        ({"a": ["a"]}, "in a circle: a <- a"),
        ({"a": ["b"]}, "/notebooks/plans: a.yml"),
        ({"a": [1]}, "a.yml: needs: expected names of plans, found 1"),
        ({"a": ["../b"]}, "a.yml: names have letters"),
    ],
)
def test_a_plan_that_needs_none_that_can_be_done_before_it_is_refused(project, needs, complaint):
    plans(project, **needs)
    with pytest.raises(PlanError) as refused:
        load_all(project / "notebooks" / "plans" / "a.yml")
    assert complaint in str(refused.value)


@pytest.mark.parametrize("variant", ["../x", "/x", "a/../../x", "~", ".", ""])
@pytest.mark.parametrize("key", ["variant", "data"])
def test_a_variant_that_leaves_the_folder_of_runs_is_refused_before_a_notebook_starts(project, key, variant):
    write_notebook(project, "05_regress", PARAMETERS + 'data: str = "paper"  # variant whose tables are read\n')
    text = yaml.safe_dump({"runs": [{"notebook": "05_regress", "parameters": {key: variant}}]})
    assert f"run 1: {key} = {variant!r}: a variant is named with letters" in refusal(project, text)


@pytest.mark.parametrize("parameters", [{}, {"variant": "paper"}, {"year": 1}])
def test_two_runs_that_would_write_over_each_other_are_refused(project, parameters):
    runs = [{"notebook": "05_regress"}, {"notebook": "05_regress", "name": "b", "parameters": parameters}]
    told = "05_regress and b would both keep results of 05_regress under variant 'paper': give each its own"
    assert told in refusal(project, yaml.safe_dump({"runs": runs}))
    runs[1]["parameters"] = {"variant": "mine"}
    assert len(plan_of(project, *runs).runs) == 2
