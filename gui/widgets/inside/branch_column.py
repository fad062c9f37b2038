"""One branch of a module, for one picture: its heat, its strongest channels, its shares. Knows no job."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QSizePolicy, QWidget

from core.explain.heat import overlay
from core.explain.results import BranchView, HeatMap, Pixels
from gui.text import joined, percent, plain, valued
from gui.theme import SPACE, theme
from gui.thumbnails import image_of
from gui.widgets.bars import paint_segments
from gui.widgets.inside.map_grid import MapGrid
from gui.widgets.inside.subject import branch_color
from gui.widgets.layouts import ElidedLabel, column, label, row
from gui.widgets.picture_place import paint_picture

_OPACITY = 0.6


class BranchColumn(QFrame):
    switched = Signal(str, bool)  # the branch, and whether it is on
    channel_wanted = Signal(int)

    def __init__(self, branch: str, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.branch = branch
        self.switch = QCheckBox()
        self.switch.setChecked(True)
        self.switch.setToolTip(self.tr("Take the box away to switch this branch off"))
        self.switch.toggled.connect(self._on_switched)
        self._channels = ElidedLabel("caption", Qt.TextElideMode.ElideRight)
        self._channels.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.heat = HeatPicture()
        self.maps = MapGrid()
        self.maps.channel_wanted.connect(self.channel_wanted)
        self.shares = _Shares()
        self.without = label("", "caption", wrap=True)
        self.without.setMinimumHeight(4 * SPACE)
        self.without.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = row(spacing=SPACE)
        top.addWidget(_Shade(number))
        top.addWidget(self.switch)
        top.addWidget(self._channels, 1)
        lines = column(self, margin=SPACE * 3 // 2, spacing=SPACE)
        lines.addLayout(top)
        lines.addWidget(self.heat, 5)
        lines.addWidget(self.maps, 3)
        lines.addWidget(self.shares)
        lines.addWidget(self.without)

    def name(self, title: str) -> None:
        self.switch.setText(title)
        self.heat.setAccessibleName(self.tr("What speaks for the class in branch {name}").format(name=title))

    def show_branch(self, view: BranchView, *, off: bool, label_shown: str) -> None:
        self._channels.set_full_text(str(view.channels))
        self._channels.setToolTip(self.tr("{count} channels").format(count=view.channels))
        self.maps.show_maps(view.maps)
        self.switch.blockSignals(True)
        self.switch.setChecked(not off)
        self.switch.blockSignals(False)
        if off:
            self.shares.show_shares(None, None)
            self.without.setText(self.tr("switched off"))
            return
        self.shares.show_shares(view.activation_share, view.answer_share)
        words = self.tr("Without it: {answer} {share}")
        if view.evidence < 0:
            words = self.tr("Without it: {answer} {share}. It speaks against {label}.")
        self.without.setText(
            words.format(
                answer=plain(view.without.label),
                share=percent(view.without.probability),
                label=plain(label_shown),
            )
        )

    def show_nothing(self) -> None:
        self.maps.show_maps(())
        self.shares.show_shares(None, None)
        self.without.setText("")

    def show_picture(self, pixels: Pixels) -> None:
        """What the network saw, while the heat is not known."""
        self.heat.show_picture(pixels)

    def show_heat(self, heat: HeatMap | None, strongest: float) -> None:
        """`strongest` is the peak of the strongest of the four, to which all are compared."""
        self.heat.show_heat(heat, strongest)

    @Slot(bool)
    def _on_switched(self, on: bool) -> None:
        self.switched.emit(self.branch, on)


class HeatPicture(QWidget):
    """The picture as the network saw it, with what speaks for the class laid over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.shown = False
        """Whether there is a heat."""
        self.setMinimumSize(8 * SPACE, 7 * SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_picture(self, pixels: Pixels) -> None:
        """As it is, unless there is a heat."""
        if not self.shown:
            self._image = image_of(pixels)
            self.update()

    def show_heat(self, heat: HeatMap | None, strongest: float) -> None:
        self._image = None
        self.shown = heat is not None
        if heat is not None:
            scaled = heat.heat * (heat.peak / strongest if strongest else 0.0)
            self._image = image_of(overlay(heat.picture, scaled, _OPACITY))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(18 * SPACE, 18 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        room = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_picture(painter, room, self._image)


class _Shares(QWidget):
    """Two bars: the branch's part of the activation, and of the answer."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[str, float | None]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            self.tr("Its part of the module's activation, and its part of what speaks for the class.")
        )
        theme().changed.connect(self._on_theme)
        self._on_theme()

    def show_shares(self, activation: float | None, answer: float | None) -> None:
        self._lines = [(self.tr("active"), activation), (self.tr("answer"), answer)]
        self.setAccessibleName(joined(valued(name, _words(share)) for name, share in self._lines))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font("caption"))
        metrics = painter.fontMetrics()
        names = max((metrics.horizontalAdvance(name) for name, _ in self._lines), default=0)
        values = metrics.horizontalAdvance(percent(1.0))
        height = self.height() / 2
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, (name, share) in enumerate(self._lines):
            line = QRectF(0, number * height, self.width(), height)
            painter.setPen(theme().color("text_muted"))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, name)
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, _words(share))
            room = self.width() - names - values - 2 * SPACE
            groove = QRectF(names + SPACE, line.center().y() - SPACE / 2, room, SPACE)
            paint_segments(painter, groove, (share or 0.0,))

    @Slot()
    def _on_theme(self) -> None:
        self.setFixedHeight(2 * (QFontMetrics(theme().font("caption")).height() + 4))
        self.update()


class _Shade(QWidget):
    """The branch's shade in the diagram of the network."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(SPACE * 3 // 2, SPACE * 3 // 2)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("border_strong"))
        painter.setBrush(branch_color(self._number))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _words(share: float | None) -> str:
    return "–" if share is None else percent(share)
