"""What the camera sees, beside what the model makes of it just now. Knows no camera and no session."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from core.events import ItemClassified
from gui.icons import icon
from gui.theme import SPACE, theme
from gui.widgets.answer import AnswerBody, AnswerHead
from gui.widgets.layouts import column, label, row

RADIUS = 10


class CameraView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = LivePicture()
        self.head = AnswerHead()
        self.body = AnswerBody()
        self.keep_button = QPushButton(icon("camera"), self.tr("Keep this picture"))
        self.keep_button.setToolTip(self.tr("Put it into the list of named pictures"))
        note = label(self.tr("Nothing is recorded and nothing leaves this computer."), "caption", wrap=True)
        card = QFrame()
        card.setProperty("role", "card")
        lines = column(card, margin=2 * SPACE, spacing=2 * SPACE)
        lines.addWidget(self.head)
        lines.addWidget(self.body)
        lines.addStretch(1)
        lines.addWidget(self.keep_button)
        lines.addWidget(note)
        halves = row(spacing=2 * SPACE)
        self.setLayout(halves)
        halves.addWidget(self.picture, 3)
        halves.addWidget(card, 2)
        self.forget()

    def show_frame(self, image: QImage) -> None:
        self.picture.show_image(image)

    def show_answer(self, answer: ItemClassified) -> None:
        self.head.show_answer(answer.predictions[0], answer.doubt)
        self.body.show_answer(answer.predictions, answer.depths)

    def forget(self) -> None:
        """Nothing was seen yet."""
        self.picture.show_image(None)
        self.head.show_none(self.tr("Waiting for the camera"))
        self.body.show_answer((), None)


class LivePicture(QWidget):
    """The newest frame, whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(30 * SPACE, 24 * SPACE)
        self.setAccessibleName(self.tr("What the camera sees"))

    def show_image(self, image: QImage | None) -> None:
        self.image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80 * SPACE, 60 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        if self.image is None:
            shape.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            painter.fillPath(shape, theme().color("sunken"))
            return
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        shape.addRoundedRect(place, RADIUS, RADIUS)
        painter.setClipPath(shape)
        painter.drawImage(place, self.image)
