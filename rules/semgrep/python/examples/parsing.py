import tarfile
import xml.sax.handler

import yaml
from lxml import etree


def read(document):
    # ruleid: python-yaml-unsafe-load
    yaml.load(document, Loader=yaml.Loader)
    # ruleid: python-yaml-unsafe-load
    yaml.load(document, yaml.UnsafeLoader)
    # ruleid: python-yaml-unsafe-load
    yaml.load(document)
    # ruleid: python-yaml-unsafe-load
    yaml.unsafe_load(document)
    # ok: python-yaml-unsafe-load
    yaml.load(document, Loader=yaml.SafeLoader)
    # ok: python-yaml-unsafe-load
    yaml.load(document, Loader=yaml.CSafeLoader)
    # ok: python-yaml-unsafe-load
    return yaml.safe_load(document)


def unpack(name):
    # ruleid: python-archive-path-traversal
    tarfile.open(name).extractall("/srv")
    with tarfile.open(name) as archive:
        # ruleid: python-archive-path-traversal
        archive.extractall("/srv")
    other = tarfile.open(name)
    # ruleid: python-archive-path-traversal
    other.extract("member", "/srv")
    with tarfile.open(name) as safe:
        # ok: python-archive-path-traversal
        safe.extractall("/srv", filter="data")
        # ok: python-archive-path-traversal
        safe.getnames()


def unpack_with_filter(name):
    archive = tarfile.open(name)
    archive.extraction_filter = tarfile.data_filter
    # ok: python-archive-path-traversal
    archive.extractall("/srv")


def parse(file, reader):
    # ruleid: python-xml-external-entities
    etree.parse(file, etree.XMLParser(resolve_entities=True))
    # ruleid: python-xml-external-entities
    parser = etree.XMLParser(no_network=False)
    # ruleid: python-xml-external-entities
    reader.setFeature(xml.sax.handler.feature_external_ges, True)
    # ok: python-xml-external-entities
    reader.setFeature(xml.sax.handler.feature_external_ges, False)
    # ok: python-xml-external-entities
    return etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True))
