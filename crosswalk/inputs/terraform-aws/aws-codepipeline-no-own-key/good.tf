resource "aws_codepipeline" "codepipeline_no_own_key_good" {
  name     = "records"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    type     = "S3"
    location = "example-artifacts"

    encryption_key {
      id   = "arn:aws:kms:eu-west-1:111122223333:key/example"
      type = "KMS"
    }
  }
}
