"""The SPARQL Protocol: what is asked, by whom, how it is answered, and what is kept of the answers."""
