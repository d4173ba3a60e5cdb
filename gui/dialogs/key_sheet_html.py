"""The key sheet as a page for a browser, complete in one file."""

from __future__ import annotations

from annotations.words import tr
from gui.core.keys import caps_of
from gui.core.rich_text import escape
from gui.core.theme import LIGHT, label_style
from gui.models.key_sections import KeyRow, KeySection

_PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 14px/1.5 system-ui, sans-serif; color: {text}; background: {base}; margin: 2em; }}
main {{ columns: 21em; column-gap: 3em; }}
section {{ margin: 0 0 1.2em; }}
h2 {{ font-size: 1em; margin: 0 0 .2em; border-bottom: 1px solid {outline}; break-after: avoid; }}
table {{ border-collapse: collapse; width: 100%; }}
tr {{ break-inside: avoid; }}
td {{ padding: 1px 0; }}
td + td {{ text-align: end; white-space: nowrap; padding-inline-start: 1em; }}
kbd {{ font: inherit; font-size: .85em; border: 1px solid {outline}; border-radius: 4px; padding: 0 .45em; }}
i {{ display: inline-block; width: .7em; height: .7em; margin-inline-end: .5em; }}
@media print {{ body {{ margin: 0; font-size: 9pt; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<main>
{sections}
</main>
</body>
</html>
"""


def key_sheet_html(sections: list[KeySection], name: str) -> str:
    """The sheet; ``name`` is the label set's, empty without one."""
    title = tr("Keys of Sorot · labels: {name}", name=name) if name else tr("Keys of Sorot")
    return _PAGE.format(
        title=escape(title),
        sections="\n".join(map(_section, sections)),
        text=LIGHT.text.name(),
        base=LIGHT.base.name(),
        outline=LIGHT.outline.name(),
    )


def _section(section: KeySection) -> str:
    rows = "\n".join(map(_row, section.rows))
    return f"<section>\n<h2>{escape(section.title)}</h2>\n<table>\n{rows}\n</table>\n</section>"


def _row(row: KeyRow) -> str:
    keys = escape(tr(" or ")).join(
        "+".join(f"<kbd>{escape(cap)}</kbd>" for cap in caps_of(key)) for key in row.keys
    )
    colour = "" if row.label is None else label_style(LIGHT, row.label).chip.name()
    swatch = f'<i style="background: {colour}"></i>' if colour else ""
    return f"<tr><td>{swatch}{escape(row.text)}</td><td>{keys}</td></tr>"
