"""What the peers of the suite "trees" share: requests, data files and answers.

A request is "FOLDER KIND TASK OUTPUTS COLUMNS LEAVES THREADS PREDICTED SEED CATEGORICAL". The folder holds train, train_labels and test as raw floats. The
answer is seconds of binning, seconds of training without it, and rows scored in a second; the test rows' scores go to the file "scores".
"""
import sys
import time
from types import SimpleNamespace

import numpy

TREES = 100
BINS = 255
MIN_ROWS = 20
LEARNING_RATE = 0.1
L2 = 1.0


def read(line):
    folder, kind, task, *numbers, categorical = line.split()
    outputs, columns, leaves, threads, predicted, seed = map(int, numbers)

    def matrix(name):
        return numpy.fromfile(f"{folder}/{name}", dtype=numpy.float32).reshape(-1, columns)

    train = matrix("train")
    return SimpleNamespace(
        folder=folder, kind=kind, task=task, outputs=outputs, leaves=leaves, threads=threads, seed=seed, train=train, test=matrix("test"),
        labels=numpy.fromfile(f"{folder}/train_labels", dtype=numpy.float32), predicted=numpy.ascontiguousarray(train[:predicted]),
        categorical=[] if categorical == "-" else [int(c) for c in categorical.split(",")])


def timed(work):
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def serve(name, fit):
    """fit(request) gives seconds of binning, seconds of training, and a function from rows to scores."""
    print(name, flush=True)
    for line in sys.stdin:
        request = read(line)
        binning, training, predict = fit(request)
        _, seconds = timed(lambda: predict(request.predicted))
        numpy.asarray(predict(request.test), dtype=numpy.float32).tofile(f"{request.folder}/scores")
        print(binning, training, len(request.predicted) / seconds, flush=True)
