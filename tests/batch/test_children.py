"""What helpers.batch.children promises: what a notebook wrote and why it ended is read from what it left."""

from hypothesis import given
from hypothesis import strategies as st

from helpers.batch.children import trouble, written
from helpers.batch.parameters import Cell

PRINTED = """\
N = 5
wrote data/processed/资金.csv
  wrote indented.csv
we wrote home
wrote figures/a b.pdf
wrote figures/a b.pdf
"""


def cell(source: str, *outputs: dict, begun: bool = True, kind: str = "code") -> Cell:
    return Cell(kind, source, (), list(outputs), begun)


def stream(text: str | list[str], name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def raised(name: str, value: str) -> dict:
    return {"output_type": "error", "ename": name, "evalue": value}


@given(cuts=st.lists(st.integers(0, len(PRINTED))).map(sorted))
def test_the_files_written_are_those_of_lines_that_say_so_however_the_output_was_cut(cuts):
    parts = [PRINTED[start:end] for start, end in zip([0, *cuts], [*cuts, len(PRINTED)], strict=True)]
    expected = ["data/processed/资金.csv", "figures/a b.pdf"]
    assert written([cell("save()", stream(parts))]) == expected
    assert written([cell("save()", *map(stream, parts))]) == expected


def test_only_what_is_printed_tells_what_was_written():
    shown = {"output_type": "execute_result", "data": {"text/plain": "wrote a.csv"}}
    assert written([cell("a", shown, stream("wrote b.csv\n", "stderr")), cell("wrote c.csv", kind="markdown")]) == []


def test_the_end_of_one_cell_and_the_begin_of_the_next_are_two_lines():
    assert written([cell("a", stream("wrote a.csv")), cell("b", stream("wrote b.csv"))]) == ["a.csv", "b.csv"]


def test_an_error_is_named_with_the_number_that_its_cell_shows():
    cells = [
        cell("# Why?", kind="markdown"),
        cell("a = 1"),
        cell("  \n"),
        cell("b = a", stream("text", "stderr")),
        cell("check(b)", raised("ValueError", "N = 2\n  is too few")),
        cell("c = b", begun=False),
    ]
    assert trouble(cells, "log") == {"cell": 3, "message": "ValueError: N = 2 is too few"}


def test_an_error_that_was_stored_in_the_notebook_before_it_ran_is_not_taken_for_its_own():
    cells = [cell("a = 1"), cell("b = a"), cell("c", raised("NameError", "old"), begun=False)]
    assert trouble(cells, "noise\nDeadKernelError: Kernel died\n\n") == {
        "cell": 2,
        "message": "DeadKernelError: Kernel died",
    }


def test_without_cells_and_log_it_says_so():
    assert trouble([], " \n") == {"cell": None, "message": "papermill ended without a word"}


def test_a_long_message_is_cut_to_one_line():
    message = trouble([cell("a", raised("ValueError", "x\n" * 1000))], "")["message"]
    assert len(message) == 300
    assert "\n" not in message
