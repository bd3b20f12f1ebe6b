resource "aws_mwaa_environment" "mwaa_no_scheduler_logs_bad" {
  name                  = "records"
  dag_s3_path           = "dags/"
  source_bucket_arn     = "arn:aws:s3:::example-airflow"
  execution_role_arn    = "arn:aws:iam::111122223333:role/airflow"
  webserver_access_mode = "PRIVATE_ONLY"

  logging_configuration {

    webserver_logs {
      enabled   = true
      log_level = "INFO"
    }

    worker_logs {
      enabled   = true
      log_level = "INFO"
    }
  }
}
