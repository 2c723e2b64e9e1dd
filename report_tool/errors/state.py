"""The case does not allow the step."""

from __future__ import annotations

from report_tool.errors.root import ReportToolError


class StateError(ReportToolError):
    """The case is not in a state that allows the step."""

    message_id = "unexpected"


class IllegalStepError(StateError):
    """The step does not follow from the case's state."""


class CaseClosedError(StateError):
    """The case is closed and cannot be changed."""


class NotReadyError(StateError):
    """Required content is missing or findings are undecided."""


class NotApprovedError(StateError):
    """The employee has not approved the report."""


class ApprovalOutdatedError(StateError):
    """Something has changed since the employee approved the report."""


class DraftForOthersError(StateError):
    """A draft goes to the employee only."""


class AuditBrokenError(StateError):
    """A link of the audit trail does not fit the one before it."""
