"""Named questions with parameters, answered in words, as a chart and as a table."""

from exgraph.web.question.answer import QuestionAnswer, answer
from exgraph.web.question.catalogue import Parameter, Question, find, themes

__all__ = ["Parameter", "Question", "QuestionAnswer", "answer", "find", "themes"]
