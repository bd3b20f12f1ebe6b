resource "aws_networkfirewall_firewall" "network_firewall_no_logs_good" {
  name                = "core"
  firewall_policy_arn = "arn:aws:network-firewall:eu-west-1:111122223333:firewall-policy/core"
  vpc_id              = "vpc-0abcdef1234567890"
  delete_protection   = true

  encryption_configuration {
    key_id = "arn:aws:kms:eu-west-1:111122223333:key/example"
    type   = "CUSTOMER_KMS"
  }

  subnet_mapping {
    subnet_id = "subnet-0abcdef1234567890"
  }
}

resource "aws_networkfirewall_logging_configuration" "network_firewall_no_logs_good" {
  firewall_arn = aws_networkfirewall_firewall.network_firewall_no_logs_good.arn

  logging_configuration {
    log_destination_config {
      log_type             = "FLOW"
      log_destination_type = "S3"

      log_destination = {
        bucketName = "example-firewall-logs"
      }
    }
  }
}
