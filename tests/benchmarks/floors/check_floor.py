"""The floor of `fengqiao check`: a Python that only imports its argument parser."""

import sys

COMMAND = (sys.executable, "-c", "import argparse")
