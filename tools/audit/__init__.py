"""What the finished pages are measured by: in the tests on some pages, by `make audit` on all of them."""
