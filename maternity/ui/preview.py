"""A document as it will be printed and saved: the same bytes, on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QWidget

from maternity import files
from maternity.errors import Unavailable
from maternity.i18n import _, plural
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.messages import sentence
from maternity.ui.page import Page
from maternity.ui.saving_as import ask_place
from maternity.ward import Ward

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS_PER_INCH = 300


JOB_NAME = "Document"
"""What the print queue shows of a job: never whose paper it is."""


class Preview(Page):
    """The pages of a PDF, with print and save."""

    def __init__(
        self, ward: Ward, pdf: bytes, name: str, issue: Callable[[], bytes] | None = None
    ) -> None:
        super().__init__(ward, _("Preview"))
        self.pdf, self.name, self.issue = pdf, name, issue
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
        pages = self.document.pageCount()
        self.bar.add(QLabel(plural("{count} page", "{count} pages", pages)), 1)
        self.button("back", self.left.emit)
        self.button("keep_file", self.save)
        self.printer_button = self.button("print", self.print_page, main=True)
        self.key("keep_file", self.save)
        self.body.addWidget(self.view, 1)

    def start(self) -> None:
        """Put the focus where Enter prints."""
        self.printer_button.setFocus()

    def save(self) -> None:
        """Write the bytes to a file."""
        words = action("keep_file").told
        place = ask_place(self, words, f"{self.name}.pdf", "PDF (*.pdf)")
        if place:
            self.keep_to(place)

    def keep_to(self, place: Path) -> None:
        """Keep that it is printed, and write the bytes to this file."""
        self._issued(lambda: self.save_to(place))

    def _issued(self, then: Callable[[], object]) -> None:
        """Keep that it is printed, then go on with the pages that bear their number."""
        if self.issue is None:
            then()
            return

        def show(pdf: bytes) -> None:
            self.pdf = pdf
            self._buffer.close()
            self._buffer.setData(QByteArray(pdf))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)
            then()

        jobs.run(self.issue, show, words=_("Preparing the pages…"))

    def save_to(self, place: Path) -> None:
        """Write the bytes to this file."""
        try:
            files.replace(place, self.pdf)
        except Unavailable as failure:
            self.said.emit(sentence(failure), "wrong")
        else:
            self.said.emit(_("Written: {file}").format(file=place.name), "saved")

    def print_page(self) -> None:
        """Print the pages, drawn from the same bytes; the printer is remembered."""
        from PySide6.QtPrintSupport import (  # noqa: PLC0415 - when printing
            QPrintDialog,
            QPrinter,
        )

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(self.remembered("printer", printer.printerName()))
        printer.setDocName(JOB_NAME)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.document.pageCount())
        dialog.setFromTo(1, self.document.pageCount())
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.remember("printer", printer.printerName())
            self._issued(lambda: self.draw(printer))

    def draw(self, printer: QPrinter) -> None:
        """Draw the pages asked for, and say how it went."""
        self.said.emit(*drawn(self.document, printer))


def drawn(document: QPdfDocument, printer: QPrinter) -> tuple[str, str]:
    """The pages asked for, each at its own size, at the fineness of print; how it went."""
    size = document.pagePointSize(0)
    wide = size.width() > size.height()
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    upright = size.transposed() if wide else size
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
    printer.setPageOrientation(turned)
    painter = QPainter()
    if not painter.begin(printer):
        return _("The printer does not answer. Check its cable and its paper."), "wrong"
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or document.pageCount()
    for number in range(first, last + 1):
        if number > first:
            printer.newPage()
        points = document.pagePointSize(number - 1)
        scale = DOTS_PER_INCH / 72
        dots = QSize(round(points.width() * scale), round(points.height() * scale))
        painter.drawImage(painter.viewport(), document.render(number - 1, dots))
    painter.end()
    return _("Sent to the printer."), "saved"


def print_unseen(page: QWidget, make: Callable[[], bytes], say: Callable[[str, str], None]) -> None:
    """Ask for a printer, and print a PDF that is shown nowhere and written to no file."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - when printing

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, page).exec() == QPrintDialog.DialogCode.Accepted:
        jobs.run(make, lambda pdf: say(*print_pdf(pdf, printer)))


def print_pdf(pdf: bytes, printer: QPrinter) -> tuple[str, str]:
    """Print all pages of a PDF that is shown nowhere; how it went."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    printer.setDocName(JOB_NAME)
    return drawn(document, printer)
