"""Includes only the numbering plans of phonenumbers; data on carriers and regions is not used (40 MB)."""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("phonenumbers.data") + collect_submodules("phonenumbers.shortdata")
