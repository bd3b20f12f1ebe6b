/** Its id in Checkov's output. */
export const LOOKED_AT = 'MUSTER_LOOKED_AT';

/**
 * A check that everything passes, for Checkov to load: Checkov only tells of a resource when one of its checks is about
 * it, so without this a file with nothing to say against it looks the same as one that was passed over. Workflows and
 * Dockerfiles need none: some check is about each of them.
 *
 * Files of Terraform in which there is nothing to check (variables, outputs) never meet a check. They are told of when
 * they were parsed, at the moment at which the files that could not be parsed are told of.
 *
 * A check of the second kind (CKV2_…) that breaks off does so in a thread whose failure nobody asks about: one odd
 * resource, and the check has no result for it, or for any (checkov/common/graph/checks_infra/registry.py). It is told
 * of here in the words that Checkov has for checks of the first kind.
 */
export const WITNESS = `
import logging
import os

from checkov.cloudformation.checks.resource.base_resource_check import BaseResourceCheck as BaseCloudFormationCheck
from checkov.common.checks_infra.solvers.attribute_solvers.base_attribute_solver import BaseAttributeSolver
from checkov.common.graph.checks_infra.registry import BaseRegistry
from checkov.common.models.enums import CheckCategories, CheckResult
from checkov.common.output.record import Record
from checkov.common.output.report import Report
from checkov.gitlab_ci.checks.base_gitlab_ci_check import BaseGitlabCICheck
from checkov.kubernetes.checks.resource.base_spec_check import BaseK8Check
from checkov.terraform import tf_parser
from checkov.terraform.checks.data.base_check import BaseDataCheck
from checkov.terraform.checks.module.base_module_check import BaseModuleCheck
from checkov.terraform.checks.provider.base_check import BaseProviderCheck
from checkov.terraform.checks.resource.base_resource_check import BaseResourceCheck
from checkov.terraform.module_loading import module_finder
from checkov.yaml_doc.enums import BlockType

WHO = {"name": "Looked at", "id": "${LOOKED_AT}"}
ABOUT = {**WHO, "categories": [CheckCategories.GENERAL_SECURITY]}


def passes(*_):
    return CheckResult.PASSED


def witness(base, **about):
    abstract = {name: passes for name in base.__abstractmethods__}
    return type("LookedAt", (base,), {**abstract, "scan_entity_conf": passes})(**about)


witness(BaseResourceCheck, **ABOUT, supported_resources=["*"])
witness(BaseDataCheck, **ABOUT, supported_data=["*"])
witness(BaseProviderCheck, **ABOUT, supported_provider=["*"])
witness(BaseModuleCheck, **ABOUT)
witness(BaseCloudFormationCheck, **ABOUT, supported_resources=["*"])
witness(BaseK8Check, **ABOUT, supported_entities=["*"])
witness(BaseGitlabCICheck, **WHO, supported_entities=["*"], block_type=BlockType.DOCUMENT)

CHECKED = {"resource", "data", "module", "provider"}
root = os.environ["MUSTER_ROOT"]
nothing_to_check = set()
load = tf_parser.load_or_die_quietly
add_parsing_errors = Report.add_parsing_errors


def load_and_note(file, *more, **options):
    definitions = load(file, *more, **options)
    if definitions is not None and CHECKED.isdisjoint(definitions):
        nothing_to_check.add(os.path.abspath(file))
    return definitions


def add_parsing_errors_and_note(self, errors):
    add_parsing_errors(self, errors)
    for file in sorted(nothing_to_check) if self.check_type == "terraform" else []:
        self.add_record(
            Record(
                check_id=WHO["id"],
                check_name=WHO["name"],
                check_result={"result": CheckResult.PASSED, "evaluated_keys": []},
                code_block=[],
                file_path="/" + os.path.relpath(file, root),
                file_line_range=[1, 1],
                resource="",
                evaluations=None,
                check_class=__name__,
                file_abs_path=file,
            )
        )


def telling(function, about):
    def call(self, *more):
        try:
            return function(self, *more)
        except Exception:
            logging.error("Failed to run check %s on %s", *about(self, *more))
            raise

    return call


if not hasattr(Report, "muster"):  # it is loaded once for each framework
    Report.muster = True
    tf_parser.load_or_die_quietly = module_finder.load_or_die_quietly = load_and_note
    Report.add_parsing_errors = add_parsing_errors_and_note
    BaseRegistry.run_check_parallel = telling(
        BaseRegistry.run_check_parallel, lambda _, check, *more: (check.id, "everything")
    )
    BaseAttributeSolver._process_node = telling(
        BaseAttributeSolver._process_node,
        lambda solver, node, *_: (f"of '{solver.attribute}'", f"{node.get('file_path_')}:{node.get('block_name_')}"),
    )
`;
