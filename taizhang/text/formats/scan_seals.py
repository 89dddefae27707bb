"""Red seals taken off a picture: what is printed in black under them stays, red heads of papers stay too."""
from typing import Any

_RED = 40  # how much more red than green and blue a pixel of ink of a seal has
_LEAST, _MOST = 50.0, 200.0  # points: seals measure 38 to 50 mm, smaller ones of offices and persons less
_ROUND = 1.6  # a seal is not much wider than high
_DENSE = 0.6  # share of its area that a red shape covers at most: a seal is a ring with signs


def without_seals(picture: Any, width: float) -> Any:
    """The picture (rows of BGR pixels, a page ``width`` points wide) without its seals.

    Red ink is as bright as paper in the red channel, black is dark in it, so there the channel alone is taken.
    """
    import cv2
    import numpy as np

    blue, green, red = (picture[:, :, i].astype(np.int16) for i in range(3))
    reddish = ((red - np.maximum(blue, green)) > _RED).astype(np.uint8)
    if int(reddish.sum()) < 200:
        return picture
    scale = picture.shape[1] / width  # pixels a point
    grown = cv2.dilate(reddish, np.ones((max(3, int(6 * scale)),) * 2, np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(grown)
    made = picture
    for i in range(1, min(count, 200)):
        x, y, wide, high = (int(stats[i, k]) for k in (cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
        if not (_LEAST * scale <= min(wide, high) and max(wide, high) <= _MOST * scale and max(wide, high) <= _ROUND * min(wide, high)):
            continue
        if int(reddish[y:y + high, x:x + wide].sum()) > _DENSE * wide * high:
            continue
        made = made.copy() if made is picture else made
        channel = made[y:y + high, x:x + wide, 2]
        made[y:y + high, x:x + wide] = np.where(channel > 150, 255, channel)[:, :, None]
    return made
