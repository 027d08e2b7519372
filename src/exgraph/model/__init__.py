"""What everything else speaks in: the IRIs of the model and its dates."""
