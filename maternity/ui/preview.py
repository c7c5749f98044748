"""A document as it will be printed and saved: the same bytes, on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from maternity import files
from maternity.errors import Unavailable
from maternity.i18n import _, plural
from maternity.ui.messages import sentence

DOTS_PER_INCH = 300


class Preview(QWidget):
    """The pages of a PDF, with print and save."""

    left = Signal()
    said = Signal(str)

    def __init__(self, pdf: bytes, name: str) -> None:
        super().__init__()
        self.pdf, self.name = pdf, name
        self.title = _("Preview")
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(_("Pages of the document"))
        back = QPushButton(_("Back"))
        back.clicked.connect(self.left)
        saved = QPushButton(_("Save as…"))
        saved.clicked.connect(self.save)
        printed = QPushButton(_("Print"))
        printed.setProperty("main", True)
        printed.clicked.connect(self.print)
        bar = QHBoxLayout()
        bar.addWidget(back)
        pages = self.document.pageCount()
        bar.addWidget(QLabel(plural("{count} page", "{count} pages", pages)), 1)
        bar.addWidget(saved)
        bar.addWidget(printed)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 12, 8)
        page.addLayout(bar)
        page.addWidget(self.view, 1)
        self._print_button = printed

    def start(self) -> None:
        """Put the focus where Enter prints."""
        self._print_button.setFocus()

    def save(self) -> None:
        """Write the bytes to a file."""
        place, _kind = QFileDialog.getSaveFileName(
            self, _("Save as…"), f"{self.name}.pdf", "PDF (*.pdf)"
        )
        if not place:
            return
        try:
            files.replace(Path(place), self.pdf)
        except Unavailable as failure:
            self.said.emit(sentence(failure))
        else:
            self.said.emit(_("Written: {file}").format(file=Path(place).name))

    def print(self) -> None:
        """Print the pages, drawn from the same bytes."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - when printing

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.document.pageCount())
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.draw(printer)

    def draw(self, printer: object) -> None:
        """Draw every page on the printer."""
        from PySide6.QtGui import QPageLayout, QPainter  # noqa: PLC0415
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415

        if not isinstance(printer, QPrinter):
            raise TypeError(printer)
        size = self.document.pagePointSize(0)
        wide = size.width() > size.height()
        turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(turned)
        painter = QPainter()
        if not painter.begin(printer):
            self.said.emit(_("The printer does not answer. Check its cable and its paper."))
            return
        for page in range(self.document.pageCount()):
            if page:
                printer.newPage()
            points = self.document.pagePointSize(page)
            scale = DOTS_PER_INCH / 72
            dots = QSize(round(points.width() * scale), round(points.height() * scale))
            painter.drawImage(painter.viewport(), self.document.render(page, dots))
        painter.end()
        self.said.emit(_("Sent to the printer."))
