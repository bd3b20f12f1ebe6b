resource "aws_organizations_organization" "organizations_no_service_control_policies_bad" {
  feature_set = "CONSOLIDATED_BILLING"
}
