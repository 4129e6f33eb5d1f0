"""Models as `helpers.analysis.models.fit` gives them, with numbers chosen by hand."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from helpers.output import regression


def effects(**terms: tuple[float, ...]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(terms, orient="index", columns=regression.EFFECT_COLUMNS, dtype=float)


OLS = SimpleNamespace(
    coefficients=effects(
        Intercept=(1.2, 0.3, 4.0, 0.00006, 0.6, 1.8),
        execution=(-1 / 3, 0.16, -2.08, 0.0416, -0.65, -0.01),
        sigma=(0.25, np.nan, np.nan, np.nan, np.nan, np.nan),
    ),
    marginal_effects=effects(execution=(-1 / 3, 0.16, -2.08, 0.0416, -0.65, -0.01)),
    n_obs=1047,
    n_clusters=12,
    log_likelihood=-1034.5,
    r_squared=0.12345,
    outcome="attainment",
    estimator="ols",
    covariance="cluster",
    note="13 of 1,060 rows have no spending.",
)
LOGIT = SimpleNamespace(
    coefficients=effects(
        Intercept=(0.2, 0.3, 0.7, 0.5, -0.4, 0.8), log_spending=(0.00002, 0.00001, 2.0, 0.0961, 0.0, 0.00004)
    ),
    marginal_effects=effects(log_spending=(0.1, 0.01, 10.0, 1e-9, 0.08, 0.12)),
    n_obs=47,
    n_clusters=None,
    log_likelihood=None,
    r_squared=None,
    outcome="attainment",
    estimator="fractional_logit",
    covariance="HC3",
    note="",
)
FITS = {"(1)": OLS, "(2)": LOGIT}
