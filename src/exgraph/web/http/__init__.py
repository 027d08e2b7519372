"""HTTP itself: negotiation, errors as answers, headers, logs. It knows nothing of the graph."""
