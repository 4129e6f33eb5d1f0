"""What generated reports on disk promise: the text of a file has each figure where the tables beside it say."""

import pandas as pd

from .score import many
from .written import write


def test_figures_stand_in_the_written_texts_where_the_written_tables_say(tmp_path):
    write(many(6), tmp_path)
    texts = {path.stem: path.read_bytes().decode() for path in (tmp_path / "documents").iterdir()}
    assert len(texts) == 6
    for name in ("funds", "indicators", "outcomes", "resources", "scorecard"):
        table = pd.read_csv(tmp_path / "truth" / f"{name}.csv", dtype={"token": str})
        assert [texts[row.report_id][row.start : row.end] for row in table.itertuples()] == table["token"].tolist()
