resource "aws_organizations_organization" "organizations_no_service_control_policies_good" {
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY"]
}
