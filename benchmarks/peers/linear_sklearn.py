"""scikit-learn's linear models. A request: "KIND THREADS REPEATS L2 ROWS COLUMNS OUTPUTS NONZEROS PATH"; answers median seconds and the mean objective.

Dense files hold rows of features and label as raw floats; sparse ones row starts and columns (int32), values and labels (floats). Each request uses
the faster of float32 and float64 features. Threads are those of the BLAS; L2 is the factor of |w|^2 / 2 beside the sum of losses.
"""
import sys
import time
import warnings

import numpy
import scipy.sparse
import sklearn
from sklearn.linear_model import LogisticRegression, PoissonRegressor, Ridge
from threadpoolctl import threadpool_limits

warnings.filterwarnings("ignore")


def load(rows, columns, nonzeros, path):
    if nonzeros == 0:
        values = numpy.fromfile(path, dtype=numpy.float32).reshape(rows, columns + 1)
        return numpy.ascontiguousarray(values[:, :columns]), values[:, columns].copy()
    with open(path, "rb") as file:
        starts = numpy.fromfile(file, dtype=numpy.int32, count=rows + 1)
        indexes = numpy.fromfile(file, dtype=numpy.int32, count=int(starts[-1]))
        values = numpy.fromfile(file, dtype=numpy.float32, count=int(starts[-1]))
        labels = numpy.fromfile(file, dtype=numpy.float32, count=rows)
    return scipy.sparse.csr_matrix((values, indexes, starts), shape=(rows, columns)), labels


def model(kind, l2, rows):
    if kind == "logistic" or kind == "softmax":
        return LogisticRegression(C=1 / l2, solver="lbfgs", max_iter=1000)
    if kind == "poisson":
        return PoissonRegressor(alpha=l2 / rows, max_iter=1000)
    return Ridge(alpha=l2)


def objective(kind, fitted, l2, x, y):
    x = x.astype(numpy.float64)
    weights = fitted.coef_.astype(numpy.float64)
    scores = x @ weights.T.reshape(x.shape[1], -1) + fitted.intercept_
    penalty = l2 / 2 * (weights ** 2).sum()
    if kind == "logistic":
        loss = numpy.logaddexp(0, scores[:, 0]) - y * scores[:, 0]
    elif kind == "softmax":
        largest = scores.max(axis=1, keepdims=True)
        loss = numpy.log(numpy.exp(scores - largest).sum(axis=1)) + largest[:, 0] - scores[numpy.arange(len(y)), y.astype(int)]
    elif kind == "poisson":
        loss = numpy.exp(scores[:, 0]) - y * scores[:, 0]
    else:
        loss = (scores[:, 0] - y) ** 2 / 2
    return (loss.sum() + penalty) / len(y)


def main():
    print("scikit-learn", sklearn.__version__, flush=True)
    for line in sys.stdin:
        kind, threads, repeats, l2, rows, columns, outputs, nonzeros, path = line.split()
        rows, columns, l2 = int(rows), int(columns), float(l2)
        x, y = load(rows, columns, int(nonzeros), path)
        best = None
        with threadpool_limits(int(threads)):
            for dtype in (numpy.float32, numpy.float64):
                data, labels = x.astype(dtype), y.astype(dtype)
                seconds = []
                for _ in range(int(repeats)):
                    start = time.perf_counter()
                    fitted = model(kind, l2, rows).fit(data, labels)
                    seconds.append(time.perf_counter() - start)
                answer = sorted(seconds)[len(seconds) // 2], objective(kind, fitted, l2, x, y)
                best = answer if best is None or answer[0] < best[0] else best
        print(*best, flush=True)


main()
