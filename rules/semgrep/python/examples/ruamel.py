from ruamel.yaml import YAML

yaml = YAML(typ="safe")


def read(document):
    # ok: python-yaml-unsafe-load
    return yaml.load(document)
