"""How layers are drawn in QGIS, as its style files (QML) say it: sizes by events, labels by name, time by days."""

from __future__ import annotations


def _option(name: str, value: str) -> str:
    return f'<Option name="{name}" type="QString" value="{value}"/>'


def _by_expression(name: str, expression: str) -> str:
    """Return a property of a symbol that an expression gives."""
    inner = f'<Option name="active" type="bool" value="true"/>{_option("expression", expression)}'
    inner += '<Option name="type" type="int" value="3"/>'
    properties = f'<Option name="properties" type="Map"><Option name="{name}" type="Map">{inner}</Option></Option>'
    head, tail = _option("name", ""), _option("type", "collection")
    return f'<data_defined_properties><Option type="Map">{head}{properties}{tail}</Option></data_defined_properties>'


def _symbol(kind: str, layer: str, options: dict[str, str], defined: str) -> str:
    map_ = f'<Option type="Map">{"".join(_option(name, value) for name, value in options.items())}</Option>'
    inner = f'<layer class="{layer}" enabled="1" pass="0" locked="0">{map_}{defined}</layer>'
    symbol = f'<symbol name="0" type="{kind}" alpha="0.8" force_rhr="0" clip_to_extent="1">{inner}</symbol>'
    return (
        f'<renderer-v2 type="singleSymbol" enableorderby="0" symbollevels="0"><symbols>{symbol}</symbols></renderer-v2>'
    )


def _document(renderer: str, rest: str, geometry: int) -> str:
    head = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
    tail = f"<layerGeometryType>{geometry}</layerGeometryType>"
    return f'{head}<qgis version="3.22.0" styleCategories="Symbology|Labeling|Temporal">{renderer}{rest}{tail}</qgis>'


_TEXT = (
    '<text-style fieldName="label" isExpression="0" fontSize="9" fontSizeUnit="Point" textColor="30,30,30,255"'
    ' fontFamily="Sans"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"'
    ' bufferSizeUnits="MM" bufferOpacity="1"/></text-style>'
)
_LABELS = (
    f'<labeling type="simple"><settings calloutType="simple">{_TEXT}<placement placement="0" dist="1"/>'
    "</settings></labeling>"
)
_TIME = (
    '<temporal enabled="0" mode="2" startField="first_day" endField="last_day" limitMode="1" accumulate="0"'
    ' durationUnit="days" fixedDuration="0"/>'
)
POINTS = _document(
    _symbol(
        "marker",
        "SimpleMarker",
        {
            "name": "circle",
            "color": "31,95,139,255",
            "outline_color": "255,255,255,255",
            "size": "3",
            "size_unit": "MM",
        },
        _by_expression("size", "coalesce(scale_linear(&quot;events&quot;, 1, 500, 1.5, 10), 1.5)"),
    ),
    _LABELS,
    0,
)
"""Places: circles by their number of events, with their names."""
LINES = _document(
    _symbol(
        "line",
        "SimpleLine",
        {"line_color": "178,90,40,255", "line_width": "0.4", "line_width_unit": "MM", "capstyle": "round"},
        _by_expression("outlineWidth", "coalesce(scale_linear(&quot;weight&quot;, 1, 100, 0.2, 4), 0.2)"),
    ),
    _TIME,
    1,
)
"""Edges: lines by their weight; through time from `first_day` to `last_day`, once that is switched on."""
