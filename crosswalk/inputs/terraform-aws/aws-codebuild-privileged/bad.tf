resource "aws_codebuild_project" "codebuild_privileged_bad" {
  name           = "records"
  service_role   = "arn:aws:iam::111122223333:role/build"
  encryption_key = "arn:aws:kms:eu-west-1:111122223333:key/example"

  artifacts {
    type                = "S3"
    location            = "example-artifacts"
    encryption_disabled = false
  }

  environment {
    type            = "LINUX_CONTAINER"
    compute_type    = "BUILD_GENERAL1_SMALL"
    image           = "aws/codebuild/standard:7.0"
    privileged_mode = true
  }

  logs_config {
    s3_logs {
      status              = "ENABLED"
      location            = "example-build-logs"
      encryption_disabled = false
    }
  }

  source {
    type     = "CODECOMMIT"
    location = "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/records"
  }
}
