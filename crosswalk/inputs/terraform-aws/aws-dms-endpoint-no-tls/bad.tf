resource "aws_dms_endpoint" "dms_endpoint_no_tls_bad" {
  endpoint_id   = "records"
  endpoint_type = "source"
  engine_name   = "postgres"
  ssl_mode      = "none"
  kms_key_arn   = "arn:aws:kms:eu-west-1:111122223333:key/example"
}
