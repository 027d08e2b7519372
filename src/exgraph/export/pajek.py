"""Pajek's .net: http://mrvar.fdv.uni-lj.si/pajek/. networkx writes ids for labels, and warns of every number."""

from __future__ import annotations

from exgraph.export.network import Network


def write(network: Network) -> bytes:
    """Return the network as vertices with labels and a point from 0 to 1, and weighted arcs or edges.

    UTF-8 begins with a byte order mark, by which Pajek knows it; networkx passes over the line that has it. Labels may
    be the same; numbers tell vertices apart.
    """
    numbers = {node.id: number for number, node in enumerate(network.nodes, start=1)}
    lines = [f"*Network {_quoted(network.title)}", f"*Vertices {len(network.nodes)}"]
    for node in network.nodes:
        at = ""
        if node.latitude is not None and node.longitude is not None:
            at = f" {(node.longitude + 180) / 360:.5f} {(90 - node.latitude) / 180:.5f} 0.5"
        lines.append(f"{numbers[node.id]} {_quoted(node.label)}{at}")
    lines.append("*Arcs" if network.directed else "*Edges")
    lines += [
        f"{numbers[edge.source]} {numbers[edge.target]} {edge.weight} l {_quoted(edge.label or edge.kind)}"
        for edge in network.edges
    ]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _quoted(text: str) -> str:
    return '"' + "".join(sign for sign in text if sign >= " ").replace('"', "'") + '"'
