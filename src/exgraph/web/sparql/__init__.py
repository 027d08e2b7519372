"""The SPARQL Protocol: requests, authentication, answers, and the cache of answers."""
