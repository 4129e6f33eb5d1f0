"""What published data sets are known to give, and what the estimators give, side by side: a `Held` for each quantity.

The data lie outside the project, each as NAME.csv with NAME.expected.json, which says how close to come.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np
import pandas as pd
from scipy import stats

from helpers import paths
from helpers.analysis.bootstrap import bandwidth
from helpers.analysis.composite import performance
from helpers.analysis.covariance import Covariance
from helpers.analysis.frontier import dea, fdh, scale, slacks, super_efficiency
from helpers.analysis.inference import influence
from helpers.analysis.models import fit
from helpers.analysis.truncated import truncated_regression

FOLDER = paths.ROOT.parent / "shared" / "classic"
PRINTED = 5e-5  # half a unit of the last of four decimals
UNSAID = 1e-6  # where a file names no tolerance
DOUBTED = -1.29  # coefficient of lenroll, mis-recalled or of another vintage by the file's note
STORED = 5e-7  # half a unit of the last of six decimals, to which some files round


class Held(NamedTuple):
    """One published quantity: its values, ours, and how far they may lie apart."""

    file: str
    quantity: str
    expected: np.ndarray
    ours: np.ndarray
    allowed: np.ndarray  # the largest difference of each value

    @property
    def ok(self) -> np.ndarray:
        """Which values are there and no farther off than allowed."""
        return np.abs(self.ours - self.expected) <= self.allowed


def held(folder: Path = FOLDER) -> Iterator[Held]:
    """Every published quantity of the data sets in the folder; raises FileNotFoundError for one that is not there."""
    for name, quantities in QUANTITIES.items():
        table = pd.read_csv(folder / f"{name}.csv")
        expected = json.loads((folder / f"{name}.expected.json").read_text(encoding="utf-8"))
        for quantity, theirs, ours, tolerance in quantities(table, expected, folder):
            theirs, ours = _values(theirs), _values(ours)
            yield Held(name, quantity, theirs, ours, np.broadcast_to(_values([tolerance]), theirs.shape))


def _values(values: Any) -> np.ndarray:
    """Numbers as an array of one dimension; of a mapping its values."""
    return np.array(list(values.values()) if isinstance(values, dict) else values, dtype=float).ravel()


def five_firms(table: pd.DataFrame, expected: dict, _: Path) -> Iterator[tuple]:
    """Scores under three kinds of returns, scale efficiency, kinds of returns, and bandwidths of the bootstrap."""
    x, y, close = table[["x"]], table[["y"]], expected["tolerance"]
    found, output = scale(x, y), dea(x, y, orientation="output")
    for ours, theirs in {"crs": "crste", "vrs": "vrste_in", "nirs": "nirs_in", "scale": "scale_in"}.items():
        yield theirs, expected[theirs], found[ours], close
    yield "vrs_out_farrell", expected["vrs_out_farrell"], output, close
    kinds = {"irs": "increasing", "drs": "decreasing", "-": "constant"}
    yield "rts, 1 where alike", np.ones(5), found["kind"] == [kinds[kind] for kind in expected["rts"]], 0
    note = dict(part.split("=") for part in expected["bootstrap_note"].replace(",", "").split() if part[:2] == "h_")
    yield "h_in", float(note["h_in"]), bandwidth(found["vrs"].to_numpy(), "input"), close
    yield "h_out", float(note["h_out"]), bandwidth(output, "output"), close


def eleven_units(table: pd.DataFrame, expected: dict, _: Path) -> Iterator[tuple]:
    """Scores both ways under two kinds of returns, slacks, and which unit is only weakly efficient."""
    sides, close, units = (table[["x1", "x2"]], table[["y"]]), expected["tolerance"], table["dmu"].astype(str)
    for name in ("in_crs", "out_crs", "in_vrs", "out_vrs_recomputed"):
        orientation, returns = name.split("_")[:2]
        yield name, expected[name], dea(*sides, returns=returns, orientation=f"{orientation}put"), close
    found = slacks(*sides, returns="crs").set_index(units)
    for column in ("x1", "x2"):
        name = f"input_slack_{column}_crs_in"
        yield name, pd.Series(expected[name]).reindex(units).fillna(0), found["inputs", column], close
    weak = (dea(*sides, returns="crs") > 1 - close) & (found > close).any(axis=1)
    yield "weakly efficient", expected["weakly_efficient_but_not_efficient_dmu"], weak.index[weak].astype(int), 0


def school_sites(table: pd.DataFrame, expected: dict, _: Path) -> Iterator[tuple]:
    """Pooled scores of eight models, scores within each programme, FDH."""
    inputs, outputs = table.filter(regex=r"^x\d"), table.filter(regex=r"^y\d")
    for orientation in ("input", "output"):
        for returns, theirs in {"crs": "crs", "vrs": "vrs", "nirs": "drs", "ndrs": "irs"}.items():
            ours = dea(inputs, outputs, returns=returns, orientation=orientation)
            name = f"{orientation}_{theirs}"
            yield name, expected[name], ours, expected["tolerance"]
            if name in expected["summary"]:
                found = [ours.mean(), (np.abs(ours - 1) < UNSAID).sum()]
                yield f"{name} mean and efficient", expected["summary"][name], found, expected["tolerance"]
        ours = fdh(inputs, outputs, orientation=orientation)
        yield f"fdh_{orientation}", expected[f"fdh_{orientation}"], ours, expected["tolerance"]
    for name, some in {"PFT_sites_1_49": table["firm"] <= 49, "NFT_sites_50_70": table["firm"] > 49}.items():
        name = f"within_group_input_crs_{name}"
        yield name, expected[name], dea(inputs[some], outputs[some], returns="crs"), expected["tolerance"]


def power_plants(table: pd.DataFrame, expected: dict, _: Path) -> Iterator[tuple]:
    """Super-efficiency, recomputed and as printed."""
    ours = super_efficiency(table.filter(like="X"), table.filter(like="Y"))
    yield "super_ccr_input", expected["super_ccr_input"], ours, expected["tolerance"]
    yield "printed_4dp", expected["printed_4dp"], ours, PRINTED


def public_sectors(table: pd.DataFrame, expected: dict, folder: Path) -> Iterator[tuple]:
    """Performance, DEA with and without the outlier and their means, FDH."""
    table, limits = table.set_index("country"), expected["tolerances"]
    known = table.dropna()
    ours = performance(known.loc[:, "administration":"economic_performance"], means=1)
    yield "psp", known["psp_printed"], ours, limits["psp"]
    without = _public_scores(table.drop(index="Singapore"))
    for name in ("vrs_in", "vrs_out", "crs"):
        printed = pd.Series({country: row[name] for country, row in expected["table5_excl_singapore"].items()})
        yield f"table5 {name}", printed, without.loc[printed.index, name], limits[f"table5_{name}"]
        yield f"table5 mean {name}", expected["table5_averages"][name], without[name].mean(), limits["averages"]
    printed = [row["vrs_in"] for row in expected["table5_excl_singapore"].values()]
    rank = stats.spearmanr(without.loc[list(expected["table5_excl_singapore"]), "vrs_in"], printed).statistic
    yield "spearman_rank_vrs_in", expected["spearman_rank_vrs_in"], rank, 10 * PRINTED
    within = _public_scores(table)
    for name in ("vrs_in", "vrs_out"):
        printed = pd.Series({country: row[name] for country, row in expected["table6_with_singapore"].items()})
        yield f"table6 {name}", printed, within.loc[printed.index, name], limits["table6"]
        yield f"table6 mean {name}", expected["with_singapore_averages"][name], within[name].mean(), limits["averages"]
    hull = json.loads((folder / "09b_ecb581_fdh.expected.json").read_text(encoding="utf-8"))
    sides = table[["total_spending_pct_gdp"]], table[["psp_printed"]]
    yield "09b fdh_input", table.index.map(hull["fdh_input"]), fdh(*sides), UNSAID
    yield "09b fdh_output", table.index.map(hull["fdh_output"]), 1 / fdh(*sides, orientation="output"), UNSAID


def _public_scores(table: pd.DataFrame) -> pd.DataFrame:
    """Scores by country as shares of at most 1, as the working paper prints them."""
    sides = table[["total_spending_pct_gdp"]], table[["psp_printed"]]
    scores = {
        "vrs_in": dea(*sides),
        "vrs_out": 1 / dea(*sides, orientation="output"),
        "crs": dea(*sides, returns="crs"),
    }
    return pd.DataFrame(scores, index=table.index)


def petersen(table: pd.DataFrame, expected: dict, _: Path) -> Iterator[tuple]:
    """Coefficients and standard errors of five conventions."""
    options = {"ols": {"covariance": "nonrobust"}, "hc1": {"covariance": "HC1"}}
    for way in ("firm", "year", "firm_year"):
        options[f"cluster_{way}"] = {"covariance": "cluster", "clusters": way.split("_")}
    yield "coef", expected["coef"], fit("y ~ x", table).coefficients["estimate"], expected["tolerance"]
    for name, each in options.items():
        ours = fit("y ~ x", table, **each).coefficients["std_error"]
        yield f"se {name}", expected["se_intercept_x"][name], ours, expected["tolerance"]


def public_schools(table: pd.DataFrame, expected: dict, _: Path) -> Iterator[tuple]:
    """Coefficients and the standard errors that one leverage point moves; those not offered are left missing."""
    formula, close = "Expenditure ~ I(Income * 1e-4) + I((Income * 1e-4) ** 2)", expected["tolerance"]
    rows = table.dropna()
    yield "coef", expected["coef"], fit(formula, rows).coefficients["estimate"], close
    for name, theirs in expected["se"].items():
        kind = {"const": "nonrobust"}.get(name, name)
        known = kind in get_args(Covariance)
        yield f"se {name}", theirs, _errors(formula, rows, kind) if known else np.full(3, np.nan), close
    alone = influence(formula, rows, term="I(Income * 1e-4)", clusters="state")["leverage"]
    yield "largest leverage", expected["leverage"]["h"], alone[expected["leverage"]["state"]], STORED


def _errors(formula: str, rows: pd.DataFrame, covariance: Covariance) -> pd.Series:
    return fit(formula, rows, covariance=covariance).coefficients["std_error"]


def pass_rates(table: pd.DataFrame, expected: dict, _: Path) -> Iterator[tuple]:
    """Coefficients, standard errors and R squared of textbook models, recomputed and as the textbook prints them."""
    for name, model in expected["models"].items():
        found, share = fit(model["formula"], table, covariance="nonrobust"), expected["tolerance_rel"]
        for theirs, ours in {"coef": "estimate", "se": "std_error"}.items():
            values, ours = _values(model[theirs]), found.coefficients[ours]
            yield f"{name} {theirs}", values, ours, share * np.abs(values) + STORED
            if printed := model[f"printed_{theirs}"]:
                yield f"{name} printed {theirs}", printed, ours, [_last_digit(value) for value in printed]
        yield f"{name} r2 and n", [model["r2"], model["n"]], [found.r_squared, found.n_obs], PRINTED


def _last_digit(value: float) -> float:
    """One unit of the last digit printed, as some are cut; the one that the file's note doubts has 0.03."""
    return 0.03 if value == DOUBTED else 10.0 ** -len(str(np.format_float_positional(value)).split(".")[1])


def hours(table: pd.DataFrame, expected: dict, _: Path) -> Iterator[tuple]:
    """The textbook's Tobit."""
    terms = [name for name in expected["coef"] if name != "const"]
    found = fit(f"hours ~ {' + '.join(terms)}", table, estimator="tobit", lower=0, covariance="nonrobust")
    ours, censored = found.coefficients, int(found.note.split(" at the lower limit")[0].split()[-1])
    for quantity, theirs, each in (
        ("coef and sigma", [*expected["coef"].values(), expected["sigma"]], ours["estimate"]),
        ("se", expected["se"], ours["std_error"].drop("sigma")),
        ("log-likelihood", expected["logl"], found.log_likelihood),
        ("n and censored", [expected["n"], expected["n_censored"]], [found.n_obs, censored]),
    ):
        yield quantity, theirs, each, expected["tolerance_rel"] * np.abs(_values(theirs))


def achievement(table: pd.DataFrame, expected: dict, _: Path) -> Iterator[tuple]:
    """The truncated regression by the front door and by the engine of the second stage."""
    kinds = {name: (table["prog"] == name).astype(float) for name in ("academic", "vocational")}
    table, close, left = table.assign(**kinds, one=1.0), expected["tolerance"], expected["left_truncation"]
    options = {"estimator": "truncated", "lower": left, "covariance": "nonrobust"}
    found = fit("achiv ~ langscore + academic + vocational", table, **options)
    short = fit("achiv ~ langscore", table, **options).log_likelihood
    outcome, design = table["achiv"].to_numpy(float), table[["one", "langscore", *kinds]].to_numpy()
    fast = truncated_regression(outcome, design, left=left)
    theirs = [*expected["coef"].values(), expected["sigma"]]
    yield "coef and sigma", theirs, found.coefficients["estimate"], close
    yield "coef and sigma, second stage", theirs, [*fast.coefficients, fast.sigma], close
    yield "se", expected["se"], found.coefficients["std_error"], close
    yield "se, second stage", expected["se"], np.sqrt(np.diag(fast.covariance)), close
    yield "log-likelihood", [expected["logl"]] * 2, [found.log_likelihood, fast.log_likelihood], close
    yield "lr_prog_p", expected["lr_prog_p"], stats.chi2.sf(2 * (found.log_likelihood - short), 2), close


Quantities = Callable[[pd.DataFrame, dict, Path], Iterator[tuple]]
QUANTITIES: dict[str, Quantities] = {
    "02_coelli_five_firms_1x1": five_firms,
    "03_ali_seiford_11dmu": eleven_units,
    "04_ccr1981_follow_through": school_sites,
    "08_power_plants_supereff": power_plants,
    "09_ecb581_public_sector_efficiency": public_sectors,
    "13_petersen_clustered_se": petersen,
    "14_greene_public_schools": public_schools,
    "15_wooldridge_meap93": pass_rates,
    "16_mroz_tobit": hours,
    "17_ucla_truncreg": achievement,
}
