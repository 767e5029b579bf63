"""A blank window, frozen: what the frozen program's start is measured against."""

import json

import bench_window

print(json.dumps(bench_window.blank()))
