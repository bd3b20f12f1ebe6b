resource "aws_mq_broker" "mq_no_minor_upgrades_bad" {
  broker_name                = "records"
  engine_type                = "ActiveMQ"
  engine_version             = "5.18"
  host_instance_type         = "mq.m5.large"
  publicly_accessible        = false
  auto_minor_version_upgrade = false

  encryption_options {
    use_aws_owned_key = false
    kms_key_id        = "arn:aws:kms:eu-west-1:111122223333:key/example"
  }

  logs {
    general = true
    audit   = true
  }

  user {
    username = "records"
    password = var.password
  }
}

variable "password" {
  type      = string
  sensitive = true
}
