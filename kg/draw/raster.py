"""The still picture as PNG, drawn by resvg (Rust, MIT) with the vendored fonts, which any machine has then.

resvg rather than CairoSVG (LGPL, needs the system's Cairo), Skia (15 MB) or matplotlib (no SVG in).
"""

import re
from importlib.resources import as_file, files

import resvg_py

from kg.errors import DrawError

SCALE = 2.0
LONGEST = 6000
MOST_PIXELS = 24_000_000


def raster(svg: str) -> bytes:
    """PNG of `svg`; letters that the vendored fonts lack (such as Chinese) come from the system's, where it has any."""
    size = re.search(r'<svg [^>]*?width="(\d+)" height="(\d+)"', svg)
    if size is None:
        raise DrawError("picture: the SVG names no size; draw it anew")
    width, height = map(int, size.groups())
    scale = min(SCALE, LONGEST / max(width, height), (MOST_PIXELS / (width * height)) ** 0.5)
    with as_file(files("kg.draw") / "vendor") as folder:
        fonts = sorted(str(font) for font in folder.glob("*.ttf"))
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg, font_files=fonts, zoom=scale, font_family="Noto Sans", sans_serif_family="Noto Sans"
        )
    return bytes(drawn)
