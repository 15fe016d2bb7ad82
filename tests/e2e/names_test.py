"""One name for one thing over documents: what one text explains, the others mean."""

import unittest

from parallax_client import Client
from parallax_client.proto.analysis.v1 import analysis_service_pb2 as analysis
from parallax_client.proto.types.v1 import document_pb2
from server_process import ServerProcess

# Only the first says that the two names are one company's.
EXPLAINS = "翠湖航运（Jadelake Shipping）去年亏损3亿元。"
CHINESE = "翠湖航运去年亏损5亿元。环保组织谴责翠湖航运。"
ENGLISH = "The minister praised Jadelake Shipping. Jadelake Shipping owns 40 ships."
UNRELATED = "The mayor praised Amber Ferries."
# Another company of that English name.
EXPLAINS_OTHERWISE = "Jadelake Shipping (绿潭航运) owns 12 tugs."


class NamesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(ServerProcess())
        cls.client = cls.enterClassContext(Client(cls.server.address))

    def report(self, *texts):
        documents = [document_pb2.InlineDocument(text=text, source_name=f"Outlet {i}") for i, text in enumerate(texts)]
        request = analysis.GenerateReportRequest(selection=analysis.DocumentSelection(documents=documents))
        return self.client.analysis.GenerateReport(request).report

    def test_a_name_that_one_document_explains_is_one_entity_in_all(self):
        report = self.report(EXPLAINS, CHINESE, ENGLISH, UNRELATED)
        documents = {row.entity: row.documents for row in report.entities}
        self.assertEqual(documents.get("org:翠湖航运"), 3, documents)
        self.assertNotIn("org:jadelake-shipping", documents)
        (row,) = [r for r in report.entities if r.entity == "org:翠湖航运"]
        self.assertCountEqual(row.surface_forms, ["翠湖航运", "Jadelake Shipping"])
        stances = {cell.holder.name: cell.target for cell in report.stances}
        self.assertEqual((stances["环保组织"], stances["minister"]), ("org:翠湖航运", "org:翠湖航运"))
        (losses,) = [m for m in report.measures if m.measure == "loss"]
        self.assertEqual((losses.subject, losses.varies, len(losses.values)), ("org:翠湖航运", True, 2))

    def test_the_order_of_the_documents_does_not_matter(self):
        self.assertEqual(*[[(r.entity, r.documents, r.mentions) for r in self.report(*texts).entities]
                           for texts in ((EXPLAINS, CHINESE, ENGLISH), (ENGLISH, CHINESE, EXPLAINS))])

    def test_a_name_that_is_explained_in_two_ways_joins_nothing(self):
        report = self.report(EXPLAINS, EXPLAINS_OTHERWISE, ENGLISH)
        documents = {row.entity: row.documents for row in report.entities}
        self.assertEqual(documents.get("org:翠湖航运"), 1, documents)


if __name__ == "__main__":
    unittest.main()
