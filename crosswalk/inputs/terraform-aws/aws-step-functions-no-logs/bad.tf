resource "aws_sfn_state_machine" "step_functions_no_logs_bad" {
  name       = "records"
  role_arn   = "arn:aws:iam::111122223333:role/records"
  definition = "{}"

  logging_configuration {
    level                  = "ALL"
    include_execution_data = false
    log_destination        = "arn:aws:logs:eu-west-1:111122223333:log-group:records:*"
  }

  tracing_configuration {
    enabled = true
  }
}
