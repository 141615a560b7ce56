"""What the peers of the suite "quality" share: requests, columns and answers.

A request is "FOLDER LABEL TASK SECONDS SEED", fields parted by tabs. The folder holds train.csv and test.csv. The answer is the wall time in seconds;
predictions of the test rows (probability of the second class, of each class in the order of their names, or values) go to the file named after the peer.
"""
import sys
import time
import warnings
from types import SimpleNamespace

import numpy
import pandas

warnings.filterwarnings("ignore")
MISSING = ["", "?", "NA", "N/A", "NaN", "nan"]
OWN_VALUES = 0.5
DATE_PARTS = ["year", "month", "day", "dayofweek", "dayofyear"]


def date_parts(train, test):
    """Both columns as dates, taken apart; None when they are none."""
    if not train.dropna().astype(str).head(50).str.match(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}").all():
        return None
    days = [pandas.to_datetime(column, errors="coerce", dayfirst=True) for column in (train, test)]
    if days[0].isna().mean() > 0.2 + train.isna().mean():
        return None
    parts = []
    for day in days:
        frame = pandas.DataFrame({part: getattr(day.dt, part) for part in DATE_PARTS}, index=day.index).astype(float)
        frame["elapsed"] = (day - pandas.Timestamp("2000-01-01")).dt.days
        parts.append(frame)
    return parts


def columns(train, test):
    """Numbers as they are, dates taken apart, words as categories known from the training rows; texts with values of their own are left out."""
    frames = [{}, {}]
    for name in train.columns:
        column = train[name]
        if column.dtype != object:
            frames[0][name], frames[1][name] = column.astype(float), test[name].astype(float)
            continue
        parts = date_parts(column, test[name])
        if parts is not None:
            for i in (0, 1):
                for part in parts[i].columns:
                    frames[i][f"{name} {part}"] = parts[i][part]
        elif column.nunique() <= OWN_VALUES * column.notna().sum() or column.nunique() <= 50:
            levels = sorted(column.dropna().unique())
            for i, values in enumerate((column, test[name])):
                frames[i][name] = pandas.Categorical(values, categories=levels)
    return pandas.DataFrame(frames[0], index=train.index), pandas.DataFrame(frames[1], index=test.index)


def read(line):
    folder, label, task, seconds, seed = line.rstrip("\n").split("\t")
    train, test = (pandas.read_csv(f"{folder}/{part}.csv", na_values=MISSING, keep_default_na=False, low_memory=False) for part in ("train", "test"))
    for name in train.columns:
        if test[name].dtype != train[name].dtype and (test[name].dtype == object or train[name].dtype == object):
            train[name], test[name] = train[name].astype(object), test[name].astype(object)
    x, test_x = columns(train.drop(columns=label), test.drop(columns=label))
    if task == "Regression":
        classes, y = [], train[label].to_numpy(float)
    else:
        texts = train[label].astype(str)
        classes = sorted(texts.unique())
        y = texts.map({text: i for i, text in enumerate(classes)}).to_numpy()
    return SimpleNamespace(folder=folder, task=task, classes=classes, x=x, y=y, test=test_x, seconds=float(seconds), seed=int(seed))


def serve(name, file, predict):
    """predict(request, deadline) gives the test rows' predictions; the deadline is a time.monotonic()."""
    print(name, flush=True)
    for line in sys.stdin:
        start = time.monotonic()
        request = read(line)
        predictions = predict(request, start + request.seconds)
        seconds = time.monotonic() - start
        numpy.asarray(predictions, dtype=numpy.float32).tofile(f"{request.folder}/{file}")
        print(seconds, flush=True)
