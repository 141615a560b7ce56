"""PyTorch's natural training loop. Reads "THREADS BATCH EPOCHS INPUTS WIDTH... OUTPUTS" lines; answers samples per second of the best epoch."""
import sys
import time

import numpy
import torch
from torch import nn


def load(path, columns):
    values = numpy.fromfile(path, dtype=numpy.float32).reshape(-1, columns + 1)
    return torch.from_numpy(values[:, :columns].copy()), torch.from_numpy(values[:, columns:].copy())


def network(sizes):
    layers = []
    for inputs, outputs in zip(sizes[:-2], sizes[1:-1]):
        layers += [nn.Linear(inputs, outputs), nn.BatchNorm1d(outputs), nn.ReLU(), nn.Dropout(0.2)]
    return nn.Sequential(*layers, nn.Linear(sizes[-2], sizes[-1]))


def train(x, y, sizes, batch, epochs):
    torch.manual_seed(1)
    model = network(sizes).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    loss = nn.BCEWithLogitsLoss()
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


def main():
    print("PyTorch", torch.__version__, flush=True)
    x = y = None
    for line in sys.stdin:
        threads, batch, epochs, *sizes = map(int, line.split())
        if x is None:
            x, y = load(sys.argv[1], sizes[0])
        torch.set_num_threads(threads)
        print(train(x, y, sizes, batch, epochs), flush=True)


main()
