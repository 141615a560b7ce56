"""scikit-learn's natural featurizer on a pandas DataFrame. First argument: a file of numbers and category codes, column by column.

The file holds, as little-endian 32-bit values: rows, number columns, category columns, then the floats of every number column, then the
codes of every category column. Requests: "fit" (ColumnTransformer.fit), "steps" (the same steps fitted one by one, nothing transformed that
the next step does not need) or "transform"; answered with seconds.
"""
import sys
import time

import numpy
import pandas
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def load(path):
    rows, numbers, categories = numpy.fromfile(path, dtype=numpy.int32, count=3)
    values = numpy.fromfile(path, dtype=numpy.float32, count=rows * numbers, offset=12).reshape(numbers, rows)
    codes = numpy.fromfile(path, dtype=numpy.int32, offset=12 + 4 * rows * numbers).reshape(categories, rows)
    columns = {f"N{i}": values[i].copy() for i in range(numbers)}
    for i in range(categories):
        names = numpy.array([f"level {code}" for code in range(codes[i].max() + 1)], dtype=object)
        columns[f"C{i}"] = names[codes[i]]
    return pandas.DataFrame(columns), [f"N{i}" for i in range(numbers)], [f"C{i}" for i in range(categories)]


def featurizer(numbers, categories):
    return ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="mean"), StandardScaler()), numbers),
        ("categories", OneHotEncoder(handle_unknown="ignore"), categories),
    ])


def fit_steps(frame, numbers, categories):
    imputer = SimpleImputer(strategy="mean").fit(frame[numbers])
    StandardScaler().fit(imputer.transform(frame[numbers]))
    OneHotEncoder(handle_unknown="ignore").fit(frame[categories])


def main():
    frame, numbers, categories = load(sys.argv[1])
    print("scikit-learn", sklearn.__version__, "on pandas", pandas.__version__, flush=True)
    fitted = None
    for line in sys.stdin:
        start = time.perf_counter()
        if line.strip() == "fit":
            fitted = featurizer(numbers, categories).fit(frame)
        elif line.strip() == "steps":
            fit_steps(frame, numbers, categories)
        else:
            fitted.transform(frame)
        print(time.perf_counter() - start, flush=True)


main()
