"""The W3C SPARQL 1.1 test suite: its manifests read, its cases run against a peer, in process or over HTTP."""
