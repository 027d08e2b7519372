"""The ontology's axioms, each kind read into rules."""
