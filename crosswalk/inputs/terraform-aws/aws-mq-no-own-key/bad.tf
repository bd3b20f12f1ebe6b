resource "aws_mq_broker" "mq_no_own_key_bad" {
  broker_name                = "records"
  engine_type                = "ActiveMQ"
  engine_version             = "5.18"
  host_instance_type         = "mq.m5.large"
  publicly_accessible        = false
  auto_minor_version_upgrade = true

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
