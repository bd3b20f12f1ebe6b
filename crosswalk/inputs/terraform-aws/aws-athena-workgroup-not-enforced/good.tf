resource "aws_athena_workgroup" "athena_workgroup_not_enforced_good" {
  name = "records"

  configuration {
    enforce_workgroup_configuration = true

    result_configuration {
      output_location = "s3://example-athena/results/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = "arn:aws:kms:eu-west-1:111122223333:key/example"
      }
    }
  }
}
