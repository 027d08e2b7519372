"""The datatypes of literals."""

from __future__ import annotations

from owlrl.XsdDatatypes import OWL_Datatype_Subsumptions

_SUPER = {f"<{name}>": [f"<{above}>" for above in found] for name, found in OWL_Datatype_Subsumptions.items()}
_XSD_STRING = "<http://www.w3.org/2001/XMLSchema#string>"
_LANGUAGE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"
_LITERAL = "<http://www.w3.org/2000/01/rdf-schema#Literal>"


def datatypes(literal: str) -> list[str]:
    """Return the datatypes of a literal (dt-type2): its own and those that hold it, rdfs:Literal among them."""
    suffix = literal[literal.rindex('"') + 1 :]
    own = suffix[2:] if suffix.startswith("^^") else _LANGUAGE if suffix else _XSD_STRING
    return [own, _LITERAL, *_SUPER.get(own, ())]
