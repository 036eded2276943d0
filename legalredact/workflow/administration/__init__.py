"""Administration: reports, diagnosis of the installation, deletion for good, API keys, the sample matter."""
