"""What readers report: errors and what they know, kept until somebody of the project has judged it."""

from exgraph.feedback.queue import Feedback, FeedbackError, FeedbackQueue, Kind, LimitError, Report, State

__all__ = ["Feedback", "FeedbackError", "FeedbackQueue", "Kind", "LimitError", "Report", "State"]
