"""Which test does which fault for real: cases 20 and 24 to 45 of a list of what batches must survive. What is refused
before anything starts is tried here, as the command line meets it."""

import ast
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.__main__ import cli

from .project import COUNT, WHO, counts, run, write_cells, write_notebook, write_plan, yaml_of

HERE = Path(__file__).parent
FAULTS = {  # case: what happens, and the tests of it by module
    20: ("names and links that lead elsewhere, pipes and devices", {
        "plan": ["test_a_name_that_could_lead_elsewhere_is_refused",
                 "test_names_that_are_one_file_on_some_systems_are_given_twice",
                 "test_a_name_as_long_as_file_systems_take_leaves_room_for_the_endings"],
        "faults": ["test_a_plan_that_asks_for_what_cannot_be_is_refused_before_anything_starts",
                   "test_pipes_devices_and_circles_of_links_among_the_data_hold_nobody_up",
                   "test_a_link_in_the_place_of_an_executed_notebook_is_replaced_and_not_followed"],
    }),
    24: ("parameters unknown, mistyped, given twice; no parameters cell", {
        "faults": ["test_a_plan_that_asks_for_what_cannot_be_is_refused_before_anything_starts"],
        "parameters": ["test_any_name_that_is_not_declared_is_refused_with_the_valid_names"],
    }),
    25: ("YAML that says something else than it seems, or is a bomb", {
        "faults": ["test_a_plan_that_asks_for_what_cannot_be_is_refused_before_anything_starts"],
        "plan": ["test_aliases_that_grow_without_end_are_refused",
                 "test_values_that_yaml_takes_for_something_else_are_refused_by_the_annotation"],
    }),
    26: ("a grid of a million runs", {
        "faults": ["test_a_plan_that_asks_for_what_cannot_be_is_refused_before_anything_starts"],
        "plan": ["test_a_grid_of_a_million_is_refused_with_its_number_and_built_only_where_that_is_meant"],
        "grid": ["test_a_grid_beyond_all_memory_is_counted_and_begun"],
    }),
    27: ("two runs with one output name", {
        "grid": ["test_two_combinations_have_two_names_of_files"],
        "faults": ["test_a_plan_that_asks_for_what_cannot_be_is_refused_before_anything_starts"],
    }),
    28: ("a kernel is killed in its cell", {
        "papermill": ["test_a_kernel_that_dies_is_a_failure_in_the_cell_that_it_was_in"],
        "kills": ["test_whatever_is_killed_at_whatever_moment_the_rerun_ends_as_an_undisturbed_batch"],
    }),
    29: ("papermill, worker or driver is killed at any moment", {
        "kills": ["test_whatever_is_killed_at_whatever_moment_the_rerun_ends_as_an_undisturbed_batch"],
        "warm": ["test_whoever_is_killed_no_kernel_is_left_even_where_it_is_too_busy_to_notice"],
        "cluster": ["test_a_run_whose_worker_is_killed_is_carried_out_by_another",
                    "test_where_the_batch_is_interrupted_or_killed_nothing_goes_on_at_the_workers"],
    }),
    30: ("a cell, or a run of many cells, never ends", {
        "hostile": ["test_a_hostile_notebook_has_failed_with_its_cell_and_why"],
    }),
    31: ("a kernel ignores its interrupt", {
        "hostile": ["test_a_hostile_notebook_has_failed_with_its_cell_and_why",
                    "test_nothing_of_a_hostile_notebook_is_left"],
        "interrupts": ["test_a_run_that_does_not_hear_the_interrupt_is_killed_with_all_that_came_of_it"],
    }),
    32: ("a notebook eats all memory", {
        "hostile": ["test_a_hostile_notebook_has_failed_with_its_cell_and_why",
                    "test_notebooks_beside_a_hostile_one_are_done"],
    }),
    33: ("the disk is full", {
        "disk": ["test_on_a_full_disk_files_stay_whole_the_batch_says_so_and_the_next_makes_good",
                 "test_where_a_file_may_not_grow_so_large_it_is_as_on_a_full_disk"],
        "interrupts": ["test_where_the_disk_is_full_what_is_there_stays_whole_and_the_batch_ends_with_the_error"],
    }),
    34: ("nothing may be written; no file handle is left", {
        "disk": ["test_where_nothing_may_be_written_one_line_says_so_and_all_stays_as_it_was",
                 "test_where_no_file_handle_is_left_the_batch_ends_with_a_line_that_says_so"],
    }),
    35: ("the power is cut between two renames", {
        "disk": [
            "test_whichever_of_its_files_a_power_cut_has_taken_back_no_run_is_done_that_is_not_and_the_next_makes_good"
        ],
    }),
    36: ("a record is damaged or of another version", {
        "records": ["test_a_record_cut_at_any_place_is_damaged_and_its_run_stale",
                    "test_a_record_of_another_version_is_damaged"],
    }),
    37: ("two batches on one folder; the lock of a dead one", {
        "interrupts": ["test_a_second_batch_on_one_plan_refuses_and_names_the_first"],
        "disk": ["test_the_lock_of_a_batch_that_was_killed_holds_nobody_up"],
    }),
    38: ("another time zone, locale or clock", {
        "disk": ["test_time_zone_locale_and_clock_change_no_byte_and_no_state"],
    }),
    39: ("an input is changed between planning and running", {
        "engine": ["test_a_change_while_the_batch_runs_is_told_and_made_good_by_the_next",
                   "test_a_notebook_saved_anew_while_it_runs_has_failed_and_is_run_again"],
    }),
    40: ("code, lock or data are changed after a run", {
        "records": ["test_every_run_is_stale_once_something_all_are_made_from_was_changed_or_added"],
    }),
    41: ("a notebook kills its worker each time", {
        "hostile": ["test_notebooks_beside_a_hostile_one_are_done"],
        "cluster": ["test_a_run_that_kills_its_worker_again_and_again_is_given_up_and_the_others_finish"],
    }),
    42: ("the scheduler dies", {
        "cluster": ["test_where_the_scheduler_dies_the_batch_ends_and_the_next_goes_on_with_what_is_left"],
    }),
    43: ("a worker has other code, lock, data or font", {
        "cluster": ["test_a_worker_of_another_kind_is_refused_with_the_list_of_differences_before_anything_starts"],
    }),
    44: ("a shared disk shows files late or differently", {
        "cluster": ["test_a_file_that_is_seen_late_is_waited_for_and_one_that_differs_is_no_result"],
    }),
    45: ("Ctrl-C once and twice, requests to end", {
        "interrupts": ["test_an_interrupted_batch_leaves_no_child_and_no_half_file",
                       "test_a_second_interrupt_kills_at_once",
                       "test_a_batch_that_is_interrupted_or_killed_leaves_no_kernel",
                       "test_what_was_interrupted_is_run_by_the_next_batch"],
        "warm": ["test_an_interrupted_batch_ends_its_warm_kernels"],
    }),
}  # fmt: skip
DECLARED = "who: str = 'a'  # name of the run\nlevel: int = 1  # level of government"
REFUSED = {  # a plan, and part of what is said of it
    "20 up": ("runs: [{notebook: 01_read, name: ../x}]", "names have letters, digits"),
    "20 notebook": ("runs: [{notebook: ../01_read}]", "names have letters, digits"),
    "20 absolute": ("runs: [{notebook: 01_read, name: /x}]", "names have letters, digits"),
    "24 unknown": ("runs: [{notebook: 01_read, parameters: {yeer: 2022}}]", "declared are: who (str), level (int)"),
    "24 code": ("runs: [{notebook: 01_read, parameters: {'level = 2; import os #': 1}}]", "not declared"),
    "24 type": ("runs: [{notebook: 01_read, parameters: {level: many}}]", "expected int"),
    "24 twice": ("runs: [{notebook: 01_read, parameters: {level: 1, level: 2}}]", "given twice: level"),
    "24 no cell": ("runs: [{notebook: 02_none}]", "expected one code cell tagged 'parameters', found none"),
    "25 no": ("runs: [{notebook: 01_read, parameters: {who: no}}]", "expected str"),
    "25 octal": ("runs: [{notebook: 01_read, parameters: {level: 010}}]", "YAML reads 010 as another number"),
    "25 date": ("runs: [{notebook: 01_read, parameters: {who: 2021-02-03}}]", "expected str"),
    "25 code": ("runs: [{notebook: 01_read, name: !!python/object/apply:os.getcwd []}]", "not readable as YAML"),
    "25 bomb": ("runs: &a [*a]", "with its aliases written out"),
    "26 million": (
        f"runs: [{{notebook: 01_read, grid: {{who: {[f'w{i}' for i in range(1000)]}, level: {[*range(1000)]}}}}}]",
        "it has 1,000,000 runs, more than 10,000",
    ),
    "27 twins": ("runs: [{notebook: 01_read}, {notebook: 01_read}]", "two runs are named '01_read'"),
    "27 case": ("runs: [{notebook: 01_read, name: a}, {notebook: 01_read, name: A}]", "two runs are named 'a'"),
}


def names(module: str) -> set[str]:
    """Names of the tests in a module of this folder."""
    tree = ast.parse((HERE / f"test_{module}.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("case", FAULTS)
def test_each_case_has_tests_that_are_there(case):
    _, tests = FAULTS[case]
    for module, listed in tests.items():
        assert set(listed) <= names(module), module


@pytest.mark.parametrize("case", REFUSED)
def test_a_plan_that_asks_for_what_cannot_be_is_refused_before_anything_starts(project, stand_in, case):
    plan, reason = REFUSED[case]
    write_notebook(project, "01_read", DECLARED, COUNT)
    write_cells(project, "02_none", {"cell_type": "code", "source": COUNT, "metadata": {}, "outputs": []})
    told = CliRunner().invoke(cli, ["run", str(write_plan(project, plan))])
    assert told.exit_code == 2
    assert reason in told.output
    assert "Traceback" not in told.output
    assert counts(project) == {}
    assert not (project / "runs").exists()


def test_pipes_devices_and_circles_of_links_among_the_data_hold_nobody_up(project, stand_in):
    reports = project / "data/raw/reports"
    os.mkfifo(reports / "pipe.txt")
    (reports / "zero.txt").symlink_to("/dev/zero")
    (reports / "round").symlink_to(reports)
    (reports / "gone.txt").symlink_to(reports / "nothing")
    write_notebook(project, "01_read", WHO, COUNT)
    plan = write_plan(project, yaml_of("a"))
    assert run(plan)[0] == 0
    assert run(plan)[1][-1] == "plan paper: 1 up to date"


def test_a_link_in_the_place_of_an_executed_notebook_is_replaced_and_not_followed(project, stand_in, tmp_path):
    (tmp_path / "mine").write_text("mine")
    (project / "runs/paper").mkdir(parents=True)
    for ending in ("ipynb", "json"):
        (project / f"runs/paper/a.{ending}").symlink_to(tmp_path / "mine")
    write_notebook(project, "01_read", WHO, COUNT)
    assert run(write_plan(project, yaml_of("a")))[0] == 0
    assert (tmp_path / "mine").read_text() == "mine"
    assert not (project / "runs/paper/a.ipynb").is_symlink()
