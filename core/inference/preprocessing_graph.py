"""From a decoded picture of any size to the square that the network sees, as ONNX operations.

The same arithmetic as `core.data.render` (whole-number averages, then bicubic to the short side) and
`core.data.transforms.prediction_picture` (bilinear to the square, by either way), step by step and rounded to
uint8 at the same places: ONNX Runtime's anti-aliased Resize is Pillow's, the width first, in other numbers:
one pixel in fifty comes out a level apart. Knows no network.
"""

from __future__ import annotations

import numpy as np

from core.config import Preprocessing
from core.data.render import GAP
from core.data.transforms import CROP_MARGIN
from core.inference.graph import Graph

_PILLOW_CUBIC = -0.5  # the sharpness of Pillow's bicubic filter
_ROUNDING = 1 + 2.5e-7  # float32: a size that comes out just below a whole number would lose a pixel


def add_preprocessing(graph: Graph, pictures: str, preprocessing: Preprocessing) -> str:
    """Append it to `graph`. `pictures`: uint8 (N, H, W, 3); gives uint8 (N, 3, size, size)."""
    x = graph.add("Transpose", pictures, perm=[0, 3, 1, 2])
    x = _decoded_small(graph, x, preprocessing.short_side)
    size = preprocessing.size
    if preprocessing.resize == "squash":
        return _resized(graph, x, graph.constant([size, size]))
    short = round(size * CROP_MARGIN)
    sides = _sides(graph, x)
    x = _resized(
        graph, x, graph.add("Div", graph.add("Mul", sides, graph.constant(short)), _short(graph, sides))
    )
    surplus = graph.add("Sub", _sides(graph, x), graph.constant(size))
    half = graph.add("Mul", graph.to(surplus, np.float64), graph.constant(0.5, np.float64))
    start = graph.to(graph.add("Round", half), np.int64)
    end = graph.add("Add", start, graph.constant(size))
    return graph.add("Slice", x, start, end, graph.constant([2, 3]))


def _decoded_small(graph: Graph, x: str, short_side: int) -> str:
    """What `decode(..., short_side)` makes of the pixels: never larger than they are."""
    sides = _sides(graph, x)
    short = _short(graph, sides)
    tenths = round(10 * GAP)
    factor = graph.add(
        "Div", graph.add("Mul", short, graph.constant(10)), graph.constant(tenths * short_side)
    )
    factor = graph.add("Max", factor, graph.constant(1))
    coarse = _averaged(graph, x, sides, factor)
    sides_64 = graph.to(sides, np.float64)
    target = graph.to(graph.add("Min", short, graph.constant(short_side)), np.float64)
    share = graph.add("Div", target, graph.to(short, np.float64))
    wanted = graph.add("Round", graph.add("Mul", sides_64, share))
    # The last coarse pixel may stand for fewer than `factor` real ones: the scale is that of the real sides.
    exact = graph.add("Div", graph.add("Mul", wanted, graph.to(factor, np.float64)), sides_64)
    scale = graph.to(graph.add("Mul", exact, graph.constant(_ROUNDING, np.float64)), np.float32)
    scales = graph.add("Concat", graph.constant([1, 1], np.float32), scale, axis=0)
    return graph.add(
        *("Resize", coarse, "", scales),
        mode="cubic",
        antialias=1,
        cubic_coeff_a=_PILLOW_CUBIC,
        exclude_outside=1,
    )


def _averaged(graph: Graph, x: str, sides: str, factor: str) -> str:
    """Means of `factor` x `factor` pixels; those at the right and lower edge of as many as there are."""
    whole = graph.add("Sub", graph.add("Add", sides, factor), graph.constant(1))
    coarse = graph.add("Div", whole, factor)
    missing = graph.add("Sub", graph.add("Mul", coarse, factor), sides)
    pads = graph.add("Concat", graph.constant([0, 0, 0, 0, 0, 0]), missing, axis=0)
    height, width = graph.split(coarse, [1, 1], axis=0)
    grid = graph.add("Concat", graph.constant([0, 0]), height, factor, width, factor, axis=0)
    cells = graph.add("Reshape", graph.add("Pad", x, pads), grid)  # (N, 3, H / f, f, W / f, f)
    sums = graph.add("ReduceSum", graph.to(cells, np.float32), graph.constant([3, 5]), keepdims=0)
    full_height, full_width = graph.split(sides, [1, 1], axis=0)
    real_rows = _real(graph, height, factor, full_height, [-1, 1])
    real_columns = _real(graph, width, factor, full_width, [1, -1])
    count = graph.add("Mul", real_rows, real_columns)
    # Pillow divides by multiplying with a whole number of 2^-24ths, which rounds some means down.
    scale = graph.constant(1 << 24)
    raised = graph.add("Add", graph.to(sums, np.int64), graph.add("Div", count, graph.constant(2)))
    parts = graph.add("Mul", raised, graph.add("Div", scale, count))
    return graph.to(graph.add("Div", parts, scale), np.uint8)


def _real(graph: Graph, cells: str, factor: str, side: str, shape: list[int]) -> str:
    """How many real rows (or columns) each of the `cells` has, of `shape`."""
    numbers = graph.add(
        "Range", graph.constant(0, scalar=True), graph.scalar(cells), graph.constant(1, scalar=True)
    )
    left = graph.add("Sub", side, graph.add("Mul", numbers, factor))
    return graph.add("Reshape", graph.add("Min", left, factor), graph.constant(shape))


def _resized(graph: Graph, x: str, sides: str) -> str:
    whole = graph.add("Concat", graph.add("Shape", x, end=2), sides, axis=0)
    return graph.add("Resize", x, "", "", whole, mode="linear", antialias=1, exclude_outside=1)


def _sides(graph: Graph, x: str) -> str:
    """(2,): height and width of `x` (N, 3, H, W)."""
    return graph.add("Shape", x, start=2, end=4)


def _short(graph: Graph, sides: str) -> str:
    """(1,): the smaller of the two."""
    return graph.add("ReduceMin", sides, graph.constant([0]), keepdims=1)
