"""What a run of the tests under Wine gave is told truly, a run without results too."""

from windows.suite import Outcome, read_results

RESULTS = """<testsuites><testsuite>
<testcase classname="tests.model.test_span" name="test_one" />
<testcase classname="tests.model.test_span" name="test_two"><skipped message="needs root&#10;and more" /></testcase>
<testcase classname="tests.vault.test_store" name="test_three"><failure message="assert 1 == 2" /></testcase>
<testcase classname="tests.vault.test_store" name="test_four"><failure message="a" /><error message="b" /></testcase>
</testsuite></testsuites>"""


def test_each_test_that_did_not_pass_is_listed_with_the_first_line_of_its_reason() -> None:
    run = read_results("tests", RESULTS)
    assert run.passed == 1
    assert run.broken
    assert run.others == (
        Outcome("tests/model/test_span.py::test_two", "skipped", "needs root"),
        Outcome("tests/vault/test_store.py::test_three", "failed", "assert 1 == 2"),
        Outcome("tests/vault/test_store.py::test_four", "failed", "a"),
        Outcome("tests/vault/test_store.py::test_four", "error", "b"),
    )


def test_a_run_that_crashed_counts_as_broken_and_one_with_skipped_tests_does_not() -> None:
    assert read_results("tests", "").broken
    assert not read_results("tests", RESULTS.replace("failure", "skipped").replace("error", "skipped")).broken
