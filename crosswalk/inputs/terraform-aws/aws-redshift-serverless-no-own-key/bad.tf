resource "aws_redshiftserverless_namespace" "redshift_serverless_no_own_key_bad" {
  namespace_name = "reports"
}
