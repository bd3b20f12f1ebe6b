resource "aws_redshiftserverless_namespace" "redshift_serverless_no_own_key_good" {
  namespace_name = "reports"
  kms_key_id     = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
