"""Tables of units for tests of laws of the frontier."""

import numpy as np
from hypothesis import strategies as st


@st.composite
def units(draw, most: int):
    """Inputs and outputs, one or two of each, of up to `most` units; small whole numbers make ties."""
    n, p, q = draw(st.integers(1, most)), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    values = st.one_of(st.integers(1, 5).map(float), st.floats(0.1, 100))
    table = np.array(draw(st.lists(st.lists(values, min_size=p + q, max_size=p + q), min_size=n, max_size=n)))
    return table[:, :p], table[:, p:]
