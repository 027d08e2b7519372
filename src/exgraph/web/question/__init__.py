"""Named questions with parameters, answered in words, as a chart and as a table."""

from exgraph.web.question.answer import Answer, answer
from exgraph.web.question.catalogue import Parameter, Question, find, themes

__all__ = ["Answer", "Parameter", "Question", "answer", "find", "themes"]
