"""PyTorch's natural loops. First a data file per request, then: "train THREADS BATCH EPOCHS SIZE...", "predict THREADS BATCH REPEATS SIZE..." or
"realmlp THREADS BATCH EPOCHS INPUTS 1" or, without a file ("-"), "product THREADS REPEATS TIMES ROWS INNER COLUMNS IS_TRANSPOSED".

A data file holds rows of features and label as raw floats. Answers samples per second of the best epoch or repeat; for a product
billions of operations a second, the best of some times.
"""
import math
import sys
import time

import numpy
import torch
from threadpoolctl import threadpool_limits
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


class RealMlp(nn.Module):
    """RealMLP-TD for two classes: PBLD embeddings, front scaling, NTK-parametrised layers, parametric SELU, dropout."""

    def __init__(self, inputs, width=256, blocks=3):
        super().__init__()
        self.frequencies = nn.Parameter(0.1 * torch.randn(inputs, 16))
        self.phases = nn.Parameter(math.pi * (2 * torch.rand(inputs, 16) - 1))
        self.embedding = nn.Parameter((2 * torch.rand(inputs, 16, 3) - 1) / 4)
        self.embedding_bias = nn.Parameter((2 * torch.rand(inputs, 3) - 1) / 4)
        self.scale = nn.Parameter(torch.ones(4 * inputs))
        sizes = [4 * inputs] + blocks * [width] + [1]
        self.weights = nn.ParameterList([nn.Parameter(torch.randn(a, b)) for a, b in zip(sizes, sizes[1:])])
        self.biases = nn.ParameterList([nn.Parameter(torch.zeros(b)) for b in sizes[1:]])
        self.slopes = nn.ParameterList([nn.Parameter(torch.ones(width)) for _ in range(blocks)])

    def forward(self, x, dropout):
        e = torch.cos(2 * math.pi * self.frequencies * x.unsqueeze(2) + self.phases)
        e = torch.einsum("bnf,nfd->bnd", e, self.embedding) + self.embedding_bias
        h = torch.cat([e, x.unsqueeze(2)], 2).flatten(1) * self.scale
        for w, b, a in zip(self.weights, self.biases, self.slopes):
            h = h @ w / math.sqrt(len(w)) + b
            h = nn.functional.dropout(h + a * (nn.functional.selu(h) - h), dropout)
        return h @ self.weights[-1] / math.sqrt(len(self.weights[-1])) + self.biases[-1]

    def groups(self):
        embedding = [self.frequencies, self.phases, self.embedding, self.embedding_bias]
        return [
            dict(params=list(self.weights), factor=1, decays=True),
            dict(params=list(self.biases), factor=0.1, decays=False),
            dict(params=list(self.slopes) + embedding, factor=0.1, decays=True),
            dict(params=[self.scale], factor=6, decays=True),
        ]


def flat_cosine(t):
    return 1 if t < 0.5 else 0.5 * (1 + math.cos(math.pi * (2 * t - 1)))


def realmlp(x, y, batch, epochs):
    model = RealMlp(x.shape[1])
    optimizer = torch.optim.AdamW(model.groups(), lr=0.04, betas=(0.9, 0.95))
    loss = nn.BCEWithLogitsLoss()
    smooth = 0.9 * y + 0.05
    best = float("inf")
    step = 0
    horizon = len(x) // batch * epochs
    for _ in range(epochs):
        start = time.perf_counter()
        order = torch.randperm(len(x))
        for i in range(0, len(x) - batch + 1, batch):
            t = step / horizon
            for group in optimizer.param_groups:
                group["lr"] = 0.02 * (1 - math.cos(2 * math.pi * math.log2(1 + 15 * t))) * group["factor"]
                group["weight_decay"] = 0.02 * flat_cosine(t) if group["decays"] else 0
            rows = order[i:i + batch]
            optimizer.zero_grad()
            loss(model(x.index_select(0, rows), 0.15 * flat_cosine(t)), smooth.index_select(0, rows)).backward()
            optimizer.step()
            step += 1
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


def product(repeats, times, rows, inner, columns, is_transposed):
    left = torch.rand(inner, rows).t() if is_transposed else torch.rand(rows, inner)
    right = torch.rand(inner, columns)
    target = torch.empty(rows, columns)
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        for _ in range(repeats):
            torch.mm(left, right, out=target)
        best = min(best, time.perf_counter() - start)
    return 2 * rows * inner * columns * repeats / best / 1e9


def main():
    print("PyTorch", torch.__version__, flush=True)
    for line in sys.stdin:
        path, work, *numbers = line.split()
        threads, batch, repeats, *sizes = map(int, numbers)
        torch.set_num_threads(threads)

        # OpenBLAS has threads of its own, which torch does not govern.
        threadpool_limits(threads, user_api="blas")
        torch.manual_seed(1)
        if work == "product":
            print(product(batch, repeats, *sizes), flush=True)
            continue
        x, y = load(path, sizes[0], sizes[-1])
        if work == "realmlp":
            print(realmlp(x, y, batch, repeats), flush=True)
        else:
            print(train(x, y, sizes, batch, repeats) if work == "train" else predict(x, sizes, batch, repeats), flush=True)


main()
