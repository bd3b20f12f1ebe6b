resource "aws_lambda_function" "lambda_no_concurrency_limit_good" {
  function_name                  = "records"
  role                           = "arn:aws:iam::111122223333:role/records"
  filename                       = "records.zip"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  reserved_concurrent_executions = 10
  kms_key_arn                    = "arn:aws:kms:eu-west-1:111122223333:key/example"
  code_signing_config_arn        = "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1"

  environment {
    variables = {
      STAGE = "live"
    }
  }

  tracing_config {
    mode = "Active"
  }

  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-west-1:111122223333:failed"
  }

  vpc_config {
    subnet_ids         = ["subnet-0abcdef1234567890"]
    security_group_ids = ["sg-0abcdef1234567890"]
  }
}
