"""Findings that a person has looked at and accepted do not come back as new."""

import pandas as pd


def reviewed(audit: pd.DataFrame, anomalies: pd.DataFrame) -> pd.DataFrame:
    """Table audit with the reason beside each finding that a person accepted.

    `anomalies` has check_id and why. Raises ValueError naming the row of anomalies.csv (the header is row 1) whose
    check is made no more, of a report that was checked: what was accepted has changed.
    """
    reports = set("+".join(audit["report_id"]).split("+"))
    for number, accepted in enumerate(anomalies["check_id"], 2):
        report = accepted.rsplit("-", 2)[0]
        if reports & set(report.split("+")) and accepted not in set(audit["check_id"]):
            raise ValueError(f"anomalies.csv, row {number}: no check {accepted!r} is made of report {report} any more")
    why = dict(zip(anomalies["check_id"], anomalies["why"], strict=True))
    return audit.assign(accepted=[why.get(check, "") for check in audit["check_id"]])


def standing(audit: pd.DataFrame) -> pd.DataFrame:
    """The contradictions that no person has accepted."""
    return audit[(audit["verdict"] == "contradiction") & (audit["accepted"] == "")]
