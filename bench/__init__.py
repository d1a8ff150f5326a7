"""How fast it is, beside floors measured in the same run. `make bench` writes docs/benchmarks.md."""
