resource "aws_networkfirewall_firewall" "network_firewall_no_deletion_protection_good" {
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
