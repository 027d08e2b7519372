"""Layouts: how a document's text falls into records, a module each. `exgraph.extract.register` names them all."""
