"""PyTorch's natural loops. First a data file per request, then: "train THREADS BATCH EPOCHS SIZE..." or "predict THREADS BATCH REPEATS SIZE...".

A data file holds rows of features and label as raw floats. Answers samples per second of the best epoch or repeat.
"""
import sys
import time

import numpy
import torch
from torch import nn


def load(path, columns, classes):
    values = torch.from_numpy(numpy.fromfile(path, dtype=numpy.float32).reshape(-1, columns + 1))
    labels = values[:, columns:].clone()
    return values[:, :columns].clone(), labels if classes == 1 else labels[:, 0].long()


def network(sizes):
    layers = []
    for inputs, outputs in zip(sizes[:-2], sizes[1:-1]):
        layers += [nn.Linear(inputs, outputs), nn.BatchNorm1d(outputs), nn.ReLU(), nn.Dropout(0.2)]
    return nn.Sequential(*layers, nn.Linear(sizes[-2], sizes[-1]))


def train(x, y, sizes, batch, epochs):
    model = network(sizes).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    loss = nn.BCEWithLogitsLoss() if sizes[-1] == 1 else nn.CrossEntropyLoss()
    best = float("inf")
    for _ in range(epochs):
        start = time.perf_counter()
        order = torch.randperm(len(x))
        for i in range(0, len(x) - batch + 1, batch):
            rows = order[i:i + batch]
            optimizer.zero_grad()
            loss(model(x.index_select(0, rows)), y.index_select(0, rows)).backward()
            optimizer.step()
        best = min(best, time.perf_counter() - start)
    return len(x) // batch * batch / best


def predict(x, sizes, batch, repeats):
    model = network(sizes).eval()
    best = float("inf")
    with torch.no_grad():
        for _ in range(repeats):
            start = time.perf_counter()
            torch.cat([model(part) for part in x.split(batch)])
            best = min(best, time.perf_counter() - start)
    return len(x) / best


def main():
    print("PyTorch", torch.__version__, flush=True)
    for line in sys.stdin:
        path, work, *numbers = line.split()
        threads, batch, repeats, *sizes = map(int, numbers)
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        x, y = load(path, sizes[0], sizes[-1])
        print(train(x, y, sizes, batch, repeats) if work == "train" else predict(x, sizes, batch, repeats), flush=True)


main()
