"""What the 1x1 convolutions in front of the large kernels save, module by module and in sum."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from core.explain.costs import ModuleCost, PointwiseCosts, pointwise_costs
from gui.text import decimal, number, percent, sentences
from gui.theme import SPACE
from gui.widgets.cards import Card
from gui.widgets.inside.cost_bars import CostBars, CostRow
from gui.widgets.inside.explanation import Explanation
from gui.widgets.inside.subject import Subject, module_title
from gui.widgets.layouts import column, label, row, scrolling
from gui.widgets.legend import Legend
from gui.widgets.section_bar import SectionBar

OPERATIONS, PARAMETERS = "operations", "parameters"


class CostView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._costs: PointwiseCosts | None = None
        self._size = 0
        self.choice = SectionBar()
        self.choice.add(OPERATIONS, self.tr("Multiplications"))
        self.choice.add(PARAMETERS, self.tr("Parameters"))
        legend = Legend()
        legend.show_names([self.tr("as it is"), self.tr("without the reductions")])
        self.bars = CostBars()
        self.sum = CostBars()
        self.sum.setFixedHeight(5 * SPACE)
        body = QWidget()
        lines = column(body)
        lines.addWidget(scrolling(self.bars), 1)
        lines.addWidget(self.sum)
        lines.addWidget(legend, 0, Qt.AlignmentFlag.AlignRight)
        left = Card(self.tr("What each module costs"), (self.choice,), body)
        self.words = Explanation(
            self.tr(
                "Two bars for each module: what it costs as it is, and what it would cost if its 3 × 3 and "
                "5 × 5 kernels read the module's input themselves, without a 1 × 1 convolution in front. "
                "The number at the end says how many times as much that would be."
            ),
            self.tr(
                "A 1 × 1 convolution mixes channels and makes them fewer before something expensive comes. "
                "It is why GoogLeNet can be 22 layers deep with some six million weights. Where little can "
                "be saved, there are few channels to begin with."
            ),
            "2-one-by-one",
        )
        self.headline = label("", "heading", wrap=True)
        side = QWidget()
        right = column(side, spacing=2 * SPACE)
        right.addWidget(self.headline)
        right.addWidget(self.words, 1)
        line = row(spacing=2 * SPACE)
        self.setLayout(line)
        line.addWidget(left, 3)
        line.addWidget(side, 2)
        self.choice.chosen.connect(self._fill)
        self.choice.choose(OPERATIONS)

    def show_subject(self, subject: Subject) -> None:
        self._costs = pointwise_costs(subject.architecture, subject.size)
        self._size = subject.size
        self._fill()

    @Slot()
    def _fill(self) -> None:
        if self._costs is None:
            return
        rows = [self._row(module_title(cost.name), cost) for cost in self._costs.modules]
        total = self._row(self.tr("All nine"), self._costs.total)
        names = [each.name for each in (*rows, total)]
        self.bars.show_rows(rows, names)
        self.sum.show_rows([total], names)
        words = (
            self.tr("Without their reductions the nine modules would take {ratio} the multiplications.")
            if self._operations
            else self.tr("Without their reductions the nine modules would have {ratio} the weights.")
        )
        self.headline.setText(words.format(ratio=total.ratio))
        spared = self._spared(self._costs)
        self.words.tell(spared)

    @property
    def _operations(self) -> bool:
        return self.choice.current == OPERATIONS

    def _spared(self, costs: PointwiseCosts) -> str:
        def share(cost: ModuleCost) -> float:
            return 1 - (
                cost.operations / cost.operations_without
                if self._operations
                else cost.parameters / cost.parameters_without
            )

        best = max(costs.modules, key=share)
        words = self.tr("Of all nine, {module} saves the largest share: {share}.")
        told = words.format(module=module_title(best.name), share=percent(share(best)))
        if self._operations:
            counted = self.tr("Counted for one picture of {size} × {size} pixels.").format(size=self._size)
            return sentences(told, counted)
        return told

    def _row(self, name: str, cost: ModuleCost) -> CostRow:
        value, without = (
            (cost.operations, cost.operations_without)
            if self._operations
            else (cost.parameters, cost.parameters_without)
        )
        return CostRow(
            name,
            value,
            without,
            self._amount(value),
            self._amount(without),
            self.tr("{0} times").format(decimal(without / value, 1)),
        )

    def _amount(self, value: int) -> str:
        if self._operations:
            return self.tr("{0} M").format(number(round(value / 1e6)))
        return self.tr("{0} k").format(number(round(value / 1e3)))
