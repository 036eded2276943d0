"""Writes the structure tree of a copy (ISO 32000-1, 14.7): one document element with the elements of all pages."""

from collections.abc import Sequence

import pikepdf

from legalredact.redaction.structure.element import Element


class StructureTree:
    """The structure tree of a PDF while its pages are added."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        self._document = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=self._root)
        )
        self._kids: list[pikepdf.Object] = []
        self._parents: list[pikepdf.Object] = []

    def add(self, page: pikepdf.Page, elements: Sequence[Element]) -> None:
        """Add the elements of a page."""
        parents: dict[int, pikepdf.Object] = {}
        self._kids += [self._written(element, self._document, page.obj, parents) for element in elements]
        page.obj.StructParents = len(self._parents)
        row = [parents[number] for number in sorted(parents)]
        self._parents.append(self._pdf.make_indirect(pikepdf.Array(row)))

    def finish(self) -> None:
        """Write the tree into the catalog."""
        self._document.K = pikepdf.Array(self._kids)
        numbered = [entry for number, row in enumerate(self._parents) for entry in (number, row)]
        self._root.K = self._document
        self._root.ParentTree = self._pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbered)))
        self._root.ParentTreeNextKey = len(self._parents)
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    def _written(
        self, element: Element, parent: pikepdf.Object, page: pikepdf.Object, parents: dict[int, pikepdf.Object]
    ) -> pikepdf.Object:
        """An element with those below it.

        Arguments:
            parents: gets the element of each number of marked content.
        """
        written = self._pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{element.tag}"), P=parent, Pg=page)
        )
        kids: list[pikepdf.Object | int] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._written(kid, written, page, parents))
            else:
                kids.append(kid)
                parents[kid] = written
        written.K = pikepdf.Array(kids)
        if element.alt:
            written.Alt = pikepdf.String(element.alt)
        return written
