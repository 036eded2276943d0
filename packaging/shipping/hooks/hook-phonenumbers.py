"""Of phonenumbers the plans of numbers; who sells a number and where it lies is asked by nobody here (40 MB)."""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("phonenumbers.data") + collect_submodules("phonenumbers.shortdata")
