"""The recipe `notes` as one would write it with torchvision and plain torch: the peer for training speed.

ImageFolder, DataLoader with worker processes, a GoogLeNet of plain branches in contiguous memory, torch's own
Adam. Nothing of core is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import ImageFolder

# in, 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool projection
MODULES = {
    "3a": (192, 64, 96, 128, 16, 32, 32),
    "3b": (256, 128, 128, 192, 32, 96, 64),
    "4a": (480, 192, 96, 208, 16, 48, 64),
    "4b": (512, 160, 112, 224, 24, 64, 64),
    "4c": (512, 128, 128, 256, 24, 64, 64),
    "4d": (512, 112, 144, 288, 32, 64, 64),
    "4e": (528, 256, 160, 320, 32, 128, 128),
    "5a": (832, 256, 160, 320, 32, 128, 128),
    "5b": (832, 384, 192, 384, 48, 128, 128),
}


def convolution(inside: int, outside: int, kernel: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inside, outside, kernel, stride, kernel // 2), nn.ReLU(inplace=True))


class Inception(nn.Module):
    def __init__(self, inside: int, c1: int, r3: int, c3: int, r5: int, c5: int, pool: int) -> None:
        super().__init__()
        self.branch1 = convolution(inside, c1, 1)
        self.branch2 = nn.Sequential(convolution(inside, r3, 1), convolution(r3, c3, 3))
        self.branch3 = nn.Sequential(convolution(inside, r5, 1), convolution(r5, c5, 5))
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, 1, 1), convolution(inside, pool, 1))

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)], 1)


class AuxiliaryHead(nn.Module):
    def __init__(self, inside: int, classes: int) -> None:
        super().__init__()
        self.pool = nn.AvgPool2d(5, 3)
        self.conv = convolution(inside, 128, 1)
        self.fc1 = nn.Linear(2048, 1024)
        self.fc2 = nn.Linear(1024, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.dropout(self.conv(self.pool(x)).flatten(1), 0.5, self.training)
        x = F.dropout(F.relu(self.fc1(x), inplace=True), 0.5, self.training)
        return self.fc2(x)


class GoogLeNet(nn.Module):
    def __init__(self, classes: int) -> None:
        super().__init__()
        pool = nn.MaxPool2d(3, 2, ceil_mode=True)
        m = {name: Inception(*channels) for name, channels in MODULES.items()}
        self.to_4a = nn.Sequential(
            convolution(3, 64, 7, 2), pool, convolution(64, 64, 1), convolution(64, 192, 3), pool,
            m["3a"], m["3b"], pool, m["4a"],
        )  # fmt: skip
        self.to_4d = nn.Sequential(m["4b"], m["4c"], m["4d"])
        self.to_end = nn.Sequential(m["4e"], pool, m["5a"], m["5b"], nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.aux1 = AuxiliaryHead(512, classes)
        self.aux2 = AuxiliaryHead(528, classes)
        self.dropout = nn.Dropout(0.4)
        self.fc = nn.Linear(1024, classes)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        at_4a = self.to_4a(x)
        at_4d = self.to_4d(at_4a)
        return self.fc(self.dropout(self.to_end(at_4d))), self.aux1(at_4a), self.aux2(at_4d)


def training(folder: Path, batch_size: int, workers: int) -> Iterator[int]:
    """Trains for ever; yields the number of pictures of each step once it is done."""
    dataset = ImageFolder(
        folder,
        transforms.Compose(
            [
                transforms.RandomResizedCrop(224),
                transforms.RandomHorizontalFlip(),
                transforms.ToTensor(),
                transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
            ]
        ),
    )
    loader = DataLoader(
        dataset, batch_size, shuffle=True, num_workers=workers, persistent_workers=workers > 0
    )
    model = GoogLeNet(len(dataset.classes)).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-4)
    while True:
        for images, labels in loader:
            optimizer.zero_grad()
            main, aux1, aux2 = model(images)
            losses = [F.cross_entropy(logits, labels) for logits in (main, aux1, aux2)]
            loss = losses[0] + 0.3 * losses[1] + 0.3 * losses[2]
            loss.backward()
            optimizer.step()
            [each.item() for each in losses]  # shown in a progress bar
            yield len(labels)
