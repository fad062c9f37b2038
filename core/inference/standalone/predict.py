"""Names pictures with the exported model beside this file. Needs no more than onnxruntime, numpy and pillow.

    pip install onnxruntime numpy pillow
    python predict.py picture.jpg more-pictures/

Prints a line for each picture: its name, the class, the probability, and "not sure" where that is in doubt.
"""

import io
import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from PIL import Image, ImageCms, ImageOps


class Model:
    """`classes` are in the order of the probabilities; `about` says with what the model was made."""

    def __init__(self, content: bytes) -> None:
        self.session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
        self.about = self.session.get_modelmeta().custom_metadata_map
        self.classes: list[str] = json.loads(self.about["classes"])
        self.short_side: int = json.loads(self.about["preprocessing"])["short_side"]

    def probabilities(self, pixels: Any) -> tuple[Any, bool]:
        """Of a picture, uint8 (H, W, 3) of any size: each class's probability, and whether that is sure."""
        found, energy, *distance = self.session.run(None, {"pictures": pixels[np.newaxis]})
        confident = found[0].max() >= float(self.about.get("threshold", 0))
        familiar = energy[0] <= float(self.about.get("energy_limit", "inf"))
        if distance:
            familiar = familiar and distance[0][0] <= float(self.about["distance_limit"])
        return found[0], bool(confident and familiar)


def read_picture(source: Any, short_side: int | None = None) -> Any:
    """The picture in `source` (a path, or an open file) as uint8 (H, W, 3): upright, sRGB, on white.

    With `short_side`, a large JPEG is decoded at a fraction of its size, as Ninefold decodes it.
    """
    with Image.open(source) as picture:
        if picture.format == "JPEG" and short_side:
            halvings = int(math.log2(max(1.0, min(picture.size) / (1.5 * short_side))))
            picture.draft(None, (picture.width >> min(halvings, 3), picture.height >> min(halvings, 3)))
        profile = picture.info.get("icc_profile")
        upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        upright = Image.new("RGB", seen.size, "white")
        upright.paste(seen, mask=seen.getchannel("A"))
    if profile and upright.mode in ("RGB", "CMYK", "L"):
        try:
            source_profile = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            upright = ImageCms.profileToProfile(upright, source_profile, srgb, outputMode="RGB") or upright
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that is bad, or of another kind of picture
    return np.asarray(upright.convert("RGB"))


def main() -> int:
    """Name the pictures of the command line."""
    model = Model(Path(__file__).with_name("model.onnx").read_bytes())
    paths = [Path(argument) for argument in sys.argv[1:]]
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    for path in (file for each in paths for file in (sorted(each.rglob("*.*")) if each.is_dir() else [each])):
        try:
            found, sure = model.probabilities(read_picture(path, model.short_side))
        except Exception as error:  # a broken picture may raise anything, and the others go on
            print(f"{path}\t{error}", file=sys.stderr)
            continue
        best = int(found.argmax())
        print(f"{path}\t{model.classes[best]}\t{found[best]:.4f}" + ("" if sure else "\tnot sure"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
